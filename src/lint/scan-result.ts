import type { Schemas } from '../lib/host.ts';
import type { Limits } from '../lib/limits.ts';
import type { LineIndex } from '../lib/lines.ts';
import type { Comment, Document, Path, Problem } from '../model/document.ts';
import type { Family, Listing, Resource } from '../model/resource.ts';
import type { Kept } from './kept.ts';
import type { Text } from './load.ts';
import type { Sources } from './terraform/sources.ts';

export interface ScanOptions {
  readonly limits: Limits;
  /** The folder that the paths of files count from. */
  readonly cwd: string;
  /** Addresses of the nodes' own security groups, from the config. */
  readonly nodes: readonly string[];
  readonly schemas: Schemas;
  readonly progress: Progress;
  readonly kept?: Kept | undefined;
}

/** A file that was left unchecked, and what it could have been about; null: anything. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
  readonly families: ReadonlySet<Family> | null;
  /** It speaks of BGP, and has to be rendered before it can be read. */
  readonly template?: true;
}

/** All that the later stages know of the files. */
export interface Scan {
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  /** True if patches of the scan set what stands at a path wherever the object is built. */
  patched(resource: Resource, path: Path): boolean;
  /** True if they add to a list at a path, or below it: what it lacks is not known. */
  extended(resource: Resource, path: Path): boolean;
  /** True if they take the object out of whatever is built of it. */
  deleted(resource: Resource): boolean;
  /** What the kustomizations of the scan list. */
  readonly listing: Listing;
  readonly skipped: readonly Skipped[];
  /** Files that the kustomization of their folder leaves out: they are judged by themselves. */
  readonly unlisted: readonly string[];
  readonly texts: ReadonlyMap<string, Text>;
  readonly lines: ReadonlyMap<string, LineIndex>;
  /** Comments of files that may suppress findings. */
  readonly comments: ReadonlyMap<string, readonly Comment[]>;
  readonly matchedNodes: ReadonlySet<string>;
  /** What plans were made of, as far as it is here; undefined where there is no plan. */
  readonly sources?: Sources;
  /** Plans and states. */
  readonly plans: readonly Document[];
  readonly files: { readonly seen: number; readonly read: number; readonly irrelevant: number };
}

/** Told now and then how far a run is: files that were read, clusters that were judged. */
export type Progress = (stage: 'read' | 'evaluate', done: number, total: number) => void;
