/**
 * Tests that hold all that is found, its number or what is elsewhere: they say which rules they are about. A rule that comes
 * later may speak about any fixture, and is no concern of theirs.
 *
 * Such a test's folder carries `onlyRules(…)` as its bgplint.yaml, or before the rest of one. A test that looks for a finding
 * among others does not need it: it names the rule where it looks.
 */
import { policy } from './run.ts';

const familyOf = (id: string) => id.slice(0, id.indexOf('/'));

/**
 * The `rules:` of a bgplint.yaml, in which these rules speak as without a config and all others are off. Enforced rules speak
 * always. It is a block at its end: lines as `  calico/global-peer: note\n` may follow it, and other keys.
 */
export function onlyRules(...ids: readonly string[]): string {
  const unknown = ids.filter((id) => !policy.rules.some((rule) => rule.id === id));
  if (unknown.length > 0) throw new Error(`there is no rule ${unknown.join(', ')}`);
  // A family's word would replace the levels of the rules that are named: only a family without one is told as a whole.
  const named = new Set(ids.map(familyOf));
  const lines = policy.rules.flatMap(({ id, level, off, enforced }) => {
    if (!named.has(familyOf(id))) return [`  "${familyOf(id)}/*": off\n`];
    if (enforced) return [];
    if (ids.includes(id)) return off ? [`  ${id}: ${level}\n`] : [];
    return [`  ${id}: off\n`];
  });
  return `rules:\n${[...new Set(lines)].join('')}`;
}
