import { grouped } from '../../lib/lists.ts';
import { getOrMake } from '../../lib/maps.ts';
import { levels, rulesById } from '../../lib/rules.ts';
import { clip } from '../../lib/text.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report, Reporter } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { facts } from '../pretty/summary.ts';
import { account, hidden, looser } from '../text/ledger.ts';
import { freezing, mostUrgentFirst } from '../text/order.ts';
import { answered, tally, worstFirst } from '../text/phrases.ts';
import { block, item, type Page, weight } from './finding.ts';
import { textsOf } from './frames.ts';
import { code, inert, inertItem } from './text.ts';

/**
 * GitHub refuses a comment of more than 65,536 characters, and a step's summary over 1 MiB. A report does not know which of
 * them it is for, and whoever writes it may add some lines.
 */
const longestReport = 64_000;

/** How much of it findings with their lines may take, and the ledger. */
const longestBlocks = 30_000;
const longestLedger = 8_000;

/** Findings of one rule and level that are told with their lines; the others are an item of a list each. */
const inFull = 3;

/** The most rows of the table by rule. */
const mostRules = 100;

/** The most files or places that the ledger names of one sort. */
const named = 10;

const longestFact = 500;

/**
 * GitHub Flavored Markdown for a comment on a pull request or a job's summary: the findings with their lines, what freezes BGP
 * first; how many there are by rule, where a rule has several; folded, why and what to do, and what was checked. Files are named
 * as the repository has them. Where there is no room for all, the worst are there, and the report says how many are left out.
 */
export const markdown: Reporter = (report, context) => {
  const page: Page = { context, rules: rulesById(context.rules), texts: textsOf(context) };
  const open = report.findings.filter(({ suppressed }) => suppressed === null);
  const answeredOnes = context.includeSuppressed ? report.findings.filter(({ suppressed }) => suppressed !== null) : [];
  const urgent = mostUrgentFirst(open, page.rules);
  const before = [...heading(report, open, page), ...loosened(report)];
  const after = [...byRule(urgent, page), ...ledger(report, open.length === 0)];
  const full = inBlocks(urgent, page);
  const used = [...before, ...full.values(), ...after].reduce((sum, part) => sum + part.length + 2, 0);
  const others = [...urgent.filter((finding) => !full.has(finding)), ...answeredOnes];
  const parts = [...before, ...full.values(), ...inLists(others, page, longestReport - used), ...after];
  return `${parts.join('\n\n')}\n`;
};

function heading({ findings, ledger }: Report, open: readonly Finding[], { rules }: Page): readonly string[] {
  const counts = [tally(open), ...freezing(open, rules), ...answered(findings), ...hidden(ledger)];
  return [`## bgplint: ${counts.join(', ')}`, inert(clip(account(ledger), longestFact))];
}

/** What a change loosens beside the files under check: a reviewer must see it, so it is not folded. */
function loosened({ ledger }: Report): readonly string[] {
  const lines = looser(ledger.loosened).map((line) => `- ${inertItem(clip(line, longestFact))}`);
  return lines.length === 0 ? [] : ['**Loosened by this change**', fitting(lines, longestLedger).join('\n')];
}

/** The first findings of each rule and level, as blocks; why and what to do once for each rule and variant. */
function inBlocks(urgent: readonly Finding[], page: Page): ReadonlyMap<Finding, string> {
  const blocks = new Map<Finding, string>();
  const told = new Map<string, number>();
  const advised = new Set<string>();
  let used = 0;
  for (const finding of urgent) {
    const alike = `${finding.level} ${finding.rule}`;
    const number = (told.get(alike) ?? 0) + 1;
    if (number > inFull) continue;
    const advice = `${finding.rule} ${finding.variant ?? ''}`;
    const text = block(finding, page, !advised.has(advice));
    used += text.length + 2;
    if (used > longestBlocks) break;
    told.set(alike, number);
    advised.add(advice);
    blocks.set(finding, text);
  }
  return blocks;
}

