/** Checks again whenever something changed: one check at a time, the newest texts in the next; a long one is given up for it. */
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
  /** Checks that are not answered: more than one only while a newer one ends an older one. */
  #running = 0;
  #isStale = false;
  #start = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    if (this.#running === 0) {
      void this.#run();
      return;
    }
    clearTimeout(this.#timer);
    const left = this.#start + patience - performance.now();
    this.#timer = setTimeout(
      () => {
        if (this.#isStale && this.#running > 0) void this.#run();
      },
      Math.max(rest, left),
    );
  }

  async #run(): Promise<void> {
    this.#running++;
    this.#isStale = false;
    this.#start = performance.now();
    try {
      // What one key did is done before its texts are taken.
      await Promise.resolve();
      const files = this.#files();
      const start = performance.now();
      const answer = await this.#connection.ask('check', { files });
      if (answer !== undefined) this.#done({ id: answer.id, files, checked: answer, took: performance.now() - start });
    } catch (error) {
      this.#failed(error as Error);
    }
    this.#running--;
    if (this.#isStale && this.#running === 0) void this.#run();
  }
}

/** Milliseconds that a check may take before a change gives it up, and that somebody rests from typing. */
const patience = 500;
const rest = 300;
