/** What the kustomizations of a scan build, and what they patch in it. */

import { familiesIn } from '../../families/needles.ts';
import { isOfApi } from '../../lib/family.ts';
import type { Schemas } from '../../lib/host.ts';
import { at, isObject } from '../../lib/json.ts';
import { addTo, getOrMake } from '../../lib/maps.ts';
import { below, folderOf, join, resolve } from '../../lib/paths.ts';
import type { Document, Path } from '../../model/document.ts';
import type { Family, Listing, Resource } from '../../model/resource.ts';
import { asPart } from '../kubernetes/index.ts';
import { isPatchPlace, lacks } from '../kubernetes/partial.ts';
import { Builds } from './builds.ts';
import { around, changes, type Delivered, deliveredIn } from './delivered.ts';
import type { FoundKustomization, PatchReader } from './found.ts';
import { isKustomization, isKustomizes, type Kustomization, namesIn, readKustomization } from './kustomization.ts';
import { withBuiltNames } from './names.ts';
import { type Part, partsOf } from './parts.ts';
import { patchDocuments } from './patch-documents.ts';
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
  /** True if patches take it out of whatever is built of it. */
  deleted(resource: Resource): boolean;
}

/** Gathers the kustomizations of a scan. Paths are one name of a file each: `../here/a.yaml` and `a.yaml` may be the same. */
export class Patches {
  readonly #kustomizations: FoundKustomization[] = [];
  readonly #builds = new Builds();
  /** What is built by way of Flux and Argo CD, and the objects that say so. */
  readonly #delivered: { readonly document: Document; readonly delivered: Delivered }[] = [];
  /** By one of the folders that a kustomization lists files of, none of which has a kustomization itself. */
  readonly #listedFolders = new Set<string>();
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
      const folder = folderOf(path);
      const isListed = this.#listing.has(folder) || (this.#listedFolders.has(folder) && !this.#builds.has(folder));
      return isListed && !this.#named.has(path) && !isKustomization(path) && !this.#deliveries.lists(path);
    },
  };

  /** The builds of Flux and Argo CD, once they are known. */
  #deliveries: Pick<Builds, 'lists'> = new Builds();

  /** A document that may say what Flux or Argo CD build of a folder. */
  deliver(document: Document): boolean {
    const found = deliveredIn(document).filter(({ said }) => changes(said));
    for (const delivered of found) {
      this.#delivered.push({ document, delivered });
      this.#transform(delivered.said);
    }
    return found.length > 0;
  }

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
    for (const entry of said.resources) {
      const path = join(folder, entry);
      if (/\.(?:ya?ml|json)$/.test(entry) && below(folder, path) !== undefined) this.#listedFolders.add(folderOf(path));
    }
    this.#transform(said);
    const patches = said.patches.flatMap((entry) => entry.file ?? []);
    const transformers = said.transformers.filter((entry) => typeof entry === 'string');
    const entries = [...said.resources, ...said.components, ...patches, ...said.replacementFiles, ...transformers];
    return entries.filter((entry) => !/:\/\/|^\//.test(entry)).map((entry) => join(folder, entry));
  }

  #transform({ namespace, prefix, suffix }: Kustomization): void {
    for (const [set, value] of [
      [this.#namespaces, namespace],
      [this.#prefixes, prefix],
      [this.#suffixes, suffix],
    ] as const)
      if (value !== '') set.add(value);
  }

  /** The kustomizations with those that Flux and Argo CD make around folders of the scan, and what all of them build. */
  #withDelivered(resources: readonly Resource[]): { all: readonly FoundKustomization[]; builds: Builds } {
    if (this.#delivered.length === 0) return { all: this.#kustomizations, builds: this.#builds };
    const files = new Set(resources.map(({ document }) => this.path(document.source.file)));
    const made = around(this.#delivered, files, {
      builds: this.#builds,
      cwd: join('', this.#cwd),
      path: (file) => this.path(file),
    });
    const builds = new Builds();
    for (const { folder, said, home } of [...this.#kustomizations, ...made]) builds.add(folder, said, home);
    const deliveries = new Builds();
    for (const { folder, said, home } of made) deliveries.add(folder, said, home);
    this.#deliveries = deliveries;
    return { all: [...this.#kustomizations, ...made], builds };
  }

  /** True if a kustomization may make objects of BGP of others, which the scan has not read. */
  get changesKinds(): boolean {
    return this.#kustomizations.some(
      ({ said, document }) => said.changesKinds && familiesIn(document.source.text).size > 0,
    );
  }

  /** Tells patches from whole objects, and what they patch. All kustomizations and files were read before. */
  settle(resources: readonly Resource[], reader: PatchReader, schemas: Schemas): Settled {
    const { all, builds } = this.#withDelivered(resources);
    const labelling = all.filter(({ said }) => Object.keys({ ...said.labels, ...said.annotations }).length > 0);
    const index = new PatchIndex(builds, {
      namespaces: this.#namespaces,
      prefixes: this.#prefixes,
      suffixes: this.#suffixes,
      labels: new Map(labelling.map(({ folder, said }) => [folder, said])),
    });
    const parts = patchDocuments(all, builds, index, reader);
    const inFiles = new Map<string, Map<number, Part>>();
    for (const part of parts) {
      if (part.entry.file === undefined) continue;
      const path = this.path(part.document.source.file);
      getOrMake(inFiles, path, () => new Map<number, Part>()).set(part.document.index, part);
    }
    const isPatch = (path: string) => inFiles.has(path) && !this.#builds.lists(path);

    for (const resource of resources) {
      const path = this.path(resource.document.source.file);
      if (!isOfApi(resource.family) || isPatch(path)) continue;
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
    const naming = { kustomizations: all, builds, path: (file: string) => this.path(file) };
    return {
      resources: withBuiltNames(settled, naming),
      parts: parts.flatMap((part) => partsOf(part, schemas, seen.get(part) ?? new Set())),
      unbuilt: unbuilt({
        kustomizations: all,
        builds,
        index,
        resources,
        missing,
        path: (file) => this.path(file),
      }),
      patched: (resource, path) =>
        isOfApi(resource.family) &&
        index.isPatched(this.path(resource.document.source.file), resource.id, resource, patchedAs(resource, path)),
      extended: (resource, path) =>
        isOfApi(resource.family) &&
        index.isListed(this.path(resource.document.source.file), resource.id, resource, patchedAs(resource, path)),
      deleted: (resource) =>
        isOfApi(resource.family) &&
        !resource.partial &&
        index.isDeleted(this.path(resource.document.source.file), resource.id, resource),
    };
  }

  /** What no kustomization lists, where people keep patches, and no cluster would take as it stands. */
  #isUnlistedPart(resource: Resource, path: string): boolean {
    const { family, document } = resource;
    if (!isOfApi(family) || this.#builds.lists(path)) return false;
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
