/** A name of something, wherever it is written. */
import type { On, Path } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

/** A name that is written in an object. */
export interface Name {
  readonly resource: Resource;
  /** What it is a name of: `family/Kind`, or another word where that is no object. */
  readonly of: string;
  readonly name: string;
  /** From the document's root. */
  readonly path: Path;
  readonly on: On;
  /** `defines`: something is called so here. */
  readonly role: 'refers' | 'defines';
  /** Only names in the same object count. */
  readonly isLocal: boolean;
}
