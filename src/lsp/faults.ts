/** What goes wrong inside of the server: one line in the log each time, one message to the person, and it goes on. */
import { clip, neutralise } from '../lib/text.ts';

const longest = 2000;

/** Where a fault is told. */
export interface Telling {
  log(line: string): void;
  show(message: string): void;
}

export class Faults {
  readonly #telling: Telling;
  #told = false;

  constructor(telling: Telling) {
    this.#telling = telling;
  }

  /** `during` is what the server was about, as a phrase. */
  tell(during: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
    this.#telling.log(
      `a bug in bgplint, during ${during}: ${neutralise(clip(text.replace(/\s*\n\s*/g, ' | '), longest))}`,
    );
    if (this.#told) return;
    this.#told = true;
    this.#telling.show(
      `A bug in bgplint, during ${during}: what it shows may be incomplete. Please report it; the log of the language server has the details.`,
    );
  }
}
