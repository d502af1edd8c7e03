/** The order of findings, and how many are kept. */

import { compare } from '../lib/order.ts';
import { enforcedIn, freezes, levels, rulesById } from '../lib/rules.ts';
import type { Problem } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';

/** What freezes BGP comes first; then by file, line, column, rule and message. */
export function byPlace(rules: readonly Rule[]): (a: Finding, b: Finding) => number {
  const byId = rulesById(rules);
  const rank = ({ rule, variant, suppressed }: Finding) =>
    suppressed === null && freezes(byId.get(rule), variant) ? 0 : 1;
  return (a, b) =>
    rank(a) - rank(b) ||
    compare(a.file, b.file) ||
    (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) ||
    (a.range?.startColumn ?? 0) - (b.range?.startColumn ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message);
}

/** UTF-16 units that the messages and places of a report may have: it is one text in the end, and copied a few times. */
const mostText = 50_000_000;

function sizeOf({ message, related, file, paste }: Finding): number {
  const own = message.length + file.length + (paste === undefined ? 0 : JSON.stringify(paste).length);
  return related.reduce((sum, other) => sum + other.message.length + other.file.length, own);
}

/**
 * At most `most` findings and 50 MB of text, the worst of them; those of enforced rules first, so that no others hide them,
 * answered last.
 */
export function worst(findings: readonly Finding[], most: number, rules: readonly Rule[]): readonly Finding[] {
  if (findings.length <= most && findings.reduce((sum, finding) => sum + sizeOf(finding), 0) <= mostText)
    return findings;
  const enforced = enforcedIn(rules);
  const rank = ({ rule, level, suppressed }: Finding) =>
    enforced.has(rule) ? -1 : levels.indexOf(level) + (suppressed === null ? 0 : 3);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b)).slice(0, most);
  let text = 0;
  const end = sorted.findIndex((finding) => {
    text += sizeOf(finding);
    return text > mostText;
  });
  return end === -1 ? sorted : sorted.slice(0, end);
}

/** The fault that findings were left out. */
export function tooMany(kept: readonly Finding[], bound: number): Problem {
  return { kind: 'LimitExceeded', file: kept[0]?.file ?? '.', mark: null, detail: { limit: 'findings', bound } };
}
