/** A rule's example: what is flagged, with carets and messages, and the same fixed; beside it where there is room. */

import type { Line } from '../../lib/alignment.ts';
import { around, type Comparison, comparisons, type Example, gap, mostLines, near } from '../../lib/example.ts';
import { append } from '../../lib/lists.ts';
import { besides, sideWidth } from './beside.ts';
import { indent, lineWithFindings, placeless, type Sign } from './line.ts';
import type { Look } from './model.ts';

/** The paragraphs of an example: `Flagged` and `Fixed`, or one of both where they fit beside each other. */
export function exampleText(example: Example, look: Look): readonly string[] {
  const files = comparisons(example);
  const side = sideWidth(files, look);
  if (side !== undefined) return [besides(files, side, look.paint)];
  const flagged = files.filter(({ isNew }) => !isNew).map((file) => flaggedFile(file, look));
  const fixed = files.filter(({ rows }) => rows.some(({ changed }) => changed)).map((file) => fixedFile(file, look));
  const heading = (text: string) => look.paint('strong', text);
  return [`${heading('Flagged')}\n${flagged.join('\n\n')}`, `${heading('Fixed')}\n${fixed.join('\n\n')}`];
}

/** What is flagged, all of it or the parts that matter, with what is said of it. */
function flaggedFile({ file, rows, findings, digits }: Comparison, look: Look): string {
  const lines = rows.flatMap(({ old }) => old ?? []);
  const marked = (number: number) => findings.some(({ range }) => range?.startLine === number);
  const shown = lines.length <= mostLines ? lines : near(lines, ({ number }) => marked(number), 2 * around);
  const body = shown.flatMap((line) =>
    line === undefined ? [gap] : lineWithFindings({ line, sign: '', findings, digits }, look),
  );
  return [file, ...placeless(findings, look), ...body].map((line) => indent + line).join('\n');
}

/** What a fix changes, as a diff: lines that go with `-`, lines that come with `+`, and some around them. */
function fixedFile({ file, rows, digits, isRemoved }: Comparison, look: Look): string {
  if (isRemoved) return `${indent}${file} is removed`;
  const shown = near(rows, ({ changed }) => changed, around);
  const body: string[] = [];
  let come: string[] = [];
  const flush = () => {
    append(body, come);
    come = [];
  };
  for (const row of shown) {
    if (row === undefined || !row.changed) flush();
    if (row === undefined) body.push(gap);
    else if (!row.changed) append(body, plain(row.fresh, '', row.old));
    else {
      append(body, plain(row.old, '-', row.fresh));
      append(come, plain(row.fresh, '+', row.old));
    }
  }
  flush();
  return [file, ...body].map((line) => indent + line).join('\n');

  function plain(line: Line | undefined, sign: Sign, other: Line | undefined): readonly string[] {
    return line === undefined ? [] : lineWithFindings({ line, sign, digits, findings: [], other }, look);
  }
}
