/** The schema of bgplint.yaml with the rules in it. */

import { isObject } from '../lib/json.ts';
import { ruleFamily } from '../lib/rules.ts';
import type { Json, JsonObject } from '../model/document.ts';
import type { Rule, RuleOption } from '../model/rule.ts';

const CLASSES: readonly Rule['class'][] = ['correctness', 'security', 'availability', 'hygiene'];

/** The family of a rule, as the config spells it: `calico/*`. */
export function familyPattern(rule: Rule): string {
  return `${ruleFamily(rule.id)}/*`;
}

/** The class of a rule, as the config spells it: `@security`. */
export function classOf(rule: Rule): string {
  return `@${rule.class}`;
}

/** All that may stand for rules in the config: ids, then aliases, families and classes. */
export function selectors(rules: readonly Rule[]): readonly string[] {
  const ids = rules.map((rule) => rule.id).sort();
  const aliases = rules.flatMap((rule) => rule.aliases ?? []).sort();
  const families = [...new Set(rules.map(familyPattern))].sort();
  return [...ids, ...aliases, ...families, ...CLASSES.map((name) => `@${name}`)];
}

/**
 * The schema of the config (draft-07) for these rules: `base` is schemas/config.json, with or without rules in it; what
 * it says of rules is replaced. Keys of `rules` are then the selectors, and each rule has its own options.
 */
export function configSchema(base: JsonObject, rules: readonly Rule[]): JsonObject {
  const properties = member(base, 'properties');
  const definitions = member(base, 'definitions');
  const named = rules.flatMap((rule) => [rule.id, ...(rule.aliases ?? [])].map((name) => [name, rule] as const));
  const settings = named
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rule]) => [name, ruleSetting(member(definitions, 'setting'), rule)]);
  return {
    ...base,
    properties: { ...properties, rules: { ...member(properties, 'rules'), properties: Object.fromEntries(settings) } },
    definitions: { ...definitions, selector: { ...member(definitions, 'selector'), enum: selectors(rules) } },
  };
}

function ruleSetting(setting: JsonObject, rule: Rule): JsonObject {
  const description = `${rule.title}.${standing(rule)}`;
  if (!rule.options) return { description, allOf: [{ $ref: '#/definitions/setting' }] };
  const mapping = member(setting, 'then');
  const options = {
    type: 'object',
    properties: Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, optionSchema(option)])),
    additionalProperties: false,
  };
  return {
    ...setting,
    description,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { ...mapping, properties: { ...member(mapping, 'properties'), options } },
  };
}

/** What an editor shows behind a rule's title. */
function standing(rule: Rule): string {
  if (rule.enforced) return ' Enforced: its level cannot be changed.';
  return rule.policy ? ' A policy: `extends` changes its level.' : '';
}

function optionSchema(option: RuleOption): JsonObject {
  const { type, description, minimum } = option;
  return { description, type, default: option.default, ...(minimum === undefined ? {} : { minimum }) };
}

function member(object: JsonObject, name: string): JsonObject {
  const value: Json | undefined = object[name];
  return isObject(value) ? value : {};
}
