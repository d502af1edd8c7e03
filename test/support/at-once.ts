/** Does work in steps without a pause. */
import type { Steps } from '../../src/lib/steps.ts';

export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
