/** The config and the baseline of a run, of now or of a commit. */
import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { kindAt } from '../lib/files.ts';
import type { FileSystem } from '../lib/host.ts';
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
  /** False where only the config is wanted. */
  readonly withBaseline: boolean;
}

/**
 * The settings that files have; where one that was named is not among them there is none, and `warn` is told. Throws a
 * Refusal for one that cannot be used.
 */
export async function settingsIn(
  files: FileSystem,
  { cwd, paths, root, rules, options, withBaseline }: Asked,
  warn: (sentence: string) => void,
): Promise<Settings> {
  const { config: named, baseline } = options;
  // What was named now must be there now: the reader of it says so.
  const isLost = files !== nodeFiles && typeof named === 'string' && kindAt(files, absolute(cwd, named)) === 'missing';
  if (isLost) warn(`The config ${JSON.stringify(named)} does not exist: none is used.`);
  const loaded = await loadConfig(cwd, isLost ? false : named, paths, rules, files);
  for (const warning of loaded.warnings) warn(warning);
  if (!withBaseline) return { loaded, baseline: undefined };
  const noBaseline =
    files !== nodeFiles && typeof baseline === 'string' && kindAt(files, absolute(cwd, baseline)) === 'missing';
  if (noBaseline) warn(`The baseline ${JSON.stringify(baseline)} does not exist: none is used.`);
  const asked = noBaseline ? { ...options, baseline: false as const } : options;
  return { loaded, baseline: openBaseline(cwd, root, asked, loaded, warn, files) };
}
