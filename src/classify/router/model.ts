/**
 * The normal form of a router's configuration, whatever its dialect: what is in force once all lines were read, and where each
 * part is written. Inherited from groups and templates, undone by `no`; the last line stands.
 */
import type { Path } from '../../model/document.ts';

/** Where something is set: a word of a line (`[key, i]`), or the line (`[key]`) if no word is nearer. */
export interface At {
  readonly path: Path;
}

/** A value, and where it is set. */
export interface Setting<T> extends At {
  readonly value: T;
}

/** The dialects that are read. */
export type Dialect = 'frr' | 'ios' | 'eos' | 'nxos';

/** One text: a router, or a part of one. */
export interface RouterConfig {
  readonly dialect: Dialect;
  /** As the text says it: `8.4.4`, `15.2`. */
  readonly version?: string;
  readonly hostname?: string;
  /** FRR's profile, with which its defaults come. */
  readonly defaults?: 'traditional' | 'datacenter';
  /** False for a text that need not hold all that it names: a daemon's own file, a fragment, the rest of a template. */
  readonly whole: boolean;
  /** Lines in blocks of BGP and of its policies that the reader does not know, but for those that the router refuses. */
  readonly notUnderstood: number;
  readonly interfaces: readonly Interface[];
  readonly processes: readonly Process[];
  readonly prefixLists: readonly PrefixList[];
  readonly routeMaps: readonly RouteMap[];
  readonly asPathLists: readonly NamedList[];
  readonly accessLists: readonly NamedList[];
  /** Lines about BGP that the router's own parser refuses. */
  readonly syntax: readonly Refused[];
}

/** A line that the router refuses. */
export interface Refused extends At {
  /** As it is written, without its secrets. */
  readonly text: string;
  /** Why, as the end of a sentence: `it has two words where one is taken`. */
  readonly why: string;
  /** Lines of its block that are lost with it; 0 where it is lost alone. */
  readonly takes: number;
}

export interface Interface extends At {
  readonly name: string;
  /** The VRF that it is in; `''` for the default one. */
  readonly vrf: string;
  readonly shutdown: boolean;
  readonly addresses: readonly InterfaceAddress[];
}

export interface InterfaceAddress extends At {
  /** Canonical. */
  readonly address: string;
  /** Its network, canonical. */
  readonly cidr: string;
  readonly family: 4 | 6;
}

/** What graceful restart is to one end: it restarts so itself, it helps others to, or neither. */
export type RestartMode = 'restart' | 'helper' | 'disabled';

/** A mode that is in force; the path is absent where nobody wrote it, and the dialect's default counts. */
export interface Restart {
  readonly mode: RestartMode;
  readonly path?: Path;
}

/** A number of an autonomous system, and how it is written (`65000`, `1.10`). */
export interface AsSetting extends Setting<number> {
  readonly text: string;
}

/** BGP in one VRF. */
export interface Process extends At {
  /** `''` for the default one. */
  readonly vrf: string;
  readonly as: AsSetting;
  readonly routerId?: Setting<string>;
  readonly confederation?: { readonly identifier: Setting<number>; readonly peers: readonly number[] };
  readonly gracefulRestart: Restart;
  /** Seconds, as all times here. */
  readonly restartTime?: Setting<number>;
  readonly stalepathTime?: Setting<number>;
  readonly minimumHoldtime?: Setting<number>;
  readonly listenLimit?: Setting<number>;
  readonly clusterId?: Setting<string>;
  readonly shutdown?: At;
  /** True where eBGP without a policy passes no route (FRR's `ebgp-requires-policy`, as it is in force here). */
  readonly requiresPolicy: { readonly value: boolean; readonly path?: Path };
  readonly neighbors: readonly Neighbor[];
  readonly listenRanges: readonly ListenRange[];
  /** Lines about all neighbors that were not understood: what they might change is undecided. */
  readonly unknown: readonly Path[];
}

/** Addresses from which the router takes sessions without naming each. */
export interface ListenRange extends At {
  readonly cidr: string;
  readonly family: 4 | 6;
  readonly group: string;
  /** Why the router refuses it, as the end of a sentence. */
  readonly refused?: string;
  /** What a neighbor of the range is like: its group. Its name is the group's. */
  readonly neighbor: Neighbor;
}

/** The AS that the other end must have. */
export interface RemoteAs extends At {
  readonly rule: 'number' | 'external' | 'internal' | 'auto';
  /** With `number`. */
  readonly as?: number;
  readonly text: string;
}

