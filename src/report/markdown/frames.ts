/** The marked lines of a finding, as a block of code: nothing in it means anything to Markdown. */
import type { Finding, Related } from '../../model/finding.ts';
import type { ReportContext } from '../../model/report.ts';
import { frame, gutterOf, type Mark } from '../pretty/frame.ts';
import type { Style } from '../pretty/style.ts';
import { linesOf, type TextLines } from '../text/lines.ts';
import { clean } from '../text/phrases.ts';

/** Columns that a page of 600 pixels shows without scrolling. */
const columns = 68;

/** What a report may show of a file, by lines; read once a file. */
export type Texts = (file: string) => TextLines | undefined;

export function textsOf({ frame: text }: Pick<ReportContext, 'frame'>): Texts {
  const known = new Map<string, TextLines | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const shown = text(file);
      known.set(file, shown === undefined ? undefined : linesOf(shown));
    }
    return known.get(file);
  };
}

/** A block of code, empty where nothing may be shown, and the further places that are not in it. */
export function framed(
  finding: Finding,
  related: readonly Related[],
  texts: Texts,
): { readonly block: string; readonly left: readonly Related[] } {
  const lines = texts(finding.file);
  if (lines === undefined || finding.range === null) return { block: '', left: related };
  const isIn = (place: Related) =>
    place.file === finding.file && place.range !== null && place.range.startLine <= lines.count;
  const marks: Mark[] = [{ range: finding.range, label: '', level: finding.level }];
  for (const { range, message } of related.filter(isIn)) {
    if (range !== null) marks.push({ range, label: clean(message), level: null });
  }
  const look = { width: columns, gutter: gutterOf(lines, marks), paint: (_: Style, text: string) => text };
  // Its first row is empty, which a terminal needs.
  const shown = frame(lines, marks, look).slice(1);
  if (shown.length === 0) return { block: '', left: related };
  return { block: fenced(shown, 'text'), left: related.filter((place) => !isIn(place)) };
}

/** Lines between fences that are longer than any run of backticks in them. */
export function fenced(lines: readonly string[], language: 'text' | 'yaml'): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
  const fence = '`'.repeat(runs.reduce((most, run) => Math.max(most, run.length + 1), 3));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
