/** Long work in steps: it yields where it can be interrupted, and nothing of it is lost by waiting there. */
export type Steps<Result> = Generator<void, Result, void>;

/** Waits, now and then, so that others can run; what it throws stops the work. */
export type Pause = () => Promise<void>;

/** Does it all, with a pause after each step. */
export async function withPauses<Result>(steps: Steps<Result>, pause?: Pause): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (pause !== undefined) await pause();
  }
}
