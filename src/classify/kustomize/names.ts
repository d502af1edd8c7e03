/** The names that kustomize gives to what it builds, where references in custom resources keep the old ones. */

import type { KindRow } from '../../families/family.ts';
import { families } from '../../families/index.ts';
import { isOfApi } from '../../lib/family.ts';
import { at } from '../../lib/json.ts';
import { getOrMake } from '../../lib/maps.ts';
import type { Family, Resource } from '../../model/resource.ts';
import type { Builds } from './builds.ts';
import type { FoundKustomization } from './found.ts';
import type { Kustomization } from './kustomization.ts';

/** Stands for the hash of what a Secret holds. */
export const hash = '<hash>';

/** What names rest on. */
interface Naming {
  readonly kustomizations: readonly FoundKustomization[];
  readonly builds: Builds;
  path(file: string): string;
}

/**
 * Gives each object that others name its built name. Kustomize renames it by `namePrefix`, `nameSuffix` and the hash of a
 * generator, and rewrites references only where its own list has them, which knows no field of a custom resource
 * (sigs.k8s.io/kustomize api/internal/konfig/builtinpluginconsts/namereference.go); `configurations` and `crds` add further
 * ones. Where several builds give several names, none is known.
 */
export function withBuiltNames(
  resources: readonly Resource[],
  { kustomizations, builds, path }: Naming,
): readonly Resource[] {
  const said = new Map(kustomizations.map((one) => [one.folder, one.said]));
  const renames = kustomizations.some(({ said: { prefix, suffix } }) => prefix + suffix !== '');
  if (!renames && !resources.some(({ kind }) => kind === 'SecretGenerator')) return resources;
  const affixes = new Map<string, Affixes | undefined>();
  return resources.map((resource) => {
    const { family, kind, name, partial, document } = resource;
    if (!isOfApi(family) || name === '') return resource;
    if (partial || !isReferredTo(family, kind)) return resource;
    const file = path(document.source.file);
    const around = getOrMake(affixes, file, () => affixesOf(file, builds, said));
    if (around === undefined) return resource;
    const end = kind === 'SecretGenerator' && isHashed(resource) ? `-${hash}` : '';
    const builtName = `${around.before}${name}${around.behind}${end}`;
    return builtName === name ? resource : { ...resource, builtName };
  });
}

/** The kinds that fields of others name, each as its family and kind. */
const referredTo = new Set(
  families.flatMap(({ kinds }) =>
    Object.values<KindRow>(kinds).flatMap(({ refers = [] }) => refers.map(({ of }) => of)),
  ),
);

function isReferredTo(family: Family, kind: string): boolean {
  if (family === 'kubernetes') return kind === 'Secret' || kind === 'SecretGenerator';
  return referredTo.has(`${family}/${kind}`);
}

interface Affixes {
  readonly before: string;
  readonly behind: string;
}

/** What all builds put around the names of a file; undefined where they differ, or know of further references. */
function affixesOf(file: string, builds: Builds, said: ReadonlyMap<string, Kustomization>): Affixes | undefined {
  const ways = builds.ways(file);
  if (ways === undefined || ways.length === 0) return undefined;
  const found = new Map<string, Affixes>();
  for (const way of ways) {
    const steps = way.map((folder) => said.get(folder));
    const components = way.flatMap((folder) => builds.componentsOf(folder)).map((folder) => said.get(folder));
    const isOpen = (one: Kustomization | undefined) => one === undefined || one.namesReferences;
    if (steps.some(isOpen) || components.some((one) => isOpen(one) || one?.prefix !== '' || one.suffix !== ''))
      return undefined;
    const before = steps
      .map((one) => one?.prefix ?? '')
      .reverse()
      .join('');
    const behind = steps.map((one) => one?.suffix ?? '').join('');
    found.set(JSON.stringify([before, behind]), { before, behind });
  }
  const [only, ...others] = found.values();
  return others.length === 0 ? only : undefined;
}

/** The option of an item and that of the whole kustomization: either turns the hash off. */
function isHashed({ object, document }: Resource): boolean {
  const option = (value: Parameters<typeof at>[0]) => at(value, ['disableNameSuffixHash']) === true;
  return !option(at(object, ['options'])) && !option(at(document.value, ['generatorOptions']));
}
