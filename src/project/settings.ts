/** The config and the baseline of a run, of now or of a commit. */
import { kindAt } from '../lib/files.ts';
import type { Host } from '../lib/host.ts';
import type { Rule } from '../model/rule.ts';
import { type BaselineOptions, type OpenBaseline, openBaseline } from './baseline-file.ts';
import { type LoadedConfig, loadConfig } from './config-file.ts';

/** What decides on findings, beside the files under check. */
export interface Settings {
  readonly loaded: LoadedConfig;
  readonly baseline: OpenBaseline | undefined;
}

/** Which settings are meant, if not those that the repository has. */
export interface SettingsOptions extends BaselineOptions {
  /** A config file, or false for none. */
  readonly config?: string | false;
  /** A commit whose config and baseline hold. */
  readonly configFrom?: string;
}

/** Where settings are looked for. */
export interface Asked {
  readonly cwd: string;
  /** The paths of the run, absolute; at least one. */
  readonly paths: readonly string[];
  /** The folder that the baseline's entries are relative to. */
  readonly root: string;
  readonly rules: readonly Rule[];
  readonly options: SettingsOptions;
  /** The files are those of a commit: what was named need not have been there. */
  readonly former?: true;
  /** False where only the config is wanted. */
  readonly withBaseline: boolean;
}

/**
 * The settings that files have; where one that was named is not among them there is none, and `warn` is told. Throws a
 * Refusal for one that cannot be used.
 */
export async function settingsIn(
  host: Host,
  { cwd, paths, root, rules, options, former, withBaseline }: Asked,
  warn: (sentence: string) => void,
): Promise<Settings> {
  const { config: named, baseline } = options;
  // What was named now must be there now: the reader of it says so.
  const isMissing = (path: string) => kindAt(host.files, host.absolute(cwd, path)) === 'missing';
  const isLost = former && typeof named === 'string' && isMissing(named);
  if (isLost) warn(`The config ${JSON.stringify(named)} does not exist: none is used.`);
  const loaded = await loadConfig(host, cwd, isLost ? false : named, paths, rules);
  for (const warning of loaded.warnings) warn(warning);
  if (!withBaseline) return { loaded, baseline: undefined };
  const noBaseline = former && typeof baseline === 'string' && isMissing(baseline);
  if (noBaseline) warn(`The baseline ${JSON.stringify(baseline)} does not exist: none is used.`);
  const asked = noBaseline ? { ...options, baseline: false as const } : options;
  return { loaded, baseline: openBaseline(host, cwd, root, asked, loaded, warn) };
}
