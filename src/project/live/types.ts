/** A workspace that is checked again and again, as an editor does it. */
import type { Host, Schemas } from '../../lib/host.ts';
import type { LintResult } from '../../lint/request.ts';
import type { Progress } from '../../lint/scan-result.ts';
import type { Config } from '../../model/config.ts';
import type { Policy } from '../../model/rule.ts';
import type { LoadedConfig } from '../config-file.ts';
import type { Fault } from '../refusal.ts';

/** Where the workspace is, and what checks it. */
export interface LiveOptions {
  readonly host: Host;
  readonly policy: Policy;
  readonly schemas: Schemas;
  /** The folder of the workspace, absolute, with forward slashes; files of results are shown from it. */
  readonly cwd: string;
  /** Files and folders to check, absolute; `cwd` if absent. */
  readonly paths?: readonly string[];
  /** Another config than that of the repository: a path, or false for none. */
  readonly config?: string | false;
  /** YYYY-MM-DD, in UTC. */
  today(): string;
  sha256(text: string): string;
}

/** One check. */
export interface CheckOptions {
  /**
   * Awaited between stages, before each folder of the walk, and every few dozen files and calls of the rules: whoever waits
   * there lets others run. It is called often, so it looks at a clock first. What it throws ends the check, and comes out of
   * `check`.
   */
  pause?(): Promise<void>;
  readonly progress?: Progress;
}

/** What a check answers. */
export interface Checked {
  readonly result: LintResult;
  /** The config that was applied. */
  readonly config: Config;
  /** The file of that config, if one was read: with a `refusal` its last text without a fault. */
  readonly configFile?: NonNullable<LoadedConfig['file']>;
  /** Sentences about the config: one that is not used, a baseline that does not exist yet, an unknown version. */
  readonly warnings: readonly string[];
  /**
   * Why the config or the baseline cannot be used, as the command would say it. Everything was checked all the same, with the
   * last settings that could be used, or without any; findings in the config itself are then those of its last good text.
   */
  readonly refusal?: string;
  /** The places of the faults that `refusal` tells, where they have one. */
  readonly faults: readonly Fault[];
}

/** Paths are absolute, with forward slashes. */
export interface Live {
  /** Takes a text in the place of a file's: it is opened, or was edited. The file need not exist. */
  open(path: string, text: string): void;
  /** The file's text is that of the disk again. */
  close(path: string): void;
  /** Files and folders changed on the disk, came or went; without paths anything may have changed. */
  changed(paths?: readonly string[]): void;
  /**
   * Checks the texts that are open now before those of the disk; what is opened while a check waits counts in the next one.
   * Throws a MissingPath if the workspace itself does not exist, and what `pause` throws.
   */
  check(options?: CheckOptions): Promise<Checked>;
}
