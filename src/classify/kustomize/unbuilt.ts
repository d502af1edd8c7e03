/** What only kustomize can build, told for the ledger: the scan judges the files as they are written. */

import { familyOf } from '../../families/index.ts';
import { familiesIn } from '../../families/needles.ts';
import { isOfApi } from '../../lib/family.ts';
import { addTo } from '../../lib/maps.ts';
import { folderOf } from '../../lib/paths.ts';
import type { Family, Resource } from '../../model/resource.ts';
import type { Builds } from './builds.ts';
import type { FoundKustomization } from './found.ts';
import type { PatchIndex } from './patch-index.ts';

/** A kustomization that patches objects of BGP, or makes what only kustomize knows. */
export interface Unbuilt {
  readonly file: string;
  readonly reason: string;
  readonly families: ReadonlySet<Family>;
}

/** What kustomizations build, and of what. */
export interface UnbuiltContext {
  readonly kustomizations: readonly FoundKustomization[];
  readonly builds: Builds;
  readonly index: PatchIndex;
  readonly resources: readonly Resource[];
  /** By folder, the families of what its patches are for and the scan does not hold. */
  readonly missing: ReadonlyMap<string, ReadonlySet<Family>>;
  /** The one name of a file. */
  path(file: string): string;
}

/** Where patches reach objects of BGP, or a program makes or changes objects beside them. */
export function unbuilt({
  kustomizations,
  builds,
  index,
  resources,
  missing,
  path,
}: UnbuiltContext): readonly Unbuilt[] {
  const patched = patchedFamilies(index);
  const making = new Set(kustomizations.filter(({ said }) => said.makes.length > 0).map(({ folder }) => folder));
  const built = making.size === 0 ? new Map<string, Set<Family>>() : builtFamilies(making, resources, builds, path);
  return kustomizations.flatMap(({ file, folder, document, said, command }) => {
    const advice = `${command ?? `kustomize build ${quoted(folderOf(file) || '.')}`} | bgplint -`;
    if (said.changesKinds) {
      return [{ file, families: familiesIn(document.source.text), reason: `allowKindChange: not built: ${advice}` }];
    }
    const families = patched.get(folder);
    if (families !== undefined) return [{ file, families, reason: `patched, not built: ${advice}` }];
    const ofOthers = missing.get(folder);
    if (ofOthers !== undefined) {
      return [
        { file, families: ofOthers, reason: `patches of objects that are not in the scan, checked in part: ${advice}` },
      ];
    }
    const made = built.get(folder);
    return made === undefined
      ? []
      : [{ file, families: made, reason: `${said.makes.join(', ')}: not built: ${advice}` }];
  });
}

/** By folder, the families of BGP that its patches reach. */
function patchedFamilies(index: PatchIndex): ReadonlyMap<string, ReadonlySet<Family>> {
  const patched = new Map<string, Set<Family>>();
  for (const { folder, reached } of index.groups()) {
    for (const { gvk } of reached.values()) {
      const family = familyOf(gvk.group, gvk.kind);
      if (family?.context === false) addTo(patched, folder, family.family);
    }
  }
  return patched;
}

/** By folder, of those that make objects, the families of BGP that it builds. */
function builtFamilies(
  making: ReadonlySet<string>,
  resources: readonly Resource[],
  builds: Builds,
  path: (file: string) => string,
): ReadonlyMap<string, ReadonlySet<Family>> {
  const files = new Map<string, Set<Family>>();
  for (const { family, partial, document } of resources) {
    if (!partial && isOfApi(family) && family !== 'kubernetes') addTo(files, path(document.source.file), family);
  }
  const built = new Map<string, Set<Family>>();
  for (const [file, families] of files) {
    for (const folder of builds.builders(file).folders) {
      if (making.has(folder)) for (const family of families) addTo(built, folder, family);
    }
  }
  return built;
}

/** A folder or a name as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
