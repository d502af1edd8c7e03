/** What the rules are told of a cluster. */
import type { Copies } from '../cluster/copies.ts';
import { answersOf } from '../cluster/index.ts';
import { modeOf } from '../families/metallb/mode.ts';
import { versionsOf } from '../families/versions.ts';
import type { JsonObject } from '../model/document.ts';
import type { Family, Resource } from '../model/resource.ts';
import type { ScannedCluster } from './clusters.ts';

/** What the rules are told of a cluster, or of a part of it. */
export function inputOf(cluster: ScannedCluster) {
  return (resources: readonly Resource[]) => {
    const { calico, metallb, cilium } = cluster.input;
    const found = versionsOf(resources);
    const versioned = (family: Family, said: { readonly version?: string }) =>
      said.version === undefined ? { ...said, ...found[family] } : said;
    return {
      ...cluster.input,
      calico: versioned('calico', calico),
      metallb: { ...versioned('metallb', metallb), ...(metallb.mode === undefined && modeOf(resources)) },
      cilium: versioned('cilium', cilium),
      ...answersOf(resources),
      copies: cluster.copies.map(copiesInput),
    };
  };
}

/** More copies than these are only counted. */
const mostCopies = 100;

function copiesInput({ kept, replaced, within, path }: Copies): JsonObject {
  const { id, gvk, name, namespace, document } = kept;
  return {
    resource: id,
    file: document.source.file,
    kind: gvk.kind,
    name,
    namespace,
    within,
    path,
    replaced: replaced.slice(0, mostCopies).map((other) => other.id),
    count: replaced.length,
  };
}
