/** What the policies answer of one cluster's topology. */
import type { Json, Path } from './document.ts';

/** Which nodes a row is for: `["all"]`, `["node", name]`, `["selector", Calico's]` or `["labels", a label selector's]`. */
export type Scope = readonly [string] | readonly [string, string];

/** A row's own place. */
export interface RawOrigin {
  readonly resource: number;
  readonly path: Path;
  readonly file: string;
}

/** What the entrypoint `bgplint/sessions` answers (schemas/sessions.json). Its lists have no order. */
export interface RawTopology {
  /** The names of products, by family. */
  readonly products: { readonly [family: string]: string };
  readonly speakers: readonly {
    readonly name: string;
    readonly as: readonly number[];
    readonly reflector: readonly { readonly resource: number; readonly path: Path }[];
    readonly resources: readonly number[];
  }[];
  readonly scopes: readonly {
    readonly scope: Scope;
    readonly everywhere?: true;
    /** Absent where it is not known which of the known nodes are in it. */
    readonly members?: readonly string[];
  }[];
  readonly routers: readonly RawRouter[];
  readonly sessions: readonly RawSession[];
  readonly peerings: readonly (RawOrigin & {
    readonly family: string;
    readonly name: string;
    readonly near: Scope;
    readonly far?: Scope;
    readonly at?: readonly string[];
  })[];
  readonly meshes: readonly { readonly family: string; readonly stated: readonly RawOrigin[] }[];
  readonly unread: readonly {
    readonly family: string;
    readonly resource: number;
    readonly file: string;
    readonly name: string;
  }[];
}

export interface RawSession extends RawOrigin {
  readonly family: string;
  readonly speaker: string;
  readonly name: string;
  readonly address: string;
  /** As they are written: a value of any kind may stand there. */
  readonly port: Json;
  readonly vrf: Json;
  readonly nodes: Scope;
  readonly sourced: boolean;
  readonly local_as: readonly number[];
  /** A number, `external` or `internal`; empty where it is not known. */
  readonly remote_as: string;
  readonly far: {
    readonly ends: readonly RawRouterEnd[];
    /** For each node it can be only one of them. */
    readonly certain: boolean;
    /** A router has no neighbor for some of the nodes. */
    readonly unlisted: boolean;
    /** Keys of routers. */
    readonly routers: readonly string[];
  };
}

/** Of a configuration in the scan, or, without `resource` and `file`, of the config's `routers`. */
export interface RawRouter {
  readonly key: string;
  readonly resource?: number;
  readonly file?: string;
  readonly name: string;
  readonly as: readonly number[];
  readonly addresses: readonly string[];
  readonly ranges: readonly string[];
}

/** A neighbor or a listen range of a router: its place in a list of one of the router's processes. */
export interface RawRouterEnd {
  readonly router: number;
  readonly process: number;
  readonly list: 'neighbors' | 'listen_ranges';
  readonly at: number;
}
