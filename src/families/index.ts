/**
 * What the scan knows of products, a row and a folder each. A new family is one row here, its model of sessions in
 * policies/lib and its schemas.
 */
import { text } from '../lib/json.ts';
import { nearest } from '../lib/nearest.ts';
import type { Json, JsonObject, Path } from '../model/document.ts';
import type { Family } from '../model/resource.ts';
import { antrea } from './antrea/index.ts';
import { calico } from './calico/index.ts';
import { cilium } from './cilium/index.ts';
import type { ChartRow, EmbeddedRow, FamilyRow, KindRow } from './family.ts';
import { frrK8s } from './frr-k8s/index.ts';
import { kubernetes } from './kubernetes/index.ts';
import { metallb } from './metallb/index.ts';
import { monitoring } from './monitoring/index.ts';

export const families: readonly FamilyRow[] = [calico, metallb, frrK8s, cilium, antrea, monitoring, kubernetes];

/** The kinds of BGP of a family, in the order of its row. */
const bgpKinds = new Map(
  families.map((row) => [row, Object.keys(row.kinds).filter((kind) => row.kinds[kind]?.role === 'bgp')]),
);

/**
 * The families whose objects are checked against a structure (schemas/crds), and that rules about sessions read: none of
 * them is unchecked, though it had no rule of its own.
 */
export const structured: readonly Family[] = families
  .filter((row) => (bgpKinds.get(row) ?? []).length > 0)
  .map((row) => row.family);

const rows = new Map(families.map((row) => [row.family as string, row]));

const kinds = new Map<string, KindRow>(
  families.flatMap((row) =>
    Object.entries(row.kinds).map(([kind, known]) => [`${row.family}/${kind}`, known] as const),
  ),
);

/** What is known of a family; undefined for one that is no product's, such as that of plans. */
export function rowOf(family: string): FamilyRow | undefined {
  return rows.get(family);
}

/** What is known of a kind of a family; undefined for one that none of its objects is of. */
export function kindOf(family: string, kind: string): KindRow | undefined {
  return kinds.get(`${family}/${kind}`);
}

const byGroup = new Map(families.flatMap((row) => row.groups.map((group) => [group, row] as const)));

/** The family of a kind under an API group, and whether it only gives context; undefined if no rule reads it. */
export function familyOf(group: string, kind: string): { family: Family; context: boolean } | undefined {
  const family = byGroup.get(group)?.family;
  const role = family === undefined ? undefined : kindOf(family, kind)?.role;
  return family === undefined || role === undefined || role === 'made'
    ? undefined
    : { family, context: role === 'context' };
}

/** The family and bucket of a kind of `v1` that an older version of a product had, without a group; undefined for others. */
export function formerKind(kind: string): { family: Family; kind: string } | undefined {
  for (const { family, formerKinds = {} } of families) {
    const bucket = Object.hasOwn(formerKinds, kind) ? formerKinds[kind] : undefined;
    if (bucket !== undefined) return { family, kind: bucket };
  }
  return undefined;
}

/** The kind of a patch, by a field of its spec that only this kind has; undefined for none. */
export function patchedKind(fields: readonly string[]): { family: Family; group: string; kind: string } | undefined {
  for (const { family, patches } of families) {
    for (const field of patches === undefined ? [] : fields) {
      const kind = patches !== undefined && Object.hasOwn(patches.kinds, field) ? patches.kinds[field] : undefined;
      if (patches !== undefined && kind !== undefined) return { family, group: patches.group, kind };
    }
  }
  return undefined;
}

/** What families read of texts in other objects. */
export const embedded: readonly (EmbeddedRow & { readonly family: Family })[] = families.flatMap((row) =>
  row.embedded === undefined ? [] : [{ ...row.embedded, family: row.family }],
);

/** The texts that an object holds for families, each a document of its own, with where they stand. */
export function embeddedIn(
  object: JsonObject,
): readonly { readonly family: Family; readonly kind: string; readonly path: Path }[] {
  return embedded.flatMap(({ family, kind, places, isHolder, isText }) =>
    isHolder(object) ? places.flatMap((path) => (isText(text(object, path)) ? [{ family, kind, path }] : [])) : [],
  );
}

/** The kind of which a value is an object, though nothing says so; undefined for none. */
export function bareKind(value: Json): { readonly family: Family; readonly kind: string } | undefined {
  return embedded.find(({ isValue }) => isValue(value));
}

/** The Helm charts of products. */
export const charts: readonly (ChartRow & { readonly family: Family })[] = families.flatMap((row) =>
  row.charts === undefined ? [] : [{ ...row.charts, family: row.family }],
);

const wrongGroups = families.flatMap((row) => row.wrongGroups ?? []);

const isBgp = (kind: string) => /BGP|FRR|BFD/.test(kind);

/** The kinds whose names speak of BGP. */
const namedForBgp = new Map([...bgpKinds].map(([row, of]) => [row, of.filter(isBgp)]));

/**
 * True for a kind of BGP that no cluster knows as it is written: without a group, under one that is near to one of a
 * family's, or a kind near to one of BGP under a family's group.
 */
export function isNearFamily(group: string, kind: string): boolean {
  const has = (row: FamilyRow) => namedForBgp.get(row)?.includes(kind) === true;
  if (group === '' && kind !== '') return families.some(has);
  return families.some((row) => {
    if (row.groups.includes(group)) return nearestKind(group, kind) !== undefined;
    return has(row) && nearest(group, [...row.groups, ...wrongGroups]) !== undefined;
  });
}

/** True for a kind near to one of BGP, under whatever group. */
export function isNearKind(kind: string): boolean {
  return families.some((row) => nearest(kind, namedForBgp.get(row) ?? [], 1) !== undefined);
}

/** The kind of BGP that a misspelt one is near to, among those of its group; undefined for none. */
export function nearestKind(group: string, kind: string): string | undefined {
  const row = group === '' ? undefined : byGroup.get(group);
  // One letter: with more it may be a kind of its own, as CiliumBGPNodeConfig is beside CiliumBGPPeerConfig.
  return nearest(kind, (row && namedForBgp.get(row)) ?? [], 1);
}
