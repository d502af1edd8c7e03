import { append } from '../../lib/lists.ts';
import { rulePage } from '../../lib/pages.ts';
import { rulesById } from '../../lib/rules.ts';
import { cells, displayWidth, wrap } from '../../lib/text.ts';
import type { Range } from '../../model/document.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import type { Report, ReportContext, Reporter } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import { linesOf, type TextLines } from '../text/lines.ts';
import { mostUrgentFirst } from '../text/order.ts';
import { clean, count, placeOf, relatedOf, remedyOf, resourceLabel, whyOf, withoutCommand } from '../text/phrases.ts';
import { frame, type Mark } from './frame.ts';
import { type FindingGroup, groupFindings } from './groups.ts';
import { linker } from './link.ts';
import { type Paint, painter, type Style } from './style.ts';
import { type Fixable, summary } from './summary.ts';

const narrowest = 40;

const widest = 110;

const indent = '  ';

/** The most findings of a run that say what would fix them. */
const mostFixes = 200;

/**
 * The report for a person: each finding with its place, the marked source, why it matters and what to do; then what was
 * checked. ASCII apart from what the files hold, so that it survives every log. Colour never changes the layout.
 */
export const pretty: Reporter = (report, context) => {
  const page = newPage(context);
  const open = mostUrgentFirst(
    report.findings.filter((finding) => finding.suppressed === null),
    page.rules,
  );
  const { full, groups } = groupFindings(open, page.rules);
  const blocks = [...full.map((finding) => block(finding, page)), ...groups.map((alike) => groupLines(alike, page))];
  if (context.includeSuppressed) append(blocks, suppressed(report, page));
  if (!context.quiet) blocks.push(summary(report, page));
  if (blocks.length === 0) return '';
  return `${blocks.map((lines) => lines.map(withoutCommand).join('\n')).join('\n\n')}\n`;
};

/** What is the same for every finding of a run, and what was said already. */
interface Page {
  readonly width: number;
  readonly paint: Paint;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly linesOf: (file: string) => TextLines | undefined;
  /** What fixes a finding; of the first findings only, for it takes time. */
  readonly fix: (finding: Finding) => Fix | undefined;
  /** How many findings a machine can fix, of those that were told so far. */
  readonly fixable: Fixable;
  /** A place and a rule as texts, which are links where the terminal opens them. */
  place(file: string, range: Range | null, style?: Style): string;
  ruleName(id: string): string;
  /** The rules, each with a variant, whose why and what to do stand above. */
  readonly explained: Set<string>;
}

function newPage(context: ReportContext): Page {
  const texts = new Map<string, TextLines | undefined>();
  let asked = 0;
  const fixable = { safe: 0, review: 0 };
  const [paint, rules] = [painter(context.color), rulesById(context.rules)];
  const link = linker(context.hyperlinks);
  return {
    width: Math.min(widest, Math.max(narrowest, context.width)),
    paint,
    rules,
    place(file, range, style) {
      const text = placeOf(file, range);
      return link(context.link?.(file, range), style === undefined ? text : paint(style, text));
    },
    ruleName: (id) => link(rules.has(id) ? rulePage(id) : undefined, clean(id)),
    linesOf(file) {
      if (!texts.has(file)) {
        const text = context.frame(file);
        texts.set(file, text === undefined ? undefined : linesOf(text));
      }
      return texts.get(file);
    },
    explained: new Set(),
    fix(finding) {
      if (finding.fixable === null) return undefined;
      const fix = asked++ < mostFixes ? context.fix(finding) : undefined;
      if (fix !== undefined || asked > mostFixes) fixable[finding.fixable]++;
      return fix;
    },
    fixable,
  };
}

/** One finding: header, message, frames, advice. */
function block(finding: Finding, page: Page): readonly string[] {
  const { paint } = page;
  const lines = [
    [
      page.place(finding.file, finding.range, 'strong'),
      paint(finding.level, finding.level),
      page.ruleName(finding.rule),
    ].join(indent),
    ...indented(wrap(clean(finding.message), page.width - indent.length).map((text) => paint('strong', text))),
  ];
  const shown = frames(finding, page);
  if (shown.length > 0) append(lines, ['', ...shown]);
  const advised = [...advice(finding, page), ...fixHint(finding, page)];
  return advised.length > 0 ? [...lines, '', ...advised] : lines;
}

