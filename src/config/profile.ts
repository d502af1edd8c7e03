/** Profiles: the levels that a config starts from, before its `rules`. What a policy is, the rules' METADATA tell. */
import type { Profile } from '../model/config.ts';
import type { Level, Rule } from '../model/rule.ts';

const heavier: { readonly [level in Level]: Level } = { note: 'warning', warning: 'error', error: 'error' };

/** From the lightest to the heaviest. */
const weight: { readonly [profile in Profile]: number } = { correctness: 0, recommended: 1, strict: 2 };

/**
 * The level that a profile gives to a finding of a rule that is not enforced; `own` is the level that the finding chose, or
 * the rule's. A finding that chose a level below its rule's is less certain: no profile makes it heavier.
 */
export function levelIn(profile: Profile, rule: Rule, own: Level): Level | 'off' {
  if (rule.off && profile !== 'strict') return 'off';
  if (!rule.policy) return own;
  if (profile === 'correctness' && own === 'error') return 'warning';
  return profile === 'strict' && own === rule.level ? heavier[own] : own;
}

/** True if the second profile asks for less than the first. */
export function isLighter(before: Profile, after: Profile): boolean {
  return weight[after] < weight[before];
}
