/** A workspace between two checks: the texts that are open, what can be kept, and the settings that could be used last. */
import { defaultConfig } from '../../config/read.ts';
import { unknownVersions } from '../../config/versions.ts';
import { kindAt, repositoryOf } from '../../lib/files.ts';
import type { FileSystem } from '../../lib/host.ts';
import { relative } from '../../lib/paths.ts';
import { lint } from '../../lint/index.ts';
import { limitsOf } from '../../lint/request.ts';
import { type Fault, Refusal } from '../refusal.ts';
import { type Settings, settingsIn } from '../settings.ts';
import { KeptReads } from './kept-reads.ts';
import { type Gathering, Memory } from './memory.ts';
import { isPlainFile, namesOf } from './names.ts';
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

/** Of more changes at once it is not asked what they are. */
const mostChanges = 100;

/** What git reads of a folder, beside its files. */
const ofGit = /(?:^|\/)\.git(?:ignore)?(?:\/|$)/;

export class LiveWorkspace implements Live {
  readonly #options: LiveOptions;
  readonly #paths: readonly string[];
  readonly #texts = new Map<string, OpenText>();
  readonly #reads: KeptReads;
  #memory = new Memory();
  #good = none;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#paths = options.paths ?? [options.cwd];
    this.#reads = new KeptReads(options.host.files);
  }

  open(path: string, text: string): void {
    this.#texts.set(path, openText(text));
    this.#retext(path);
  }

  close(path: string): void {
    this.#texts.delete(path);
    this.#retext(path);
  }

  changed(paths?: readonly string[]): void {
    if (paths === undefined || paths.length > mostChanges) {
      this.#memory = new Memory();
      this.#reads.forget();
      return;
    }
    const { files } = this.#options.host;
    for (const path of paths) {
      const names = this.#namesOf(path);
      const isText = names.some(
        (name) => this.#memory.knows(name) && kindAt(files, name) === 'file' && isPlainFile(files, name),
      );
      this.#memory.forgetTexts(names);
      if (!isText) this.#memory.forgetNames();
      for (const name of names) this.#reads.forget(name);
    }
  }

  async check(options: CheckOptions = {}): Promise<Checked> {
    const texts = new Map(this.#texts);
    const gathering = this.#memory.gather(withOpenTexts(this.#options.host.files, texts));
    let isWhole = false;
    try {
      const checked = await this.#check(texts, gathering, options);
      isWhole = true;
      this.#reads.turn();
      return checked;
    } finally {
      gathering.end(isWhole);
    }
  }

  async #check(
    texts: ReadonlyMap<string, OpenText>,
    gathering: Gathering,
    { pause, progress }: CheckOptions,
  ): Promise<Checked> {
    const { host, policy, schemas, cwd, today, sha256 } = this.#options;
    const paths = this.#paths;
    const files = withOpenTexts(this.#reads.files, texts);
    const root = repositoryOf(files, paths[0] ?? cwd) ?? repositoryOf(files, cwd) ?? cwd;
    const { settings, ...told } = await this.#settings(files, root);
    const { loaded, baseline } = settings;
    const { config, file } = loaded;
    gathering.rest({
      bounds: JSON.stringify(limitsOf({ config })),
      walk: JSON.stringify([root, config.exclude, file?.folder, [...texts.keys()].sort()]),
    });
    const result = await lint({
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
      kept: gathering,
      ...(pause === undefined ? {} : { pause }),
      ...(progress === undefined ? {} : { progress }),
    });
    return { result, config, ...(file === undefined ? {} : { configFile: file }), ...told };
  }

  /** A file has another text, and its name is where it was: the walk asks for no more, but of what git reads. */
  #retext(path: string): void {
    this.#memory.forgetTexts(this.#namesOf(path));
    if (ofGit.test(path)) this.#memory.forgetNames();
  }

  #namesOf(path: string): readonly string[] {
    return namesOf(this.#options.host.files, [...this.#paths, this.#options.cwd], path);
  }

  /** Those of the repository, as far as they can be used. */
  async #settings(files: FileSystem, root: string): Promise<Used> {
    const { host, policy, cwd, config } = this.#options;
    const warnings: string[] = [];
    const asked = {
      ...{ cwd, paths: this.#paths, root, rules: policy.rules, withBaseline: true },
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
