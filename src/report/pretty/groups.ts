/** A terminal is read from its end: many findings fold by rule. 20,000 alike ones were 6 MB of text, and are 10 kB. */
import { getOrMake } from '../../lib/maps.ts';
import type { Finding } from '../../model/finding.ts';
import type { Rule } from '../../model/rule.ts';

/** A run of so many findings is told in full: two screens or three, which a person goes through one by one. */
const inFull = 10;

/** Of a rule so many findings have a line; the rest is counted. */
const onLines = 100;

/** True for a run that is folded, and whose end names the worst. */
export function isLong(findings: readonly Finding[]): boolean {
  return findings.length > inFull;
}

/** Findings that are alike: the first is told in full, the next on a line each, and those left are counted. */
export interface FindingGroup {
  readonly first: Finding;
  readonly lines: readonly Finding[];
  readonly left: readonly Finding[];
}

/**
 * Findings in groups, in the order of their first ones. They are alike if rule, variant and level are the same, so that neither
 * another rule nor a lower level takes anything's place; those of enforced rules have a line each, however many they are.
 */
export function groupFindings(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly FindingGroup[] {
  if (!isLong(findings)) return findings.map((first) => ({ first, lines: [], left: [] }));
  const alike = new Map<string, { readonly first: Finding; readonly rest: Finding[] }>();
  for (const finding of findings) {
    const group = getOrMake(alike, `${finding.rule} ${finding.variant ?? ''} ${finding.level}`, () => ({
      first: finding,
      rest: [],
    }));
    if (group.first !== finding) group.rest.push(finding);
  }
  return [...alike.values()].map(({ first, rest }) => {
    const lines = rules.get(first.rule)?.enforced ? rest : rest.slice(0, onLines);
    return { first, lines, left: rest.slice(lines.length) };
  });
}
