import { append, smallest } from '../../lib/lists.ts';
import { cells, displayWidth, wrap } from '../../lib/text.ts';
import type { Report, Reporter } from '../../model/report.ts';
import { mostUrgentFirst } from '../text/order.ts';
import { clean, count, placeOf, resourceLabel, withoutCommand } from '../text/phrases.ts';
import { findingLines, indent } from './finding.ts';
import { type FindingGroup, groupFindings } from './groups.ts';
import { newPage, type Page } from './page.ts';
import { summary } from './summary.ts';

/**
 * The report for a person: each finding with its place, the message at the marked source, why it matters and what to do; then
 * what was checked. ASCII apart from what the files hold, so that it survives every log. Colour never changes the layout.
 */
export const pretty: Reporter = (report, context) => {
  const page = newPage(context);
  const open = report.findings.filter((finding) => finding.suppressed === null);
  const groups = groupFindings(mostUrgentFirst(open, page.rules), page.rules);
  const blocks = groups.map((group) => [...findingLines(group.first, page), ...others(group, page)]);
  if (context.includeSuppressed) append(blocks, suppressed(report, page));
  if (!context.quiet) blocks.push([...summary(report, page)]);
  if (blocks.length === 0) return '';
  return `${blocks.map((lines) => lines.map(withoutCommand).join('\n')).join('\n\n')}\n`;
};

/** The narrowest column in which the beginning of a message says which finding it is. */
const leastBeside = 24;

/** The findings that are like one that was told in full, on a line each. */
function others({ first, lines, left }: FindingGroup, page: Page): readonly string[] {
  if (lines.length === 0) return [];
  // The summary counts what asks for its fix.
  for (const finding of [...lines, ...left]) page.fix(finding);
  const rule = clean(first.rule);
  const rooms = lines.map(({ file, range }) => page.width - 2 * indent.length - displayWidth(placeOf(file, range)));
  const isBeside = smallest(rooms) >= leastBeside;
  const shown = lines.flatMap((finding, i) => {
    const place = page.place(finding.file, finding.range);
    const message = clean(finding.message);
    if (isBeside) return [`${place}${indent}${cut(message, rooms[i] ?? 0)}`];
    return [place, indent + cut(message, page.width - 2 * indent.length)];
  });
  const rest = left.length === 0 ? [] : [`and ${left.length} more of ${rule}: --format concise has them all`];
  const head = `${count(lines.length + left.length, `more ${first.level}`)} of ${rule}:`;
  return ['', ...indented([head, ...shown, ...rest])];
}

/** A text on one line of at most `room` columns. */
function cut(text: string, room: number): string {
  if (displayWidth(text) <= room) return text;
  let [end, used] = [0, 0];
  for (const cell of cells(text)) {
    used += cell.width;
    if (used > room - 3) break;
    end = cell.end;
  }
  return `${text.slice(0, end).trimEnd()}...`;
}

/** The findings that were answered, each with who answered and why. */
function suppressed(report: Report, page: Page): readonly string[][] {
  return report.findings.flatMap((finding) => {
    if (finding.suppressed === null) return [];
    const { by, reason, owner, expires } = finding.suppressed;
    const answer = [
      `by ${by}: ${clean(reason)}`,
      owner === undefined ? '' : `owner ${clean(owner)}`,
      expires === undefined ? '' : `until ${clean(expires)}`,
    ];
    const header = [
      `suppressed ${finding.level}[${clean(finding.rule)}]`,
      finding.resource === null ? '' : resourceLabel(finding.resource),
    ];
    const texts = [clean(finding.message), answer.filter(Boolean).join('; ')];
    return [
      [
        page.paint('faint', header.filter(Boolean).join(' ')),
        ` ${page.paint('faint', '-->')} ${page.place(finding.file, finding.range)}`,
        ...texts.flatMap((text) => wrap(text, page.width - 5).map((row) => `     ${row}`)),
      ],
    ];
  });
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => indent + line);
}
