/** Runs of the pipeline over the files of the page, one after the other. */
import type { Host } from '../lib/host.ts';
import { memoryFiles } from '../lib/memory-files.ts';
import { child, relative, resolve } from '../lib/paths.ts';
import { sha256 } from '../lib/sha256.ts';
import type { LintRequest } from '../lint/request.ts';
import { type Checked, LiveWorkspace } from '../project/live/index.ts';
import type { SandboxFile } from './protocol.ts';

/** The folder of the page's files: nobody sees its name. */
const folder = '/sandbox';

/** Nothing is on a disk: all texts are open. */
const host: Host = {
  files: memoryFiles({ paths: [child(folder, '.none')], read: () => '' }),
  absolute: resolve,
};

/** The name that the page knows a path by. */
export function nameOfFile(path: string): string {
  return relative(folder, path);
}

/** What checks. */
export type Pipeline = Pick<LintRequest, 'policy' | 'schemas'> & {
  /** YYYY-MM-DD, in UTC. */
  today(): string;
};

/** The files of one page, checked again and again. */
export class Files {
  readonly #pipeline: Pipeline;
  #workspace: LiveWorkspace | undefined;
  #texts: ReadonlyMap<string, string> = new Map();

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
  }

  /** Checks files, each with a name of `fileNames`. A config that cannot be used is told, and the last one that could be holds. */
  check(files: readonly SandboxFile[], pause?: () => Promise<void>): Promise<Checked> {
    const texts = new Map(files.map(({ name, text }) => [child(folder, name), text]));
    const isSame = texts.size === this.#texts.size && [...texts.keys()].every((path) => this.#texts.has(path));
    const before = isSame && this.#workspace !== undefined ? this.#texts : new Map<string, string>();
    const workspace = isSame && this.#workspace !== undefined ? this.#workspace : this.#begin([...texts.keys()]);
    for (const [path, text] of texts) if (before.get(path) !== text) workspace.open(path, text);
    this.#workspace = workspace;
    this.#texts = texts;
    return workspace.check(pause === undefined ? {} : { pause });
  }

  /** Each file is named: whoever pasted it means it, whatever its name is. The folder tells that there are no others. */
  #begin(paths: readonly string[]): LiveWorkspace {
    const named = paths.filter((path) => !configs.has(nameOfFile(path)));
    return new LiveWorkspace({ ...this.#pipeline, host, cwd: folder, paths: [folder, ...named], sha256 });
  }
}

/** What no rule reads but as what it is. */
const configs = new Set(['bgplint.yaml', 'bgplint.yml']);
