/** What the action says of a report: the counts among its outputs. */
import { fails } from '../lib/rules.ts';
import type { Report } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import { checkedResources } from '../report/text/ledger.ts';
import { tally } from '../report/text/phrases.ts';

/** The counts by the names of the outputs; those by level leave out what is suppressed. */
export function countsOf({ findings, ledger }: Report): { readonly [output: string]: number } {
  const open = findings.filter((finding) => finding.suppressed === null);
  const of = (level: Level): number => open.filter((finding) => finding.level === level).length;
  return {
    errors: of('error'),
    warnings: of('warning'),
    notes: of('note'),
    suppressed: findings.length - open.length,
    'files-checked': ledger.files.read,
    'resources-checked': checkedResources(ledger),
  };
}

/** `17 errors, 3 warnings`: what makes the job fail. */
export function failing({ findings }: Report, failOn: Level): string {
  return tally(findings.filter((finding) => finding.suppressed === null && fails(finding.level, failOn)));
}
