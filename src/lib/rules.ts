import type { Level, Rule, Variant } from '../model/rule.ts';

/** The levels, the worst first. */
export const levels: readonly Level[] = ['error', 'warning', 'note'];

/** True if a finding of this level makes the run fail. */
export function fails(level: Level, failOn: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(failOn);
}

/** The rules by id. */
export function rulesById(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}

/** Ids of the rules that nothing silences. */
export function enforcedIn(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.filter((rule) => rule.enforced).map((rule) => rule.id));
}

/**
 * True if this sort of a rule's fault makes BIRD or a speaker refuse its whole configuration: BGP stands still on every node
 * that reads it. What the rule itself says of that counts for findings without a variant alone.
 */
export function freezes(rule: Rule | undefined, variant: string | undefined): boolean {
  return (variant === undefined ? rule : rule?.variants?.[variant])?.freezes === true;
}

/** The family of a rule: `calico` of `calico/global-peer`. */
export function ruleFamily(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** Why a finding matters and what to do about it: its variant's texts, and the rule's where it has none or they are left out. */
export function adviceOf(rule: Rule, variant: string | undefined): Required<Omit<Variant, 'freezes'>> {
  const own = variant === undefined ? undefined : rule.variants?.[variant];
  return { description: own?.description ?? rule.description, remediation: own?.remediation ?? rule.remediation };
}
