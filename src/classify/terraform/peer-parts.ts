/** Parts of which readers make the peers of a rule. */
import { parseCidr } from '../../lib/address.ts';
import type { PeerCidr, Peers } from '../firewall/rule.ts';
import type { PlacedText, Texts } from './texts.ts';

/** Nobody. */
export const noPeers: Peers = {
  any: undefined,
  cidrs: [],
  groups: [],
  prefixLists: [],
  tags: [],
  self: undefined,
  unknown: [],
  unknownCidrs: [],
};

/** CIDRs, or addresses that stand for themselves; `mayBeCidrs` is what is not known. */
export function cidrPeers({ known, unknown }: Texts): Peers {
  return { ...noPeers, cidrs: known.map(placedCidr), unknown, unknownCidrs: unknown };
}

/** Names of something outside of what was read: members may be in it. */
export function elsewherePeers({ known, unknown }: Texts): Peers {
  return { ...noPeers, cidrs: known.map(({ text, path }) => ({ text, cidr: undefined, path })), unknown };
}

/** All of several. */
export function joined(parts: readonly Peers[]): Peers {
  return {
    any: parts.find(({ any }) => any !== undefined)?.any,
    cidrs: parts.flatMap(({ cidrs }) => cidrs),
    groups: parts.flatMap(({ groups }) => groups),
    prefixLists: parts.flatMap(({ prefixLists }) => prefixLists),
    tags: parts.flatMap(({ tags }) => tags),
    self: parts.find(({ self }) => self !== undefined)?.self,
    unknown: parts.flatMap(({ unknown }) => unknown),
    unknownCidrs: parts.flatMap(({ unknownCidrs }) => unknownCidrs),
  };
}

/** True for nobody. */
export function isNobody(peers: Peers): boolean {
  const lists = [peers.cidrs, peers.groups, peers.prefixLists, peers.tags, peers.unknown];
  return peers.any === undefined && peers.self === undefined && lists.every((list) => list.length === 0);
}

function placedCidr({ text, path }: PlacedText): PeerCidr {
  return { text, cidr: parseCidr(text) ?? parseCidr(`${text}/${text.includes(':') ? 128 : 32}`), path };
}
