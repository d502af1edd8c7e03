/** What the kustomizations of a scan build, and what they patch in it. */
import { Builds, join } from '../classify/builds.ts';
import { folderOf } from '../classify/clusters.ts';
import type { Listing } from '../classify/copies.ts';
import { familyOf } from '../classify/families.ts';
import { type Kustomization, type PatchEntry, readKustomization } from '../classify/kustomize.ts';
import { OperatedDocument } from '../classify/operations.ts';
import { isPatchPlace, lacks } from '../classify/partial.ts';
import { type Group, PatchIndex, patchedAs } from '../classify/patch-index.ts';
import { replaced } from '../classify/replacements.ts';
import { asPart, classifyPart, gvkOf } from '../classify/resources.ts';
import { type Identity, ownTarget } from '../classify/targets.ts';
import { mergedPaths, operationPaths } from '../classify/writes.ts';
import type { Schemas } from '../lib/host.ts';
import { isObject, pointer, text } from '../lib/json.ts';
import type { Document, Family, JsonObject, Path, Resource } from '../model.ts';

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

/** A document that is a patch, and what it is for: several, where several kustomizations name its file. */
interface Part {
  readonly document: Document;
  readonly entry: PatchEntry;
  readonly groups: Group[];
  /** The folder of a kustomization that names it and builds what is not in the scan, which may be what it is for. */
  open: string | undefined;
}

/** Gathers the kustomizations of a scan. Paths are one name of a file each: `../here/a.yaml` and `a.yaml` may be the same. */
export class Patches {
  readonly #known: Known[] = [];
  readonly #builds = new Builds();
  readonly #namespaces = new Set<string>();
  readonly #cwd: string;

  /** `cwd` is the folder that the paths of files count from. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  path(file: string): string {
    return isAbsolute(file) ? join('', file) : join(this.#cwd, file);
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
    if (said.namespace !== '') this.#namespaces.add(said.namespace);
    const patches = said.patches.flatMap((entry) => entry.file ?? []);
    const entries = [...said.resources, ...said.components, ...patches, ...said.replacementFiles];
    return entries.filter((entry) => !/:\/\/|^\//.test(entry)).map((entry) => join(folder, entry));
  }

  /** Tells patches from whole objects, and what they patch. All kustomizations and files were read before. */
  settle(resources: readonly Resource[], reader: PatchReader, schemas: Schemas): Settled {
    const index = new PatchIndex(this.#builds, this.#namespaces);
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
      const { family, gvk } = resource;
      for (const group of index.reaching(path, resource))
        group.reached.set(`${family} ${gvk.version} ${gvk.kind}`, resource);
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
        const open = isOpen && (path === undefined || isBelow(folder, path)) ? folder : undefined;
        for (const one of path === undefined ? (inline.get(pointer(entry.inline ?? [])) ?? []) : read(path)) {
          const { value } = one;
          const target = entry.target ?? ownTarget(value);
          const part = parts.get(one) ?? { document: one, entry, groups: [], open };
          parts.set(one, part);
          part.open ??= open;
          if (target === undefined) continue;
          const group = index.group(folder, target);
          part.groups.push(group);
          if (left < 0) continue;
          if (Array.isArray(value)) write(group, operationPaths(value));
          else if (isObject(value) && text(value, ['$patch']) !== 'delete') write(group, mergedPaths(value));
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
    return this.#known.flatMap(({ file, folder, said }) => {
      const shown = folderOf(file) || '.';
      const advice = `kustomize build ${quoted(shown)} | bgplint -`;
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

/** The objects of a patch that are not known by its own text: those of operations, and those that a target names. */
function partsOf(part: Part, schemas: Schemas, seen: ReadonlySet<string>): readonly Resource[] {
  const { document, entry, groups } = part;
  const { value } = document;
  const named = entry.target === undefined;
  const meant = named && isObject(value) && entry.inline !== undefined ? [value] : groups.flatMap(identitiesOf);
  const kinds = new Map(meant.map((object) => [JSON.stringify(gvkOf(object)), object]));
  return [...kinds.values()].flatMap((object) => {
    if (seen.has(gvkOf(object).kind)) return [];
    if (Array.isArray(value)) {
      const own = OperatedDocument.of(document, [], object);
      return own === undefined ? [] : (classifyPart(own, own.value, schemas, { named }) ?? []);
    }
    if (!isObject(value) || (entry.inline === undefined && named)) return [];
    const metadata = { ...metadataOf(value), ...metadataOf(object) };
    return classifyPart(document, named ? value : { ...value, ...object, metadata }, schemas, { named }) ?? [];
  });
}

/** What the objects that a group is for are, one of each kind, without what they hold; with a name where it is one's own. */
function identitiesOf({ target, reached }: Group): JsonObject[] {
  return [...reached.values()].map(({ gvk, name, namespace }: Identity) => ({
    apiVersion: gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`,
    kind: gvk.kind,
    metadata: target.name === name ? { name, ...(namespace !== '' && { namespace }) } : { name: target.name },
  }));
}

function metadataOf(object: JsonObject): JsonObject {
  const metadata = object['metadata'];
  return metadata !== undefined && isObject(metadata) ? metadata : {};
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

function isAbsolute(file: string): boolean {
  return /^(?:[a-z]:)?\//i.test(file);
}

function isBelow(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
