/** From the value of bgplint.yaml to a Config. */

import base from '../../schemas/config.json' with { type: 'json' };
import { isObject } from '../lib/json.ts';
import { nameOf } from '../lib/paths.ts';
import type {
  CiliumConfig,
  ClusterConfig,
  Config,
  ConfigError,
  MetallbConfig,
  ProductConfig,
  Profile,
  RuleSetting,
  Waiver,
} from '../model/config.ts';
import type { Json, JsonObject, SourceFile } from '../model/document.ts';
import type { Level, Rule } from '../model/rule.ts';
import { explain, spell } from './errors.ts';
import { routerErrors, routersOf } from './routers.ts';
import { configSchema, selectors } from './schema.ts';

/** A config with this many faults is of another kind; further ones are not told. */
const mostErrors = 100;

/** What holds where there is no config. */
export const defaultConfig: Config = {
  extends: 'recommended',
  rules: new Map(),
  exclude: [],
  complete: false,
  clusters: [],
  limits: {},
  waivers: [],
  calico: {},
  metallb: {},
  cilium: {},
  terraform: { nodes: [] },
  routers: [],
};

/**
 * Checks a config against its schema (schemas/config.json, with these rules) and fills in the defaults. `value` is the
 * value of its one document; null, an empty file, is a config that says nothing. Errors come in the schema's order.
 */
export async function readConfig(
  source: SourceFile,
  value: Json,
  rules: readonly Rule[],
): Promise<{ readonly config: Config } | { readonly errors: readonly ConfigError[] }> {
  if (value === null) return { config: defaultConfig };
  const { Ajv } = await import('./ajv.ts');
  const ajv = new Ajv({ allErrors: true, verbose: true, strictTypes: false });
  const validate = ajv.compile(configSchema(base, rules));
  const valid = validate(value);
  if (valid && isObject(value)) {
    const errors = furtherErrors(value, rules);
    return errors.length > 0 ? { errors } : { config: toConfig(value, rules) };
  }
  const checked = { value, file: nameOf(source.file), selectors: selectors(rules) };
  const found = (validate.errors ?? []).slice(0, mostErrors).map((error) => explain(error, checked));
  return { errors: unique(found.filter((error) => error !== undefined)) };
}

/** Two keywords can find one fault: one place is told of once. */
function unique(errors: readonly ConfigError[]): readonly ConfigError[] {
  return [
    ...new Map(errors.map((error) => [JSON.stringify([error.path, error.on]), error] as const).reverse()).values(),
  ].reverse();
}

// The schema has been held against the value: the casts below say what it says.

function toConfig(value: JsonObject, rules: readonly Rule[]): Config {
  const complete = value['complete'] === true;
  const products = {
    calico: product(value['calico']),
    metallb: product(value['metallb']) as MetallbConfig,
    cilium: product(value['cilium']) as CiliumConfig,
  };
  return {
    ...products,
    extends: (value['extends'] ?? defaultConfig.extends) as Profile,
    complete,
    rules: new Map(
      Object.entries((value['rules'] ?? {}) as JsonObject).map(([key, said]) => [
        ruleNamed(key, rules),
        setting(key, said),
      ]),
    ),
    exclude: (value['exclude'] ?? []) as readonly string[],
    clusters: ((value['clusters'] ?? []) as readonly JsonObject[]).map((cluster) => ({
      name: cluster['name'] as string,
      paths: cluster['paths'] as readonly string[],
      complete: cluster['complete'] === undefined ? complete : cluster['complete'] === true,
      calico: { ...products.calico, ...product(cluster['calico']) },
      metallb: { ...products.metallb, ...product(cluster['metallb']) },
      cilium: { ...products.cilium, ...product(cluster['cilium']) },
    })) satisfies readonly ClusterConfig[],
    limits: (value['limits'] ?? {}) as Config['limits'],
    waivers: ((value['waivers'] ?? []) as readonly JsonObject[]).map((waiver) => ({
      ...(waiver as unknown as Waiver),
      reason: (waiver['reason'] ?? '') as string,
    })),
    ...(value['baseline'] === undefined ? {} : { baseline: value['baseline'] as string }),
    terraform: { nodes: ((value['terraform'] as JsonObject | undefined)?.['nodes'] ?? []) as readonly string[] },
    routers: routersOf(value),
  };
}

function setting(key: string, said: Json): RuleSetting {
  const { level, options } = isObject(said) ? said : { level: said };
  return {
    key,
    ...(level === undefined ? {} : { level: level === false ? 'off' : (level as Level | 'off') }),
    ...(options === undefined ? {} : { options: options as NonNullable<RuleSetting['options']> }),
  };
}

function product(value: Json | undefined): ProductConfig {
  const said = (value ?? {}) as { readonly version?: string };
  return said.version === undefined ? said : { ...said, version: said.version.replace(/^v/, '') };
}

/** The rule's id if the name is an alias, else the name. */
function ruleNamed(name: string, rules: readonly Rule[]): string {
  return rules.find((rule) => rule.aliases?.includes(name))?.id ?? name;
}

/** What a schema cannot say. */
function furtherErrors(value: JsonObject, rules: readonly Rule[]): readonly ConfigError[] {
  return [
    ...rulesNamedTwice(value, rules),
    ...clustersNamedTwice(value),
    ...daysThatAreNone(value),
    ...routerErrors(value),
  ];
}

function* rulesNamedTwice(value: JsonObject, rules: readonly Rule[]): Iterable<ConfigError> {
  const seen = new Map<string, string>();
  for (const key of Object.keys((value['rules'] ?? {}) as JsonObject)) {
    const id = ruleNamed(key, rules);
    const first = seen.get(id);
    seen.set(id, key);
    if (first === undefined) continue;
    yield {
      path: ['rules', key],
      on: 'key',
      message: `\`${key}\` and \`${first}\` are the same rule: keep one of them`,
    };
  }
}

function* clustersNamedTwice(value: JsonObject): Iterable<ConfigError> {
  const seen = new Set<Json | undefined>();
  for (const [index, cluster] of ((value['clusters'] ?? []) as readonly JsonObject[]).entries()) {
    const path = ['clusters', index, 'name'];
    const name = cluster['name'];
    if (seen.has(name)) {
      yield { path, on: 'value', message: `\`${spell(path)}\` is the name of a cluster above: give each its own name` };
    }
    seen.add(name);
  }
}

function* daysThatAreNone(value: JsonObject): Iterable<ConfigError> {
  for (const [index, waiver] of ((value['waivers'] ?? []) as readonly JsonObject[]).entries()) {
    const path = ['waivers', index, 'expires'];
    const day = waiver['expires'];
    if (typeof day !== 'string' || isDay(day)) continue;
    yield { path, on: 'value', message: `\`${spell(path)}\` must be a date that exists, not "${day}"` };
  }
}

/** True if `YYYY-MM-DD` is in the calendar: 2026-02-30 is not. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
