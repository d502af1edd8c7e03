/**
 * Runs a stage and marks how long it took as a measure of User Timing (W3C), `bgplint:<stage>`: profilers show it, and
 * the benchmark reads it. Only where it is `wanted`: Node loads User Timing at the first look, which takes 2 ms.
 */
export function timed<Result>(wanted: boolean | undefined, stage: string, action: () => Result): Result {
  if (wanted !== true) return action();
  const start = performance.now();
  try {
    return action();
  } finally {
    performance.measure(`bgplint:${stage}`, { start });
  }
}

/** The same of a stage that others may interrupt: the time that they take counts. */
export async function timedWhile<Result>(
  wanted: boolean | undefined,
  stage: string,
  action: () => Promise<Result>,
): Promise<Result> {
  if (wanted !== true) return action();
  const start = performance.now();
  try {
    return await action();
  } finally {
    performance.measure(`bgplint:${stage}`, { start });
  }
}
