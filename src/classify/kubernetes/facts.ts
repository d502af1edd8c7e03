/** Facts about values that need a parser to see; rules read them by JSON Pointer. */
import { selector } from '../../families/calico/selector.ts';
import {
  address,
  community,
  duration,
  filteredInterface,
  interfacePattern,
  peerAddress,
} from '../../families/calico/values.ts';
import * as cilium from '../../families/cilium/values.ts';
import { readField, selectorFields } from '../../families/label-selectors.ts';
import * as metallb from '../../families/metallb/values.ts';
import * as values from '../../families/values.ts';
import { asNumber, cidr, name, network } from '../../families/values.ts';
import { at, expanded, isObject, pointer } from '../../lib/json.ts';
import { all, canonicalText, keysOf, none } from '../../lib/label-selector/index.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import { hasTypographicQuote } from '../../lib/quotes.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import type { Facts } from '../../model/resource.ts';

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

const routers = ['spec', 'bgp', 'routers', '*'];

const neighbors = [...routers, 'neighbors', '*'];

const instances = ['spec', 'bgpInstances', '*'];

const timers = (at: readonly string[]): readonly Field[] =>
  ['holdTime', 'keepaliveTime', 'connectTime'].map((timer): Field => [[...at, timer], values.duration]);

const communitiesOf = (attributes: readonly string[]): readonly Field[] => [
  [[...attributes, 'communities', 'standard', '*'], cilium.standardCommunity],
  [[...attributes, 'communities', 'large', '*'], cilium.largeCommunity],
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
  'metallb/BGPPeer': [
    named,
    [['spec', 'peerAddress'], values.ip],
    [['spec', 'sourceAddress'], values.ip],
    [['spec', 'routerID'], values.ip],
    [['spec', 'myASN'], asNumber],
    [['spec', 'peerASN'], asNumber],
    [['spec', 'localASN'], asNumber],
    ...timers(['spec']),
  ],
  'metallb/BGPAdvertisement': [named, [['spec', 'communities', '*'], metallb.community]],
  'metallb/Community': [named, [['spec', 'communities', '*', 'value'], metallb.community]],
  'metallb/IPAddressPool': [named, [['spec', 'addresses', '*'], metallb.poolAddress]],
  'metallb/AddressPool': [
    named,
    [['spec', 'addresses', '*'], metallb.poolAddress],
    [['spec', 'bgpAdvertisements', '*', 'communities', '*'], metallb.community],
  ],
  'metallb/BFDProfile': [named],
  'metallb/L2Advertisement': [named],
  'frr-k8s/FRRConfiguration': [
    named,
    [[...routers, 'asn'], asNumber],
    [[...routers, 'id'], values.ip],
    [[...routers, 'prefixes', '*'], metallb.prefix],
    [[...neighbors, 'address'], values.ip],
    [[...neighbors, 'sourceaddress'], values.ip],
    [[...neighbors, 'asn'], asNumber],
    [[...neighbors, 'localASN'], asNumber],
    ...timers(neighbors),
    [[...neighbors, 'toAdvertise', 'allowed', 'prefixes', '*'], metallb.prefix],
    [[...neighbors, 'toAdvertise', 'nextHop', 'ipv4'], values.ip],
    [[...neighbors, 'toAdvertise', 'nextHop', 'ipv6'], values.ip],
    [[...neighbors, 'toAdvertise', 'withLocalPref', '*', 'prefixes', '*'], metallb.prefix],
    [[...neighbors, 'toAdvertise', 'withCommunity', '*', 'prefixes', '*'], metallb.prefix],
    [[...neighbors, 'toAdvertise', 'withCommunity', '*', 'community'], metallb.community],
    [[...neighbors, 'toReceive', 'allowed', 'prefixes', '*', 'prefix'], metallb.prefix],
  ],
  'cilium/CiliumBGPClusterConfig': [
    named,
    [[...instances, 'localASN'], asNumber],
    [[...instances, 'peers', '*', 'peerASN'], asNumber],
    [[...instances, 'peers', '*', 'peerAddress'], cilium.peerAddress],
  ],
  'cilium/CiliumBGPNodeConfigOverride': [
    named,
    [[...instances, 'localASN'], asNumber],
    [[...instances, 'routerID'], cilium.routerId],
    [[...instances, 'peers', '*', 'localAddress'], cilium.peerAddress],
  ],
  'cilium/CiliumBGPPeerConfig': [named],
  'cilium/CiliumBGPAdvertisement': [named, ...communitiesOf(['spec', 'advertisements', '*', 'attributes'])],
  'cilium/CiliumBGPPeeringPolicy': [
    named,
    [['spec', 'virtualRouters', '*', 'localASN'], asNumber],
    [['spec', 'virtualRouters', '*', 'neighbors', '*', 'peerASN'], asNumber],
    [['spec', 'virtualRouters', '*', 'neighbors', '*', 'peerAddress'], cilium.legacyPeerAddress],
    ...communitiesOf(['spec', 'virtualRouters', '*', 'neighbors', '*', 'advertisedPathAttributes', '*']),
  ],
  'cilium/CiliumLoadBalancerIPPool': [named, [['spec', 'blocks', '*'], cilium.block]],
  'antrea/BGPPolicy': [
    named,
    [['spec', 'localASN'], asNumber],
    [['spec', 'confederation', 'identifier'], asNumber],
    [['spec', 'confederation', 'memberASNs', '*'], asNumber],
    [['spec', 'bgpPeers', '*', 'asn'], asNumber],
    [['spec', 'bgpPeers', '*', 'address'], values.ip],
  ],
};

