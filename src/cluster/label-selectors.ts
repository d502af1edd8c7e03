/** Answers about the label selectors of a cluster: what they select, and which of them meet. */
import { kindOf, rowOf } from '../families/index.ts';
import { readField, type Selected } from '../families/label-selectors.ts';
import { at, expanded, isObject } from '../lib/json.ts';
import { all, canonicalText, matchesLabels, type Terms } from '../lib/label-selector/index.ts';
import { grouped } from '../lib/lists.ts';
import { addTo, getOrMake } from '../lib/maps.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { JsonObject } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import { knownNodes } from './nodes.ts';
import { type Bounds, sharingOf } from './shared-nodes.ts';

/** More questions than this of one kind are not answered: selectors without an answer count as unknown. */
const mostQuestions = 2_000_000;

/** Nodes or resources that are listed as selected, over all selectors. */
const mostListed = 100_000;

const bounds: Bounds = { steps: 10_000_000, pairs: 50_000 };

/**
 * - `label_selections`: `{ key, nodes }`, the names of the known Kubernetes nodes that a selector of nodes matches
 * - `label_matches`: `{ of, key, ids }`, the resources of the kind `of` (`family/Kind`) that a selector of them matches
 * - `label_unsure`: `{ of, ids }`, those of which it is not known: patches, and objects with a label that is a placeholder
 *   or no text
 * - `sharing`: `{ of, with }`, the keys of other selectors of nodes of the same family, or of MetalLB and frr-k8s, that some
 *   set of labels satisfies together with `of`: both ways, `(all)` among them
 * - `unanswered`: the families for which the question of `sharing` was too large
 *
 * Keys are those of the selectors' facts. Answers have nothing about a selector without one.
 */
export function labelAnswers(resources: readonly Resource[]): JsonObject {
  const asked = selectorsOf(resources);
  return { ...selected(asked, resources), ...shared(asked) };
}

/** The distinct selectors of each kind of thing, by family and key. */
type Asked = ReadonlyMap<Selected, ReadonlyMap<string, ReadonlyMap<string, Terms>>>;

function selectorsOf(resources: readonly Resource[]): Asked {
  const asked = new Map<Selected, Map<string, Map<string, Terms>>>();
  for (const { family, kind, object } of resources) {
    for (const field of kindOf(family, kind)?.selectors ?? []) {
      if (field.of === undefined) continue;
      const families = getOrMake(asked, field.of, () => new Map<string, Map<string, Terms>>());
      const selectors = getOrMake(families, family, () => new Map<string, Terms>());
      for (const path of expanded(object, field.path)) {
        const { terms } = readField(field, at(object, path), path);
        if (terms !== undefined && terms.length > 0) selectors.set(canonicalText(terms), terms);
      }
    }
  }
  return asked;
}

function selected(asked: Asked, resources: readonly Resource[]): JsonObject {
  const selections: JsonObject[] = [];
  const matches: JsonObject[] = [];
  const unsure: JsonObject[] = [];
  for (const [of, families] of asked) {
    const distinct = new Map([...families.values()].flatMap((selectors) => [...selectors]));
    if (of === 'kubernetes/Node') {
      const nodes = knownNodes(resources, ['kubernetes']);
      for (const [key, matching] of answered(distinct, nodes))
        selections.push({ key, nodes: matching.map(({ name }) => name) });
    } else {
      const objects = labelled(resources, of);
      const sure = objects.filter((object) => object.sure);
      for (const [key, matching] of answered(distinct, sure))
        matches.push({ of, key, ids: matching.map(({ id }) => id) });
      const others = objects.filter((object) => !object.sure).map(({ id }) => id);
      if (others.length > 0) unsure.push({ of, ids: others });
    }
  }
  return { label_selections: selections, label_matches: matches, label_unsure: unsure };
}

/** What each of the selectors matches, as long as it is not too much. */
function* answered<Item extends { readonly labels: ReadonlyMap<string, string> }>(
  selectors: ReadonlyMap<string, Terms>,
  items: readonly Item[],
): Generator<[key: string, matching: Item[]]> {
  let questions = 0;
  let listed = 0;
  for (const [key, terms] of items.length === 0 ? [] : selectors) {
    questions += items.length * terms.reduce((sum, term) => sum + term.size + 1, 0);
    if (questions > mostQuestions) return;
    const matching = items.filter(({ labels }) => matchesLabels(terms, labels));
    listed += matching.length;
    if (listed > mostListed) return;
    yield [key, matching];
  }
}

interface Labelled {
  readonly id: number;
  readonly labels: ReadonlyMap<string, string>;
  readonly sure: boolean;
}

function labelled(resources: readonly Resource[], of: Selected): Labelled[] {
  const objects: Labelled[] = [];
  for (const { id, family, kind, object, partial } of resources) {
    if (`${family}/${kind}` !== of) continue;
    const stated = at(object, ['metadata', 'labels']);
    const entries = isObject(stated) ? Object.entries(stated) : [];
    const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    const sure = !partial && texts.length === entries.length && !entries.some((entry) => entry.some(isPlaceholder));
    objects.push({ id, labels: new Map(texts), sure: sure && !isPlaceholder(stated) });
  }
  return objects;
}

function shared(asked: Asked): JsonObject {
  const near = new Map<string, Set<string>>();
  /** False where the question is too large; then only what selects everything is near. */
  const answer = (selectors: ReadonlyMap<string, Terms>): boolean => {
    const keys = [...selectors.keys()].filter((key) => key !== all);
    if (selectors.has(all)) {
      for (const key of keys) {
        addTo(near, all, key);
        addTo(near, key, all);
      }
    }
    const meeting = sharingOf(
      keys.map((key) => selectors.get(key) ?? []),
      bounds,
    );
    for (const [i, others] of meeting?.entries() ?? [])
      for (const j of others) addTo(near, keys[i] ?? '', keys[j] ?? '');
    return meeting !== undefined;
  };
  const unanswered: string[] = [];
  // Families whose product merges what they say for a node are asked together.
  const groups = grouped(asked.get('kubernetes/Node') ?? [], ([family]) => rowOf(family)?.mergedWith ?? family);
  for (const group of groups.values()) {
    if (group.length > 1 && answer(new Map(group.flatMap(([, selectors]) => [...selectors])))) continue;
    for (const [family, selectors] of group) if (!answer(selectors)) unanswered.push(family);
  }
  return { sharing: [...near].map(([of, others]) => ({ of, with: [...others] })), unanswered };
}
