/** A fault of a file that decides on a run: of the config, or the baseline. */
export interface Fault {
  /** Absolute. */
  readonly path: string;
  /** Where it is in the text, in UTF-16 units. */
  readonly offset: number;
  /** A sentence. */
  readonly message: string;
}

/** The job cannot be done: one sentence that says what to do. Ends the run with exit 2. */
export class Refusal extends Error {
  /** What it tells of, where that has a place. */
  readonly faults: readonly Fault[];

  constructor(message: string, faults: readonly Fault[] = []) {
    super(message);
    this.faults = faults;
  }
}
