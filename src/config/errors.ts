/** What ajv says of a config, as sentences for the person who wrote it. */

import type { ErrorObject } from 'ajv';
import { at, isObject, pathOf } from '../lib/json.ts';
import { maskName, maskText } from '../lib/mask.ts';
import { nearest } from '../lib/nearest.ts';
import { clip } from '../lib/text.ts';
import type { ConfigError } from '../model/config.ts';
import type { Json, Path } from '../model/document.ts';

/** More names than this are not listed in a message: the keys of a config still are. */
const mostNames = 14;

const TYPES: { readonly [type: string]: string } = {
  object: 'a mapping',
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  string: 'text',
};

/** The config that was checked. */
interface Checked {
  readonly value: Json;
  /** Its name, for sentences about its root. */
  readonly file: string;
  /** What may stand for rules. */
  readonly selectors: readonly string[];
}

/**
 * One error for what ajv (verbose) found at one place, or undefined where another of its errors says the same: `if`
 * repeats what its branch found, and an error about a key stands beside the one of `propertyNames`.
 */
export function explain(error: ErrorObject, { value, file, selectors }: Checked): ConfigError | undefined {
  if (error.keyword === 'if' || error.propertyName !== undefined) return undefined;
  const path = pathOf(error.instancePath, value);
  const what = path.length === 0 ? `\`${file}\`` : `\`${spell(path)}\``;
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey([...path, String(params['additionalProperty'])], what, Object.keys(properties(error)), file);
    case 'propertyNames': {
      const name = String(params['propertyName']);
      return { path: [...path, name], on: 'key', message: unknownRule(name, selectors) };
    }
    case 'required':
      return { path, on: 'key', message: missing(what, path, String(params['missingProperty'])) };
    default: {
      const found = at(value, path);
      const named = path[0] === 'waivers' && path[2] === 'rule' && typeof found === 'string';
      const message = named ? unknownRule(found, selectors) : `${what} ${mustBe(error, found)}`;
      return { path, on: 'value', message };
    }
  }
}

/** A path as a person writes it: `clusters[0].paths`, `rules."calico/global-peer".level`. */
export function spell(path: Path): string {
  const spelled = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    const name = maskName(step);
    return /^[\w-]+$/.test(name) ? `.${name}` : `.${quote(name)}`;
  });
  return spelled.join('').replace(/^\./, '');
}

function unknownKey(path: Path, owner: string, names: readonly string[], file: string): ConfigError {
  const name = maskName(String(path.at(-1)));
  const holder = path.length === 1 ? file : owner;
  const real = nearest(name, names);
  const hint = real ? `did you mean \`${real}\`?` : `its keys are ${list(names)}`;
  const message =
    names.length === 0
      ? `${owner} has no key \`${clip(name, 60)}\`: remove it`
      : `\`${clip(name, 60)}\` is not a key of ${holder}: ${hint}`;
  return { path, on: 'key', message };
}

function unknownRule(name: string, selectors: readonly string[]): string {
  const real = nearest(name, selectors);
  const hint = real ? `did you mean \`${real}\`?` : 'bgplint rules lists them';
  return `\`${clip(maskText(name), 60)}\` is not a rule, a family or a class: ${hint}`;
}

function missing(what: string, path: Path, name: string): string {
  if (path[0] === 'waivers' && name === 'resource') {
    return `${what} has neither \`paths\` nor \`resource\`: say where it applies, \`paths: ["**"]\` for every file`;
  }
  return `${what} has no \`${name}\`: add it`;
}

/** What a value must be, after its name. */
function mustBe(error: ErrorObject, found: Json | undefined): string {
  const { params, parentSchema } = error;
  const limit = String(params['limit']);
  const title = error.instancePath === '' ? undefined : parentSchema?.['title'];
  if (found === null) return 'has no value: give it one, or remove the key';
  if (typeof title === 'string' && ['type', 'pattern'].includes(error.keyword)) {
    return `must be ${title}, not ${shown(found)}${asNumber(found, error.keyword)}`;
  }
  switch (error.keyword) {
    case 'type':
      return `must be ${TYPES[String(params['type'])] ?? String(params['type'])}, not ${shown(found)}`;
    case 'enum': {
      const names = words(params['allowedValues']);
      const real = typeof found === 'string' ? nearest(found, names) : undefined;
      return `must be ${list(names, 'or')}, not ${shown(found)}${real ? `: did you mean \`${real}\`?` : ''}`;
    }
    case 'minimum':
      return params['limit'] === parentSchema?.['default']
        ? `must be ${limit} or more: that is the default, and a limit cannot be lowered`
        : `must be ${limit} or more, not ${shown(found)}`;
    case 'maximum':
      return `must be ${limit} or less, not ${shown(found)}`;
    case 'maxItems':
      return `must have ${limit} items or fewer`;
    case 'maxLength':
      return `must have ${limit} characters or fewer`;
    case 'minProperties':
      return 'is empty: give it a `level`';
    case 'uniqueItems':
      return `has the same item twice, in items ${String(params['i'])} and ${String(params['j'])}: remove one`;
    default:
      return `does not match the schema of the config (${error.keyword})`;
  }
}

/** YAML reads an unquoted 3.30 as the number 3.3: only quotes keep the zero. */
function asNumber(found: Json | undefined, keyword: string): string {
  return keyword === 'type' && typeof found === 'number' ? ', a number: without quotes, YAML drops trailing zeros' : '';
}

/** A wrong value in a message: scalars as they are, cut; what holds others only by its type. */
function shown(value: Json | undefined): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a mapping';
  return clip(maskText(JSON.stringify(value ?? null)), 60);
}

function list(names: readonly string[], last = 'and'): string {
  const quoted = names.slice(0, mostNames).map((name) => `\`${name}\``);
  if (names.length > mostNames) return `${quoted.join(', ')}, …`;
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)}`;
}

/** The words of an enum. `false` stands for `off`, which is listed as well. */
function words(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

function properties(error: ErrorObject): object {
  const known: unknown = error.parentSchema?.['properties'];
  return isObject(known) ? known : {};
}

function quote(text: string): string {
  return JSON.stringify(clip(text, 60));
}
