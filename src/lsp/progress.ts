/** Progress of checks that take long, where the client shows it. */
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import type { Progress } from '../lint/scan-result.ts';
import { count } from '../report/text/phrases.ts';

/** What takes less is not told, in milliseconds. */
const patience = 500;

/** Between two reports, in milliseconds. */
const pace = 100;

/** Where a stage begins, and how much of the whole it is, in percent. */
const stages = {
  read: { from: 0, share: 70, noun: 'file' },
  evaluate: { from: 70, share: 30, noun: 'cluster' },
} as const;

/** What tells of one check. */
export interface Teller {
  readonly update: Progress;
  /** Called in any case. */
  end(): void;
}

/** Tells of a check that begins now; `cancel` is called if the person cancels it. `clock` is in milliseconds. */
export function progressOf(connection: Connection, clock: () => number, title: string, cancel: () => void): Teller {
  const started = clock();
  let reporter: WorkDoneProgressServerReporter | undefined;
  let asked = false;
  let ended = false;
  let last = 0;
  const ask = async () => {
    const made = await connection.window.createWorkDoneProgress();
    if (ended) return;
    made.begin(title, 0, undefined, true);
    made.token.onCancellationRequested(cancel);
    reporter = made;
  };
  return {
    update(stage, done, total) {
      const now = clock();
      if (!asked && now - started >= patience) {
        asked = true;
        // A client that does not want to show it says so by an error.
        ask().catch(() => undefined);
      }
      if (reporter === undefined || now - last < pace) return;
      last = now;
      const { from, share, noun } = stages[stage];
      const part = total === 0 ? 0 : Math.min(1, done / total);
      reporter.report(Math.floor(from + share * part), `${done} of ${count(total, noun)}`);
    },
    end() {
      ended = true;
      reporter?.done();
    },
  };
}
