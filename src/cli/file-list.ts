/** `--list-files`: one line a file, what became of it and why. */
import { compare } from '../lib/order.ts';
import { neutralise } from '../lib/text.ts';
import type { LintResult } from '../lint/request.ts';
import { unjudged } from '../report/text/ledger.ts';

/** Files in the order of their names; `read` are those that hold something to check. Rules that did not judge come last. */
export function fileList({ scan, left, candidates, report }: LintResult): string {
  const skipped = new Map(scan.skipped.map((file) => [file.file, file.reason]));
  const read = [...scan.texts.keys()].map((file) => ({ file, state: 'read', why: skipped.get(file) ?? '' }));
  const rest = candidates
    .filter((file) => !scan.texts.has(file))
    .map((file) =>
      skipped.has(file)
        ? { file, state: 'skipped', why: skipped.get(file) ?? '' }
        : { file, state: 'passed', why: 'nothing about BGP in it' },
    );
  const others = left.map(({ file, reason }) => ({ file, state: 'left', why: reason }));
  const files = [...read, ...rest, ...others]
    .sort((a, b) => compare(a.file, b.file))
    .map(
      ({ file, state, why }) => `${state.padEnd(8)}${neutralise(file)}${why === '' ? '' : `  (${neutralise(why)})`}\n`,
    )
    .join('');
  return (
    files +
    unjudged(report.ledger)
      .map((line) => `${line}\n`)
      .join('')
  );
}
