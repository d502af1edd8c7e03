/** What is known of a network's topology, as the map draws it. */
import type { Path, Range } from './document.ts';
import type { RawRouterEnd } from './raw-topology.ts';
import type { Level } from './rule.ts';

/**
 * What is known of a session: nothing is wrong with either end; something is, and rules say what; or an end of it, or what it
 * rests on, is not in the scan.
 */
export type State = 'sound' | 'faulty' | 'unknown';

/** Nodes with equal sessions, drawn as one. */
export interface SpeakerBox {
  readonly id: string;
  readonly cluster: string;
  /** `nodes` of the scan, or those of a `selector` of which the scan does not know the nodes. */
  readonly kind: 'nodes' | 'selector';
  /** The name of the only node, what the names have in common, or the selector. */
  readonly title: string;
  /** In their order; empty for a selector. */
  readonly nodes: readonly string[];
  readonly asNumbers: readonly number[];
  readonly isReflector: boolean;
  /** The products that have sessions here. */
  readonly products: readonly string[];
  /** Places in `findings`: of the nodes' own objects. */
  readonly findings: readonly number[];
}

export interface RouterBox {
  readonly id: string;
  readonly title: string;
  /** `config` of a router, the `inventory` of bgplint.yaml, or only the `address` that peers name. */
  readonly from: 'config' | 'inventory' | 'address';
  readonly addresses: readonly string[];
  readonly asNumbers: readonly number[];
  /** Networks from which it takes sessions of any neighbor. */
  readonly listenRanges: readonly string[];
  readonly file: string | null;
  /** Places in `findings`: of its configuration, beside those of its sessions. */
  readonly findings: readonly number[];
}

export interface Session {
  readonly id: string;
  readonly kind: 'external' | 'internal' | 'mesh' | 'unread';
  readonly cluster: string;
  readonly product: string;
  readonly name: string;
  readonly state: State;
  /** Why it is not known, in a clause; null where it is. */
  readonly why: string | null;
  /** Ids of boxes of speakers. A mesh joins all of `from` with each other. */
  readonly from: readonly string[];
  /** Ids of boxes: a router, or speakers. */
  readonly to: readonly string[];
  /** How many nodes have it; null where that is not known. */
  readonly nodes: number | null;
  readonly address: string | null;
  readonly port: number | null;
  readonly vrf: string;
  readonly localAs: readonly number[];
  readonly remoteAs: string | null;
  readonly file: string | null;
  readonly range: Range | null;
  /** The parts of the scan's objects that it is about; the first is that of `file` and `range`. Not exported. */
  readonly places: readonly { readonly resource: number; readonly path: Path }[];
  /** What it is to the routers of the scan at its other end: several where it may be any of them. Not exported. */
  readonly ends: readonly RawRouterEnd[];
  /** Places in `findings`. */
  readonly findings: readonly number[];
}

export interface TopologyFinding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** The map. All of it is data of strangers: exports escape it. */
export interface Topology {
  readonly clusters: readonly string[];
  readonly speakers: readonly SpeakerBox[];
  readonly routers: readonly RouterBox[];
  readonly sessions: readonly Session[];
  /** Open findings, those of sessions and all others. */
  readonly findings: readonly TopologyFinding[];
}
