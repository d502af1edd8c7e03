/** The documents of all patches of a scan: what each is for, and what it and the replacements write. */
import { at, isObject, pointer, text } from '../../lib/json.ts';
import { below, join } from '../../lib/paths.ts';
import type { Document, Json, Path } from '../../model/document.ts';
import type { Builds } from './builds.ts';
import type { FoundKustomization, PatchReader } from './found.ts';
import type { Kustomization } from './kustomization.ts';
import type { Part } from './parts.ts';
import type { PatchGroup, PatchIndex } from './patch-index.ts';
import { replaced } from './replacements.ts';
import { ownTarget } from './targets.ts';
import { transformersOf } from './transformers.ts';
import { mergedLists, mergedPaths, operatedLists, operationPaths } from './writes.ts';

/** Paths that all patches of a run write, a file counted for each kustomization that names it: beyond, nothing is patched. */
const mostPaths = 2_000_000;

/** The documents of all patches. What they and the replacements write goes into the index. */
export function patchDocuments(
  kustomizations: readonly FoundKustomization[],
  builds: Builds,
  index: PatchIndex,
  reader: PatchReader,
): readonly Part[] {
  const parts = new Map<Document, Part>();
  const files = new Map<string, readonly Document[]>();
  const read = (path: string) => {
    const documents = files.get(path) ?? reader.documents(path);
    files.set(path, documents);
    return documents;
  };
  let left = mostPaths;
  const write = (group: PatchGroup, paths: readonly Path[], lists: readonly Path[]) => {
    left -= paths.length + lists.length + 1;
    if (left < 0) return;
    for (const path of paths) group.writes.add(path);
    for (const path of lists) group.lists.add(path);
  };
  const patch = (group: PatchGroup, value: Json) => {
    if (Array.isArray(value)) write(group, operationPaths(value), operatedLists(value));
    else if (isObject(value) && text(value, ['$patch']) === 'delete') group.deletes = true;
    else if (isObject(value)) write(group, mergedPaths(value), mergedLists(value));
  };
  const all = kustomizations.flatMap((one) => [one, ...transformersOf(one, kustomizations, reader)]);
  for (const { folder, home = folder, document, said } of all) {
    const isOpen = buildsOther(home, said, builds, reader);
    const inline = reader.inline(
      document,
      said.patches.flatMap((entry) => (entry.inline === undefined ? [] : [entry.inline])),
    );
    for (const entry of said.patches) {
      if (entry.value !== undefined) {
        const target = entry.target ?? ownTarget(entry.value);
        if (target !== undefined && left >= 0) patch(index.group(folder, target), entry.value);
        continue;
      }
      const path = entry.file === undefined ? undefined : join(home, entry.file);
      const isOwn = path === undefined || below(home, path) !== undefined;
      const open = isOpen && isOwn ? folder : undefined;
      for (const one of path === undefined ? (inline.get(pointer(entry.inline ?? [])) ?? []) : read(path)) {
        const part = parts.get(one) ?? { document: one, entry, groups: [], open, own: false };
        parts.set(one, part);
        part.open ??= open;
        part.own ||= isOwn && entry.target !== undefined;
        for (const value of objectsOf(one.value)) {
          const target = entry.target ?? ownTarget(value);
          if (target === undefined || left < 0) continue;
          const group = index.group(folder, target);
          part.groups.push(group);
          patch(group, value);
        }
      }
    }
    const documents = said.replacementFiles.flatMap((file) => read(join(home, file)));
    const inFiles = documents.flatMap(({ value }) => (left < 0 ? [] : replaced(value)));
    for (const { target, rejects, paths } of [...said.replacements, ...inFiles]) {
      if (left >= 0) write(index.group(folder, target, rejects), paths, []);
    }
  }
  return [...parts.values()];
}

/** True for a kustomization that builds what the scan does not hold, or that builds nothing by itself. */
function buildsOther(
  folder: string,
  { resources, makes }: Kustomization,
  builds: Builds,
  reader: PatchReader,
): boolean {
  const paths = resources.map((entry) => join(folder, entry));
  return makes.length > 0 || paths.length === 0 || paths.some((path) => !builds.has(path) && !reader.has(path));
}

/** The objects of a List, as kustomize takes them apart; else the value. */
function objectsOf(value: Json): readonly Json[] {
  const items = at(value, ['items']);
  return Array.isArray(items) && text(value, ['kind']).endsWith('List') ? items : [value];
}
