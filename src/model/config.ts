/** The config: what `bgplint.yaml` says once it is checked (schemas/config.json). */
import type { On, Path } from './document.ts';
import type { Level } from './rule.ts';

/** What the config says of a rule, a family `calico/*` or a class `@security`. */
export interface RuleSetting {
  /** The key as it is written: an alias stands for its rule. */
  readonly key: string;
  readonly level?: Level | 'off';
  readonly options?: { readonly [name: string]: number | string | boolean };
}

/** The levels that a config starts from (src/config/profile.ts). */
export type Profile = 'recommended' | 'correctness' | 'strict';

/** One cluster of the config: what its paths hold is joined, and nothing else. */
export interface ClusterConfig {
  readonly name: string;
  /** Globs, relative to the config file. */
  readonly paths: readonly string[];
  /** Its paths hold everything that is applied. */
  readonly complete: boolean;
  readonly calico: ProductConfig;
  readonly metallb: MetallbConfig;
  readonly cilium: CiliumConfig;
}

export interface ProductConfig {
  /** `3.30` or `3.30.1`, without a `v`. */
  readonly version?: string;
}

export interface MetallbConfig extends ProductConfig {
  readonly mode?: 'native' | 'frr' | 'frr-k8s';
}

export interface CiliumConfig extends ProductConfig {
  /** Where Cilium reads the passwords of sessions. */
  readonly secretsNamespace?: string;
}

/** A suppression in the config. It answers what all of its members hold for. */
export interface Waiver {
  /** A rule's id or alias, a family `calico/*` or a class `@security`. */
  readonly rule: string;
  /** Globs, relative to the config file; undefined for every file. */
  readonly paths?: readonly string[];
  /** `Kind/name`, `Kind/namespace/name` or the address of a plan's resource; undefined for every object. */
  readonly resource?: string;
  /** '' if none is given: the waiver then has no effect. */
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** A router whose configuration is not in the scan. */
export interface RouterEntry {
  readonly name: string;
  /** Addresses and networks, as canonical CIDRs. */
  readonly addresses: readonly string[];
  readonly as: number;
  /** What it expects of the nodes. */
  readonly nodeAs?: number;
}

/** `bgplint.yaml`, checked and with its defaults (schemas/config.json). */
export interface Config {
  readonly extends: Profile;
  /** By rule id, family or class. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Globs, relative to the config file. */
  readonly exclude: readonly string[];
  readonly complete: boolean;
  readonly clusters: readonly ClusterConfig[];
  /** Bounds that the config raises; those that it does not name keep their defaults. */
  readonly limits: { readonly [name in LimitName]?: number };
  readonly waivers: readonly Waiver[];
  /** The file of accepted findings, relative to the config file. */
  readonly baseline?: string;
  readonly calico: ProductConfig;
  readonly metallb: MetallbConfig;
  readonly cilium: CiliumConfig;
  /** Addresses of the nodes' own security groups in plans; `*` stands for any part. */
  readonly terraform: { readonly nodes: readonly string[] };
  readonly routers: readonly RouterEntry[];
}

/** The bounds of what is read: sizes in bytes, the rest in numbers. */
export type LimitName = 'yamlBytes' | 'jsonBytes' | 'documentBytes' | 'depth' | 'aliases' | 'documents' | 'findings';

/** A fault of the config: one sentence that says what to do, and where it stands in the config. */
export interface ConfigError {
  readonly path: Path;
  readonly on: On;
  readonly message: string;
}
