/** What the kustomizations of a scan build, and what they patch in it. */
import type { Listing } from '../../cluster/copies.ts';
import { familyOf } from '../../families/index.ts';
import { familiesIn } from '../../families/needles.ts';
import type { Schemas } from '../../lib/host.ts';
import { at, isObject, pointer, text } from '../../lib/json.ts';
import { below, folderOf, join, resolve } from '../../lib/paths.ts';
import { type Part, partsOf } from '../../lint/parts.ts';
import type { Document, Json, Path } from '../../model/document.ts';
import type { Family, Resource } from '../../model/resource.ts';
import { asPart } from '../kubernetes/index.ts';
import { isPatchPlace, lacks } from '../kubernetes/partial.ts';
import { Builds } from './builds.ts';
import { type Kustomization, readKustomization } from './kustomization.ts';
import { type Group, PatchIndex, patchedAs } from './patch-index.ts';
import { replaced } from './replacements.ts';
import { ownTarget } from './targets.ts';
import { mergedPaths, operationPaths } from './writes.ts';

/** Paths that all patches of a run write, a file counted for each kustomization that names it: beyond, nothing is patched. */
const mostPaths = 2_000_000;

/** How patches are read. */
export interface PatchReader {
  /** True for a file of the scan, by its one name. */
  has(path: string): boolean;
  /** The documents of a file that a kustomization names, by its one name; none if it cannot be read. */
  documents(path: string): readonly Document[];
  /** Those of texts inside of a kustomization, by the pointers of these. */
  inline(document: Document, paths: readonly Path[]): ReadonlyMap<string, readonly Document[]>;
}

/** A kustomization that patches objects of BGP, or makes what only kustomize knows. */
export interface Unbuilt {
  readonly file: string;
  readonly reason: string;
  readonly families: ReadonlySet<Family>;
}

/** What became of the resources of a scan. */
export interface Settled {
  readonly resources: readonly Resource[];
  /** Parts that stand in patches, and were no resources before. */
  readonly parts: readonly Resource[];
  readonly unbuilt: readonly Unbuilt[];
  /** True if patches set the value at a path wherever the object is built. */
  patched(resource: Resource, path: Path): boolean;
}

interface Known {
  readonly file: string;
  readonly folder: string;
  readonly document: Document;
  readonly said: Kustomization;
}

/** Gathers the kustomizations of a scan. Paths are one name of a file each: `../here/a.yaml` and `a.yaml` may be the same. */
export class Patches {
  readonly #known: Known[] = [];
  readonly #builds = new Builds();
  readonly #namespaces = new Set<string>();
  readonly #prefixes = new Set<string>();
  readonly #suffixes = new Set<string>();
  readonly #cwd: string;

  /** `cwd` is the folder that the paths of files count from. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  path(file: string): string {
    return join('', resolve(this.#cwd, file));
  }

  /** What the kustomizations list, once all were read. */
  readonly listing: Listing = {
    by: (file) => this.#builds.builders(this.path(file)).last,
    isLeftOut: (file) => {
      const path = this.path(file);
      return this.#builds.has(folderOf(path)) && !this.#builds.lists(path);
    },
  };

