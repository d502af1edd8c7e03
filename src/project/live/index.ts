/** A workspace between two checks: the texts that are open, and the settings that could be used last. */
import { defaultConfig } from '../../config/read.ts';
import { unknownVersions } from '../../config/versions.ts';
import { repositoryOf } from '../../lib/files.ts';
import type { FileSystem } from '../../lib/host.ts';
import { relative } from '../../lib/paths.ts';
import { lint } from '../../lint/index.ts';
import type { LintRequest } from '../../lint/request.ts';
import { type Fault, Refusal } from '../refusal.ts';
import { type Settings, settingsIn } from '../settings.ts';
import { type OpenText, openText, withOpenTexts } from './open-texts.ts';
import type { Checked, CheckOptions, Live, LiveOptions } from './types.ts';

export type { Checked, CheckOptions, Live, LiveOptions } from './types.ts';

/** The settings of one check. */
interface Used {
  readonly settings: Settings;
  readonly warnings: readonly string[];
  readonly refusal?: string;
  readonly faults: readonly Fault[];
}

const none: Settings = { loaded: { config: defaultConfig, warnings: [] }, baseline: undefined };

export class LiveWorkspace implements Live {
  readonly #options: LiveOptions;
  readonly #texts = new Map<string, OpenText>();
  #good = none;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  open(path: string, text: string): void {
    this.#texts.set(path, openText(text));
  }

  close(path: string): void {
    this.#texts.delete(path);
  }

  /** Nothing is kept between checks. */
  changed(_paths?: readonly string[]): void {}

  async check({ pause, progress }: CheckOptions = {}): Promise<Checked> {
    const { host, policy, schemas, cwd, paths = [cwd], today, sha256 } = this.#options;
    const files = withOpenTexts(host.files, new Map(this.#texts));
    const root = repositoryOf(files, paths[0] ?? cwd) ?? repositoryOf(files, cwd) ?? cwd;
    const { settings, ...told } = await this.#settings(files, root, paths);
    const { loaded, baseline } = settings;
    const { config, file } = loaded;
    const request: LintRequest = {
      files,
      policy,
      schemas,
      config,
      ...(file === undefined ? {} : { configFile: file }),
      ...(baseline === undefined ? {} : { baseline }),
      cwd,
      paths,
      stdin: [],
      today: today(),
      fromRoot: (name) => relative(root, host.absolute(cwd, name)),
      fromConfig: (name) => relative(file?.folder ?? cwd, host.absolute(cwd, name)),
      sha256,
      ...(pause === undefined ? {} : { pause }),
      ...(progress === undefined ? {} : { progress }),
    };
    const result = await lint(request);
    return { result, config, ...(file === undefined ? {} : { configFile: file }), ...told };
  }

  /** Those of the repository, as far as they can be used. */
  async #settings(files: FileSystem, root: string, paths: readonly string[]): Promise<Used> {
    const { host, policy, cwd, config } = this.#options;
    const warnings: string[] = [];
    const asked = {
      ...{ cwd, paths, root, rules: policy.rules, withBaseline: true },
      options: config === undefined ? {} : { config },
    };
    try {
      const settings = await settingsIn({ ...host, files }, asked, (sentence) => warnings.push(sentence));
      this.#good = settings;
      return { settings, warnings: [...warnings, ...unknownVersions(settings.loaded.config)], faults: [] };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { settings: this.#good, warnings, refusal: error.message, faults: error.faults };
    }
  }
}