/** Findings of one rule and level beyond those that are told in full. */
function groupLines({ lines, left }: FindingGroup, page: Page): readonly string[] {
  const { width, paint } = page;
  const [first] = lines;
  if (first === undefined) return [];
  // The summary counts what asks for its fix.
  for (const finding of [...lines, ...left]) page.fix(finding);
  const total = count(lines.length + left.length, `more ${first.level}`);
  const shown = lines.map((finding) => {
    const place = placeOf(finding.file, finding.range);
    const room = Math.max(narrowest, width - indent.length - displayWidth(place) - indent.length);
    return `${place}${indent}${cut(clean(finding.message), room)}`;
  });
  const rest = left.length === 0 ? [] : [`and ${left.length} more of ${clean(first.rule)}: --format json has them all`];
  return [paint(first.level, `${total} of ${clean(first.rule)}`), ...indented([...shown, ...rest])];
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

/** A frame for each file that the finding speaks of, its own first; and a line for each place that no frame shows. */
function frames(finding: Finding, page: Page): readonly string[] {
  const blocks: (readonly string[])[] = [];
  const bare: string[] = [];
  const { shown: related, more } = relatedOf(finding);
  for (const file of new Set([finding.file, ...related.map((place) => place.file)])) {
    const lines = page.linesOf(file);
    const isOwn = file === finding.file;
    const marks: Mark[] = isOwn && finding.range ? [{ range: finding.range, label: '', level: finding.level }] : [];
    for (const place of related.filter((other) => other.file === file)) {
      if (lines !== undefined && place.range !== null && place.range.startLine <= lines.count) {
        marks.push({ range: place.range, label: clean(place.message), level: null });
      } else {
        bare.push(`${page.place(file, place.range)}  ${clean(place.message)}`);
      }
    }
    const shown = lines && frame(lines, marks, { width: page.width - indent.length, paint: page.paint });
    if (shown === undefined || shown.length === 0) continue;
    blocks.push(isOwn ? shown : [page.place(file, marks[0]?.range ?? null), ...shown]);
  }
  if (more !== '') bare.push(more);
  if (bare.length > 0) blocks.push(bare);
  return indented(blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block])));
}

/** Why it matters and what to do: the first time in full, afterwards where to read it. */
function advice({ rule: id, variant }: Finding, page: Page): readonly string[] {
  const rule = page.rules.get(id);
  if (rule === undefined) return [];
  const advised = `${id} ${variant ?? ''}`;
  if (page.explained.has(advised)) return labelled('more', `bgplint explain ${clean(id)}`, page);
  page.explained.add(advised);
  return [...labelled('why', whyOf(rule, variant), page), ...labelled('do', remedyOf(rule, variant), page)];
}

/** What would fix it, and how to ask for that. */
function fixHint(finding: Finding, page: Page): readonly string[] {
  const fix = page.fix(finding);
  if (fix === undefined) return [];
  return labelled('fix', `${fix.title} (bgplint ${fix.safe ? '--fix' : '--fix-review'})`, page);
}

/** A text under a short label at its left. */
function labelled(label: string, text: string, page: Page): readonly string[] {
  const column = 'more'.length + 2;
  const rows = wrap(clean(text), page.width - indent.length - column);
  const left = page.paint('faint', label) + ' '.repeat(column - displayWidth(label));
  return indented(rows.map((row, index) => (index === 0 ? left : ' '.repeat(column)) + row));
}

/** The findings that were answered, each with who answered and why. */
function suppressed(report: Report, page: Page): readonly (readonly string[])[] {
  return report.findings.flatMap((finding) => {
    if (finding.suppressed === null) return [];
    const { by, reason, owner, expires } = finding.suppressed;
    const answer = [
      `by ${by}: ${clean(reason)}`,
      owner === undefined ? '' : `owner ${clean(owner)}`,
      expires === undefined ? '' : `until ${clean(expires)}`,
    ];
    const header = [
      placeOf(finding.file, finding.range),
      `suppressed ${finding.level}`,
      clean(finding.rule),
      finding.resource === null ? '' : resourceLabel(finding.resource),
    ];
    return [
      [
        page.paint('faint', header.filter(Boolean).join(indent)),
        ...indented(wrap(clean(finding.message), page.width - indent.length)),
        ...indented(wrap(answer.filter(Boolean).join('; '), page.width - indent.length)),
      ],
    ];
  });
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : indent + line));
}
