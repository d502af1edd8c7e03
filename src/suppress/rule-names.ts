/** What the words of suppressions mean. */

import { getOrMake } from '../lib/maps.ts';
import { nearest } from '../lib/nearest.ts';
import { ruleFamily } from '../lib/rules.ts';
import type { Rule } from '../model/rule.ts';

/** So many different unknown words get a suggestion: the work stays bounded whatever a stranger writes. */
const mostSuggestions = 1000;

/** Rules by their names: ids and aliases, and in the config families (`calico/*`) and classes (`@security`). */
export class RuleNames {
  readonly #rules = new Map<string, Rule>();
  readonly #patterns = new Map<string, Rule[]>();
  readonly #suggestions = new Map<string, string>();
  readonly #ids: readonly string[];
  /** Ids by their second half. */
  readonly #faults: ReadonlyMap<string, string>;

  constructor(rules: readonly Rule[]) {
    this.#ids = rules.map((rule) => rule.id);
    this.#faults = new Map(this.#ids.map((id) => [id.slice(id.indexOf('/') + 1), id]));
    for (const rule of rules) {
      for (const name of [rule.id, ...(rule.aliases ?? [])]) this.#rules.set(name, rule);
      for (const name of [`${ruleFamily(rule.id)}/*`, `@${rule.class}`]) {
        getOrMake(this.#patterns, name, () => []).push(rule);
      }
    }
  }

  /** The rule with this id or alias. */
  rule(word: string): Rule | undefined {
    return this.#rules.get(word);
  }

  /** The rules of a family or class. */
  pattern(word: string): readonly Rule[] | undefined {
    return this.#patterns.get(word);
  }

  /** The id that an unknown word is near to, with or without its family, or ''. */
  suggestion(word: string): string {
    const cached = this.#suggestions.get(word);
    if (cached !== undefined) return cached;
    if (this.#suggestions.size >= mostSuggestions) return '';
    const suggestion = nearest(word, this.#ids) ?? this.#faults.get(nearest(word, this.#faults.keys()) ?? '') ?? '';
    this.#suggestions.set(word, suggestion);
    return suggestion;
  }
}
