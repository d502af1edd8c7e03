/** When a workspace is checked: a while after the last edit, one check at a time, and none to its end that an edit has overtaken. */
import type { Faults } from './faults.ts';

/** A check that was left, since what it is about has changed, or somebody cancelled it. */
export class Superseded extends Error {}

/** Lets one check after the other run: two at once would both be late. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  async take<Result>(job: () => Promise<Result>): Promise<Result> {
    const before = this.#last;
    let done: () => void = () => undefined;
    this.#last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    try {
      return await job();
    } finally {
      done();
    }
  }
}

/** How long a check may go on before messages are looked at, in milliseconds. */
const mostWithout = 8;

/** Gives the messages that have come a turn: timers and streams are asked before what waits for this. */
function messages(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export interface Job {
  /** One check. `pause` throws Superseded when it is not wanted any more. */
  run(pause: () => Promise<void>): Promise<void>;
  readonly turns: Turns;
  readonly faults: Faults;
  /** Milliseconds from some moment on. */
  clock(): number;
}

export class Checks {
  readonly #job: Job;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #due = false;
  #generation = 0;
  #stopped = false;
  readonly #waiting = new Set<() => void>();

  constructor(job: Job) {
    this.#job = job;
  }

  /** Wants a check in `delay` milliseconds; one that is wanted or runs already is overtaken. */
  want(delay: number): void {
    if (this.#stopped) return;
    this.#generation++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#start();
    }, delay);
  }

  /** Leaves the check that runs, and wants no other until something changes. */
  cancel(): void {
    this.#generation++;
    this.#due = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#running) this.#release();
  }

  /** No check runs any more, and none will. */
  stop(): void {
    this.#stopped = true;
    this.cancel();
  }

  /** Until no check runs and none is wanted. */
  settled(): Promise<void> {
    if (!this.#running && this.#timer === undefined) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  async #start(): Promise<void> {
    if (this.#running) {
      this.#due = true;
      return;
    }
    this.#running = true;
    do {
      this.#due = false;
      const generation = this.#generation;
      let looked = this.#job.clock();
      const check = async () => {
        if (generation !== this.#generation) throw new Superseded();
        if (this.#job.clock() - looked < mostWithout) return;
        await messages();
        looked = this.#job.clock();
        if (generation !== this.#generation) throw new Superseded();
      };
      try {
        await this.#job.turns.take(async () => {
          await check();
          await this.#job.run(check);
        });
      } catch (error) {
        if (!(error instanceof Superseded)) this.#job.faults.tell('a check', error);
      }
    } while (this.#due && !this.#stopped);
    this.#running = false;
    if (this.#timer === undefined) this.#release();
  }

  #release(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const go of waiting) go();
  }
}
