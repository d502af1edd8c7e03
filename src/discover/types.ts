/** What discovery answers: files to read, and what it left alone. */

import type { Pause } from '../lib/steps.ts';
import type { FileKind } from './kinds.ts';

/** A file to read. */
export interface Candidate {
  /** As it is shown: relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly path: string;
  readonly kind: FileKind;
  /** The user named it: it is read whatever its name is. */
  readonly explicit: boolean;
  /** Only its content tells whether it is meant: what cannot be parsed stands in the ledger, and is no finding. */
  readonly lenient?: true;
}

/** A file or folder that is not read. */
export interface Left {
  readonly file: string;
  readonly reason: string;
  /** Its name says that it could hold something to check: the ledger lists it. */
  readonly notable: boolean;
  /** Nobody chose to leave it: it cannot be read, or leads out of the scan. Nothing is surely absent then. */
  readonly lost: boolean;
  /** `exclude` or .gitignore names it: the walk did not look into it. */
  readonly passedOver?: true;
}

export interface Discovered {
  readonly candidates: readonly Candidate[];
  readonly left: readonly Left[];
}

export interface DiscoverOptions {
  /** Absolute, with forward slashes; `file`s are shown relative to it. */
  readonly cwd: string;
  /** Files, folders: absolute. */
  readonly paths: readonly string[];
  /** Files and folders on which the run reports, absolute: they are read as well. One that is not there is no fault. */
  readonly further?: readonly string[];
  /** True for a file or folder that the config's `exclude` names; absolute. */
  excluded(path: string): boolean;
  /** Awaited before each folder. */
  readonly pause?: Pause;
}
