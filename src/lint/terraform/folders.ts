/** Folders of Terraform's sources: their blocks by name, each file read once. */
import type { Discovered } from '../../discover/types.ts';
import { type FileSystem, HostError } from '../../lib/host.ts';
import { defaultLimits } from '../../lib/limits.ts';
import { getOrMake } from '../../lib/maps.ts';
import { child, folderOf, isWithin, nameOf, relative, resolve } from '../../lib/paths.ts';
import type { SourceFile } from '../../model/document.ts';
import type { TerraformBlock, TerraformFile } from '../../model/terraform.ts';
import { parseTerraform, parseTerraformJson } from '../../parse/terraform/index.ts';
import { load, textIn } from '../load.ts';

/** A block and the file that it stands in. */
export interface SourceBlock {
  readonly file: TerraformFile;
  readonly block: TerraformBlock;
}

/** A module's folder. */
export interface TerraformFolder {
  readonly path: string;
  /** The only block of each name: `aws_instance.a`, `data.aws_ami.a`, `module.a`. */
  readonly blocks: ReadonlyMap<string, SourceBlock>;
  /** What override files say of it; the last one counts. */
  readonly overrides: ReadonlyMap<string, readonly SourceBlock[]>;
}

const MiB = 1024 * 1024;

/** Bounds of one run, far above what people write: what is beyond them has its places in the plan. */
const mostBytes = 4 * MiB;
const mostFiles = 5_000;
const mostText = 64 * MiB;
const mostSearched = 2_000 * MiB;

const name = /^(.+)\.(tf|tofu)(\.json)?$/;

/** True for the name of a source. Editors' copies, and what begins with a dot, are none (hashicorp/terraform, IsIgnoredFile). */
export function isTerraformSource(path: string): boolean {
  return name.test(nameOf(path)) && !/^\.|~$|^#.*#$/.test(nameOf(path));
}

/** The folders in which a walk saw sources, absolute. */
export function foldersOf({ candidates, left }: Discovered, cwd: string): readonly string[] {
  const files = [...candidates, ...left].map(({ file }) => file).filter(isTerraformSource);
  return [...new Set(files.map((file) => folderOf(resolve(cwd, file))))];
}

/** Reads folders. `cwd` is the folder that files are shown from; `excluded` is true for what the config leaves out. */
export class TerraformFolders {
  readonly #files: FileSystem;
  readonly #options: { readonly cwd: string; excluded(path: string): boolean };
  readonly #folders = new Map<string, TerraformFolder | undefined>();
  readonly #sources = new Map<string, SourceFile | undefined>();
  readonly #parsed = new Map<string, TerraformFile | undefined>();
  #searchLeft = mostSearched;
  #filesLeft = mostFiles;
  #textLeft = mostText;

  constructor(files: FileSystem, options: { readonly cwd: string; excluded(path: string): boolean }) {
    this.#files = files;
    this.#options = options;
  }

  /**
   * The sources of a folder, as Terraform or OpenTofu takes them; undefined where there are none, or one of them cannot be
   * read. Nothing outside of `bound` is read, wherever links lead.
   */
  at(path: string, bound: string, tofu: boolean): TerraformFolder | undefined {
    const real = this.#files.real(path);
    if (real === undefined || !isWithin(bound, real) || this.#options.excluded(path)) return undefined;
    const key = `${tofu} ${path}`;
    if (!this.#folders.has(key)) this.#folders.set(key, this.#read(path, bound, tofu));
    return this.#folders.get(key);
  }

  /** True as long as the search for the folders of plans may go on: it looks at each folder for each plan. */
  maySpend(work: number): boolean {
    this.#searchLeft -= work;
    return this.#searchLeft >= 0;
  }

  /** False where no source of a folder has one of the words: nothing is parsed for that. */
  mentions(path: string, bound: string, words: readonly string[]): boolean {
    const sources = this.#list(path).flatMap((one) => this.#source(child(path, one), bound) ?? []);
    const size = sources.reduce((sum, { text }) => sum + text.length, 0);
    return this.maySpend(size * words.length) && words.every((word) => sources.some(({ text }) => text.includes(word)));
  }

  #read(path: string, bound: string, tofu: boolean): TerraformFolder | undefined {
    const names = namesIn(this.#list(path), tofu);
    if (names.length === 0) return undefined;
    const blocks = new Map<string, SourceBlock>();
    const twice = new Set<string>();
    const overrides = new Map<string, SourceBlock[]>();
    for (const one of names) {
      const file = this.#file(child(path, one), bound);
      if (file === undefined) return undefined;
      for (const block of file.blocks) {
        const called = calledOf(block);
        if (called === undefined) continue;
        if (isOverride(one)) getOrMake(overrides, called, () => []).push({ file, block });
        else if (blocks.has(called)) twice.add(called);
        else blocks.set(called, { file, block });
      }
    }
    for (const called of twice) blocks.delete(called);
    return { path, blocks, overrides };
  }

  #list(path: string): readonly string[] {
    try {
      const entries = this.#files.list(path).filter(({ kind }) => kind === 'file' || kind === 'link');
      return entries.map((entry) => entry.name).filter(isTerraformSource);
    } catch (error) {
      if (error instanceof HostError) return [];
      throw error;
    }
  }

  #file(path: string, bound: string): TerraformFile | undefined {
    if (!this.#parsed.has(path)) this.#parsed.set(path, this.#parse(path, bound));
    return this.#parsed.get(path);
  }

  #parse(path: string, bound: string): TerraformFile | undefined {
    const source = this.#source(path, bound);
    if (source === undefined) return undefined;
    return path.endsWith('.json')
      ? parseTerraformJson(source, { limits: defaultLimits, wants: () => true })
      : parseTerraform(source);
  }

  #source(path: string, bound: string): SourceFile | undefined {
    if (!this.#sources.has(path)) this.#sources.set(path, this.#load(path, bound));
    return this.#sources.get(path);
  }

  #load(path: string, bound: string): SourceFile | undefined {
    const real = this.#files.real(path);
    if (real === undefined || !isWithin(bound, real) || this.#options.excluded(path)) return undefined;
    if (this.#filesLeft-- <= 0 || this.#textLeft <= 0) return undefined;
    const file = relative(this.#options.cwd, path);
    const loaded = load(this.#files, file, path, Math.min(mostBytes, this.#textLeft));
    const text = 'problem' in loaded ? undefined : textIn(loaded.bytes);
    if (text === undefined) return undefined;
    this.#textLeft -= text.length;
    return { file, text };
  }
}

/** Terraform does not read OpenTofu's files, and OpenTofu takes `a.tofu` in the place of `a.tf`. */
function namesIn(all: readonly string[], tofu: boolean): readonly string[] {
  if (!tofu) return all.filter((one) => name.exec(one)?.[2] === 'tf');
  const there = new Set(all);
  return all.filter((one) => !there.has(one.replace(/\.tf(\.json)?$/, '.tofu$1')) || !/\.tf(?:\.json)?$/.test(one));
}

function isOverride(file: string): boolean {
  const [, stem = ''] = name.exec(file) ?? [];
  return stem === 'override' || stem.endsWith('_override');
}

/** What addresses call a block. */
function calledOf({ type, labels }: TerraformBlock): string | undefined {
  const [first, second] = labels;
  if (first === undefined) return undefined;
  if (type === 'module' && labels.length === 1) return `module.${first}`;
  if (second === undefined || labels.length !== 2) return undefined;
  if (type === 'data') return `data.${first}.${second}`;
  return type === 'resource' ? `${first}.${second}` : undefined;
}
