/**
 * The normal form of firewalling: groups, and the rules of groups, whatever those call them who wrote them down. A reader (of a
 * provider's resources in a plan) makes these; what rules see of them is in `input.ts`. Nothing here knows a reader.
 */
import type { Cidr } from '../../lib/address.ts';
import type { Path } from '../../model/document.ts';
import type { Ports, Protocol } from './ports.ts';

/** What something was read from: a resource of a plan. Paths count from it. */
export interface Source {
  /** What it is called where it stands. */
  readonly address: string;
  /** True if the value at a path is not known. */
  isUnknown(path: Path): boolean;
}

/** What holds rules: a security group, a network with the rules of its firewall, a network security group. */
export interface Group {
  readonly provider: Provider;
  /** As messages call it. */
  readonly noun: string;
  readonly source: Source;
  /** The cloud's id, where it is known. */
  readonly id: string | undefined;
  /** Where rules for traffic to and from its members are written in it. */
  readonly inbound: RuleList;
  readonly outbound: RuleList;
}

/** A list in which a group holds its own rules. */
export interface RuleList {
  readonly path: Path;
  /** Places in it where rules stand that are not known. */
  readonly unknown: readonly Path[];
}

export type Provider = 'aws' | 'google' | 'azure' | 'openstack' | 'hetzner' | 'digitalocean' | 'oci';

/**
 * One rule: traffic of one direction, with a protocol, one range of ports, and peers. What a resource says of several ranges is
 * several of these.
 */
export interface FirewallRule {
  readonly provider: Provider;
  readonly source: Source;
  /** Where it is in its source: `[]` for a resource that is a rule. */
  readonly path: Path;
  readonly direction: 'in' | 'out' | 'unknown';
  readonly directionPath: Path;
  /** `next`: what comes after this stage decides (Google Cloud's `goto_next`). */
  readonly action: 'allow' | 'deny' | 'next';
  /** Where it says so, if a value of its own does. */
  readonly actionPath?: Path;
  /** The stage that it stands in, where a filter has several. */
  readonly stage?: number;
  /** In a list with an order, the lowest decides first. */
  readonly priority?: number;
  /** What people call it, where its resource holds several. */
  readonly named?: string;
  /** False for a rule that lets nothing in by itself, since another filter has to as well. */
  readonly opens: boolean;
  /** Where it says more than this form holds, such as a source port: it matches a part of the traffic at most. */
  readonly condition?: Path;
  /** Which of its group's members it is for, in a form that can be compared; all of them without it. */
  readonly scope?: string;
  /** The rule that this one is as far as it is for one pool, where that is not sure. */
  readonly of?: FirewallRule;
  /** The group that it belongs to. */
  readonly target: Reference<Group>;
  readonly targetPath: Path;
  readonly protocol: Protocol;
  readonly ports: Ports;
  readonly peers: Peers;
}

/** What a value names. */
export type Reference<Item> =
  | { readonly is: 'known'; readonly item: Item }
  /** Something that was not read. */
  | { readonly is: 'foreign'; readonly id: string }
  /** One of these; or, with `any`, perhaps another one of the plan. */
  | { readonly is: 'unknown'; readonly candidates: readonly Item[]; readonly any: boolean };

/** The other ends of a rule; together, none is anyone's absence. */
export interface Peers {
  /** Where it says that it is for anyone, without a CIDR. */
  readonly any: Path | undefined;
  readonly cidrs: readonly PeerCidr[];
  readonly groups: readonly PeerGroup[];
  readonly prefixLists: readonly PeerList[];
  /** Names that members may have besides: network tags, service accounts, service tags. */
  readonly tags: readonly PeerTag[];
  /** Where the rule names the group that it belongs to. */
  readonly self: Path | undefined;
  /** Where peers stand that are not known. */
  readonly unknown: readonly Path[];
  /** Those of `unknown` that may be CIDRs. */
  readonly unknownCidrs: readonly Path[];
}

export interface PeerCidr {
  readonly text: string;
  /** Undefined for a text that is no CIDR. */
  readonly cidr: Cidr | undefined;
  readonly path: Path;
}

/** A prefix list, or what an unknown value may name of them. */
export interface PeerList {
  readonly id: string;
  readonly path: Path;
  readonly listed: readonly ListedCidr[];
  /** False where it may hold more. */
  readonly whole: boolean;
}

/** A CIDR of a prefix list, where it stands. */
export interface ListedCidr {
  readonly text: string;
  readonly cidr: Cidr;
  readonly source: Source;
  readonly path: Path;
}

/** A group that was read, or one that was not. */
export interface PeerGroup {
  readonly reference: Exclude<Reference<Group>, { is: 'unknown' }>;
  readonly path: Path;
}

/** A name of some of the machines. */
export interface PeerTag {
  readonly text: string;
  readonly path: Path;
}

/** Where it is not known whether a rule lets TCP/179 in. */
export function unknownReach({ source, directionPath, protocol, ports }: FirewallRule): readonly Path[] {
  const places = [directionPath, protocol.path, ...(protocol.is === 'all' ? [] : [ports.from_path, ports.to_path])];
  return places.filter((path) => source.isUnknown(path));
}
