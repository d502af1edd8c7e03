/** What standard output gets where not the whole report is asked for, and what standard error says beside it. */
import { fails, rulesById } from '../lib/rules.ts';
import type { Report, ReportContext } from '../model/report.ts';
import type { Level, Rule } from '../model/rule.ts';
import { Refusal } from '../project/refusal.ts';
import { loadReporter } from '../report/index.ts';
import { statisticsJson, statistics as table } from '../report/statistics.ts';
import { checked, elsewhere, gaps, hidden } from '../report/text/ledger.ts';
import { freezing } from '../report/text/order.ts';
import { answered, tally } from '../report/text/phrases.ts';
import type { CheckOptions } from './options.ts';
import type { Process } from './process.ts';

/** Statistics are for people, or JSON. Throws a Refusal for other formats: before anything is read. */
export function refuseStatistics({ format }: CheckOptions): void {
  if (format === 'pretty' || format === 'concise' || format === 'json') return;
  throw new Refusal(
    `--statistics has no form for ${format}: take pretty, concise or json, and --output for ${format}.`,
  );
}

/**
 * Prints a report as --quiet, --statistics and `concise` want it, and then on standard error what must not be lost. Reports for programs
 * stay whole.
 */
export async function onScreen(
  caller: Pick<Process, 'out' | 'err'>,
  { format, quiet, statistics }: CheckOptions,
  report: Report,
  context: ReportContext,
): Promise<void> {
  if (format !== 'pretty' && format !== 'concise') {
    const print = statistics ? statisticsJson : await loadReporter(format);
    caller.out(print(report, context));
    return;
  }
  const print = statistics ? table : await loadReporter(format);
  if (quiet) {
    caller.out(print(failing(report, context.failOn), { ...context, quiet, includeSuppressed: false }));
    // Green means only what was checked.
    const left = [...hidden(report.ledger), ...gaps(report.ledger)];
    if (left.length > 0) caller.err(`bgplint: ${left.join('; ')} (without --quiet the report says where)\n`);
    return;
  }
  caller.out(print(report, context));
  if (!statistics && format === 'concise') caller.err(`bgplint: ${accountLine(report, context.rules)}\n`);
}

/** The report with only the findings that fail the run. */
function failing(report: Report, failOn: Level): Report {
  return { ...report, findings: report.findings.filter((one) => one.suppressed === null && fails(one.level, failOn)) };
}

/** The account of a run in a line: what was found, what was checked, and what was not. */
function accountLine({ findings, ledger }: Report, rules: readonly Rule[]): string {
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const others = elsewhere(ledger);
  const counts = [tally(open), ...freezing(open, rulesById(rules)), ...answered(findings), ...hidden(ledger)].join(
    ', ',
  );
  return [counts, checked(ledger), ...gaps(ledger), ...(others === '' ? [] : [`elsewhere ${others}`])].join('; ');
}
