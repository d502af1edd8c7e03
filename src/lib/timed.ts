/**
 * Runs a stage and marks how long it took as a measure of User Timing (W3C), `bgplint:<stage>`: profilers show it, and
 * the benchmark reads it.
 */
export function timed<Result>(stage: string, action: () => Result): Result {
  const start = performance.now();
  try {
    return action();
  } finally {
    performance.measure(`bgplint:${stage}`, { start });
  }
}
