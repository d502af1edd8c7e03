/** The known nodes and their labels. */
import { at, isObject } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { Family, Resource } from '../model/resource.ts';

/** A node, from all objects of its name: Kubernetes' Node and Calico's hold labels of one node. */
export interface KnownNode {
  readonly name: string;
  readonly labels: Map<string, string>;
  /** False where a label is a placeholder: what selects it is not known. */
  sure: boolean;
}

/** The nodes that the Node objects of some families tell of. */
export function knownNodes(resources: readonly Resource[], families: readonly Family[]): KnownNode[] {
  const nodes = new Map<string, KnownNode>();
  for (const { kind, family, name, object } of resources) {
    if (kind !== 'Node' || name === '' || !families.includes(family)) continue;
    const node = getOrMake(nodes, name, () => ({ name, labels: new Map(), sure: true }));
    const labels = at(object, ['metadata', 'labels']);
    for (const [label, value] of isObject(labels) ? Object.entries(labels) : []) {
      if (isPlaceholder(label) || isPlaceholder(value)) node.sure = false;
      else if (typeof value === 'string') node.labels.set(label, value);
    }
  }
  return [...nodes.values()];
}
