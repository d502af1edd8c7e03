/** Which known nodes Calico's selectors mean. */
import { isOpenSelector, selector } from '../families/calico/selector.ts';
import { type Labels, matches, parseSelector } from '../lib/calico-selector/index.ts';
import { at } from '../lib/json.ts';
import type { JsonObject } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import { knownNodes } from './nodes.ts';

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
    const test = isOpenSelector(text) ? whatever(text) : matcher(text);
    if (test === undefined) continue;
    selections.push({ selector: text, nodes: nodes.filter(({ labels }) => test(labels)).map(({ name }) => name) });
  }
  return { nodes: nodes.map(({ name, sure }) => ({ name, sure })), selections };
}

type Test = (labels: Labels) => boolean;

function matcher(text: string): Test | undefined {
  const parsed = parseSelector(text);
  return 'fault' in parsed ? undefined : (labels) => matches(parsed.tree, labels);
}

/** Of a selector with placeholders, where it is the same of every node. */
function whatever(text: string): Test | undefined {
  const fact = selector(text);
  return fact?.['whatever'] === true ? () => at(fact, ['selector', 'all']) === true : undefined;
}

function selectorsOf(resources: readonly Resource[]): Set<string> {
  const texts = new Set<string>();
  for (const { family, kind, object } of resources) {
    if (family !== 'calico' || (kind !== 'BGPPeer' && kind !== 'IPPool')) continue;
    for (const field of ['nodeSelector', 'peerSelector']) {
      const text = at(object, ['spec', field]);
      if (typeof text === 'string' && text !== '') texts.add(text);
    }
  }
  return texts;
}
