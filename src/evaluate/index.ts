/** Resources in, raw findings out: one call of the rules for one cluster. */
import { inKeyOrder } from '../lib/json.ts';
import { clip } from '../lib/text.ts';
import type { Json, JsonObject, Problem } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import type { RawFinding, RawPlace } from '../model/rule.ts';

/** The version of a product, and where the scan says it, if not the config. */
interface Versioned {
  readonly version?: string;
  readonly version_from?: Json;
}

/** `input.cluster`: what rules may know of the cluster itself (schemas/input.json). */
export interface ClusterInput {
  readonly name: string;
  readonly complete: boolean;
  /** The config lists the clusters. */
  readonly listed?: boolean;
  /** Copies of objects tell several clusters apart. */
  readonly guessed?: boolean;
  /** Today as YYYY-MM-DD. */
  readonly date: string;
  /** The only rules that are asked, each as its family and its fault; all of them if absent. */
  readonly rules?: readonly (readonly string[])[];
  readonly calico: Versioned;
  readonly metallb: Versioned & { readonly mode?: string; readonly mode_from?: Json };
  readonly cilium: Versioned & { readonly secretsNamespace?: string };
  /** The nodes that are known, and which of them the selectors of the cluster mean. */
  readonly nodes?: readonly JsonObject[];
  readonly selections?: readonly JsonObject[];
  /** Routers that the config tells of. */
  readonly routers?: readonly JsonObject[];
  /** Objects that replace others of their name. */
  readonly copies?: readonly JsonObject[];
  /** Options by rule id, the defaults filled in. */
  readonly options: { readonly [rule: string]: { readonly [name: string]: Json } };
}

/** What the config says of the cluster, and nothing of its objects: all that rules which judge an object by itself may know. */
export function settingsOf(cluster: ClusterInput): ClusterInput {
  const { name, complete, listed, date, calico, metallb, cilium, options } = cluster;
  return { name, complete, ...(listed === undefined ? {} : { listed }), date, calico, metallb, cilium, options };
}

/** A fact about a text, and the number by which a finding points at its range. */
export interface Marked {
  readonly id: number;
  readonly problem: Problem;
}

/** The input in buckets by family and kind: WebAssembly has no rule index, so a rule starts from its bucket. */
export function buildInput(
  cluster: ClusterInput,
  resources: readonly Resource[],
  marked: readonly Marked[],
): JsonObject {
  const families: Record<string, Record<string, JsonObject[]>> = {};
  const put = (family: string, kind: string, entry: JsonObject) => {
    families[family] ??= {};
    const kinds = families[family];
    kinds[kind] ??= [];
    kinds[kind].push(entry);
  };
  for (const resource of resources) {
    put(resource.family, resource.kind, entryOf(resource));
    for (const { kind, path, detail } of resource.faults ?? []) {
      const { id, document, partial, family, gvk, name } = resource;
      put('schema', kind, {
        id,
        file: document.source.file,
        partial,
        family,
        of: resource.kind,
        gvk,
        name,
        path,
        detail,
      });
    }
  }
  for (const { id, problem } of marked) put('input', problem.kind, { id, file: problem.file, detail: problem.detail });
  return { cluster: cluster as unknown as JsonObject, ...families };
}

function entryOf(resource: Resource): JsonObject {
  const { id, document, partial, gvk, namespace, object, facts, address, extra } = resource;
  const name = resource.builtName ?? resource.name;
  // One a object of the scan and call: spreads would take as long as all else here.
  const entry = { id, file: document.source.file, partial, gvk, name, namespace, object, facts };
  if (address === undefined && extra === undefined) return entry;
  return Object.assign(entry, address === undefined ? undefined : { address }, extra);
}

/** Values of strangers stand in messages; no report shows more of one. */
const longestMessage = 2000;

/** What a person pastes is a screen at most; names that make it longer are no names. As JSON. */
const longestPaste = 4000;

function clipped<Item extends { readonly message: string }>(item: Item): Item {
  return { ...item, message: clip(item.message, longestMessage) };
}

/** The engines do not list members alike. */
function pasted(paste: readonly JsonObject[]): Pick<RawFinding, 'paste'> {
  const text = inKeyOrder(paste);
  return text.length > longestPaste ? {} : { paste: JSON.parse(text) };
}

/** Both engines answer with sets, each in an order of its own: the findings, their further places, what they rest on and follow from. */
export function ordered(findings: readonly RawFinding[]): RawFinding[] {
  return inOrder(
    findings.map(({ related, rests_on, explains, follows, paste, ...finding }) => ({
      ...finding,
      message: clip(finding.message, longestMessage),
      ...(paste && pasted(paste)),
      ...(related && { related: inOrder(related.map(clipped)) }),
      ...(rests_on && { rests_on: inOrder(rests_on) }),
      ...(explains && { explains: inOrder(explains) }),
      ...(follows && { follows: inOrder(follows) }),
    })),
  );
}

/** In the order of the resources that they stand in, then of all they hold; without repetitions. */
function inOrder<Item extends Placed>(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ in: resourceOf(item), key: inKeyOrder(item), item }));
  keyed.sort((a, b) => a.in - b.in || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.filter(({ key }, i) => key !== keyed[i - 1]?.key).map(({ item }) => item);
}

type Placed = { readonly at: RawPlace } | { readonly resource: number };

function resourceOf(item: Placed): number {
  const place = 'at' in item ? item.at : item;
  return 'resource' in place ? place.resource : place.mark;
}
