/** The order in which people read findings; formats for machines keep that of places. */
import { freezes, levels } from '../../lib/rules.ts';
import type { Finding } from '../../model/finding.ts';
import type { Rule } from '../../model/rule.ts';

/** True if BGP stands still because of this finding. A note does not claim that: it may rest on what the scan did not see. */
export function freezesBgp({ rule, variant, level }: Finding, rules: ReadonlyMap<string, Rule>): boolean {
  return level !== 'note' && freezes(rules.get(rule), variant);
}

/** How many of these findings freeze BGP, as `1 freezes BGP` or `2 freeze BGP`; nothing for none. */
export function freezing(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly string[] {
  return freezingPhrase(findings.filter((finding) => freezesBgp(finding, rules)).length);
}

/** The same of a number that is known. */
export function freezingPhrase(number: number): readonly string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? 'freezes' : 'freeze'} BGP`];
}

/** What freezes BGP, then errors, warnings and notes. Each of these keeps the order of the report: by file and place. */
export function mostUrgentFirst(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly Finding[] {
  const freezing = new Set(findings.filter((finding) => freezesBgp(finding, rules)));
  const others = levels.map((level) => findings.filter((one) => one.level === level && !freezing.has(one)));
  return [...freezing, ...others.flat()];
}

/** Of very many findings the most urgent ones, in the order of the report. */
export function worstOf(
  findings: readonly Finding[],
  most: number,
  rules: ReadonlyMap<string, Rule>,
): readonly Finding[] {
  if (findings.length <= most) return findings;
  const chosen = new Set(mostUrgentFirst(findings, rules).slice(0, most));
  return findings.filter((finding) => chosen.has(finding));
}
