/** The boxes of a cluster: its nodes by what is equal of them, and selectors of which the scan does not know the nodes. */
import { append } from '../../lib/lists.ts';
import { getOrMake } from '../../lib/maps.ts';
import type { RawTopology, Scope } from '../../model/raw-topology.ts';
import type { SpeakerBox } from '../../model/topology.ts';
import { byName, titleOf } from './names.ts';

type Speaker = RawTopology['speakers'][number];

/** A box before it has a number among those of all clusters. */
export interface Box extends Omit<SpeakerBox, 'id' | 'findings' | 'products'> {
  readonly key: string;
  /** The objects that tell of its nodes. */
  readonly resources: readonly number[];
}

export interface Boxes {
  /** In their order; those of selectors last. */
  readonly boxes: readonly Box[];
  /** The keys of the boxes that a scope is drawn at. */
  of(scope: Scope): readonly string[];
  /** How many nodes it has; undefined where that is not known. */
  count(scope: Scope): number | undefined;
  /** The keys of the boxes of nodes by name; names that are not known are left out. */
  named(names: readonly string[]): readonly string[];
  /** All boxes of known nodes that are no reflectors, and their nodes. */
  readonly mesh: { readonly keys: readonly string[]; readonly nodes: number };
}

/** Lines that a map may have. With more, a box is no longer nodes with equal sessions but a selector, so that each peer is one line. */
const mostLines = 2000;

/** The name of what is everywhere where no node is known. */
const allNodes = 'all nodes';

export function boxesOf(cluster: string, raw: RawTopology, scopesOfRows: readonly Scope[]): Boxes {
  const known = new Map(raw.speakers.map((speaker) => [speaker.name, speaker]));
  const scopes = new Map(raw.scopes.map((one) => [keyOf(one.scope), one]));
  const groups = groupsOf(raw);
  const boxes = new Map<string, Box>();
  const boxOfNode = new Map<string, string>();
  for (const speakers of groups) {
    const box = nodesBox(cluster, speakers);
    boxes.set(box.key, box);
    for (const { name } of speakers) boxOfNode.set(name, box.key);
  }
  const everywhere = [...boxes.keys()];
  const named = (names: readonly string[]) => [...new Set(names.flatMap((name) => boxOfNode.get(name) ?? []))];
  const asSelector = (scope: Scope): readonly string[] => {
    const box = selectorBox(cluster, scope, scopes.get(keyOf(scope))?.members ?? []);
    if (!boxes.has(box.key)) boxes.set(box.key, box);
    return [box.key];
  };
  const byNodes = (scope: Scope): readonly string[] => {
    const { everywhere: isEverywhere, members = [] } = scopes.get(keyOf(scope)) ?? {};
    const keys = isEverywhere ? everywhere : named(members);
    return keys.length > 0 ? keys : asSelector(scope);
  };
  const drawn = new Map<string, readonly string[]>();
  let lines = 0;
  for (const scope of scopesOfRows) lines += getOrMake(drawn, keyOf(scope), () => byNodes(scope)).length;
  if (lines > mostLines) {
    drawn.clear();
    for (const scope of scopesOfRows) drawn.set(keyOf(scope), asSelector(scope));
    // Nodes that many selectors tell apart would be as many boxes.
    if (groups.length > mostLines / 10) for (const key of everywhere) boxes.delete(key);
  }
  const meshed = raw.speakers.filter(({ reflector }) => reflector.length === 0);
  return {
    get boxes() {
      return [...boxes.values()];
    },
    of: (scope) => getOrMake(drawn, keyOf(scope), () => byNodes(scope)),
    count: (scope) => {
      const { everywhere: isEverywhere, members } = scopes.get(keyOf(scope)) ?? {};
      if (isEverywhere) return known.size > 0 ? known.size : undefined;
      return members?.length;
    },
    named: (names) => named(names).filter((key) => boxes.has(key)),
    mesh: { keys: named(meshed.map(({ name }) => name)).filter((key) => boxes.has(key)), nodes: meshed.length },
  };
}

export function keyOf(scope: Scope): string {
  return scope.join('\0');
}

/** Nodes of which everything is equal, in the order of the first of each. */
function groupsOf({ speakers, scopes }: RawTopology): Speaker[][] {
  const inScopes = new Map<string, number[]>();
  for (const [i, { members = [] }] of scopes.entries())
    for (const name of members) getOrMake(inScopes, name, () => []).push(i);
  const groups = new Map<string, Speaker[]>();
  for (const speaker of [...speakers].sort((a, b) => byName(a.name, b.name))) {
    const { name, as, reflector } = speaker;
    const key = JSON.stringify([inScopes.get(name) ?? [], [...as].sort(), reflector.length > 0]);
    getOrMake(groups, key, () => []).push(speaker);
  }
  return [...groups.values()];
}

function nodesBox(cluster: string, speakers: readonly Speaker[]): Box {
  const nodes = speakers.map(({ name }) => name);
  const resources: number[] = [];
  for (const speaker of speakers) append(resources, speaker.resources);
  return {
    key: `nodes\0${nodes[0]}`,
    cluster,
    kind: 'nodes',
    title: titleOf(nodes),
    nodes,
    asNumbers: [...(speakers[0]?.as ?? [])].sort((a, b) => a - b),
    isReflector: (speakers[0]?.reflector.length ?? 0) > 0,
    resources,
  };
}

function selectorBox(cluster: string, scope: Scope, members: readonly string[]): Box {
  const [kind, text = allNodes] = scope;
  const title = text === '(all)' ? allNodes : text;
  return {
    key: `scope\0${keyOf(scope)}`,
    cluster,
    kind: kind === 'node' ? 'nodes' : 'selector',
    title,
    nodes: kind === 'node' ? [title] : [...members].sort(byName),
    asNumbers: [],
    isReflector: false,
    resources: [],
  };
}
