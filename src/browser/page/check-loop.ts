/** Checks again whenever something changed: one check at a time, the newest texts in the next. */
import type { Checked, SandboxFile } from '../protocol.ts';
import type { Connection } from './connection.ts';

/** A check that was answered. */
export interface Outcome {
  /** By which other requests are about it. */
  readonly id: number;
  /** What was checked. */
  readonly files: readonly SandboxFile[];
  readonly checked: Checked;
  /** How long the page waited: milliseconds. */
  readonly took: number;
}

export class CheckLoop {
  readonly #connection: Connection;
  readonly #files: () => readonly SandboxFile[];
  readonly #done: (outcome: Outcome) => void;
  readonly #failed: (error: Error) => void;
  #isRunning = false;
  #isStale = false;

  constructor(
    connection: Connection,
    files: () => readonly SandboxFile[],
    done: (outcome: Outcome) => void,
    failed: (error: Error) => void,
  ) {
    this.#connection = connection;
    this.#files = files;
    this.#done = done;
    this.#failed = failed;
  }

  /** Says that something changed. */
  changed(): void {
    this.#isStale = true;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isStale) {
      this.#isStale = false;
      // What one key did is done before its texts are taken.
      await Promise.resolve();
      try {
        const files = this.#files();
        const start = performance.now();
        const answer = await this.#connection.ask('check', { files });
        if (answer !== undefined)
          this.#done({ id: answer.id, files, checked: answer, took: performance.now() - start });
      } catch (error) {
        this.#failed(error as Error);
      }
    }
    this.#isRunning = false;
  }
}
