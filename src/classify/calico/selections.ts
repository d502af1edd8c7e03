/** Which known nodes the selectors of a cluster mean. */
import { at, isObject } from '../../lib/json.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import { matches, parseSelector } from '../../lib/selector/index.ts';
import type { JsonObject, Resource } from '../../model.ts';

/** More questions than this are not answered: selectors without an answer count as unknown. */
const mostQuestions = 2_000_000;

/** A node, from all objects of its name: Kubernetes' Node and Calico's hold labels of one node. */
interface KnownNode {
  readonly name: string;
  readonly labels: Map<string, string>;
  /** False where a label is a placeholder: what selects it is not known. */
  sure: boolean;
}

/**
 * `nodes`: `{ name, sure }` of every known node. `selections`: `{ selector, nodes }` for each selector of nodes in the
 * cluster that can be parsed, with the names of the known nodes that it matches.
 */
export function selectionsOf(resources: readonly Resource[]): { nodes: JsonObject[]; selections: JsonObject[] } {
  const nodes = knownNodes(resources);
  const selections: JsonObject[] = [];
  let questions = 0;
  for (const text of nodes.length === 0 ? [] : selectorsOf(resources)) {
    questions += nodes.length;
    if (questions > mostQuestions) break;
    const parsed = parseSelector(text);
    if ('fault' in parsed) continue;
    const names = nodes.filter(({ labels }) => matches(parsed.tree, labels)).map(({ name }) => name);
    selections.push({ selector: text, nodes: names });
  }
  return { nodes: nodes.map(({ name, sure }) => ({ name, sure })), selections };
}

function knownNodes(resources: readonly Resource[]): KnownNode[] {
  const nodes = new Map<string, KnownNode>();
  for (const { kind, family, name, object } of resources) {
    if (kind !== 'Node' || name === '' || (family !== 'kubernetes' && family !== 'calico')) continue;
    const node = nodes.get(name) ?? { name, labels: new Map(), sure: true };
    nodes.set(name, node);
    const labels = at(object, ['metadata', 'labels']);
    for (const [label, value] of isObject(labels) ? Object.entries(labels) : []) {
      if (isPlaceholder(label) || isPlaceholder(value)) node.sure = false;
      else if (typeof value === 'string') node.labels.set(label, value);
    }
  }
  return [...nodes.values()];
}

function selectorsOf(resources: readonly Resource[]): Set<string> {
  const texts = new Set<string>();
  for (const { family, kind, object } of resources) {
    if (family !== 'calico' || (kind !== 'BGPPeer' && kind !== 'IPPool')) continue;
    for (const field of ['nodeSelector', 'peerSelector']) {
      const text = at(object, ['spec', field]);
      if (typeof text === 'string' && text !== '' && !isPlaceholder(text)) texts.add(text);
    }
  }
  return texts;
}
