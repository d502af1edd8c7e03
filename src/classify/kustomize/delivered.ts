/**
 * What builds folders of a repository by kustomize, and changes them on the way: Flux' Kustomization (kustomize.toolkit.fluxcd.io,
 * spec.path and spec.patches) and Argo CD's Application and ApplicationSet (argoproj.io, source.path and source.kustomize).
 */
import { at, isObject, text } from '../../lib/json.ts';
import { getOrMake } from '../../lib/maps.ts';
import { below, folderOf, join } from '../../lib/paths.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import { objectsIn } from '../kubernetes/objects.ts';
import type { Builds } from './builds.ts';
import type { FoundKustomization } from './found.ts';
import { type Kustomization, kustomizationOf } from './kustomization.ts';
import { quoted } from './unbuilt.ts';

/** A folder that is built, and what is said of that beside the folder's own kustomization. */
export interface Delivered {
  /** As written: from the top of the repository, or of another one. */
  readonly path: string;
  readonly said: Kustomization;
  /** What prints it. */
  readonly command: string;
}

/** Those of a document. */
export function deliveredIn({ value }: Document): readonly Delivered[] {
  return [...objectsIn(value)].flatMap(({ object, base }) => {
    const [group] = text(object, ['apiVersion']).split('/');
    if (group === 'kustomize.toolkit.fluxcd.io') return flux(object, base);
    return group === 'argoproj.io' ? argo(object, base) : [];
  });
}

function flux(object: JsonObject, base: Path): readonly Delivered[] {
  const spec = object['spec'];
  if (text(object, ['kind']) !== 'Kustomization' || !isObject(spec)) return [];
  const said = kustomizationOf(
    {
      ...spec,
      resources: [],
      namespace: spec['targetNamespace'] ?? '',
      commonLabels: at(spec, ['commonMetadata', 'labels']) ?? {},
      commonAnnotations: at(spec, ['commonMetadata', 'annotations']) ?? {},
    },
    [...base, 'spec'],
  );
  const path = text(spec, ['path']);
  const command = `flux build kustomization ${quoted(nameOf(object))} --path ${quoted(path || '.')}`;
  return [{ path, said, command }];
}

function argo(object: JsonObject, base: Path): readonly Delivered[] {
  const kind = text(object, ['kind']);
  const inner = kind === 'ApplicationSet' ? ['spec', 'template', 'spec'] : ['spec'];
  if (kind !== 'Application' && kind !== 'ApplicationSet') return [];
  const sources = at(object, [...inner, 'sources']);
  const paths: Path[] = [
    [...inner, 'source'],
    ...(Array.isArray(sources) ? sources.map((_, i) => [...inner, 'sources', i]) : []),
  ];
  return paths.flatMap((path) => {
    const source = at(object, path);
    const said: Json | undefined = at(source, ['kustomize']);
    if (!isObject(said) || text(source, ['path']) === '') return [];
    return [
      {
        path: text(source, ['path']),
        said: kustomizationOf({ ...said, resources: [] }, [...base, ...path, 'kustomize']),
        command: `argocd app manifests ${quoted(nameOf(object))}`,
      },
    ];
  });
}

/** True where it changes what the folder's own kustomization builds. */
export function changes({ patches, prefix, suffix, components }: Kustomization): boolean {
  return patches.length + components.length + prefix.length + suffix.length > 0;
}

/** What is known of the scan. Paths are one name of a file each. */
export interface Surroundings {
  readonly builds: Builds;
  /** The folder that the run was started in. */
  readonly cwd: string;
  path(file: string): string;
}

/** Files that one run looks for in what Flux and Argo CD build: each may build all. */
const mostLookedAt = 1_000_000;

/**
 * Each as a kustomization around its folder: it builds the folder's own kustomization, or what Flux' generated one would list,
 * which is the files and the kustomizations below (fluxcd.io, "Generate kustomization.yaml"). A path counts from the top of the
 * repository: the outermost folder around the object's file that has it. What is not in the scan is left out.
 */
export function around(
  found: readonly { readonly document: Document; readonly delivered: Delivered }[],
  files: ReadonlySet<string>,
  { builds, cwd, path }: Surroundings,
): readonly FoundKustomization[] {
  const folders = foldersOf(files);
  let left = mostLookedAt;
  return found.flatMap(({ document, delivered: { path: written, said, command } }, i) => {
    const { file } = document.source;
    const tops = ancestors(path(file)).reverse();
    const home = join('', written) === '' ? tops.find((top) => top === cwd) : homeOf(tops, written, folders, builds);
    if (home === undefined) return [];
    const held = builds.has(home) ? [] : (folders.get(home) ?? []);
    left -= held.length + 1;
    if (left < 0) return [];
    const resources = builds.has(home) ? ['.'] : [...new Set(held.map((one) => outermost(one, home, builds)))];
    return [{ file, folder: `${home}//${i}`, home, document, command, said: { ...said, resources } }];
  });
}

function homeOf(
  tops: readonly string[],
  written: string,
  folders: ReadonlyMap<string, readonly string[]>,
  builds: Builds,
): string | undefined {
  return tops.map((top) => join(top, written)).find((home) => folders.has(home) || builds.has(home));
}

/** By folder, the files in it, however deep. */
function foldersOf(files: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const file of files) for (const folder of ancestors(file)) getOrMake(folders, folder, () => []).push(file);
  return folders;
}

/** The folders around a file, the innermost first; of a deep one only the inner ones. */
function ancestors(file: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(file); folder !== '' && folders.length < mostFolders; folder = folderOf(folder))
    folders.push(folder);
  return folders;
}

const mostFolders = 50;

/** From a folder: the file, or the outermost folder with a kustomization that holds it. */
function outermost(file: string, home: string, builds: Builds): string {
  const inner = ancestors(file).filter((folder) => isBelow(home, folder) && builds.has(folder));
  return below(home, inner.at(-1) ?? file) ?? file;
}

function isBelow(home: string, folder: string): boolean {
  return below(home, folder) !== undefined;
}

function nameOf(object: JsonObject): string {
  return text(object, ['metadata', 'name']) || '<name>';
}
