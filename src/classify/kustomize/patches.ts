/** What the kustomizations of a scan build, and what they patch in it. */
import { familiesIn } from '../../families/needles.ts';
import type { Schemas } from '../../lib/host.ts';
import { at, isObject } from '../../lib/json.ts';
import { addTo, getOrMake } from '../../lib/maps.ts';
import { folderOf, join, resolve } from '../../lib/paths.ts';
import type { Document, Path } from '../../model/document.ts';
import type { Family, Listing, Resource } from '../../model/resource.ts';
import { asPart } from '../kubernetes/index.ts';
import { isPatchPlace, lacks } from '../kubernetes/partial.ts';
import { Builds } from './builds.ts';
import { isKustomization, isKustomizes, namesIn, readKustomization } from './kustomization.ts';
import { type Part, partsOf } from './parts.ts';
import { type FoundKustomization, type PatchReader, patchDocuments } from './patch-documents.ts';
import { type PatchGroup, PatchIndex, patchedAs } from './patch-index.ts';
import { matches } from './targets.ts';
import { type Unbuilt, unbuilt } from './unbuilt.ts';

/** What became of the resources of a scan. */
export interface Settled {
  readonly resources: readonly Resource[];
  /** Parts that stand in patches, and were no resources before. */
  readonly parts: readonly Resource[];
  readonly unbuilt: readonly Unbuilt[];
  /** True if patches set the value at a path wherever the object is built. */
  patched(resource: Resource, path: Path): boolean;
  /** True if patches add to a list at a path, or below it, wherever the object is built. */
  extended(resource: Resource, path: Path): boolean;
}

/** Gathers the kustomizations of a scan. Paths are one name of a file each: `../here/a.yaml` and `a.yaml` may be the same. */
export class Patches {
  readonly #kustomizations: FoundKustomization[] = [];
  readonly #builds = new Builds();
  /** The folders of those that list something, and whatever a kustomization may name: as a resource, for a generator, as values. */
  readonly #listing = new Set<string>();
  readonly #named = new Set<string>();
  readonly #namespaces = new Set<string>();
  readonly #prefixes = new Set<string>();
  readonly #suffixes = new Set<string>();
  readonly #cwd: string;
  /** Paths by the names of their files, each of which is asked for every object in it. */
  readonly #paths = new Map<string, string>();

  /** `cwd` is the folder that the paths of files count from. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  path(file: string): string {
    return getOrMake(this.#paths, file, () => join('', resolve(this.#cwd, file)));
  }

  /** What the kustomizations list, once all were read. */
  readonly listing: Listing = {
    by: (file) => this.#builds.builders(this.path(file)).last,
    isLeftOut: (file) => {
      const path = this.path(file);
      return this.#listing.has(folderOf(path)) && !this.#named.has(path) && !isKustomization(path);
    },
  };

