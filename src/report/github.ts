import { rulePage } from '../lib/pages.ts';
import { levels, rulesById } from '../lib/rules.ts';
import { neutralise } from '../lib/text.ts';
import type { Finding } from '../model/finding.ts';
import type { Report, ReportContext, Reporter } from '../model/report.ts';
import type { Level, Rule } from '../model/rule.ts';
import { checked, elsewhere, gaps, leftOut } from './text/ledger.ts';
import { answered, clean, placeOf, relatedOf, remedyOf, tally, worstFirst } from './text/phrases.ts';

/** GitHub shows ten annotations of each level of a step, and drops the others without a word. */
const most = 10;

const commands: { readonly [level in Level]: string } = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Annotations as workflow commands of GitHub Actions: the ten worst of each level, a notice that counts those left out,
 * and a plain line that sums the run up. That notice takes the place of a tenth one.
 */
export const github: Reporter = (report, context) => {
  const rules = rulesById(context.rules);
  const open = worstFirst(
    report.findings.filter((finding) => finding.suppressed === null),
    context.rules,
  );
  const all = levels.map((level) => open.filter((finding) => finding.level === level));
  const crowded = all.some((some) => some.length > most);
  const shown = levels.flatMap((level, index) =>
    (all[index] ?? []).slice(0, level === 'note' && crowded ? most - 1 : most),
  );
  const left = open.filter((finding) => !shown.includes(finding));
  const lines = shown.map((finding) => annotation(finding, rules.get(finding.rule), context));
  if (left.length > 0) {
    const text = `${tally(left)} not shown here: GitHub shows ${most} annotations per level.`;
    lines.push(command('notice', { title: 'bgplint' }, text));
  }
  return `${[...lines, lastLine(report, open)].join('\n')}\n`;
};

function annotation(finding: Finding, rule: Rule | undefined, context: ReportContext): string {
  const file = context.fromRepository(finding.file);
  const { range } = finding;
  const { shown, more } = relatedOf(finding);
  const oneLine = range !== null && range.startLine === range.endLine;
  const text = [
    file === undefined ? `${placeOf(finding.file, range)}: ${clean(finding.message)}` : clean(finding.message),
    ...shown.map((place) => `${placeOf(place.file, place.range)}: ${clean(place.message)}`),
    ...(more === '' ? [] : [more]),
    ...(rule === undefined ? [] : ['', remedyOf(rule, finding.variant), rulePage(rule.id)]),
  ].join('\n');
  const where =
    file === undefined
      ? {}
      : { file: neutralise(file), ...(range === null ? {} : { line: range.startLine, endLine: range.endLine }) };
  // The API behind annotations takes columns only where the range ends on the line on which it starts.
  const columns = file !== undefined && oneLine ? { col: range.startColumn, endColumn: range.endColumn } : {};
  return command(commands[finding.level], { ...where, ...columns, title: clean(finding.rule) }, text);
}

/** `::name key=value,…::text` in one line, escaped as @actions/core does: `%` first, because the others bring it in. */
export function command(name: string, properties: { readonly [key: string]: string | number }, text: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(`${value}`)}`);
  return `::${name} ${written.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function lastLine({ findings, ledger }: Report, open: readonly Finding[]): string {
  const others = elsewhere(ledger);
  return [
    `bgplint: ${tally(open)}`,
    ...answered(findings),
    ...leftOut(ledger).map((text) => `left out ${text}`),
    checked(ledger),
    ...gaps(ledger),
    ...(others === '' ? [] : [`elsewhere ${others}`]),
  ].join('; ');
}
