/** The keys, scalars and comments of a text, and what may be seen of each. */
import { around } from '../classify/readable/kinds.ts';
import type { Sight, View } from '../classify/readable/view.ts';
import { at, isObject } from '../lib/json.ts';
import { grouped } from '../lib/lists.ts';
import { looksRandom, namesSecret } from '../lib/secret-words.ts';
import type { Document, Json, Path, Span, Wanted } from '../model/document.ts';

/** An object of a document, at the path of its root, and what may be seen of it. */
interface Readable {
  readonly base: Path;
  readonly view: View;
}

/** A document of a text. */
export interface ShownDocument {
  readonly document: Document;
  readonly objects: readonly Readable[];
  /** Paths at which nothing may be seen, whatever the views say. */
  readonly secret: readonly Path[];
  /** What may be seen outside of the objects: the keys and names of whatever is around them, or nothing at all. */
  readonly around: boolean;
}

/** What may be seen of a key or a scalar in the text; of a comment all that does not speak of secrets. */
export interface Piece extends Span {
  readonly sight: Sight | 'comment';
}

/**
 * The pieces of a text in its order, none over another: those of its documents, and `further` ones that no document holds.
 * What is asked about twice, by way of an alias, is shown only if it may be each time.
 */
export function piecesIn(text: string, parts: readonly ShownDocument[], further: readonly Piece[]): readonly Piece[] {
  const outer = parts.filter(({ document }) => document.within === undefined);
  let pieces = outer.flatMap((part) => piecesOf(part, text));
  const inner = grouped(
    parts.filter(({ document }) => document.within !== undefined),
    ({ document }) => depthOf(document),
  );
  for (const depth of [...inner.keys()].sort((a, b) => a - b)) {
    const parts = inner.get(depth) ?? [];
    const spans = spansAround(parts.map(({ document }) => document));
    const within = parts.map((part) => ({ span: spans.get(part.document), pieces: piecesOf(part, text) }));
    pieces = withInner(pieces, within);
  }
  return disjoint([...pieces, ...further]);
}

/** How many documents a document stands in. */
function depthOf({ within }: Document): number {
  return within === undefined ? 0 : 1 + depthOf(within.document);
}

/** The scalars, or the parts of other documents, that documents stand in. Each of those is asked once. */
function spansAround(documents: readonly Document[]): ReadonlyMap<Document, Span | undefined> {
  const spans = new Map<Document, Span | undefined>();
  for (const [outer, inside] of grouped(documents, ({ within }) => within?.document)) {
    const found = outer?.locate(inside.map(({ within }) => ({ path: within?.path ?? [], on: 'value' }))) ?? [];
    for (const [i, one] of inside.entries()) spans.set(one, found[i]);
  }
  return spans;
}

/** What is around documents gives way to what is in them, unless no place in them is known. */
function withInner(
  outer: readonly Piece[],
  inner: readonly { readonly span: Span | undefined; readonly pieces: readonly Piece[] }[],
): Piece[] {
  const scalars = new Set(inner.length === 0 ? [] : outer.map(({ start, end }) => `${start} ${end}`));
  const gone = new Set<number>();
  const within: Piece[] = [];
  for (const { span, pieces } of inner) {
    const isAll = ({ start, end }: Span) => start <= (span?.start ?? 0) && end >= (span?.end ?? 0);
    if (span === undefined || pieces.length === 0 || pieces.some(isAll)) continue;
    if (scalars.has(`${span.start} ${span.end}`)) gone.add(span.start);
    for (const piece of pieces) {
      gone.add(piece.start);
      within.push(piece);
    }
  }
  return [...outer.filter(({ start }) => !gone.has(start)), ...within];
}

function disjoint(pieces: readonly Piece[]): readonly Piece[] {
  const sorted = [...pieces].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Piece[] = [];
  for (const piece of sorted) {
    const last = result.at(-1);
    if (last === undefined || piece.start >= last.end) result.push(piece);
    else if (rank[piece.sight] < rank[last.sight]) result[result.length - 1] = { ...last, sight: piece.sight };
  }
  return result;
}

const rank: { readonly [sight in Piece['sight']]: number } = { none: 0, router: 1, comment: 2, all: 3 };

/** The keys and scalars of a document. */
function piecesOf({ document, objects, secret, around: hasAround }: ShownDocument, text: string): readonly Piece[] {
  const wanted: Wanted[] = [];
  const sights: (Sight | 'null')[] = [];
  const views = new Map(objects.map(({ base, view }) => [keyOf(base), view]));
  const depths = new Set(objects.map(({ base }) => base.length));
  const ask = (path: Path, on: Wanted['on'], sight: Sight | 'null') => {
    wanted.push({ path, on });
    sights.push(sight);
  };
  const visit = (value: Json, path: Path, given: View): void => {
    const view = (depths.has(path.length) && views.get(keyOf(path))) || given;
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) visit(item, [...path, i], view.item);
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        const below = [...path, key];
        ask(below, 'key', view.knows(key) || isShownKey(key, member) ? 'all' : 'none');
        visit(member, below, view.member(key, value));
      }
    } else ask(path, 'value', value === null ? 'null' : view.scalar(value));
  };
  if (hasAround) visit(document.value, [], around);
  else {
    for (const { base, view } of objects) {
      ask(base, 'key', 'all');
      visit(at(document.value, base) ?? null, base, view);
    }
  }
  for (const path of secret) ask(path, 'value', 'none');
  const pieces: Piece[] = [];
  for (const [i, span] of document.locate(wanted).entries()) {
    const sight = sights[i] ?? 'none';
    if (span === undefined || span.end <= span.start) continue;
    const { start, end } = span;
    if (sight !== 'null')
      pieces.push({ start, end, sight: sight === 'router' && text[start] !== '|' ? 'none' : sight });
    // What is not written stands at its key.
    else if (isNull.test(text.slice(start, end))) pieces.push({ start, end, sight: 'all' });
  }
  return pieces;
}

const isNull = /^(?:~|null)$/i;

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** A key that no kind has may be what stands in the place of a value: `{password, x}`, `{password:x: }`. */
export function isShownKey(key: string, value: Json = ''): boolean {
  const isName =
    key.length <= 253 && /^(?:["'\u2018-\u201f]?[\p{L}_$][\w./$-]*["'\u2018-\u201f]?|\$\{[A-Za-z_]\w*\})$/u.test(key);
  return isName && !looksRandom(key) && (value !== null || namesSecret(key));
}
