/** Kustomizations that a scan found, and how what they name is read. */
import type { Document, Path } from '../../model/document.ts';
import type { Kustomization } from './kustomization.ts';

/** How patches are read. */
export interface PatchReader {
  /** True for a file of the scan, by its one name. */
  has(path: string): boolean;
  /** The documents of a file that a kustomization names, by its one name; none if it cannot be read. */
  documents(path: string): readonly Document[];
  /** Those of texts inside of a kustomization, by the pointers of these. */
  inline(document: Document, paths: readonly Path[]): ReadonlyMap<string, readonly Document[]>;
}

/** A kustomization of the scan: its file as it is shown, its folder by its one name, and what it says. */
export interface FoundKustomization {
  readonly file: string;
  readonly folder: string;
  readonly document: Document;
  readonly said: Kustomization;
  /** The folder that its entries count from, where that is another one. */
  readonly home?: string;
  /** The command that builds it, where that is not kustomize's own. */
  readonly command?: string;
}
