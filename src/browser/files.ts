/** One run of the pipeline over the files of the page. */
import { memoryFiles } from '../lib/memory-files.ts';
import { child, relative, resolve } from '../lib/paths.ts';
import { sha256 } from '../lib/sha256.ts';
import { lint } from '../lint/index.ts';
import type { LintRequest, LintResult } from '../lint/request.ts';
import { Refusal } from '../project/refusal.ts';
import { type Settings, type SettingsOptions, settingsIn } from '../project/settings.ts';
import type { SandboxFile } from './protocol.ts';

/** The folder of the page's files: nobody sees its name. */
const folder = '/sandbox';

/** What a run gave. */
export interface Ran {
  readonly result: LintResult;
  /** The host's files, by which a text is asked for again. */
  readonly request: LintRequest;
  readonly warnings: readonly string[];
  readonly refusal?: string;
}

/** Checks files of which each has a name of `fileNames`. A config or baseline that cannot be used is told, and left out. */
export async function runFiles(
  files: readonly SandboxFile[],
  { policy, schemas, today }: Pick<LintRequest, 'policy' | 'schemas'> & { today(): string },
): Promise<Ran> {
  const texts = new Map(files.map(({ name, text }) => [child(folder, name), text]));
  // A folder without a file is there as well.
  const paths = [...texts.keys(), child(folder, '.none')];
  const host = { files: memoryFiles({ paths, read: (path) => texts.get(path) }), absolute: resolve };
  const warnings: string[] = [];
  const warn = (sentence: string) => warnings.push(sentence);
  const asked = { cwd: folder, paths: [folder], root: folder, rules: policy.rules, withBaseline: true };
  let refusal: string | undefined;
  const settings = async (options: SettingsOptions): Promise<Settings> => {
    try {
      return await settingsIn(host, { ...asked, options }, warn);
    } catch (error) {
      if (!(error instanceof Refusal) || options.config === false) throw error;
      refusal = error.message;
      return settings({ config: false, baseline: false });
    }
  };
  const { loaded, baseline } = await settings({});
  const request: LintRequest = {
    files: host.files,
    policy,
    schemas,
    config: loaded.config,
    ...(loaded.file === undefined ? {} : { configFile: loaded.file }),
    ...(baseline === undefined ? {} : { baseline }),
    cwd: folder,
    // Each file is named: whoever pasted it means it, whatever its name is. The folder tells that there is no other.
    paths: [folder, ...[...texts.keys()].filter((path) => path !== loaded.file?.path && path !== baseline?.path)],
    stdin: [],
    today: today(),
    fromRoot: (name) => relative(folder, resolve(folder, name)),
    fromConfig: (name) => relative(loaded.file?.folder ?? folder, resolve(folder, name)),
    sha256,
  };
  return { result: await lint(request), request, warnings, ...(refusal !== undefined && { refusal }) };
}
