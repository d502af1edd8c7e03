/** The line that says how far a long run is. */
import type { Progress } from '../lint/scan-result.ts';
import type { Process } from './process.ts';

/** Milliseconds before there is a line, and between two of them. */
const patience = 1000;

const pause = 100;

/** Files between two looks at the clock. */
const every = 8;

export interface ProgressLine {
  readonly progress: Progress;
  /** Takes the line away, before anything else is printed. */
  clear(): void;
}

/** One line on standard error, written over; undefined where it is no terminal, or nobody watches. */
export function progressLine({ stderrTerminal, env, clock, err, columns = 80 }: Process): ProgressLine | undefined {
  if (!stderrTerminal || (env['CI'] ?? '') !== '' || env['TERM'] === 'dumb') return undefined;
  const first = clock() + patience;
  let next = first;
  let calls = 0;
  let stage: string | undefined;
  let isShown = false;
  return {
    progress(now, done, total) {
      if (now !== stage) {
        stage = now;
        calls = 0;
        // The next stage may be one long step.
        next = first;
      }
      if (calls++ % every !== 0 || clock() < next) return;
      next = clock() + pause;
      isShown = true;
      err(`\r\x1b[K${sentence(now, done, total).slice(0, columns - 1)}`);
    },
    clear() {
      if (isShown) err('\r\x1b[K');
      isShown = false;
    },
  };
}

function sentence(stage: Parameters<Progress>[0], done: number, total: number): string {
  const [of, all] = [done, total].map((number) => number.toLocaleString('en-US'));
  if (stage === 'read') return `reading ${of} of ${all} files`;
  return total === 1 ? 'checking what was read' : `checking ${of} of ${all} clusters`;
}
