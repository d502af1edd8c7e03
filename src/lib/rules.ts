import type { Level, Rule } from '../model/rule.ts';

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
