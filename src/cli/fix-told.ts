/** What a run says of its fixes on standard error: what it changed, what other options would, and what is left to do. */

import type { FixedFile } from '../fix/combine.ts';
import { keyOf, leftToDo } from '../fix/left.ts';
import { LineIndex } from '../lib/lines.ts';
import { grouped } from '../lib/lists.ts';
import { neutralise, wrap } from '../lib/text.ts';
import type { Finding, Fix, LeftToDo } from '../model/finding.ts';
import { clean, count, withoutCommand } from '../report/text/phrases.ts';

/** A finding with what fixes it. */
export interface FixedFinding {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The most fixes that are listed, a line each. */
const mostListed = 20;

/** A fix and where it is in the text that has it. */
export interface PlacedFix extends FixedFinding {
  readonly file: string;
  readonly line: number;
}

/** Fixes with their places, by file. */
export function placed(fixed: readonly FixedFinding[], files: readonly FixedFile[]): readonly PlacedFix[] {
  const lineOf = linesAfter(files);
  const rows = fixed.map(({ finding, fix }) => {
    const [edit] = fix.edits;
    const line = edit === undefined ? 1 : (lineOf.get(editKey(edit.file, edit.span.start, edit.text)) ?? 1);
    return { finding, fix, file: edit?.file ?? finding.file, line };
  });
  return rows.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** A line for each fix, `file:line  what  rule`; of many the first, and how many more there are. */
export function fixLines(fixes: readonly PlacedFix[]): readonly string[] {
  const shown = fixes.slice(0, mostListed).map(({ finding, fix, ...place }) => {
    return withoutCommand(`  ${placeText(place)}  ${clean(fix.title)}  ${clean(finding.rule)}`);
  });
  return fixes.length > mostListed ? [...shown, `  and ${fixes.length - mostListed} more`] : shown;
}

function placeText({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${clean(file)}:${line}`;
}

/** The line of each edit in the text that it is part of afterwards. */
function linesAfter(files: readonly FixedFile[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const { file, after, edits } of files) {
    const index = new LineIndex(after);
    let shift = 0;
    for (const { start, end, text } of edits) {
      const blank = text.length - text.trimStart().length;
      lines.set(editKey(file, start, text), index.position(start + shift + blank).line);
      shift += text.length - (end - start);
    }
  }
  return lines;
}

function editKey(file: string, start: number, text: string): string {
  return JSON.stringify([file, start, text]);
}

const headings = {
  before: 'Before you apply it:',
  with: 'When you apply it:',
  after: 'Afterwards:',
} as const;

/** The most places that a step names. */
const mostPlaces = 3;

/**
 * The steps, numbered, with their commands on lines of their own, whole, to be pasted. All of them: what was written is
 * there, and no later run can tell them again.
 */
function leftLines(fixes: readonly PlacedFix[], steps: readonly LeftToDo[], width: number): readonly string[] {
  const askedAt = grouped(
    fixes.flatMap(({ fix, file, line }) => (fix.then ?? []).map((step) => ({ step: keyOf(step), file, line }))),
    ({ step }) => step,
  );
  const digits = String(steps.length).length;
  const margin = ' '.repeat(digits + 4);
  return steps.flatMap((step, index) => {
    const { when, text, command } = step;
    const places = [...new Set((askedAt.get(keyOf(step)) ?? []).map(placeText))];
    const more = places.length > mostPlaces ? ` and ${places.length - mostPlaces} more` : '';
    const sentence = `${clean(text)} (${places.slice(0, mostPlaces).join(', ')}${more}).`;
    const rows = wrap(sentence, Math.max(40, Math.min(width, 110)) - margin.length);
    const number = `  ${String(index + 1).padStart(digits)}. `;
    return [
      ...(when === steps[index - 1]?.when ? [] : ['', headings[when]]),
      ...rows.map((row, at) => withoutCommand((at === 0 ? number : margin) + row)),
      ...(command === undefined ? [] : [`${margin}  ${neutralise(command)}`]),
    ];
  });
}

/** What fixes for review leave behind, in a sentence and a list; nothing where there are none. */
export function leftText(
  fixes: readonly PlacedFix[],
  { diff, width }: { readonly diff: boolean; readonly width: number },
): string {
  const review = fixes.filter(({ fix }) => !fix.safe);
  if (review.length === 0) return '';
  const steps = leftToDo(review.map(({ fix }) => fix));
  const head = diff
    ? `bgplint: with --fix-review ${count(review.length, 'fix', 'fixes')} would leave ${count(steps.length, 'step')} to do.`
    : `bgplint: written, not done: ${count(review.length, 'fix', 'fixes')} for review. Left to do:`;
  return `${['', head, ...leftLines(review, steps, width)].join('\n')}\n`;
}
