/** Facts about values that need a parser to see; rules read them by JSON Pointer. */
import { at, expanded, pointer } from '../lib/json.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import { hasTypographicQuote } from '../lib/quotes.ts';
import type { Facts, Json, JsonObject } from '../model.ts';
import { selector } from './calico/selector.ts';
import {
  address,
  asNumber,
  cidr,
  community,
  duration,
  filteredInterface,
  interfacePattern,
  name,
  network,
  networkOrRange,
  peerAddress,
} from './calico/values.ts';

type Reader = (value: Json) => JsonObject | undefined;

/** A path in which `*` stands for every item of a list. */
type Field = readonly [path: readonly string[], reader: Reader];

const named: Field = [['metadata', 'name'], name];

const rule = (list: string): readonly Field[] => [
  [['spec', list, '*', 'cidr'], cidr],
  [['spec', list, '*', 'interface'], filteredInterface],
  [['spec', list, '*', 'communities', 'values', '*'], community],
  [['spec', list, '*', 'operations', '*', 'addCommunity', 'value'], community],
];

/** Which reader tells something about which field. */
const fields: { readonly [familyAndKind: string]: readonly Field[] } = {
  'calico/BGPPeer': [
    named,
    [['spec', 'peerIP'], peerAddress],
    [['spec', 'reachableBy'], address],
    [['spec', 'asNumber'], asNumber],
    [['spec', 'localASNumber'], asNumber],
    [['spec', 'nodeSelector'], selector],
    [['spec', 'peerSelector'], selector],
    [['spec', 'localWorkloadSelector'], selector],
    [['spec', 'maxRestartTime'], duration],
    [['spec', 'keepaliveTime'], duration],
  ],
  'calico/BGPConfiguration': [
    named,
    [['spec', 'asNumber'], asNumber],
    [['spec', 'nodeMeshMaxRestartTime'], duration],
    [['spec', 'localWorkloadPeeringIPV4'], address],
    [['spec', 'localWorkloadPeeringIPV6'], address],
    [['spec', 'ignoredInterfaces', '*'], interfacePattern],
    [['spec', 'communities', '*', 'value'], community],
    [['spec', 'prefixAdvertisements', '*', 'cidr'], cidr],
    [['spec', 'prefixAdvertisements', '*', 'communities', '*'], community],
    [['spec', 'serviceClusterIPs', '*', 'cidr'], cidr],
    [['spec', 'serviceExternalIPs', '*', 'cidr'], network],
    [['spec', 'serviceLoadBalancerIPs', '*', 'cidr'], network],
  ],
  'calico/BGPFilter': [named, ...['importV4', 'exportV4', 'importV6', 'exportV6'].flatMap(rule)],
  'calico/CalicoNodeStatus': [named],
  'calico/IPPool': [named, [['spec', 'cidr'], network], [['spec', 'nodeSelector'], selector]],
  'calico/Node': [
    [['spec', 'bgp', 'asNumber'], asNumber],
    [['spec', 'bgp', 'ipv4Address'], address],
    [['spec', 'bgp', 'ipv6Address'], address],
    [['spec', 'bgp', 'routeReflectorClusterID'], address],
  ],
  'kubernetes/Node': [
    [['metadata', 'annotations', 'projectcalico.org/ASNumber'], asNumber],
    [['metadata', 'annotations', 'projectcalico.org/IPv4Address'], address],
    [['metadata', 'annotations', 'projectcalico.org/IPv6Address'], address],
    [['metadata', 'annotations', 'projectcalico.org/RouteReflectorClusterID'], address],
    [['status', 'addresses', '*', 'address'], address],
  ],
  'kubernetes/Service': [[['spec', 'externalIPs', '*'], network]],
  'metallb/IPAddressPool': [[['spec', 'addresses', '*'], networkOrRange]],
};

/** The facts of an object. There is none about a placeholder, nor about what input/smart-quote speaks of. */
export function factsOf(family: string, kind: string, object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  for (const [path, reader] of fields[`${family}/${kind}`] ?? []) note(facts, object, path, reader);
  return facts;
}

function note(facts: Record<string, JsonObject>, object: JsonObject, path: readonly string[], reader: Reader): void {
  for (const full of expanded(object, path)) {
    const value = at(object, full);
    const known = value !== undefined && !isPlaceholder(value) && !hasTypographicQuote(value);
    const fact = known ? reader(value) : undefined;
    if (fact !== undefined) facts[pointer(full)] = fact;
  }
}
