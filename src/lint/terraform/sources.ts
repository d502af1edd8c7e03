/** Terraform's sources beside plans: the block of a plan's resource, and where in it a value is written. */
import { type Declared, declaredAs } from '../../classify/terraform/declared.ts';
import type { Discovered } from '../../discover/types.ts';
import type { FileSystem } from '../../lib/host.ts';
import { at } from '../../lib/json.ts';
import { LineIndex } from '../../lib/lines.ts';
import { getOrMake } from '../../lib/maps.ts';
import { join } from '../../lib/paths.ts';
import { spanWithin } from '../../locate/within-block.ts';
import type { Document, On, Path, Range, Span } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import type { TerraformFile } from '../../model/terraform.ts';
import { foldersOf, type SourceBlock, TerraformFolders } from './folders.ts';
import { type Places, type PlanRoot, rootOfPlan } from './roots.ts';
import { shownTerraform } from './shown.ts';

/** A place in a source. */
export interface SourcePlace {
  readonly file: string;
  readonly range: Range;
  /** The lines of the block around it, and the first of them: a comment there is about all of the block. */
  readonly block: { readonly first: number; readonly last: number };
  /** The module of the resource is not here: the place is the call of it. */
  readonly isCall: boolean;
}

/** What a resource of a plan is in the sources. */
interface Found extends SourceBlock {
  readonly overriding: readonly SourceBlock[];
  readonly isCall: boolean;
}

type SourcesOptions = Omit<Places, 'scanned'> & {
  readonly discovered: Discovered;
  /** True for what the config leaves out; absolute. */
  excluded(path: string): boolean;
};

export class Sources {
  readonly #files: FileSystem;
  readonly #folders: TerraformFolders;
  readonly #places: Places;
  readonly #roots = new Map<Document, PlanRoot | undefined>();
  readonly #found = new Map<Document, Map<string, Found | undefined>>();
  readonly #lines = new Map<TerraformFile, LineIndex>();
  readonly #byName = new Map<string, TerraformFile>();

  constructor(files: FileSystem, options: SourcesOptions) {
    const { discovered, cwd } = options;
    this.#files = files;
    this.#places = { ...options, scanned: () => foldersOf(discovered, cwd) };
    this.#folders = new TerraformFolders(files, options);
  }

  /** Where a value of a plan's resource, or of what the resource holds, is written; undefined where that is not certain. */
  placeOf(resource: Resource, path: Path, on: On): SourcePlace | undefined {
    const found = this.#of(resource);
    if (found === undefined) return undefined;
    const value = at(resource.document.value, resource.base);
    const isWhole = found.isCall || resource.family !== 'terraform';
    const blocks = { own: found.block, overriding: found.overriding.map(({ block }) => block) };
    const { span, top } = spanWithin(blocks, value, { path: isWhole ? [] : path, on });
    const { file, block } = found.overriding.find((one) => one.block === top) ?? found;
    const lines = this.#linesOf(file);
    this.#byName.set(file.source.file, file);
    const first = lines.position(block.span.start).line;
    const last = lines.position(block.span.end).line;
    return { file: file.source.file, range: lines.rangeOf(span), block: { first, last }, isCall: found.isCall };
  }

  /** The block of a resource, and the bound and comments of its file. */
  blockOf(resource: Resource): { readonly file: TerraformFile; readonly span: Span } | undefined {
    const found = this.#of(resource);
    if (found === undefined) return undefined;
    this.#byName.set(found.file.source.file, found.file);
    return { file: found.file, span: found.block.span };
  }

  lines(file: string): LineIndex | undefined {
    const found = this.#byName.get(file);
    return found && this.#linesOf(found);
  }

  /** The text of a source in which places are, with stars for all that may be secret. */
  shown(file: string): string | undefined {
    const found = this.#byName.get(file);
    return found && shownTerraform(found);
  }

  /** The folders that were named and that are no plan's: of all plans that were asked for. */
  unused(plans: readonly Document[]): readonly string[] {
    const used = new Set(plans.flatMap((plan) => this.#root(plan)?.folder.path ?? []));
    return this.#places.dirs.filter((dir) => !used.has(dir));
  }

  #linesOf(file: TerraformFile): LineIndex {
    return getOrMake(this.#lines, file, () => new LineIndex(file.source.text));
  }

  #of({ document, address: own, declaredBy }: Resource): Found | undefined {
    const address = declaredBy?.address ?? own;
    if (address === undefined) return undefined;
    const plan = declaredBy?.plan ?? document;
    const found = getOrMake(this.#found, plan, () => new Map<string, Found | undefined>());
    if (!found.has(address)) {
      const root = this.#root(plan);
      const declared = root && declaredAs(address);
      found.set(address, root && declared && this.#find(root, declared));
    }
    return found.get(address);
  }

  #root(plan: Document): PlanRoot | undefined {
    if (!this.#roots.has(plan)) {
      this.#roots.set(plan, rootOfPlan(plan, this.#files, this.#folders, this.#places));
    }
    return this.#roots.get(plan);
  }

  /** Follows calls of modules as far as their sources are here. */
  #find({ folder: start, bound, tofu }: PlanRoot, { modules, block }: Declared): Found | undefined {
    let folder = start;
    for (const name of modules) {
      const call = folder.blocks.get(`module.${name}`);
      if (call === undefined) return undefined;
      const path = localSource(call, folder.path);
      const next = path === undefined ? undefined : this.#folders.at(path, bound, tofu);
      if (next === undefined) return { ...call, overriding: [], isCall: true };
      folder = next;
    }
    const own = folder.blocks.get(block);
    return own && { ...own, overriding: folder.overrides.get(block) ?? [], isCall: false };
  }
}

/** The folder of a called module, where its source is a path. */
function localSource({ block }: SourceBlock, folder: string): string | undefined {
  const source = block.attributes.get('source')?.literal;
  return typeof source === 'string' && /^\.\.?(?:\/|$)/.test(source) ? join(folder, source) : undefined;
}
