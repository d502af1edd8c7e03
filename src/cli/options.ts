import type { Level } from '../model/rule.ts';
import type { ReporterName } from '../report/index.ts';

/** The options of a check, as commander gives them. */
export interface CheckOptions {
  readonly format: ReporterName;
  readonly output?: readonly { readonly format: ReporterName; readonly file: string }[];
  readonly failOn: Level | 'never';
  /** A file, or false for --no-config. */
  readonly config?: string | boolean;
  readonly printConfig?: true;
  readonly listFiles?: true;
  /** A file, or false for --no-baseline. */
  readonly baseline?: string | false;
  readonly updateBaseline?: true;
  readonly pruneBaseline?: true;
  readonly requireResources?: true;
  readonly allowEmpty?: true;
  /** Words for rules, families and classes. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly quiet?: true;
  readonly statistics?: true;
  readonly showSuppressed?: true;
  readonly fix?: true;
  readonly fixReview?: true;
  readonly diff?: true;
  readonly stdinFilename?: string;
  readonly terraformDir?: readonly string[];
  readonly changed?: true;
  readonly changedFrom?: string;
  readonly reportOn?: readonly string[];
  /** A commit whose config and baseline hold. */
  readonly configFrom?: string;
  /** A commit since whose merge base with HEAD it is told what the change loosens. */
  readonly loosenedFrom?: string;
  readonly hook?: true;
  readonly color: 'auto' | 'always' | 'never';
}
