/**
 * The normal form of firewalling in a plan: groups, and the rules of groups, whatever the provider calls them. A provider
 * is a reader that makes these; what rules see of them is in `input.ts`.
 */
import type { Cidr } from '../../lib/address.ts';
import type { Path } from '../../model/document.ts';
import type { Values } from '../terraform/attributes.ts';
import type { Entry } from '../terraform/instances.ts';
import type { Ports, Protocol } from './ports.ts';

/** What holds rules: a security group. */
export interface Group extends Target {
  readonly provider: Provider;
  readonly values: Values;
  /** Where rules for traffic to and from its members are written in it. */
  readonly inbound: Path;
  readonly outbound: Path;
}

export type Provider = 'aws';

/** One rule: traffic of one direction, with a protocol, ports and peers. */
export interface Rule {
  readonly provider: Provider;
  readonly values: Values;
  /** Where it is in its resource: `[]` for a resource that is a rule. */
  readonly path: Path;
  readonly direction: 'in' | 'out' | 'unknown';
  readonly directionPath: Path;
  readonly action: 'allow' | 'deny';
  readonly target: Link;
  readonly targetPath: Path;
  readonly protocol: Protocol;
  readonly ports: Ports;
  readonly peers: Peers;
}

/** The other ends of a rule; together, none is anyone's absence. */
export interface Peers {
  readonly cidrs: readonly PeerCidr[];
  readonly groups: readonly PeerGroup[];
  readonly prefixLists: readonly PeerList[];
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
  readonly listed: readonly Listed[];
  /** False where it may hold more. */
  readonly whole: boolean;
}

/** A CIDR of a prefix list, where it stands. */
export interface Listed {
  readonly text: string;
  readonly cidr: Cidr;
  readonly values: Values;
  readonly path: Path;
}

/** A group of this plan, or one that it does not have. */
export interface PeerGroup {
  readonly link: Exclude<Link, { is: 'unknown' }>;
  readonly path: Path;
}

/** A group that rules may belong to. */
export interface Target {
  readonly entry: Entry;
  /** The cloud's id, where it is known. */
  readonly id: string | undefined;
  /** The group's name in the cloud, where it is known. */
  readonly label: string | undefined;
}

export type Link =
  | { readonly is: 'group'; readonly group: Target }
  /** A group that this plan does not have. */
  | { readonly is: 'foreign'; readonly id: string }
  /** One of these; or, with `any`, perhaps another one of the plan. */
  | { readonly is: 'unknown'; readonly candidates: readonly Target[]; readonly any: boolean };
