/** Keys and values of bgplint.yaml, by its schema (schemas/config.json) and the rules. */
import schema from '../../../schemas/config.json' with { type: 'json' };
import { at, followed, isObject } from '../../lib/json.ts';
import { nameOf } from '../../lib/paths.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import type { Rule } from '../../model/rule.ts';
import type { Range } from '../positions.ts';
import type { Completion } from './completion.ts';
import type { YamlContext } from './context.ts';
import { ruleGroups, ruleIds } from './rules.ts';

const root = schema as unknown as JsonObject;

/** True for the name of a config (src/project/config-file.ts looks for the same two). */
export function isConfigFile(file: string): boolean {
  return /^bgplint\.ya?ml$/.test(nameOf(file));
}

/** What may be written at a place of the config. */
export function configCompletions(
  rules: readonly Rule[],
  context: YamlContext,
  range: Range,
  isQuoted: boolean,
): readonly Completion[] {
  const { path, slot, column, siblings } = context;
  const [first, second, third] = path;
  if (slot === 'key') {
    const scalars = path.at(-1) === '*' ? values(rules, path, range, isQuoted) : [];
    const keys =
      first === 'rules' && path.length === 1
        ? selectors(rules, range, isQuoted, ': ')
        : keysAt(rules, path, range, column);
    const offered = [...scalars, ...keys].filter(({ label }) => !siblings.has(label));
    return isQuoted ? offered.map((one) => ({ ...one, text: one.label })) : offered;
  }
  if (first === 'rules' && third === 'options') return optionValues(rules, second, path[3], range);
  return values(rules, path, range, isQuoted);
}

function selectors(rules: readonly Rule[], range: Range, isQuoted: boolean, end = ''): readonly Completion[] {
  return [...ruleIds(rules, range), ...ruleGroups(rules, range, isQuoted)].map((one) => ({
    ...one,
    text: one.text + end,
  }));
}

function values(
  rules: readonly Rule[],
  path: readonly string[],
  range: Range,
  isQuoted: boolean,
): readonly Completion[] {
  if (path.length === 3 && path[0] === 'waivers' && path[2] === 'rule') return selectors(rules, range, isQuoted);
  const found = new Map<string, Completion>();
  for (const one of schemasAt(path)) {
    const { enum: listed, type, description } = one;
    const words = Array.isArray(listed)
      ? listed.filter((word) => typeof word === 'string')
      : type === 'boolean'
        ? ['true', 'false']
        : [];
    for (const word of words)
      found.set(word, {
        label: word,
        kind: 'value',
        text: word,
        range,
        ...(typeof description === 'string' && { documentation: description }),
      });
  }
  return [...found.values()];
}

function keysAt(rules: readonly Rule[], path: readonly string[], range: Range, column: number): readonly Completion[] {
  const [first, id, options] = path;
  const option =
    first === 'rules' && options === 'options' && path.length === 3
      ? rules.find((rule) => rule.id === id)?.options
      : undefined;
  if (option !== undefined)
    return Object.entries(option).map(([name, { type, default: value, description }]) => ({
      label: name,
      kind: 'key',
      text: `${name}: `,
      range,
      detail: `${type}, default ${value === '' ? 'none' : value}`,
      documentation: description,
    }));
  const found = new Map<string, Completion>();
  for (const one of schemasAt(path)) {
    const properties = one['properties'];
    for (const [key, value] of isObject(properties) ? Object.entries(properties) : []) {
      const own = alternatives(value);
      const said = own.map(({ description }) => description).find((text) => typeof text === 'string');
      const types = own.map(({ type }) => type);
      const indent = ' '.repeat(column);
      const isList = types.includes('array') && !types.some((type) => Array.isArray(type));
      const isMapping = types.includes('object') && !own.some((each) => each['enum'] !== undefined);
      const text = isList ? `${key}:\n${indent}  - ` : isMapping ? `${key}:\n${indent}  ` : `${key}: `;
      found.set(key, {
        label: key,
        kind: 'key',
        text,
        range,
        ...(typeof said === 'string' && { documentation: said }),
      });
    }
  }
  if (first === 'rules' && path.length === 2 && rules.some((rule) => rule.id === id && rule.options !== undefined))
    found.set('options', { label: 'options', kind: 'key', text: `options:\n${' '.repeat(column)}  `, range });
  return [...found.values()];
}

function optionValues(
  rules: readonly Rule[],
  id: string | undefined,
  name: string | undefined,
  range: Range,
): readonly Completion[] {
  const option = rules.find((rule) => rule.id === id)?.options?.[name ?? ''];
  if (option === undefined || option.default === '') return [];
  const words = option.type === 'boolean' ? ['true', 'false'] : [String(option.default)];
  return words.map((word) => ({ label: word, kind: 'value', text: word, range, documentation: option.description }));
}

/** What the schema says of a key or value of the config; `*` in the path is an item of a list. Undefined where it says nothing. */
export function described(path: readonly string[]): string | undefined {
  const texts = schemasAt(path).map(({ description }) => description);
  return texts.find((text) => typeof text === 'string');
}

/** The schemas that a value at a path may be of. */
function schemasAt(path: readonly string[]): readonly JsonObject[] {
  let found = alternatives(root);
  for (const step of path) {
    found = found.flatMap((one) => {
      const next = step === '*' ? one['items'] : (at(one, ['properties', step]) ?? one['additionalProperties']);
      return next === undefined ? [] : alternatives(next);
    });
  }
  return found;
}

/** A schema with what it refers to and the branches that it may take; the schema is ours, and in no circle. */
function alternatives(one: Json): readonly JsonObject[] {
  const own = followed(root, one);
  if (!isObject(own)) return [];
  const branches = [...(Array.isArray(own['allOf']) ? own['allOf'] : []), own['then'], own['else']];
  const itself = isObject(one) && one !== own ? [one] : [];
  return [...itself, own, ...branches.flatMap((branch) => (isObject(branch) ? alternatives(branch) : []))];
}