/** The other findings by rule and level, folded. Of those that do not all fit in, the worst and what is enforced. */
function inLists(findings: readonly Finding[], page: Page, room: number): readonly string[] {
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const answeredOnes = findings.filter(({ suppressed }) => suppressed !== null);
  const groups = grouped(findings, (finding) => groupOf(finding, page));
  const items = new Map<Finding, string>();
  const begun = new Set<string>();
  let left = room - aroundGroup;
  for (const finding of [...worstFirst(open, page.context.rules), ...answeredOnes]) {
    const text = item(finding, page);
    const group = groupOf(finding, page);
    left -= text.length + 1 + (begun.has(group) ? 0 : aroundGroup + group.length);
    if (left < 0) break;
    begun.add(group);
    items.set(finding, text);
  }
  const rest = findings.filter((finding) => !items.has(finding));
  const more = `${tally(rest)} left out, because a comment holds no more: \`bgplint --format json\` has them all.`;
  return [...[...groups].flatMap(([group, all]) => folded(group, all, items)), ...(rest.length === 0 ? [] : [more])];
}

/** What is written around a list, at most, and about what is left out. */
const aroundGroup = 200;

function groupOf(finding: Finding, { rules }: Page): string {
  return finding.suppressed === null ? `${weight(finding, rules)} ${code(finding.rule)}` : 'suppressed';
}

function folded(group: string, all: readonly Finding[], items: ReadonlyMap<Finding, string>): readonly string[] {
  const lines = all.flatMap((finding) => items.get(finding) ?? []);
  if (lines.length === 0) return [];
  const number = lines.length === all.length ? `${all.length}` : `${lines.length} of ${all.length}`;
  return [`<details><summary>${number} more: ${group}</summary>`, lines.join('\n'), '</details>'];
}

/** A row for each rule and level, where any has several findings; the worst and the most frequent first. */
function byRule(urgent: readonly Finding[], { rules }: Page): readonly string[] {
  const groups = new Map<string, { readonly level: Level; readonly rule: string; number: number }>();
  for (const { level, rule } of urgent)
    getOrMake(groups, `${level} ${rule}`, () => ({ level, rule, number: 0 })).number++;
  const all = [...groups.values()];
  if (all.every(({ number }) => number === 1)) return [];
  const rank = (level: Level) => levels.indexOf(level);
  const rows = all
    .toSorted((a, b) => rank(a.level) - rank(b.level) || b.number - a.number)
    .map(({ level, rule, number }) => {
      const counted = `${number} ${level}${number === 1 ? '' : 's'}`;
      return `| ${counted} | ${code(rule)} | ${inert(rules.get(rule)?.title ?? '')} |`;
    });
  const shown = rows.slice(0, mostRules);
  const more = rows.length - shown.length;
  return [
    '### By rule',
    ['| Findings | Rule | What it is |', '| --- | --- | --- |', ...shown].join('\n'),
    ...(more > 0 ? [`and ${more} more rows`] : []),
  ];
}

/** What was looked at and what was not; in view where nothing else is. */
function ledger(report: Report, isOpen: boolean): readonly string[] {
  const items = facts(report.ledger, named)
    .filter(([label]) => label !== 'loosened')
    .flatMap(([label, lines]) => lines.map((line) => `- ${label}: ${inertItem(clip(line.trimStart(), longestFact))}`));
  if (items.length === 0) return [];
  const start = `<details${isOpen ? ' open' : ''}><summary>What was checked</summary>`;
  return [start, fitting(items, longestLedger).join('\n'), '</details>'];
}

/** The lines that fit into a length, and how many do not. */
function fitting(lines: readonly string[], length: number): readonly string[] {
  let left = length;
  const shown = lines.filter((line) => {
    if (line.length + 1 > left) return false;
    left -= line.length + 1;
    return true;
  });
  const more = lines.length - shown.length;
  return more === 0 ? shown : [...shown, `- and ${more} more: \`bgplint --format json\` has them all`];
}