  /** A kustomization. Answers the paths of the files and folders that it names. */
  read(document: Document): readonly string[] {
    const { file } = document.source;
    const folder = folderOf(this.path(file));
    // Flux calls its own objects so, too, and people their files.
    if (!isKustomizes(document.value)) return [];
    const said = readKustomization(document);
    if (said.resources.length + said.components.length > 0) this.#listing.add(folder);
    for (const name of namesIn(document.value)) this.#named.add(join(folder, name));
    this.#kustomizations.push({ file, folder, document, said });
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
    return this.#kustomizations.some(
      ({ said, document }) => said.changesKinds && familiesIn(document.source.text).size > 0,
    );
  }

  /** Tells patches from whole objects, and what they patch. All kustomizations and files were read before. */
  settle(resources: readonly Resource[], reader: PatchReader, schemas: Schemas): Settled {
    const labelling = this.#kustomizations.filter(
      ({ said }) => Object.keys({ ...said.labels, ...said.annotations }).length > 0,
    );
    const index = new PatchIndex(this.#builds, {
      namespaces: this.#namespaces,
      prefixes: this.#prefixes,
      suffixes: this.#suffixes,
      labels: new Map(labelling.map(({ folder, said }) => [folder, said])),
    });
    const parts = patchDocuments(this.#kustomizations, this.#builds, index, reader);
    const inFiles = new Map<string, Map<number, Part>>();
    for (const part of parts) {
      if (part.entry.file === undefined) continue;
      const path = this.path(part.document.source.file);
      getOrMake(inFiles, path, () => new Map<number, Part>()).set(part.document.index, part);
    }
    const isPatch = (path: string) => inFiles.has(path) && !this.#builds.lists(path);

    for (const resource of resources) {
      const path = this.path(resource.document.source.file);
      if (resource.family === 'terraform' || isPatch(path)) continue;
      for (const group of index.reaching(path, resource)) reach(group, resource);
    }

    const seen = new Map<Part, Set<string>>();
    const missing = new Map<string, Set<Family>>();
    const settled = resources.flatMap((resource) => {
      const path = this.path(resource.document.source.file);
      const part = isPatch(path) ? inFiles.get(path)?.get(resource.document.index) : undefined;
      const isReached = part?.groups.some(({ reached }) => reached.size > 0) === true;
      if (part !== undefined && (isReached || part.open !== undefined || part.own)) {
        const told = part.entry.target === undefined ? resource : toldByTarget(resource, part);
        if (told === undefined) return [];
        addTo(seen, part, resource.gvk.kind);
        if (!isReached && part.open !== undefined && !lacks(resource)) addTo(missing, part.open, resource.family);
        return [asPart(told, { named: part.entry.target === undefined })];
      }
      return resource.partial || !this.#isUnlistedPart(resource, path) ? [resource] : [{ ...resource, partial: true }];
    });
    return {
      resources: settled,
      parts: parts.flatMap((part) => partsOf(part, schemas, seen.get(part) ?? new Set())),
      unbuilt: unbuilt({
        kustomizations: this.#kustomizations,
        builds: this.#builds,
        index,
        resources,
        missing,
        path: (file) => this.path(file),
      }),
      patched: (resource, path) =>
        resource.family !== 'terraform' &&
        index.isPatched(this.path(resource.document.source.file), resource.id, resource, patchedAs(resource, path)),
      extended: (resource, path) =>
        resource.family !== 'terraform' &&
        index.isListed(this.path(resource.document.source.file), resource.id, resource, patchedAs(resource, path)),
    };
  }

  /** What no kustomization lists, where people keep patches, and no cluster would take as it stands. */
  #isUnlistedPart(resource: Resource, path: string): boolean {
    const { family, document } = resource;
    if (family === 'terraform' || this.#builds.lists(path)) return false;
    return (isPatchPlace(document.source.file) || this.#builds.has(folderOf(path))) && lacks(resource);
  }
}

/**
 * The object of a patch with a target, under the name of what it is for: its own kind and name need mean nothing. Undefined
 * where the kind is another one: what the patch holds then stands in a part of that kind.
 */
function toldByTarget(resource: Resource, { entry: { target }, groups }: Part): Resource | undefined {
  if (resource.family === 'input' || target === undefined) return undefined;
  const reached = groups.flatMap((group) => [...group.reached.values()]);
  const same = reached.find(({ gvk }) => gvk.group === resource.gvk.group && gvk.kind === resource.gvk.kind);
  if (same === undefined && (reached.length > 0 || !matches(target.kind, resource.gvk.kind))) return undefined;
  const { name, namespace } = same ?? { name: target.name || resource.name, namespace: target.namespace };
  const metadata = at(resource.object, ['metadata']);
  return {
    ...resource,
    name,
    namespace,
    object: { ...resource.object, metadata: { ...(isObject(metadata) && metadata), name } },
  };
}

/** No kind is served in more versions. A version is any text that somebody wrote. */
const mostVersions = 4;

/** Notes that a group is for an object: one of each kind and version tells what the parts are that its patches hold. */
function reach({ reached }: PatchGroup, resource: Resource): void {
  const { family, kind, gvk } = resource;
  for (let version = 0; version < mostVersions; version++) {
    const key = `${family} ${kind} ${version}`;
    const earlier = reached.get(key);
    if (earlier === undefined) reached.set(key, resource);
    if (earlier === undefined || earlier.gvk.version === gvk.version) return;
  }
}
