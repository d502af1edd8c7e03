/** The order in which people read findings; formats for machines keep that of places. */
import { freezes, levels } from '../../lib/rules.ts';
import type { Finding } from '../../model/finding.ts';
import type { Rule } from '../../model/rule.ts';

/** True if BGP stands still because of this finding. A note does not claim that: it may rest on what the scan did not see. */
export function freezesBgp({ rule, variant, level }: Finding, rules: ReadonlyMap<string, Rule>): boolean {
  return level !== 'note' && freezes(rules.get(rule), variant);
}

/** What freezes BGP, then errors, warnings and notes. Each of these keeps the order of the report: by file and place. */
export function mostUrgentFirst(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly Finding[] {
  const freezing = new Set(findings.filter((finding) => freezesBgp(finding, rules)));
  const others = levels.map((level) => findings.filter((one) => one.level === level && !freezing.has(one)));
  return [...freezing, ...others.flat()];
}
