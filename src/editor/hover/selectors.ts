/** Which nodes, or other objects, a selector means. */
import { knownNodes } from '../../cluster/nodes.ts';
import { isOpenSelector } from '../../families/calico/selector.ts';
import { kindOf } from '../../families/index.ts';
import { readField, type SelectorField } from '../../families/label-selectors.ts';
import { matches, parseSelector } from '../../lib/calico-selector/index.ts';
import { at, expanded, isObject, pointer } from '../../lib/json.ts';
import { matchesLabels } from '../../lib/label-selector/index.ts';
import { maskText } from '../../lib/mask.ts';
import type { LintResult } from '../../lint/request.ts';
import type { Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { isPrefix } from '../value.ts';
import { codes } from './markdown.ts';

/** Clusters of which each has a line of its own. */
const mostClusters = 5;

type Labels = ReadonlyMap<string, string>;
type Test = (labels: Labels) => boolean;

/** Who is selected: `noun` in the plural, and the labels by which. */
interface Selecting {
  readonly of: 'nodes' | `${string}/${string}`;
  readonly test: Test;
}

/** Sentences about the selector at a path of an object, or around it; none where there is none, or where it cannot be read. */
export function selectorTexts(result: LintResult, resource: Resource, path: Path): readonly string[] {
  const selecting = calicoSelector(resource, path) ?? labelSelectorAt(resource, path);
  if (selecting === undefined) return [];
  const { file } = resource.document.source;
  const clusters = result.clusters.filter((cluster) => cluster.sees(file));
  return clusters.slice(0, mostClusters).map((cluster) => {
    const prefix = clusters.length > 1 ? `In ${codes([cluster.name])}: ` : '';
    return `${prefix}${sentence(cluster.resources(), resource, selecting)}`;
  });
}

function sentence(resources: readonly Resource[], { family }: Resource, { of, test }: Selecting): string {
  if (of !== 'nodes') {
    const all = resources.filter((one) => `${one.family}/${one.kind}` === of);
    const chosen = all.filter((one) => test(labelsOf(one)));
    const kind = of.slice(of.indexOf('/') + 1);
    return said(
      kind,
      chosen.map(({ name }) => maskText(name)),
      all.length,
    );
  }
  const nodes = knownNodes(resources, family === 'calico' ? ['kubernetes', 'calico'] : ['kubernetes']);
  const chosen = nodes.filter(({ labels }) => test(labels)).map(({ name }) => maskText(name));
  const unsure = nodes.filter(({ sure }) => !sure).length;
  return said('node', chosen, nodes.length) + (unsure === 0 ? '' : `; of ${unsure} of them not all labels are known`);
}

function said(noun: string, chosen: readonly string[], all: number): string {
  if (all === 0) return `What it selects is unknown: the scan has no ${noun}`;
  const known = all === 1 ? `1 ${noun}` : `${all} ${noun}s`;
  if (chosen.length === 0) return `Selects none of ${known} in the scan`;
  return `Selects ${chosen.length === all ? 'all' : chosen.length} of ${known} in the scan: ${codes(chosen)}`;
}

function labelsOf({ object }: Resource): Labels {
  const labels = at(object, ['metadata', 'labels']);
  const entries = isObject(labels) ? Object.entries(labels) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** An expression of Calico, which a fact tells of. */
function calicoSelector({ family, facts, object }: Resource, path: Path): Selecting | undefined {
  const value = at(object, path);
  if (family !== 'calico' || typeof value !== 'string' || facts[pointer(path)]?.['selector'] === undefined)
    return undefined;
  // Those of workloads select pods, of which no scan knows.
  if (path.at(-1) === 'localWorkloadSelector' || isOpenSelector(value)) return undefined;
  const parsed = parseSelector(value);
  return 'fault' in parsed ? undefined : { of: 'nodes', test: (labels) => matches(parsed.tree, labels) };
}

/** A label selector of Kubernetes that holds the path. */
function labelSelectorAt(resource: Resource, path: Path): Selecting | undefined {
  const { family, kind, object } = resource;
  for (const field of kindOf(family, kind)?.selectors ?? []) {
    if (field.of === undefined) continue;
    for (const place of expanded(object, field.path)) {
      const selecting = isPrefix(place, path) ? ofField(field, resource, place) : undefined;
      if (selecting !== undefined) return selecting;
    }
  }
  return undefined;
}

function ofField(field: SelectorField, { object }: Resource, place: Path): Selecting | undefined {
  const { terms } = readField(field, at(object, place), place);
  if (terms === undefined || field.of === undefined) return undefined;
  const of = field.of === 'kubernetes/Node' ? 'nodes' : field.of;
  return { of, test: (labels) => matchesLabels(terms, labels) };
}
