/** What a change of the config loosens: findings that it hides, makes lighter or does not look for any more. */
import type { Config } from '../model/config.ts';
import type { Json } from '../model/document.ts';
import type { Level, Rule } from '../model/rule.ts';
import { levelInForce, optionsOf } from './level.ts';
import { isLighter } from './profile.ts';

/** More of one sort say nothing new. */
const mostNamed = 5;

const weight: { readonly [level in Level | 'off']: number } = { off: 0, note: 1, warning: 2, error: 3 };

/** Clauses, one for each thing that is looser in the second config; none where nothing is. */
export function loosenedBy(before: Config, after: Config, rules: readonly Rule[]): readonly string[] {
  return [
    ...(isLighter(before.extends, after.extends) ? [`extends went from ${before.extends} to ${after.extends}`] : []),
    ...gained('exclude', added(before.exclude, after.exclude)),
    ...levels(before, after, rules),
    ...(before.complete && !after.complete ? ['complete went'] : []),
    ...clusters(before, after),
    ...limits(before, after),
    ...waivers(before, after),
    ...(before.baseline !== after.baseline && after.baseline !== undefined
      ? [`baseline is ${quoted(after.baseline)}`]
      : []),
    ...products(before, after),
    ...nodes(before.terraform.nodes, after.terraform.nodes),
    ...routers(before, after),
  ];
}

/** Items of the second list that the first one does not have, as often as they are more; by their JSON. */
export function added<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  const known = new Map<string, number>();
  for (const one of before) known.set(key(one), (known.get(key(one)) ?? 0) + 1);
  return after.filter((one) => {
    const left = known.get(key(one)) ?? 0;
    known.set(key(one), left - 1);
    return left <= 0;
  });
}

/** `"a", "b" and 3 more`. */
export function listed(words: readonly string[]): string {
  const rest = words.length - mostNamed;
  return rest > 0 ? `${words.slice(0, mostNamed).join(', ')} and ${rest} more` : words.join(', ');
}

export function quoted(value: Json): string {
  return JSON.stringify(value);
}

function gained(what: string, globs: readonly string[]): readonly string[] {
  return globs.length === 0 ? [] : [`${what} gained ${listed(globs.map(quoted))}`];
}

/** Rules that went down for the same reason are one clause: a family or a class may be turned off by one line. */
function levels(before: Config, after: Config, rules: readonly Rule[]): readonly string[] {
  const groups = new Map<
    string,
    { readonly ids: string[]; readonly from: string; readonly to: string; readonly by: string }
  >();
  const other: string[] = [];
  for (const rule of rules) {
    // Where a rule has several levels, one finding may go down while another one goes up.
    const steps = (rule.levels ?? [rule.level]).map((level) => {
      const [then, now] = [levelInForce(before, rule, { level }), levelInForce(after, rule, { level })];
      return { from: then.level, to: now.level, by: now.key ?? now.from ?? then.key ?? then.from ?? rule.id };
    });
    const down = steps.find(({ from, to }) => weight[to] < weight[from]);
    if (down !== undefined) {
      const { from, to, by } = down;
      const group = groups.get(`${by} ${from} ${to}`) ?? { ids: [], from, to, by };
      group.ids.push(rule.id);
      groups.set(`${by} ${from} ${to}`, group);
    }
    if (key(optionsOf(before, rule)) !== key(optionsOf(after, rule))) other.push(rule.id);
  }
  const went = [...groups.values()].map(({ ids, from, to, by }) => {
    const [only] = ids;
    return ids.length === 1 && only === by
      ? `${by} went from ${from} to ${to}`
      : `${ids.length} rules (${by}) went from ${from} to ${to}`;
  });
  return [...went, ...(other.length === 0 ? [] : [`options changed of ${listed(other)}`])];
}

/** Which objects are joined depends on all of the clusters: each that is another one is told. */
function clusters(before: Config, after: Config): readonly string[] {
  const names = (config: Config) => config.clusters.map(({ name }) => name);
  const changed = added(before.clusters, after.clusters).filter(({ name }) => names(before).includes(name));
  return [
    ...verb('clusters gained', added(names(before), names(after))),
    ...verb('clusters lost', added(names(after), names(before))),
    ...verb(
      'clusters changed:',
      changed.map(({ name }) => name),
    ),
  ];
}

function verb(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${what} ${listed(names.map(quoted))}`];
}

/** They may not go below the defaults; what was higher may. */
function limits(before: Config, after: Config): readonly string[] {
  return (Object.keys(before.limits) as (keyof Config['limits'])[])
    .filter((name) => (after.limits[name] ?? 0) < (before.limits[name] ?? 0))
    .map((name) => `limits.${name} went from ${before.limits[name]} to ${after.limits[name] ?? 'its default'}`);
}

function waivers(before: Config, after: Config): readonly string[] {
  const more = added(before.waivers, after.waivers);
  if (more.length === 0) return [];
  const rules = listed([...new Set(more.map(({ rule }) => rule))].map(quoted));
  return [`${more.length} waiver${more.length === 1 ? '' : 's'} added (${rules})`];
}

/** Versions and modes tell which rules speak at all. */
function products(before: Config, after: Config): readonly string[] {
  return (['calico', 'metallb', 'cilium'] as const).flatMap((product) => {
    const [then, now] = [new Map(Object.entries(before[product])), new Map(Object.entries(after[product]))];
    return [...new Set([...then.keys(), ...now.keys()])]
      .filter((name) => then.get(name) !== now.get(name))
      .map((name) => `${product}.${name} went from ${said(then.get(name))} to ${said(now.get(name))}`);
  });
}

function said(value: unknown): string {
  return value === undefined ? 'unset' : JSON.stringify(value);
}

/** They are what must let BGP in. */
function nodes(before: readonly string[], after: readonly string[]): readonly string[] {
  return verb('terraform.nodes lost', added(after, before));
}

/** What peers are held against. */
function routers(before: Config, after: Config): readonly string[] {
  const lost = added(after.routers, before.routers).map(({ name }) => name);
  return lost.length === 0 ? [] : [`routers lost or changed ${listed(lost.map(quoted))}`];
}

function key(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
