/** What a file holds, as a tree: its objects with their peers, a router with its neighbors. */
import { kindOf } from '../families/index.ts';
import { at, expanded, isObject } from '../lib/json.ts';
import { clip, neutralise } from '../lib/text.ts';
import type { Json, Path, Span } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import { checkedLines, type Knowledge } from './knowledge.ts';
import type { EditorLines, Range } from './positions.ts';
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
  const found = resources.slice(0, most).flatMap((resource) => symbolOf(resource, lines) ?? []);
  return found.sort((a, b) => a.range.start.line - b.range.start.line);
}

function symbolOf(resource: Resource, lines: EditorLines): FileSymbol | undefined {
  const { document, base, family, kind, name, address, naming } = resource;
  // What is made of a text has no place of its own beside it.
  if (family === 'input') return undefined;
  const [span, named] = document.locate([
    { path: base, on: 'value' },
    { path: naming ?? [...base, 'metadata', 'name'], on: 'value' },
  ]);
  const whole = span ?? document.span;
  const isRouter = family === 'router';
  return symbol(lines, {
    name: shown(address ?? name) || kind,
    detail: isRouter ? 'router' : resource.gvk.kind || kind,
    kind: isRouter ? 'router' : 'object',
    span: whole,
    selected: named ?? whole,
    children: isRouter ? neighbors(resource, lines) : peers(resource, lines),
  });
}

interface Parts {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  readonly selected: Span;
  readonly children: readonly FileSymbol[];
}

function symbol(lines: EditorLines, { span, selected, ...rest }: Parts): FileSymbol {
  const isWithin = selected.start >= span.start && selected.end <= span.end;
  return { ...rest, range: lines.range(span), selection: lines.range(isWithin ? selected : span) };
}

/** The peers that an object lists; where it is one itself, there is none below it. */
function peers(resource: Resource, lines: EditorLines): readonly FileSymbol[] {
  const { family, kind, object, base, document } = resource;
  const paths = (kindOf(family, kind)?.peerAddresses ?? [])
    .filter((path) => path.includes('*'))
    .flatMap((path) => itemsOf(object, path));
  const spans = document.locate(
    paths.flatMap(({ item, address }) => [
      { path: [...base, ...item], on: 'value' as const },
      { path: [...base, ...address], on: 'value' as const },
    ]),
  );
  return paths.slice(0, most).flatMap(({ item, address }, i) => {
    const [span, selected] = [spans[2 * i], spans[2 * i + 1]];
    if (span === undefined) return [];
    const peer = at(object, item);
    const name = text(at(object, address)) || text(at(peer, ['name'])) || text(at(peer, ['interface'])) || 'peer';
    return [
      symbol(lines, { name, detail: asOf(peer), kind: 'session', span, selected: selected ?? span, children: [] }),
    ];
  });
}

/** The items of the lists on the way of a path to a peer's address, and where the address is in each. */
function itemsOf(object: Json, path: readonly string[]): { readonly item: Path; readonly address: Path }[] {
  const star = path.lastIndexOf('*');
  return expanded(object, path.slice(0, star + 1)).map((item) => ({
    item,
    address: [...item, ...path.slice(star + 1)],
  }));
}

const remote = ['peerASN', 'asn', 'peerAs', 'peer-asn'];

function asOf(peer: Json | undefined): string {
  for (const field of remote) {
    const value = at(peer, [field]);
    if (typeof value === 'number' || typeof value === 'string') return `AS ${shown(String(value))}`;
  }
  return '';
}

/** The neighbors and listen ranges of a router (src/classify/router/model.ts). */
function neighbors({ extra, document }: Resource, lines: EditorLines): readonly FileSymbol[] {
  const found: { readonly name: string; readonly detail: string; readonly path: Path }[] = [];
  for (const process of list(extra?.['processes'])) {
    for (const neighbor of list(at(process, ['neighbors']))) {
      const remoteAs = at(neighbor, ['remote_as', 'text']);
      found.push({
        name: text(at(neighbor, ['name'])),
        detail: typeof remoteAs === 'string' ? `AS ${shown(remoteAs)}` : '',
        path: pathIn(neighbor),
      });
    }
    for (const range of list(at(process, ['listen_ranges'])))
      found.push({ name: text(at(range, ['cidr'])), detail: 'listen range', path: pathIn(range) });
  }
  const spans = document.locate(
    found.flatMap(({ path }) => [
      { path: path.slice(0, 1), on: 'value' as const },
      { path, on: 'value' as const },
    ]),
  );
  return found.slice(0, most).flatMap(({ name, detail }, i) => {
    const [span, selected] = [spans[2 * i], spans[2 * i + 1]];
    if (span === undefined) return [];
    return [
      symbol(lines, {
        name: name || 'neighbor',
        detail,
        kind: 'session',
        span,
        selected: selected ?? span,
        children: [],
      }),
    ];
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
