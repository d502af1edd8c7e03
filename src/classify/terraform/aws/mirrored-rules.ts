/**
 * Rules that a group only mirrors. The state of an existing group lists all rules that AWS has for it, also those that
 * resources of their own declare; and a plan that deletes such a resource leaves the group's list as it was. Here the
 * resource speaks: its peers are taken out of the group's list, unless this plan puts them there.
 */
import { formatCidr, parseCidr } from '../../../lib/address.ts';
import { isObject, text } from '../../../lib/json.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { Json, JsonObject } from '../../../model/document.ts';
import type { PeerGroup } from '../../firewall/rule.ts';
import type { TerraformGroup, TerraformRule } from '../firewalling.ts';
import type { Instance } from '../instances.ts';
import { protocolName } from './ports.ts';

/** Keys of the peers that rule resources have before the plan. */
export type Mirror = ReadonlySet<string>;

/** Adds what a rule resource declares in AWS now. */
export function mirrored({ type, before }: Instance, into: Set<string>): void {
  if (before === undefined) return;
  const direction = type === 'aws_security_group_rule' ? text(before, ['type']) : type.split('_').at(-2);
  const group = text(before, ['security_group_id']);
  const attribute = direction === 'egress' ? 'egress' : 'ingress';
  for (const peer of peersIn(before, group)) into.add(keyOf(group, attribute, before, peer));
}

/** The rule with those peers that it does not only mirror; undefined if none is left. */
export function withoutMirrored(rule: TerraformRule, group: TerraformGroup, mirror: Mirror): TerraformRule | undefined {
  const { id, instance } = group;
  const [attribute, index] = rule.path;
  const object = rule.source.at(rule.path);
  if (
    mirror.size === 0 ||
    id === undefined ||
    typeof attribute !== 'string' ||
    index === undefined ||
    !isObject(object)
  ) {
    return rule;
  }
  const listed = listedBefore(instance, attribute, id);
  const isMirrored = (peer: string) => {
    const key = keyOf(id, attribute, object, peer);
    return mirror.has(key) && listed.has(key);
  };
  const { peers } = rule;
  const kept = {
    ...peers,
    cidrs: peers.cidrs.filter(({ text: cidr }) => !isMirrored(canonical(cidr))),
    groups: peers.groups.filter((peer) => !isMirrored(idOf(peer))),
    prefixLists: peers.prefixLists.filter((list) => !isMirrored(list.id)),
    self: isMirrored('self') ? undefined : peers.self,
  };
  const left =
    kept.cidrs.length + kept.groups.length + kept.prefixLists.length + kept.unknown.length > 0 ||
    kept.self !== undefined;
  return left ? { ...rule, peers: kept } : undefined;
}

const lists = new WeakMap<Instance, Map<string, ReadonlySet<string>>>();

/** The keys of all peers in a group's own list before the plan. */
function listedBefore(instance: Instance, attribute: string, id: string): ReadonlySet<string> {
  const byAttribute = lists.get(instance) ?? new Map<string, ReadonlySet<string>>();
  lists.set(instance, byAttribute);
  return getOrMake(byAttribute, attribute, () => {
    const keys = new Set<string>();
    const before = instance.before?.[attribute];
    for (const rule of Array.isArray(before) ? before : []) {
      if (isObject(rule)) for (const peer of peersIn(rule, id)) keys.add(keyOf(id, attribute, rule, peer));
    }
    return keys;
  });
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
