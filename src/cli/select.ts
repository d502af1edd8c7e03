/** `--only` and `--skip`: which rules they mean. */
import { levelOf } from '../config/level.ts';
import { nearest } from '../lib/nearest.ts';
import { ruleFamily } from '../lib/rules.ts';
import type { Selection } from '../lint/select.ts';
import type { Config } from '../model/config.ts';
import type { Rule } from '../model/rule.ts';
import { Refusal } from '../project/refusal.ts';
import { RuleNames } from '../suppress/rule-names.ts';
import type { CheckOptions } from './options.ts';

/** Rules that say that a file could not be read: what was asked for was not checked there, so --only shows them all the same. */
const syntax: ReadonlySet<string> = new Set(['input/yaml-syntax', 'input/json-syntax']);

/**
 * The rules that the options leave out. Throws a Refusal for a word that names none, and where nothing is left. `warn` is told what
 * has no effect: an enforced rule is not skipped, and one that is off finds nothing.
 */
export function selectionOf(
  { only, skip }: Pick<CheckOptions, 'only' | 'skip'>,
  rules: readonly Rule[],
  config: Config,
  warn: (sentence: string) => void,
): Selection {
  const names = new Names(rules);
  const chosen = only?.flatMap((word) => names.meant(word, '--only'));
  for (const rule of only === undefined ? [] : only.flatMap((word) => names.rule(word) ?? [])) {
    if (levelOf(config, rule) === 'off')
      warn(`${rule.id} is off: it finds nothing until bgplint.yaml gives it a level`);
  }
  const skipped = new Set<Rule>();
  for (const word of skip ?? []) {
    const meant = names.meant(word, '--skip');
    for (const rule of meant) if (!rule.enforced) skipped.add(rule);
    if (meant.every((rule) => rule.enforced)) {
      warn(`--skip ${word} has no effect: ${meant.length === 1 ? 'the rule is' : 'its rules are'} enforced`);
    }
  }
  const named = (chosen ?? rules).filter((rule) => !skipped.has(rule));
  if (named.length === 0) throw new Refusal('--only and --skip together leave no rule: name fewer in --skip.');
  const shown = new Set([...named, ...rules.filter((rule) => syntax.has(rule.id) && !skipped.has(rule))]);
  const others = rules.filter((rule) => !shown.has(rule));
  const asked = [...(only ?? []).map((word) => `--only ${word}`), ...(skip ?? []).map((word) => `--skip ${word}`)];
  return {
    asked,
    left: new Set(others.filter((rule) => !rule.enforced).map(({ id }) => id)),
    counted: new Set(others.filter((rule) => rule.enforced).map(({ id }) => id)),
  };
}

/** What a word names: a rule by id or alias, a family with or without its star, a class. */
class Names {
  readonly #names: RuleNames;
  readonly #patterns: readonly string[];

  constructor(rules: readonly Rule[]) {
    this.#names = new RuleNames(rules);
    this.#patterns = [...new Set(rules.flatMap((rule) => [ruleFamily(rule.id), `@${rule.class}`]))];
  }

  rule(word: string): Rule | undefined {
    return this.#names.rule(word);
  }

  meant(word: string, option: string): readonly Rule[] {
    const rule = this.rule(word);
    const rules = rule === undefined ? (this.#names.pattern(word) ?? this.#names.pattern(`${word}/*`)) : [rule];
    if (rules !== undefined) return rules;
    const near = nearest(word.replace(/\/\*$/, ''), this.#patterns) ?? this.#names.suggestion(word);
    const hint =
      near === '' ? 'bgplint rules lists the rules; a family is calico, a class @security' : `did you mean ${near}?`;
    throw new Refusal(
      `${option} ${JSON.stringify(word)} is not a rule, family or class: ${hint}${near === '' ? '.' : ''}`,
    );
  }
}