  /** A kustomization. Answers the paths of the files and folders that it names. */
  read(document: Document): readonly string[] {
    const { file } = document.source;
    const folder = folderOf(this.path(file));
    const said = readKustomization(document);
    this.#known.push({ file, folder, document, said });
    this.#builds.add(folder, said);
    for (const [set, value] of [
      [this.#namespaces, said.namespace],
      [this.#prefixes, said.prefix],
      [this.#suffixes, said.suffix],
    ] as const)
      if (value !== '') set.add(value);
    const patches = said.patches.flatMap((entry) => entry.file ?? []);
    const entries = [...said.resources, ...said.components, ...patches, ...said.replacementFiles];
    return entries.filter((entry) => !/:\/\/|^\//.test(entry)).map((entry) => join(folder, entry));
  }

  /** True if a kustomization may make objects of BGP of others, which the scan has not read. */
  get changesKinds(): boolean {
    return this.#known.some(({ said, document }) => said.changesKinds && familiesIn(document.source.text).size > 0);
  }

  /** Tells patches from whole objects, and what they patch. All kustomizations and files were read before. */
  settle(resources: readonly Resource[], reader: PatchReader, schemas: Schemas): Settled {
    const labelling = this.#known.filter(({ said }) => Object.keys({ ...said.labels, ...said.annotations }).length > 0);
    const index = new PatchIndex(this.#builds, {
      namespaces: this.#namespaces,
      prefixes: this.#prefixes,
      suffixes: this.#suffixes,
      labels: new Map(labelling.map(({ folder, said }) => [folder, said])),
    });
    const parts = this.#parts(index, reader);
    const inFiles = new Map<string, Map<number, Part>>();
    for (const part of parts) {
      if (part.entry.file === undefined) continue;
      const path = this.path(part.document.source.file);
      const known = inFiles.get(path) ?? new Map<number, Part>();
      inFiles.set(path, known.set(part.document.index, part));
    }
    const isPatch = (path: string) => inFiles.has(path) && !this.#builds.lists(path);

    for (const resource of resources) {
      const path = this.path(resource.document.source.file);
      if (resource.family === 'terraform' || isPatch(path)) continue;
      for (const group of index.reaching(path, resource)) reach(group, resource);
    }

    const seen = new Map<Part, Set<string>>();
    const missing = new Map<string, Set<Family>>();
    const settled = resources.map((resource) => {
      const path = this.path(resource.document.source.file);
      const own = isPatch(path) ? inFiles.get(path)?.get(resource.document.index) : undefined;
      const isReached = own?.groups.some(({ reached }) => reached.size > 0) === true;
      if (own !== undefined && (isReached || own.open !== undefined)) {
        addTo(seen, own, resource.gvk.kind);
        if (!isReached && own.open !== undefined && !lacks(resource)) addTo(missing, own.open, resource.family);
        return asPart(resource, { named: own.entry.target === undefined });
      }
      return resource.partial || !this.#isUnlistedPart(resource, path) ? resource : { ...resource, partial: true };
    });
    return {
      resources: settled,
      parts: parts.flatMap((part) => partsOf(part, schemas, seen.get(part) ?? new Set())),
      unbuilt: this.#unbuilt(index, resources, missing),
      patched: (resource, path) =>
        resource.family !== 'terraform' &&
        index.isPatched(this.path(resource.document.source.file), resource.id, resource, patchedAs(resource, path)),
    };
  }

  /** What no kustomization lists, where people keep patches, and no cluster would take as it stands. */
  #isUnlistedPart(resource: Resource, path: string): boolean {
    const { family, document } = resource;
    if (family === 'terraform' || this.#builds.lists(path)) return false;
    return (isPatchPlace(document.source.file) || this.#builds.has(folderOf(path))) && lacks(resource);
  }

  /** The documents of all patches. What they and the replacements write goes into the index. */
  #parts(index: PatchIndex, reader: PatchReader): readonly Part[] {
    const parts = new Map<Document, Part>();
    const files = new Map<string, readonly Document[]>();
    const read = (path: string) => {
      const documents = files.get(path) ?? reader.documents(path);
      files.set(path, documents);
      return documents;
    };
    let left = mostPaths;
    const write = (group: Group, paths: readonly Path[]) => {
      left -= paths.length + 1;
      if (left >= 0) for (const path of paths) group.writes.add(path);
    };
    for (const { folder, document, said } of this.#known) {
      const isOpen = this.#isOpen(folder, said, reader);
      const inline = reader.inline(
        document,
        said.patches.flatMap((entry) => (entry.inline === undefined ? [] : [entry.inline])),
      );
      for (const entry of said.patches) {
        const path = entry.file === undefined ? undefined : join(folder, entry.file);
        const open = isOpen && (path === undefined || below(folder, path) !== undefined) ? folder : undefined;
        for (const one of path === undefined ? (inline.get(pointer(entry.inline ?? [])) ?? []) : read(path)) {
          const part = parts.get(one) ?? { document: one, entry, groups: [], open };
          parts.set(one, part);
          part.open ??= open;
          for (const value of objectsOf(one.value)) {
            const target = entry.target ?? ownTarget(value);
            if (target === undefined || left < 0) continue;
            const group = index.group(folder, target);
            part.groups.push(group);
            if (Array.isArray(value)) write(group, operationPaths(value));
            else if (isObject(value) && text(value, ['$patch']) !== 'delete') write(group, mergedPaths(value));
          }
        }
      }
      const documents = said.replacementFiles.flatMap((file) => read(join(folder, file)));
      const inFiles = documents.flatMap(({ value }) => (left < 0 ? [] : replaced(value)));
      for (const { target, rejects, paths } of [...said.replacements, ...inFiles]) {
        if (left >= 0) write(index.group(folder, target, rejects), paths);
      }
    }
    return [...parts.values()];
  }

  /** True for a kustomization that builds what the scan does not hold, or that builds nothing by itself. */
  #isOpen(folder: string, { resources, makes }: Kustomization, reader: PatchReader): boolean {
    const paths = resources.map((entry) => join(folder, entry));
    return makes.length > 0 || paths.length === 0 || paths.some((path) => !this.#builds.has(path) && !reader.has(path));
  }

  /** Where patches reach objects of BGP, or a program makes or changes objects beside them. */
  #unbuilt(
    index: PatchIndex,
    resources: readonly Resource[],
    missing: ReadonlyMap<string, ReadonlySet<Family>>,
  ): readonly Unbuilt[] {
    const patched = new Map<string, Set<Family>>();
    for (const { folder, reached } of index.groups()) {
      for (const identity of reached.values()) {
        const { group, kind } = identity.gvk;
        const family = familyOf(group, kind);
        if (family?.context === false) addTo(patched, folder, family.family);
      }
    }
    const built = new Map<string, Set<Family>>();
    const files = new Map<string, Set<Family>>();
    for (const { family, partial, document } of resources) {
      if (!partial && family !== 'terraform' && family !== 'kubernetes')
        addTo(files, this.path(document.source.file), family);
    }
    const making = new Set(this.#known.filter(({ said }) => said.makes.length > 0).map(({ folder }) => folder));
    for (const [path, families] of making.size === 0 ? [] : files) {
      for (const folder of this.#builds.builders(path).folders) {
        if (making.has(folder)) for (const family of families) addTo(built, folder, family);
      }
    }
    return this.#known.flatMap(({ file, folder, document, said }) => {
      const shown = folderOf(file) || '.';
      const advice = `kustomize build ${quoted(shown)} | bgplint -`;
      if (said.changesKinds) {
        return [{ file, families: familiesIn(document.source.text), reason: `allowKindChange: not built: ${advice}` }];
      }
      const families = patched.get(folder);
      if (families !== undefined) return [{ file, families, reason: `patched, not built: ${advice}` }];
      const ofOthers = missing.get(folder);
      if (ofOthers !== undefined) {
        return [{ file, families: ofOthers, reason: `patches of what is not in the scan, judged in part: ${advice}` }];
      }
      const made = built.get(folder);
      return made === undefined
        ? []
        : [{ file, families: made, reason: `${said.makes.join(', ')}: not built: ${advice}` }];
    });
  }
}

/** No kind is served in more versions. A version is any text that somebody wrote. */
const mostVersions = 4;

/** Notes that a group is for an object: one of each kind and version tells what the parts are that its patches hold. */
function reach({ reached }: Group, resource: Resource): void {
  const { family, kind, gvk } = resource;
  for (let version = 0; version < mostVersions; version++) {
    const key = `${family} ${kind} ${version}`;
    const known = reached.get(key);
    if (known === undefined) reached.set(key, resource);
    if (known === undefined || known.gvk.version === gvk.version) return;
  }
}

/** The objects of a List, as kustomize takes them apart; else the value. */
function objectsOf(value: Json): readonly Json[] {
  const items = at(value, ['items']);
  return Array.isArray(items) && text(value, ['kind']).endsWith('List') ? items : [value];
}

/** A folder as a shell takes it. */
function quoted(folder: string): string {
  return /^[\w./@%+=:,-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", `'\\''`)}'`;
}

function addTo<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}
