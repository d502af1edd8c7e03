/** `--statistics`: how many findings each rule has, instead of the findings. */
import { largest } from '../lib/lists.ts';
import { getOrMake } from '../lib/maps.ts';
import { compare } from '../lib/order.ts';
import { levels, rulesById } from '../lib/rules.ts';
import { safeJson } from '../lib/safe-json.ts';
import { wrap } from '../lib/text.ts';
import type { Finding } from '../model/finding.ts';
import type { Report, ReportContext } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import { painter } from './pretty/style.ts';
import { account, hidden } from './text/ledger.ts';
import { freezesBgp, freezingPhrase } from './text/order.ts';
import { answered, clean, count, tally } from './text/phrases.ts';

/** The open findings of a rule and level. */
interface Row {
  readonly rule: string;
  readonly level: Level;
  readonly count: number;
  /** So many of them freeze BGP. */
  readonly freezes: number;
  readonly fixable: { readonly safe: number; readonly review: number };
}

/** A row for each rule and level that has findings: the most first, then what freezes BGP, then the worst, then by id. At most all rules there are. */
function rowsOf({ findings }: Report, context: Pick<ReportContext, 'rules'>): readonly Row[] {
  const rules = rulesById(context.rules);
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.suppressed === null) getOrMake(groups, `${finding.rule} ${finding.level}`, () => []).push(finding);
  }
  const rows = [...groups.values()].flatMap((alike): Row[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const fixable = (how: 'safe' | 'review') => alike.filter((one) => one.fixable === how).length;
    return [
      {
        rule: first.rule,
        level: first.level,
        count: alike.length,
        freezes: alike.filter((one) => freezesBgp(one, rules)).length,
        fixable: { safe: fixable('safe'), review: fixable('review') },
      },
    ];
  });
  return rows.sort(
    (a, b) =>
      b.count - a.count ||
      Number(b.freezes > 0) - Number(a.freezes > 0) ||
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      compare(a.rule, b.rule),
  );
}

const heads = { count: 'count', level: 'level', safe: 'safe', review: 'review', rule: 'rule' };

/** A table for people, and the totals below; empty where a quiet run has no findings. */
export function statistics(report: Report, context: ReportContext): string {
  const rows = rowsOf(report, context);
  const paint = painter(context.color);
  const texts = rows.map(({ rule, level, count: all, freezes, fixable }) => ({
    count: `${all}`,
    level,
    safe: `${fixable.safe || ''}`,
    review: `${fixable.review || ''}`,
    rule: `${clean(rule)}${freezes === 0 ? '' : freezes === all ? '  FREEZES BGP' : `  ${freezes} of them FREEZE BGP`}`,
  }));
  const width = (column: keyof typeof heads) =>
    largest([heads, ...texts].map((row: { readonly [column: string]: string }) => (row[column] ?? '').length));
  const widths = { count: width('count'), level: width('level'), safe: width('safe'), review: width('review') };
  const line = (row: typeof heads, level: string) =>
    [
      row.count.padStart(widths.count),
      level,
      row.safe.padStart(widths.safe),
      row.review.padStart(widths.review),
      row.rule,
    ].join('  ');
  const table = [
    paint('faint', line(heads, heads.level.padEnd(widths.level))),
    ...texts.map((row) => line(row, paint(row.level, row.level.padEnd(widths.level)))),
  ];
  const totals = wrap(totalsOf(report, rows), context.width);
  if (context.quiet) return rows.length === 0 ? '' : `${[...table, '', ...totals].join('\n')}\n`;
  const looked = wrap(account(report.ledger), context.width);
  return `${[...(rows.length === 0 ? [] : [...table, '']), ...totals, ...looked].join('\n')}\n`;
}

function totalsOf({ findings, ledger }: Report, rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);
  const [all, freezes] = [sum((row) => row.count), sum((row) => row.freezes)];
  const [safe, review] = [sum((row) => row.fixable.safe), sum((row) => row.fixable.review)];
  const rules = new Set(rows.map(({ rule }) => rule)).size;
  const open = findings.filter(({ suppressed }) => suppressed === null);
  return [
    all === 0
      ? tally(open)
      : `${count(all, 'finding')} of ${count(rules, 'rule')} (${[tally(open), ...freezingPhrase(freezes)].join('; ')})`,
    ...answered(findings),
    ...hidden(ledger),
    ...(safe === 0 ? [] : [`${safe} fixable with --fix (safe)`]),
    ...(review === 0 ? [] : [`${review} with --fix-review (to be reviewed)`]),
  ].join('; ');
}

/** The same for programs (schemas/statistics.json). */
export function statisticsJson(report: Report, context: ReportContext): string {
  const rows = rowsOf(report, context);
  return safeJson({
    version: 1,
    findings: rows.reduce((sum, row) => sum + row.count, 0),
    suppressed: report.findings.filter(({ suppressed }) => suppressed !== null).length,
    statistics: rows.map(({ rule, level, count: all, freezes, fixable }) => ({
      rule,
      level,
      count: all,
      freezes,
      fixable: { ...fixable },
    })),
  });
}
