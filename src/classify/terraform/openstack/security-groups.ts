/**
 * Security groups of OpenStack and their rules, Neutron's and Nova's
 * (the OpenStack provider's pages networking_secgroup_v2, networking_secgroup_rule_v2,
 * compute_secgroup_v2). All rules allow; one is for IPv4 or for IPv6.
 */
import { isObject, text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Ports } from '../../firewall/ports.ts';
import type { PeerGroup, Peers, Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup, TerraformRule } from '../firewalling.ts';
import { cidrPeers, elsewherePeers, isNobody, joined, noPeers } from '../peer-parts.ts';
import { allPorts, portsFrom, protocolAt } from '../port-ranges.ts';
import type { ReferenceResolver } from '../references.ts';
import { textsAt } from '../texts.ts';

export const groupTypes: ReadonlySet<string> = new Set([
  'openstack_networking_secgroup_v2',
  'openstack_compute_secgroup_v2',
]);

export const ruleType = 'openstack_networking_secgroup_rule_v2';

export type Groups = ReferenceResolver<TerraformGroup>;

/** Omitted, empty and `any` mean all protocols. */
const all: ReadonlySet<string> = new Set(['', 'any']);

/** A group without its rules. */
export function groupOf(values: Attributes): TerraformGroup {
  const id = text(values.at(['id']), []);
  const label = text(values.at(['name']), []);
  const inline = values.instance.type === 'openstack_compute_secgroup_v2';
  return {
    provider: 'openstack',
    noun: 'security group',
    source: values,
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: label === '' ? undefined : label,
    inbound: { path: inline ? ['rule'] : [], unknown: inline && values.isUnknown(['rule']) ? [['rule']] : [] },
    outbound: { path: [], unknown: [] },
  };
}

/** The rule that a resource is. */
export function ruleOf(values: Attributes, groups: Groups): TerraformRule {
  const given = String(values.at(['direction']) ?? '').toLowerCase();
  const direction = given === 'ingress' ? 'in' : given === 'egress' ? 'out' : 'unknown';
  if (direction === 'unknown') values.setUnreadable(['direction']);
  const isIpv6 = String(values.at(['ethertype']) ?? '').toLowerCase() === 'ipv6';
  const protocol = protocolAt(values, ['protocol'], all);
  const target = named(values, ['security_group_id'], groups);
  const peers = joined([
    cidrPeers(textsAt(values, ['remote_ip_prefix'])),
    elsewherePeers(textsAt(values, ['remote_address_group_id'])),
    groupPeers(values, ['remote_group_id'], groups, target),
  ]);
  return {
    provider: 'openstack',
    source: values,
    path: [],
    direction,
    directionPath: ['direction'],
    action: 'allow',
    opens: true,
    ...(isIpv6 && peers.cidrs.length === 0 && !isNobody(peers) ? { condition: ['ethertype'] } : {}),
    target,
    targetPath: ['security_group_id'],
    protocol,
    ports: portsAt(values, ['port_range_min'], ['port_range_max']),
    peers: isNobody(peers) ? anyOf(isIpv6) : peers,
  };
}

/** The rules that a group of Nova's holds: for what comes in. */
export function* inlineRules(group: TerraformGroup, groups: Groups): Generator<TerraformRule> {
  const values = group.source;
  for (const [i, item] of values.list(['rule']).entries()) {
    if (!isObject(item)) continue;
    const path = ['rule', i];
    const self = values.at([...path, 'self']) === true;
    yield {
      provider: 'openstack',
      source: values,
      path,
      direction: 'in',
      directionPath: path,
      action: 'allow',
      opens: true,
      target: { is: 'known', item: group },
      targetPath: path,
      protocol: protocolAt(values, [...path, 'ip_protocol'], all),
      ports: portsAt(values, [...path, 'from_port'], [...path, 'to_port']),
      peers: joined([
        cidrPeers(textsAt(values, [...path, 'cidr'])),
        groupPeers(values, [...path, 'from_group_id'], groups, { is: 'known', item: group }),
        self ? { ...noPeers, self: [...path, 'self'] } : noPeers,
      ]),
    };
  }
}

/** The group that a value names. */
export function named(values: Attributes, path: Path, groups: Groups): Reference<TerraformGroup> {
  const [known] = textsAt(values, path).known;
  if (known !== undefined) return groups.byText(known.text);
  return values.isUnknown(path)
    ? groups.byReference(values.instance, path)
    : { is: 'unknown', candidates: [], any: true };
}

function groupPeers(values: Attributes, path: Path, groups: Groups, target: Reference<TerraformGroup>): Peers {
  const { known, unknown } = textsAt(values, path);
  if (known.length === 0 && unknown.length === 0) return noPeers;
  const reference = named(values, path, groups);
  if (reference.is === 'unknown') return { ...noPeers, unknown: [path] };
  const isOwn =
    reference.is === 'known'
      ? target.is === 'known' && target.item === reference.item
      : target.is === 'foreign' && target.id === reference.id;
  const peer: PeerGroup = { reference, path };
  return isOwn ? { ...noPeers, self: path } : { ...noPeers, groups: [peer] };
}

/** Without a remote end it is for anyone, of its family. */
function anyOf(isIpv6: boolean): Peers {
  return cidrPeers({ known: [{ text: isIpv6 ? '::/0' : '0.0.0.0/0', path: ['ethertype'] }], unknown: [] });
}

/** Without ports, and with zeros, it is for all. */
function portsAt(values: Attributes, from_path: Path, to_path: Path): Ports {
  const number = (path: Path) => (values.isUnknown(path) ? Number.NaN : Number(values.at(path) ?? 0));
  const from = number(from_path);
  const to = number(to_path);
  if ((from === 0 && to === 0) || (from < 0 && to < 0)) return { ...allPorts(from_path), to_path };
  if (Number.isInteger(from) && Number.isInteger(to)) return portsFrom(from, to, from_path, to_path);
  for (const path of [from_path, to_path]) if (!Number.isInteger(number(path))) values.setUnreadable(path);
  return {
    all: false,
    from: Number.isInteger(from) ? from : null,
    to: Number.isInteger(to) ? to : null,
    text: 'unknown ports',
    from_path,
    to_path,
  };
}
