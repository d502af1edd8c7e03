/**
 * Rules that a group only mirrors. The state of an existing group lists all rules that AWS has for it, also those that
 * resources of their own declare; and a plan that deletes such a resource leaves the group's list as it was. Here the
 * resource speaks: its peers are taken out of the group's list, unless this plan puts them there. Where the plan takes peers
 * off the group's list, the list speaks: the provider revokes them in AWS, whichever resource declares them, too
 * (hashicorp/terraform-provider-aws internal/service/ec2/vpc_security_group.go).
 */
import { formatCidr, parseCidr } from '../../../lib/address.ts';
import { isObject, text } from '../../../lib/json.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { Json, JsonObject } from '../../../model/document.ts';
import type { PeerGroup } from '../../firewall/rule.ts';
import type { TerraformGroup, TerraformRule } from '../firewalling.ts';
import type { Instance } from '../instances.ts';
import { protocolName } from './ports.ts';

/** Keys of the peers that rule resources have before the plan, and the ids of their groups. */
export type Mirror = ReadonlySet<string>;

/** What rule resources declare in AWS now. */
export function mirrorOf(instances: readonly Instance[]): Mirror {
  const keys = new Set<string>();
  for (const { type, before } of instances) {
    if (before === undefined) continue;
    const direction = type === 'aws_security_group_rule' ? text(before, ['type']) : type.split('_').at(-2);
    const group = text(before, ['security_group_id']);
    const attribute = direction === 'egress' ? 'egress' : 'ingress';
    keys.add(group);
    for (const peer of peersIn(before, group)) keys.add(keyOf(group, attribute, before, peer));
  }
  return keys;
}

/** The rule with those peers that it does not only mirror; undefined if none is left. */
export function withoutMirrored(rule: TerraformRule, group: TerraformGroup, mirror: Mirror): TerraformRule | undefined {
  const { id, instance } = group;
  const [attribute, index] = rule.path;
  const object = rule.source.at(rule.path);
  if (
    id === undefined ||
    !mirror.has(id) ||
    typeof attribute !== 'string' ||
    index === undefined ||
    !isObject(object)
  ) {
    return rule;
  }
  const { before } = listedBy(instance, attribute, id);
  return without(rule, (peer) => {
    const key = keyOf(id, attribute, object, peer);
    return mirror.has(key) && before.has(key);
  });
}

/**
 * The rule of a resource that stays as it is, with those peers that its group's own list does not take away in this plan;
 * undefined if none is left. What the plan makes anew comes after that, and stays.
 */
export function withoutRevoked(rule: TerraformRule): TerraformRule | undefined {
  const { source, target } = rule;
  if (source.instance.created || target.is !== 'known' || target.item.source.instance.before === undefined) return rule;
  const { id, source: group } = target.item;
  const attribute = rule.direction === 'out' ? 'egress' : 'ingress';
  const object = source.at([]);
  if (id === undefined || !isObject(object) || group.isPartlyUnknown([attribute])) return rule;
  const { before, after } = listedBy(group.instance, attribute, id);
  const isRevoked = (peer: string) => {
    const key = keyOf(id, attribute, object, peer);
    return before.has(key) && !after.has(key);
  };
  return [...peersIn(object, id)].some(isRevoked) ? without(rule, isRevoked) : rule;
}

function without(rule: TerraformRule, isGone: (peer: string) => boolean): TerraformRule | undefined {
  const { peers } = rule;
  const kept = {
    ...peers,
    cidrs: peers.cidrs.filter(({ text: cidr }) => !isGone(canonical(cidr))),
    groups: peers.groups.filter((peer) => !isGone(idOf(peer))),
    prefixLists: peers.prefixLists.filter((list) => !isGone(list.id)),
    self: isGone('self') ? undefined : peers.self,
  };
  const left =
    kept.cidrs.length + kept.groups.length + kept.prefixLists.length + kept.unknown.length > 0 ||
    kept.self !== undefined;
  return left ? { ...rule, peers: kept } : undefined;
}

/** The keys of all peers in a group's own list. */
interface Listed {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

const lists = new WeakMap<Instance, Map<string, Listed>>();

function listedBy(instance: Instance, attribute: string, id: string): Listed {
  const byAttribute = getOrMake(lists, instance, () => new Map<string, Listed>());
  const keysIn = (list: Json | undefined) => {
    const keys = new Set<string>();
    for (const rule of Array.isArray(list) ? list : []) {
      if (isObject(rule)) for (const peer of peersIn(rule, id)) keys.add(keyOf(id, attribute, rule, peer));
    }
    return keys;
  };
  return getOrMake(byAttribute, attribute, () => ({
    before: keysIn(instance.before?.[attribute]),
    after: keysIn(instance.after?.[attribute]),
  }));
}

const peerAttributes = [
  'cidr_blocks',
  'ipv6_cidr_blocks',
  'cidr_ipv4',
  'cidr_ipv6',
  'prefix_list_ids',
  'prefix_list_id',
  'security_groups',
  'source_security_group_id',
  'referenced_security_group_id',
];

/** The peers of a rule in any of its forms, as texts that are equal for equal peers. */
function* peersIn(rule: JsonObject, own: string): Generator<string> {
  if (rule['self'] === true) yield 'self';
  for (const attribute of peerAttributes) {
    const value = rule[attribute];
    for (const peer of Array.isArray(value) ? value : [value]) {
      if (typeof peer === 'string') yield peer === own ? 'self' : canonical(peer);
    }
  }
}

function keyOf(group: string, attribute: string, rule: JsonObject, peer: string): string {
  const protocol = protocolName(rule['protocol'] ?? rule['ip_protocol']);
  const ports = protocol === '-1' ? [] : [portOf(rule['from_port']), portOf(rule['to_port'])];
  return JSON.stringify([group, attribute, protocol ?? null, ...ports, peer]);
}

function portOf(value: Json | undefined): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function canonical(peer: string): string {
  const cidr = parseCidr(peer);
  return cidr === undefined ? peer : formatCidr(cidr);
}

function idOf({ reference }: PeerGroup): string {
  return reference.is === 'known' ? (reference.item.id ?? '') : reference.id;
}
