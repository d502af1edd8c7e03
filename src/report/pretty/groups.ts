/** The terminal sums up: 20,000 alike findings were 6 MB of text, and are 15 kB. */
import { getOrMake } from '../../lib/maps.ts';
import type { Finding } from '../../model/finding.ts';
import type { Rule } from '../../model/rule.ts';

/** Of alike findings so many are told in full, and so many more on a line each; the rest is counted. */
const inFull = 20;

const onLines = 100;

/** Alike findings beyond those that are told in full: those with a line each, and those that are only counted. */
export interface FindingGroup {
  readonly lines: readonly Finding[];
  readonly left: readonly Finding[];
}

/**
 * Parts what a person reads from what a person counts. Findings are alike if rule and level are the same, so that neither
 * another rule nor a lower level takes anything's place; those of enforced rules have a line each, however many they are.
 * Both parts keep the order of the report.
 */
export function groupFindings(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
): { readonly full: readonly Finding[]; readonly groups: readonly FindingGroup[] } {
  const alike = new Map<string, Finding[]>();
  const full = findings.filter((finding) => {
    const key = `${finding.rule} ${finding.level}`;
    return getOrMake(alike, key, () => []).push(finding) <= inFull;
  });
  const groups = [...alike.values()].flatMap((all) => {
    const rest = all.slice(inFull);
    const [first] = rest;
    if (first === undefined) return [];
    const lines = rules.get(first.rule)?.enforced ? rest : rest.slice(0, onLines);
    return [{ lines, left: rest.slice(lines.length) }];
  });
  return { full, groups };
}
