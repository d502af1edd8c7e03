import { getOrMake } from '../../lib/maps.ts';
import { levels, rulesById } from '../../lib/rules.ts';
import { clip } from '../../lib/text.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report, ReportContext, Reporter } from '../../model/report.ts';
import type { Level, Rule } from '../../model/rule.ts';
import { facts } from '../pretty/summary.ts';
import { account, hidden } from '../text/ledger.ts';
import { answered, clean, remedyOf, tally, whyOf, worstFirst } from '../text/phrases.ts';
import { utf8Length } from '../text/utf8.ts';
import { code, inert, inertItem } from './text.ts';

/** GitHub refuses a step's summary over 1 MiB; the same step may write more than this report into it. */
const longestReport = 900 * 1024;

/** The most files or places that the ledger names of one sort. */
const named = 10;

/** The most UTF-16 units of one text of a stranger, so that a few cannot take the room of all others. */
const longestCell = 500;

const longestFact = 1000;

/**
 * GitHub Flavored Markdown for a job's summary or a comment on a merge request: how many findings there are, by rule and
 * by place, what was checked, and what to do. Files are named as the repository has them. Where there is no room for all
 * rows, the worst findings keep theirs, and the report says how many are left out.
 */
export const markdown: Reporter = (report, context) => {
  const rules = rulesById(context.rules);
  const open = report.findings.filter((finding) => finding.suppressed === null);
  const shown = context.includeSuppressed ? report.findings : open;
  const before = [...heading(report, open), ...byRule(open, rules)];
  const after = [...ledger(report), ...advice(shown, rules)];
  const room = longestReport - utf8Length([...before, ...after].join('\n\n'));
  return `${[...before, ...byPlace(shown, room, context), ...after].join('\n\n')}\n`;
};

function heading({ findings, ledger }: Report, open: readonly Finding[]): readonly string[] {
  const counts = [tally(open), ...answered(findings), ...hidden(ledger)].join(', ');
  return [`## bgplint: ${counts}`, inert(account(ledger))];
}

/** A row for each rule and level, the worst and the most frequent first. */
function byRule(open: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly string[] {
  if (open.length === 0) return [];
  const groups = new Map<string, { readonly level: Level; readonly rule: string; number: number }>();
  for (const { level, rule } of open) {
    const key = `${level} ${rule}`;
    const group = groups.get(key) ?? { level, rule, number: 0 };
    group.number++;
    groups.set(key, group);
  }
  const rows = [...groups.values()]
    .toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || b.number - a.number)
    .map(
      ({ level, rule, number }) => `| ${level} | ${code(rule)} | ${number} | ${inert(rules.get(rule)?.title ?? '')} |`,
    );
  return [
    '### By rule',
    ['| Level | Rule | Findings | What it is |', '| --- | --- | ---: | --- |', ...rows].join('\n'),
  ];
}

/** A row for each finding in the order of the report; of those that do not all fit in, the worst. */
function byPlace(findings: readonly Finding[], room: number, context: ReportContext): readonly string[] {
  if (findings.length === 0) return [];
  const head = ['| Place | Level | Rule | Finding |', '| --- | --- | --- | --- |'];
  const rows = new Map<Finding, string>();
  let left = room - utf8Length(head.join('\n')) - 200;
  const open = findings.filter((finding) => finding.suppressed === null);
  const others = findings.filter((finding) => finding.suppressed !== null);
  for (const finding of [...worstFirst(open, context.rules), ...worstFirst(others, context.rules)]) {
    const row = rowOf(finding, context);
    left -= utf8Length(row) + 1;
    if (left < 0) break;
    rows.set(finding, row);
  }
  const shown = findings.flatMap((finding) => rows.get(finding) ?? []);
  const rest = findings.filter((finding) => !rows.has(finding));
  const more = `${tally(rest)} left out, because a summary holds no more: \`bgplint --format json\` has them all.`;
  return ['### By place', [...head, ...shown].join('\n'), ...(rest.length === 0 ? [] : [more])];
}

function rowOf({ file, range, level, rule, message, suppressed }: Finding, context: ReportContext): string {
  const path = short(context.fromRepository(file) ?? file);
  const place = code(range === null ? path : `${path}:${range.startLine}`);
  if (suppressed === null) return `| ${place} | ${level} | ${code(rule)} | ${inert(short(message))} |`;
  const answer = `(by ${suppressed.by}: ${inert(short(suppressed.reason))})`;
  return `| ${place} | suppressed ${level} | ${code(rule)} | ${inert(short(message))} ${answer} |`;
}

function short(text: string): string {
  return clip(clean(text), longestCell);
}

/** What was looked at and what was not. */
function ledger(report: Report): readonly string[] {
  const items = facts(report.ledger, named).flatMap(([label, lines]) =>
    lines.map((line) => `- ${label}: ${inertItem(clip(line.trimStart(), longestFact))}`),
  );
  return items.length === 0 ? [] : ['### What was checked', items.join('\n')];
}

/**
 * For each rule that found something, and each of its variants that did, why it matters and what to do, folded. These texts
 * are the rules' own Markdown.
 */
function advice(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly string[] {
  const found = new Map<string, Set<string | undefined>>();
  for (const { rule, variant } of findings) getOrMake(found, rule, () => new Set()).add(variant);
  const folded = [...found.keys()].sort().flatMap((id) => {
    const rule = rules.get(id);
    if (rule === undefined) return [];
    const summary = `<details><summary><code>${inert(id)}</code>: ${inert(rule.title)}</summary>`;
    const variants = [...(found.get(id) ?? [])].sort();
    const texts = variants.flatMap((variant) => {
      const name = variants.length > 1 && variant !== undefined ? [`**${inert(variant)}**`] : [];
      return [...name, whyOf(rule, variant), remedyOf(rule, variant)];
    });
    return [[summary, ...texts, `More: \`bgplint explain ${id}\``, '</details>'].join('\n\n')];
  });
  return folded.length === 0 ? [] : ['### What to do', ...folded];
}
