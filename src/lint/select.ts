/** Which rules a report is about, where not all: they are all asked, so that suppressions are judged as ever. */
import type { Finding } from '../model/finding.ts';
import type { Ledger } from '../model/report.ts';

export interface Selection {
  /** The options, as they were given: `--only calico`. */
  readonly asked: readonly string[];
  /** Ids of the rules that are left out. None of them is enforced. */
  readonly left: ReadonlySet<string>;
  /** Ids of the enforced rules that were not asked for: their findings are not shown, and count. */
  readonly counted: ReadonlySet<string>;
}

/** The findings that the report shows. */
export function selected(findings: readonly Finding[], selection: Selection | undefined): readonly Finding[] {
  if (selection === undefined) return findings;
  return findings.filter(({ rule }) => isShown(rule, selection));
}

/** True if the report is about this rule. */
export function isShown(rule: string, selection: Selection | undefined): boolean {
  return selection === undefined || !(selection.left.has(rule) || selection.counted.has(rule));
}

/** What the ledger says of the others: open findings by level. */
export function leftOut(all: readonly Finding[], selection: Selection): NonNullable<Ledger['leftOut']> {
  const open = all.filter(({ suppressed }) => suppressed === null);
  const counts = (ids: ReadonlySet<string>) => {
    const numbers = { error: 0, warning: 0, note: 0 };
    for (const { rule, level } of open) if (ids.has(rule)) numbers[level]++;
    return numbers;
  };
  return {
    asked: selection.asked,
    rules: selection.left.size,
    findings: counts(selection.left),
    enforced: counts(selection.counted),
  };
}