export interface Neighbor extends At {
  /** Its address, or its interface, as it is written. The path is that of this word in the line that makes it. */
  readonly name: string;
  /** Canonical. */
  readonly address?: string;
  readonly family?: 4 | 6;
  /** Of an unnumbered neighbor. */
  readonly interface?: string;
  readonly group?: string;
  /** Absent: the router has no such neighbor. */
  readonly remoteAs?: RemoteAs;
  /** It is shown the number of the process, though there is a confederation whose identifier others are shown. */
  readonly asOfProcess?: true;
  readonly localAs?: At & { readonly as: number; readonly noPrepend: boolean; readonly replaceAs: boolean };
  /** Equal passwords of a scan have equal tokens; null: cannot be compared, since the text holds it encrypted. */
  readonly password?: At & { readonly token: number | null };
  readonly gracefulRestart: Restart;
  readonly bfd?: At & { readonly checkControlPlane: boolean };
  /** `explicit`: the number stands there. Without it the dialect's own counts (255). */
  readonly multihop?: At & { readonly ttl: number; readonly explicit: boolean };
  readonly ttlSecurity?: At & { readonly hops: number };
  readonly connectedCheckDisabled?: At;
  /** Of the neighbor, of its group, or of all neighbors. */
  readonly holdTime?: Setting<number>;
  readonly keepalive?: Setting<number>;
  readonly passive?: At;
  /** The port that it dials. */
  readonly port?: Setting<number>;
  /** An address or an interface. */
  readonly updateSource?: Setting<string>;
  /** Its own, or that of its group, or of all neighbors. */
  readonly shutdown?: At;
  readonly role?: At & { readonly role: string; readonly strict: boolean };
  readonly reflectorClient?: At;
  readonly families: readonly NeighborFamily[];
  /** Lines about it, its group or its template that were not understood: what they might change is undecided. */
  readonly unknown: readonly Path[];
}

/** A neighbor in an address family; those that are neither active nor written about are left out. */
export interface NeighborFamily {
  readonly afi: 'ipv4' | 'ipv6' | 'l2vpn' | 'vpnv4' | 'vpnv6' | 'other';
  /** `unicast`, `multicast`, `labeled-unicast`, `vpn`, `evpn`, `flowspec` … */
  readonly safi: string;
  readonly active: boolean;
  /** Of the line that says whether it is active; absent where the default does. */
  readonly path?: Path;
  readonly maximumPrefix?: Setting<number> & { readonly warningOnly: boolean };
  readonly allowasIn?: At & { readonly count?: number };
  readonly asOverride?: At;
  readonly nextHopSelf?: At;
  readonly reflectorClient?: At;
  readonly policies: readonly NeighborPolicy[];
}

export interface NeighborPolicy extends At {
  readonly direction: 'in' | 'out';
  readonly kind: 'route-map' | 'prefix-list' | 'filter-list' | 'distribute-list';
  readonly name: string;
  /** True if the text defines it. */
  readonly defined: boolean;
}

export type Action = 'permit' | 'deny';

export interface PrefixList extends At {
  readonly name: string;
  readonly afi: 'ipv4' | 'ipv6';
  readonly entries: readonly PrefixEntry[];
}

export interface PrefixEntry extends At {
  readonly seq: number;
  readonly action: Action;
  /** Canonical; null: any. */
  readonly cidr: string | null;
  readonly ge?: number;
  readonly le?: number;
}

export interface RouteMap extends At {
  readonly name: string;
  readonly entries: readonly RouteMapEntry[];
}

export interface RouteMapEntry extends At {
  readonly seq: number;
  readonly action: Action;
  readonly matches: readonly RouteMapMatch[];
  /** The route map that it calls. */
  readonly call?: string;
  /** True where the next entry is asked too, once this one has let a route through (`continue`, `on-match`). */
  readonly continues?: boolean;
  /** True where a line of it was not understood. */
  readonly unread: boolean;
}

export interface RouteMapMatch extends At {
  /** What is asked of a route; `other` for what is told nowhere else. */
  readonly kind: 'prefix-list' | 'address-list' | 'as-path' | 'community' | 'next-hop' | 'source' | 'other';
  /** Of the list; else the words behind `match`. */
  readonly name: string;
  /** Where only one address family is asked about (`match ipv6 address …`). */
  readonly afi?: 'ipv4' | 'ipv6';
}

/** A list of which the entries are kept as they are written. */
export interface NamedList extends At {
  readonly name: string;
  readonly afi?: 'ipv4' | 'ipv6';
  readonly entries: readonly (At & { readonly action: Action; readonly text: string })[];
}
