/** The order of findings, and how many are kept. */
import { compare } from '../lib/order.ts';
import type { Finding, Level, Problem, Rule } from '../model.ts';

const severity: { readonly [level in Level]: number } = { error: 0, warning: 1, note: 2 };

/** What freezes BGP comes first; then by file, line, column, rule and message. */
export function byPlace(rules: readonly Rule[]): (a: Finding, b: Finding) => number {
  const freezing = new Set(rules.filter((rule) => rule.freezes).map((rule) => rule.id));
  const rank = (finding: Finding) => (freezing.has(finding.rule) && finding.suppressed === null ? 0 : 1);
  return (a, b) =>
    rank(a) - rank(b) ||
    compare(a.file, b.file) ||
    (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) ||
    (a.range?.startColumn ?? 0) - (b.range?.startColumn ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message);
}

/** At most `most` findings, the worst of them; those of enforced rules first, so that no others hide them, answered last. */
export function worst(findings: readonly Finding[], most: number, rules: readonly Rule[]): readonly Finding[] {
  if (findings.length <= most) return findings;
  const enforced = new Set(rules.filter((rule) => rule.enforced).map((rule) => rule.id));
  const rank = ({ rule, level, suppressed }: Finding) =>
    enforced.has(rule) ? -1 : severity[level] + (suppressed === null ? 0 : 3);
  return [...findings].sort((a, b) => rank(a) - rank(b)).slice(0, most);
}

/** The fault that findings were left out. */
export function tooMany(kept: readonly Finding[], bound: number): Problem {
  return { kind: 'LimitExceeded', file: kept[0]?.file ?? '.', mark: null, detail: { limit: 'findings', bound } };
}