/** The facts of an object. There is none about a placeholder but in a selector, nor about what input/smart-quote speaks of. */
export function factsOf(family: string, kind: string, object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  for (const [path, reader] of fields[`${family}/${kind}`] ?? []) note(facts, object, path, reader);
  return { ...facts, ...selectorFacts(family, kind, object) };
}

function note(facts: Record<string, JsonObject>, object: JsonObject, path: readonly string[], reader: Reader): void {
  for (const full of expanded(object, path)) {
    const value = at(object, full);
    // A selector may say something whatever a part of it is.
    const isKnown = reader === selector || !isPlaceholder(value);
    const known = value !== undefined && isKnown && !hasTypographicQuote(value);
    const fact = known ? reader(value) : undefined;
    if (fact !== undefined) facts[pointer(full)] = fact;
  }
}

/**
 * `{ selector: { key, all, none, labels, faults, absent } }` by the pointer of each field that selects by labels, also of
 * one that is not there:
 * - `key`: one text for one meaning of the whole field, an OR list included: the key of every answer about it. Missing
 *   where a fault, a placeholder or a wrong type leaves it without a meaning. It has one where that holds whatever is put in
 *   for placeholders: beside another selector that selects everything, or in one that contradicts itself.
 * - `unknown`: the path of a placeholder that alone leaves it without a meaning
 * - `all`, `none`: whether it selects everything, or nothing, whatever the labels are (only with `key`)
 * - `labels`: the labels that it asks for (only with `key`)
 * - `faults`: `{ kind, path, wants? }`, paths from the root of the object (see LabelFault and SelectorFault)
 * - `absent`: whether nothing is there: the field, null or an empty list. Of a patch that says nothing: its base may hold
 *   one, so rules ask `partial` first.
 */
export function selectorFacts(family: string, kind: string, object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  for (const field of selectorFields[`${family}/${kind}`] ?? []) {
    for (const path of expanded(object, field.path)) {
      const value = at(object, path);
      if (value === undefined && !isObject(at(object, path.slice(0, -1)))) continue;
      const { terms, faults, open } = readField(field, value, path);
      const absent = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
      const told = faults.map((fault) => ({ ...fault, path: [...fault.path] }));
      const key = terms === undefined ? undefined : canonicalText(terms);
      const meaning = terms !== undefined &&
        key !== undefined && { key, all: key === all, none: key === none, labels: keysOf(terms) };
      const unknown = open !== undefined && { unknown: [...open] };
      facts[pointer(path)] = { selector: { ...meaning, ...unknown, faults: told, absent } };
    }
  }
  return facts;
}
