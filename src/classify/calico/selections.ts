/** Which known nodes Calico's selectors mean. */
import { at } from '../../lib/json.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import { matches, parseSelector } from '../../lib/selector/index.ts';
import type { JsonObject, Resource } from '../../model.ts';
import { knownNodes } from '../selections/nodes.ts';

/** More questions than this are not answered: selectors without an answer count as unknown. */
const mostQuestions = 2_000_000;

/**
 * `nodes`: `{ name, sure }` of every known node. `selections`: `{ selector, nodes }` for each selector of nodes in the
 * cluster that can be parsed, with the names of the known nodes that it matches.
 */
export function calicoSelections(resources: readonly Resource[]): { nodes: JsonObject[]; selections: JsonObject[] } {
  const nodes = knownNodes(resources, ['kubernetes', 'calico']);
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
