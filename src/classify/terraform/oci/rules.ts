/**
 * Security lists and network security groups of Oracle Cloud Infrastructure, and their rules (oracle/terraform-provider-oci
 * website/docs/r: core_security_list, core_default_security_list, core_network_security_group_security_rule). All
 * rules allow.
 */
import { text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Ports, Protocol } from '../../firewall/ports.ts';
import type { FirewallRule, Peers, Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup, TerraformRule } from '../firewalling.ts';
import type { Named } from '../named.ts';
import { cidrPeers, noPeers } from '../peer-parts.ts';
import { allPorts, portsFrom, protocolAt } from '../port-ranges.ts';
import { textsAt } from '../texts.ts';

export const defaultListType = 'oci_core_default_security_list';
export const listTypes: ReadonlySet<string> = new Set(['oci_core_security_list', defaultListType]);
export const groupType = 'oci_core_network_security_group';
export const ruleType = 'oci_core_network_security_group_security_rule';

/** Where a resource that manages a network's default list says which. */
export const managed: Path = ['manage_default_resource_id'];

const attributes = { in: 'ingress_security_rules', out: 'egress_security_rules' } as const;

/** A security list, or a network security group, which holds no rules itself. */
export function groupOf(values: Attributes): TerraformGroup {
  const { type } = values.instance;
  const id = text(values.at(type === defaultListType ? managed : ['id']), []);
  const label = text(values.at(['display_name']), []);
  const list = (attribute: string) => {
    const path = listTypes.has(type) ? [attribute] : [];
    const items = [...values.list(path).keys()].map((i) => [...path, i]);
    const isUnknown = path.length > 0 && values.isUnknown(path);
    return { path, unknown: isUnknown ? [path] : items.filter((item) => values.isUnknown(item)) };
  };
  return {
    provider: 'oci',
    noun: type === groupType ? 'network security group' : 'security list',
    source: values,
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: label === '' ? undefined : label,
    inbound: list(attributes.in),
    outbound: list(attributes.out),
  };
}

/** The rules of a security list. */
export function listRules(list: TerraformGroup): TerraformRule[] {
  const target: Reference<TerraformGroup> = { is: 'known', item: list };
  return (['in', 'out'] as const).flatMap((direction) => {
    const attribute = attributes[direction];
    return [...list.source.list([attribute]).keys()]
      .map((i) => [attribute, i])
      .filter((path) => !list.source.isUnknown(path))
      .map((path) =>
        ruleAt(list.source, path, { direction, directionPath: path, target, targetPath: path }, undefined),
      );
  });
}

/** The rule of a network security group that a resource is. */
export function groupRule(values: Attributes, groups: Named<TerraformGroup>): TerraformRule {
  const targetPath = ['network_security_group_id'];
  const target = groups.at(values, targetPath) ?? ({ is: 'unknown', candidates: [], any: true } as const);
  const directionPath = ['direction'];
  const said = values.isUnknown(directionPath) ? '' : text(values.at(directionPath), []).toUpperCase();
  const direction = said === 'INGRESS' ? 'in' : said === 'EGRESS' ? 'out' : 'unknown';
  if (direction === 'unknown') values.setUnreadable(directionPath);
  return ruleAt(values, [], { direction, directionPath, target, targetPath }, groups);
}

/** `groups`: undefined for a security list, whose rules name none. */
function ruleAt(
  values: Attributes,
  path: Path,
  place: Pick<FirewallRule, 'direction' | 'directionPath' | 'targetPath'> & {
    readonly target: Reference<TerraformGroup>;
  },
  groups: Named<TerraformGroup> | undefined,
): TerraformRule {
  const protocol = protocolAt(values, [...path, 'protocol'], allProtocols);
  const end = place.direction === 'out' ? 'destination' : 'source';
  return {
    provider: 'oci',
    source: values,
    path,
    ...place,
    action: 'allow',
    opens: true,
    protocol,
    ports: portsAt(values, path, protocol),
    peers: peersAt(values, [...path, end], [...path, `${end}_type`], place.target, groups),
  };
}

const allProtocols: ReadonlySet<string> = new Set(['all']);

/** TCP and UDP have options; without ports in them, there are all. */
const options = new Map([
  [6, 'tcp_options'],
  [17, 'udp_options'],
]);

/** A list has `min` and `max` in the options, or in a range there; a group always in a range. */
function portsAt(values: Attributes, path: Path, protocol: Protocol): Ports {
  const attribute = protocol.number === null ? undefined : options.get(protocol.number);
  if (attribute === undefined) return allPorts(protocol.path);
  const inside = [...path, attribute];
  if (values.isUnknown(inside) || values.isUnknown([...inside, 0])) return unknownPorts(inside);
  const range = [...inside, 0, 'destination_port_range'];
  if (values.isUnknown(range)) return unknownPorts(range);
  const base = values.list(range).length > 0 ? [...range, 0] : [...inside, 0];
  const [min, max] = [[...base, 'min'] as Path, [...base, 'max'] as Path];
  if (values.isUnknown(min) || values.isUnknown(max)) return unknownPorts(values.isUnknown(min) ? min : max);
  const [from, to] = [portAt(values, min), portAt(values, max)];
  if (from === undefined && to === undefined) return allPorts(protocol.path);
  return portsFrom(from ?? to ?? 0, to ?? from ?? 0, min, max);
}

function unknownPorts(path: Path): Ports {
  return { all: false, from: null, to: null, text: 'unknown ports', from_path: path, to_path: path };
}

/** In a state, 0 stands for none. */
function portAt(values: Attributes, path: Path): number | undefined {
  const number = Number(values.at(path) ?? 0);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function peersAt(
  values: Attributes,
  path: Path,
  typePath: Path,
  target: Reference<unknown>,
  groups: Named<TerraformGroup> | undefined,
): Peers {
  const said = values.isUnknown(typePath) ? '' : text(values.at(typePath), []).toUpperCase();
  const texts = textsAt(values, path);
  // Addresses of Oracle's services: no node is one of them.
  if (said === 'SERVICE_CIDR_BLOCK') return noPeers;
  const isGroup = said === 'NETWORK_SECURITY_GROUP' || texts.known.some(({ text: id }) => id.startsWith('ocid1.'));
  if (!isGroup || groups === undefined) return cidrPeers(texts);
  const reference = groups.at(values, path);
  if (reference === undefined || reference.is === 'unknown') return { ...noPeers, unknown: [path] };
  const isOwn =
    reference.is === 'known'
      ? target.is === 'known' && target.item === reference.item
      : target.is === 'foreign' && target.id === reference.id;
  return isOwn ? { ...noPeers, self: path } : { ...noPeers, groups: [{ reference, path }] };
}
