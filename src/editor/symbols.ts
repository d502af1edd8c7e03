/** What a file holds, as a tree: its objects with their peers, a router with its neighbors. */
import { kindOf } from '../families/index.ts';
import { at, expanded, isObject } from '../lib/json.ts';
import { grouped } from '../lib/lists.ts';
import { clip, neutralise } from '../lib/text.ts';
import type { Json, Path, Span, Wanted } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import { checkedLines, type Knowledge } from './knowledge.ts';
import { comparePositions, type EditorLines, type Range } from './positions.ts';
import { contentsOf } from './value.ts';

/** `object`: of an API server, a plan, or what a machine says of itself; `router`: its configuration; `session`: one of its peers. */
export type SymbolKind = 'object' | 'router' | 'session';

export interface FileSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: Range;
  /** What is selected of it; within `range`. */
  readonly selection: Range;
  readonly children: readonly FileSymbol[];
}

/** Names are a stranger's. */
const longest = 200;

/** Symbols of one file that are listed at most. */
const most = 5000;

/** The symbols of a file as it was checked, in the order of the text; none of one that was edited since. */
export function symbols(knowledge: Knowledge, file: string): readonly FileSymbol[] {
  const lines = checkedLines(knowledge, file);
  if (lines === undefined) return [];
  const { resources } = contentsOf(knowledge.result, file);
  const parts = resources
    .filter(({ family }) => family !== 'input')
    .slice(0, most)
    .map(partsOf);
  const spans = placesOf(parts);
  const found = parts.flatMap((part) => {
    const whole = spans.get(part.whole) ?? part.resource.document.span;
    const children = part.children.flatMap((child) => {
      const span = spans.get(child.whole);
      return span === undefined ? [] : [symbol(lines, child, span, spans.get(child.selected), [])];
    });
    return [symbol(lines, part, whole, spans.get(part.selected), children.sort(byPlace))];
  });
  return found.sort(byPlace);
}

function byPlace(a: FileSymbol, b: FileSymbol): number {
  return comparePositions(a.range.start, b.range.start);
}

/** A symbol before it is known where it is: paths count from the root of the document. */
interface Part {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly whole: Wanted;
  readonly selected: Wanted;
}

interface Parts extends Part {
  readonly resource: Resource;
  readonly children: readonly Part[];
}

/** Where all of these are. Each document is asked once: a large JSON file is gone through for each call. */
function placesOf(parts: readonly Parts[]): ReadonlyMap<Wanted, Span> {
  const found = new Map<Wanted, Span>();
  for (const [document, own] of grouped(parts, ({ resource }) => resource.document)) {
    const asked = own.flatMap((part) => [part, ...part.children]).flatMap(({ whole, selected }) => [whole, selected]);
    for (const [i, span] of document.locate(asked).entries()) {
      const wanted = asked[i];
      if (wanted !== undefined && span !== undefined) found.set(wanted, span);
    }
  }
  return found;
}

function symbol(
  lines: EditorLines,
  { name, detail, kind }: Part,
  span: Span,
  selected: Span | undefined,
  children: readonly FileSymbol[],
): FileSymbol {
  const isWithin = selected !== undefined && selected.start >= span.start && selected.end <= span.end;
  return { name, detail, kind, range: lines.range(span), selection: lines.range(isWithin ? selected : span), children };
}

function value(path: Path): Wanted {
  return { path, on: 'value' };
}

function partsOf(resource: Resource): Parts {
  const { base, family, kind, name, address, naming, gvk } = resource;
  const isRouter = family === 'router';
  return {
    resource,
    name: shown(address ?? name) || kind,
    detail: isRouter ? 'router' : gvk.kind || kind,
    kind: isRouter ? 'router' : 'object',
    whole: value(base),
    selected: value(naming ?? [...base, 'metadata', 'name']),
    children: (isRouter ? neighbors(resource) : family === 'status' ? states(resource) : peers(resource)).slice(
      0,
      most,
    ),
  };
}

/** The peers that an object lists; where it is one itself, there is none below it. */
function peers({ family, kind, object, base }: Resource): readonly Part[] {
  const paths = (kindOf(family, kind)?.peerAddresses ?? [])
    .filter((path) => path.includes('*'))
    .flatMap((path) => itemsOf(object, path));
  return paths.map(({ item, address }) => {
    const peer = at(object, item);
    const name = text(at(object, address)) || text(at(peer, ['name'])) || text(at(peer, ['interface'])) || 'peer';
    const selected = at(object, address) === undefined ? item : address;
    return {
      name,
      detail: asOf(peer),
      kind: 'session',
      whole: value([...base, ...item]),
      selected: value([...base, ...selected]),
    };
  });
}

/** The items of the lists on the way of a path to a peer's address, and where the address is in each. */
function itemsOf(object: Json, path: readonly string[]): { readonly item: Path; readonly address: Path }[] {
  const star = path.lastIndexOf('*');
  const items = expanded(object, path.slice(0, star + 1));
  return items.map((item) => ({ item, address: [...item, ...path.slice(star + 1)] }));
}

/** What the AS number of the other end is called in a list of peers: Cilium, frr-k8s, MetalLB's former configuration. */
const remote = ['peerASN', 'asn', 'peer-asn'];

function asOf(peer: Json | undefined): string {
  for (const field of remote) {
    const found = at(peer, [field]);
    if (typeof found === 'number' || typeof found === 'string') return `AS ${shown(String(found))}`;
  }
  return '';
}

/** The neighbors and listen ranges of a router (src/classify/router/model.ts). */
function neighbors({ extra }: Resource): readonly Part[] {
  const part = (name: string, detail: string, path: Path): Part => ({
    name: name || 'neighbor',
    detail,
    kind: 'session',
    whole: value(path.slice(0, 1)),
    selected: value(path),
  });
  return list(extra?.['processes']).flatMap((process) => [
    ...list(at(process, ['neighbors'])).map((neighbor) => {
      const as = text(at(neighbor, ['remote_as', 'text']));
      return part(text(at(neighbor, ['name'])), as === '' ? '' : `AS ${as}`, pathIn(neighbor));
    }),
    ...list(at(process, ['listen_ranges'])).map((range) =>
      part(text(at(range, ['cidr'])), 'listen range', pathIn(range)),
    ),
  ]);
}

/** The sessions that a command printed (src/classify/status/model.ts). */
function states({ extra }: Resource): readonly Part[] {
  return list(extra?.['sessions']).map((session) => {
    const path = pathIn(session);
    return {
      name: text(at(session, ['address'])) || text(at(session, ['name'])) || 'session',
      detail: text(at(session, ['text'])) || text(at(session, ['state'])),
      kind: 'session',
      whole: value(path.slice(0, 1)),
      selected: value(path),
    };
  });
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function pathIn(value: Json): Path {
  const path = isObject(value) ? value['path'] : undefined;
  return Array.isArray(path) ? (path as Path) : [''];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? shown(value) : '';
}

function shown(value: string): string {
  return neutralise(clip(value, longest));
}
