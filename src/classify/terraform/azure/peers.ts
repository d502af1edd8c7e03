/**
 * Whom a rule of a network security group is for: prefixes, service tags and application security groups
 * (hashicorp/terraform-provider-azurerm website/docs/r/network_security_rule; Microsoft, Virtual network service tags).
 */
import type { Path } from '../../../model/document.ts';
import type { PeerGroup, Peers, PeerTag } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Named, NamedResource } from '../named.ts';
import { cidrPeers, isNobody, joined, noPeers } from '../peer-parts.ts';
import { type PlacedText, textsAt } from '../texts.ts';

/** The address space of the network, of networks peered with it, and of what a gateway connects. */
export const virtualNetwork = 'VirtualNetwork';

/** What one end of a rule says. */
export interface End {
  readonly peers: Peers;
  /** Where it says that it is for the Internet, which holds no node. */
  readonly internet: Path | undefined;
  /** True where nothing is said, or that it is for all. */
  readonly isAny: boolean;
}

/** Where one end of a rule stands: `source` or `destination`. */
export function endAt(
  values: Attributes,
  inside: Path,
  end: 'source' | 'destination',
  groups: Named<NamedResource>,
): End {
  const prefixes = [`${end}_address_prefix`, `${end}_address_prefixes`].map((attribute) =>
    textsAt(values, [...inside, attribute]),
  );
  const known = prefixes.flatMap((texts) => texts.known);
  const kindsOf = (kind: Kind) => known.filter(({ text }) => kindOf(text) === kind);
  const peers = joined([
    cidrPeers({ known: kindsOf('address'), unknown: prefixes.flatMap(({ unknown }) => unknown) }),
    { ...noPeers, any: kindsOf('any')[0]?.path, tags: kindsOf('tag').map(tagOf) },
    applicationGroups(values, [...inside, `${end}_application_security_group_ids`], groups),
  ]);
  return {
    peers,
    internet: peers.tags.find(({ text }) => text === internet)?.path,
    isAny: peers.any !== undefined || isNobody(peers),
  };
}

/** The name by which a rule and a machine mean the same application security group. */
export function nameOf(group: NamedResource): string {
  return `${applicationGroup}${group.source.address}`;
}

/** True for what a node can be in by its private address; all service tags but one are public addresses, or Azure's own. */
export function mayHoldNodes(tag: string): boolean {
  return tag === virtualNetwork || tag.startsWith(applicationGroup);
}

const internet = 'Internet';
const applicationGroup = 'application security group ';

type Kind = 'any' | 'address' | 'tag';

function kindOf(text: string): Kind {
  if (/^(?:\*|any)$/i.test(text.trim())) return 'any';
  return /^[\da-f]*[.:][\da-f.:]*(?:\/\d+)?$/i.test(text.trim()) ? 'address' : 'tag';
}

/** A service tag; the API compares them without regard to case. */
function tagOf({ text, path }: PlacedText): PeerTag {
  const tag = [virtualNetwork, internet].find((name) => name.toLowerCase() === text.trim().toLowerCase());
  return { text: tag ?? text.trim(), path };
}

function applicationGroups(values: Attributes, path: Path, groups: Named<NamedResource>): Peers {
  const { items, foreign, more } = groups.all(values, path);
  if (more) values.setUnreadable(path);
  return {
    ...noPeers,
    tags: items.map((item) => ({ text: nameOf(item), path })),
    groups: foreign.map((id): PeerGroup => ({ reference: { is: 'foreign', id: id.toLowerCase() }, path })),
    unknown: more ? [path] : [],
  };
}
