/** `--list-files`: one line a file, what became of it and why. */
import { grouped } from '../lib/lists.ts';
import { compare } from '../lib/order.ts';
import { neutralise } from '../lib/text.ts';
import type { LintResult } from '../lint/request.ts';
import { unjudged } from '../report/text/ledger.ts';

/** What may become of a file, in the order in which the totals name it. */
const states = ['read', 'in part', 'no BGP in it', 'not checked', 'not read'] as const;

interface Row {
  readonly file: string;
  readonly state: (typeof states)[number];
  readonly why: string;
}

/**
 * Files in the order of their names, each as `state  file  (why)`: `read` holds something to check, `in part` something that could not be
 * checked as well. Then how many there are of each, and rules that did not judge. `config` is the configuration's own file.
 */
export function fileList({ scan, left, candidates, report }: LintResult, config: string | undefined): string {
  const skipped = new Map(report.ledger.skipped.map((one) => [one.file, one]));
  const inPart = new Set(report.ledger.inPart);
  const holding = new Set(scan.resources.map(({ document }) => document.source.file));
  const considered = new Set([...scan.texts.keys(), ...candidates]);
  const rows = [
    ...[...considered].map((file): Row => {
      const one = skipped.get(file);
      if (one !== undefined) {
        const why = one.reason.replace(/^not checked, /, '').replace('see the finding', 'see the report');
        return { file, state: inPart.has(file) ? 'in part' : 'not checked', why };
      }
      if (holding.has(file)) return { file, state: 'read', why: '' };
      return { file, state: 'no BGP in it', why: file === config ? 'the configuration' : '' };
    }),
    ...left.map(({ file, reason }): Row => ({ file, state: 'not read', why: reason })),
  ].sort((a, b) => compare(a.file, b.file));
  const column = 'no BGP in it'.length + 2;
  const lines = rows.map(
    ({ file, state, why }) => `${state.padEnd(column)}${neutralise(file)}${why === '' ? '' : `  (${neutralise(why)})`}`,
  );
  return `${[...lines, ...(rows.length === 0 ? [] : ['']), totals(rows), ...unjudged(report.ledger)].join('\n')}\n`;
}

/** `4 in all: 2 read, 1 no BGP in it, 1 not read`. */
function totals(rows: readonly Row[]): string {
  const groups = grouped(rows, ({ state }) => state);
  const parts = states.flatMap((state) => (groups.has(state) ? [`${groups.get(state)?.length} ${state}`] : []));
  return `${rows.length} in all${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
