/** How the nodes that Calico's peers select relate, whatever nodes there are. */
import { isOpenSelector } from '../families/calico/selector.ts';
import { peerAddress } from '../families/calico/values.ts';
import { parseSelector, relationOf, type Selector } from '../lib/calico-selector/index.ts';
import { at } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import type { JsonObject } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

/** More pairs than this are not looked at, nor more selectors of peers that lead to different addresses. */
const mostPairs = 1000;
const mostApart = 12;
/** How much is looked at for a pair: a few labels with a few values each. */
const mostWork = 5000;

/**
 * `{ selector, other, relation }` of the selectors of nodes of peers that lead to one address, and of the first few of all
 * peers, each pair both ways round (see `relationOf`).
 */
export function selectorPairs(resources: readonly Resource[]): JsonObject[] {
  const all = new Map<string, Selector>();
  const byAddress = new Map<string, Set<string>>();
  for (const { family, kind, object } of resources) {
    if (family !== 'calico' || kind !== 'BGPPeer') continue;
    const text = at(object, ['spec', 'nodeSelector']);
    const address = peerAddress(at(object, ['spec', 'peerIP']) ?? null)?.['address'];
    if (typeof text !== 'string' || text === '' || typeof address !== 'string') continue;
    const tree = all.get(text) ?? parsed(text);
    if (tree === undefined) continue;
    all.set(text, tree);
    getOrMake(byAddress, address, () => new Set()).add(text);
  }
  return pairsIn([...byAddress.values(), new Set([...all.keys()].slice(0, mostApart))]).map(([selector, other]) => {
    const [first, second] = [all.get(selector), all.get(other)];
    const relation = first === undefined || second === undefined ? 'crossing' : relationOf(first, second, mostWork);
    return { selector, other, relation };
  });
}

function parsed(text: string): Selector | undefined {
  if (isOpenSelector(text)) return undefined;
  const result = parseSelector(text);
  return 'fault' in result ? undefined : result.tree;
}

/** The pairs of different texts within each group, both ways round, each once. */
function pairsIn(groups: readonly ReadonlySet<string>[]): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  const seen = new Map<string, Set<string>>();
  for (const group of groups)
    for (const first of group)
      for (const second of group) {
        const of = getOrMake(seen, first, () => new Set<string>());
        if (first === second || of.has(second)) continue;
        if (pairs.length >= mostPairs) return pairs;
        of.add(second);
        pairs.push([first, second]);
      }
  return pairs;
}
