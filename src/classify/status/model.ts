/** Running state in one form: what a command printed of the BGP sessions of one node or router, whatever printed it. */
import type { Path } from '../../model/document.ts';

/** Something that a line (or a member, in JSON) says, as it is printed. */
export interface Told {
  readonly text: string;
  readonly path: Path;
}

/**
 * What printed it. `birdcl` is BIRD of any version; `frr-summary` and `frr-neighbors` are texts and JSON of FRR;
 * `cilium-dbg` is the agent's table, `cilium-cli` that of all nodes, `cilium-shell` that of `shell -- bgp/peers`;
 * `ios-summary` is IOS, IOS-XE, EOS and NX-OS.
 */
export type StatusSource =
  | 'calicoctl'
  | 'birdcl'
  | 'frr-summary'
  | 'frr-neighbors'
  | 'cilium-dbg'
  | 'cilium-cli'
  | 'cilium-shell'
  | 'cilium-node-config'
  | 'calico-node-status'
  | 'bgp-session-state'
  | 'frr-node-state'
  | 'ios-summary';

/**
 * `passive` waits for the other end. `policy`: established, but RFC 8212 lets no route pass, in one direction or both; `no_neg`:
 * established without this address family; `prefix_limit` and `admin`: idle for that reason; `nsf_passive`: down, its routes are
 * kept as stale; `down`: it does not run, or failed. `unknown`: a word that is not known, or none.
 */
export type SessionState =
  | 'established'
  | 'idle'
  | 'connect'
  | 'active'
  | 'open_sent'
  | 'open_confirm'
  | 'passive'
  | 'admin'
  | 'down'
  | 'nsf_passive'
  | 'policy'
  | 'no_neg'
  | 'prefix_limit'
  | 'unknown';

/**
 * Modes of graceful restart. Of a remote end: what it announced. `not_applicable`: FRR says so of a session that is not up, and
 * where its own end does not do it.
 */
export type RestartMode = 'helper' | 'restart' | 'disable' | 'not_applicable' | 'invalid';

/** Why a session is not up. */
export interface SessionError extends Told {
  /** Code and subcode of a NOTIFICATION, four hexadecimal digits as FRR prints them: `0202`. */
  readonly code?: string;
  /** True where the other end said it, false where this end did; absent where that is not told. */
  readonly received?: boolean;
}

/** One session; where the command has a table for each address family, one for each of them that it stands in. */
export interface Session {
  /** Of the other end, in its shortest spelling, without a port and a zone. Absent for sessions that are known by a name. */
  readonly address?: string;
  /** BIRD's protocol, Cilium's peer; in JSON of FRR the other end's hostname. */
  readonly name?: string;
  /** Of several that Cilium runs. */
  readonly instance?: string;
  /** Of an unnumbered session. */
  readonly interface?: string;
  /** Only where one is told. */
  readonly port?: number;
  /** `default` where the command speaks of none. */
  readonly vrf: string;
  /** The IP version of the address. */
  readonly family?: 4 | 6;
  /** The family of the table, in FRR's words without blanks: `ipv4-unicast`, `ipv6-unicast`, `l2vpn-evpn`. */
  readonly afi?: string;
  /** Calico's: of the mesh, of a BGPPeer for all nodes, of one for some, with a pod of the node. */
  readonly type?: 'mesh' | 'global' | 'node' | 'workload';
  readonly state: SessionState;
  /** The state as it is printed: `Idle (Admin)`, `Active`, `5`. */
  readonly text: string;
  /** Of the state. */
  readonly path: Path;
  readonly error?: SessionError;
  /** As it is printed: `never`, `00:03:09`, `2026-11-19`. */
  readonly since?: string;
  readonly localAs?: number;
  readonly remoteAs?: number;
  /** Prefixes, summed up where the command prints several families for one session. */
  readonly received?: number;
  readonly sent?: number;
  /** Directions in which FRR says that RFC 8212 stops all routes; neither where it says so without one. */
  readonly policy?: { readonly in?: boolean; readonly out?: boolean; readonly path: Path };
  /** `path` is that of what the remote end does, `localPath` that of what this end does. */
  readonly gracefulRestart?: {
    readonly local?: RestartMode;
    readonly remote?: RestartMode;
    readonly path: Path;
    readonly localPath?: Path;
  };
  /** The other end restarts: its routes are kept and stale. */
  readonly stale?: Told;
  readonly bfd?: Told & { readonly status: 'up' | 'down' | 'init' | 'admin' | 'unknown' };
  /** True for one that a listen range took. */
  readonly dynamic?: true;
}

/** A program that runs or does not, by the output's own word. */
export interface Agent extends Told {
  readonly running: boolean;
  /** Of which IP version, where there is a program for each. */
  readonly family?: 4 | 6;
}

/** What one command printed on one node or router. */
export interface StatusOutput {
  readonly source: StatusSource;
  /** Which end of a session printed it: `either` where the program runs on nodes and on routers. */
  readonly end: 'node' | 'router' | 'either';
  readonly product?: 'calico' | 'cilium' | 'frr' | 'bird' | 'frr-k8s' | 'metallb' | 'cisco' | 'arista';
  /** The name of the node or router, where a heading, a prompt, a column or an object tells it. */
  readonly node?: string;
  /** Of the heading; of the first line where there is none. */
  readonly path: Path;
  /** It ends where more must come: a table without its end, a heading without what belongs under it, a count that is not reached. */
  readonly cut: boolean;
  /** Where it ends, and what is missing, in words that follow "it ends": only where it is cut. */
  readonly cutAt?: Told;
  /** Its own word that there is no session; the first one where it has several. Only where no session is shown. */
  readonly noPeers?: Told;
  /** What it says of programs: none where it says nothing. */
  readonly agents: readonly Agent[];
  /** BIRD was started again and waits for its neighbors: their routes are kept, and none is taken back yet. */
  readonly restarting?: Told;
  readonly routerId?: string;
  readonly localAs?: number;
  /** False for a command that speaks of the program alone: `show status` of BIRD. */
  readonly listsSessions: boolean;
  /** An object of a list, which holds all of its kind. */
  readonly listed?: true;
  /** The moment that an object says it is of. */
  readonly asOf?: Told;
  /** What says that the object is not brought up to date any more. */
  readonly frozen?: Told;
  /** The IP versions that the command asked about, whether it found sessions or not; empty where it tells none. */
  readonly familiesShown: readonly (4 | 6)[];
  readonly sessions: readonly Session[];
}
