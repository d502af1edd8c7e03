/** What a plan says of groups beside their rules: what let TCP/179 in before, and where their own lists are given. */
import { at, isObject, text } from '../../lib/json.ts';
import { getOrMake } from '../../lib/maps.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { isForAllPorts } from '../firewall/internet.ts';
import { coversBgp } from '../firewall/ports.ts';
import type { Group } from '../firewall/rule.ts';
import { Attributes } from './attributes.ts';
import type { Firewalling, Plan, TerraformGroup } from './firewalling.ts';

/** Clouds whose groups let nothing in that no rule allows, so that the last rule for a port closes it. */
const closing: ReadonlySet<string> = new Set(['aws', 'google', 'openstack']);

/** Rules that are told of one group. */
const mostRules = 3;

/**
 * The addresses of rules for TCP/179 (short of all ports) by the address of the group that they let it in to, before the plan is
 * applied; none where the plan changes nothing that is there.
 */
export function openBefore(
  plan: Plan,
  readers: readonly ((plan: Plan) => Firewalling)[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const value = before(plan.value);
  if (value === undefined) return found;
  const attributesOf: Plan['attributesOf'] = (instance, after) =>
    new Attributes(instance, after, undefined, { whole: true, emptyUnlessGiven: {} });
  for (const reader of readers) {
    for (const rule of reader({ ...plan, value, attributesOf, isNodes: () => false }).rules) {
      const { target, provider, source } = rule;
      if (target.is !== 'known' || !closing.has(provider) || rule.direction !== 'in' || rule.action !== 'allow')
        continue;
      if (!rule.opens || coversBgp(rule.protocol, rule.ports) !== 'yes' || isForAllPorts(rule)) continue;
      const addresses = getOrMake(found, target.item.source.address, () => []);
      if (addresses.length < mostRules && !addresses.includes(source.address)) addresses.push(source.address);
    }
  }
  return found;
}

/** A plan as it would be if nothing changed; undefined if nothing that is there changes. */
function before(value: JsonObject): JsonObject | undefined {
  const { resource_changes } = value;
  if (!Array.isArray(resource_changes)) return undefined;
  let changes = false;
  const all = resource_changes.map((item): Json => {
    const change = isObject(item) ? item['change'] : undefined;
    if (!isObject(item) || !isObject(change)) return item;
    const actions: readonly Json[] = Array.isArray(change['actions']) ? change['actions'] : [];
    changes ||= isObject(change['before']) && (actions.includes('update') || actions.includes('delete'));
    return {
      ...item,
      change: { actions: ['no-op'], before: change['before'] ?? null, after: change['before'] ?? null },
    };
  });
  return changes ? { ...value, resource_changes: all, deferred_changes: [] } : undefined;
}

/** The address of a group before the plan, which a `moved` block may have changed. */
export function formerAddress(value: Json, group: TerraformGroup): string {
  const { base } = group.instance;
  const changes = at(value, ['resource_changes']);
  const index = base[1];
  const change =
    Array.isArray(changes) && base[0] === 'resource_changes' && typeof index === 'number' ? changes[index] : undefined;
  return text(change, ['previous_address']) || group.source.address;
}

/** A direction in which a group has a list of its own, and where that stands. */
interface Inline {
  readonly direction: 'in' | 'out';
  readonly path: Path;
}

/**
 * Where the configuration gives a group's own lists; what a provider reads into them is not given. `dynamic` blocks are not in a
 * plan's configuration, so that a list which the plan sets counts as well.
 */
export function inlineOf({ provider, source, inbound, outbound }: Group): readonly Inline[] {
  if (!(source instanceof Attributes) || !inlineProviders.has(provider) || !source.hasBlock) return [];
  const lists: readonly Inline[] = [
    { direction: 'in', path: inbound.path },
    { direction: 'out', path: outbound.path },
  ];
  return lists.filter(({ path }) => path.length > 0 && isSet(source, path));
}

const inlineProviders: ReadonlySet<string> = new Set(['aws', 'azure']);

function isSet(source: Attributes, path: Path): boolean {
  const { instance } = source;
  if (source.isGiven(path)) return true;
  if (source.isUnknown(path) || source.list(path).length === 0) return false;
  const now = instance.before?.[String(path[0])];
  return instance.created || JSON.stringify(now) !== JSON.stringify(source.at(path));
}
