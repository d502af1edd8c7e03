/** Names of rules, as suppressions and the config take them. */
import { ruleFamily } from '../../lib/rules.ts';
import type { Rule, RuleClass } from '../../model/rule.ts';
import type { Range } from '../positions.ts';
import type { Completion } from './completion.ts';

/** The ids of rules that a suppression may name: of an enforced one none has an effect. `near` are those that are found there. */
export function ruleIds(
  rules: readonly Rule[],
  range: Range,
  near: ReadonlySet<string> = new Set(),
): readonly Completion[] {
  return rules.flatMap((rule) =>
    rule.enforced
      ? []
      : [
          {
            label: rule.id,
            kind: 'rule' as const,
            text: rule.id,
            range,
            detail: rule.title,
            documentation: rule.description,
            ...(near.has(rule.id) && { order: 0 }),
          },
        ],
  );
}

/** Words of the config for several rules: `calico/*`, `@security`. In a YAML text the second needs quotes. */
export function ruleGroups(rules: readonly Rule[], range: Range, isQuoted: boolean): readonly Completion[] {
  const families = [...new Set(rules.map(({ id }) => ruleFamily(id)).filter((family) => family !== ''))].sort();
  const classes: readonly RuleClass[] = ['correctness', 'security', 'availability', 'hygiene'];
  const count = (is: (rule: Rule) => boolean) => {
    const number = rules.filter(is).length;
    return number === 1 ? '1 rule' : `${number} rules`;
  };
  return [
    ...families.map((family) => ({
      label: `${family}/*`,
      kind: 'rule' as const,
      text: `${family}/*`,
      range,
      detail: count(({ id }) => ruleFamily(id) === family),
      order: 2,
    })),
    ...classes.map((name) => ({
      label: `@${name}`,
      kind: 'rule' as const,
      text: isQuoted ? `@${name}` : `"@${name}"`,
      range,
      detail: count((rule) => rule.class === name),
      order: 2,
    })),
  ];
}
