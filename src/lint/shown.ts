/** A text with stars in the place of all that its documents do not let be seen. */
import { around } from '../classify/readable/kinds.ts';
import type { Sight, View } from '../classify/readable/view.ts';
import { at, isObject } from '../lib/json.ts';
import { LineIndex } from '../lib/lines.ts';
import { maskComment, maskRouterPasswords, stars } from '../lib/mask.ts';
import { looksRandom, namesSecret } from '../lib/secret-words.ts';
import type { Document, Json, Path, Span, Wanted } from '../model/document.ts';

/** An object of a document, at the path of its root, and what may be seen of it. */
export interface Readable {
  readonly base: Path;
  readonly view: View;
}

/** A document of a text. */
export interface Part {
  readonly document: Document;
  readonly objects: readonly Readable[];
  /** Paths at which nothing may be seen, whatever the views say. */
  readonly secret: readonly Path[];
  /** What may be seen outside of the objects: the keys and names of whatever is around them, or nothing at all. */
  readonly around: boolean;
}

/** What may be seen of a key or a scalar in the text; of a comment all that does not speak of secrets. */
interface Piece extends Span {
  readonly sight: Sight | 'comment';
}

/** A text and what is in it. */
export interface Shown {
  readonly text: string;
  readonly isJson: boolean;
  readonly parts: readonly Part[];
  /** Keys and comments at which findings may point, though no object holds them. */
  readonly keys: readonly Span[];
  readonly comments: readonly Span[];
}

/**
 * The text, on the same lines and columns, with stars for all but: keys, values that a view shows, what is neither (`:`,
 * brackets, `---`), and comments that do not speak of secrets and stand beside none. What no document covers is stars.
 */
export function shownText({ text, isJson, parts, keys, comments }: Shown): string {
  const outer = parts.filter(({ document }) => document.within === undefined);
  const inner = parts.filter(({ document }) => document.within !== undefined);
  const pieces = outer.flatMap((part) => piecesOf(part, text));
  const within = inner.map((part) => ({ span: scalarAround(part.document), pieces: piecesOf(part, text) }));
  const further = [
    ...keys.map((span): Piece => ({ ...span, sight: isShownKey(text.slice(span.start, span.end)) ? 'all' : 'none' })),
    ...comments.map((span): Piece => ({ ...span, sight: 'comment' })),
  ];
  const covered = outer.map(({ document }) => document.span).sort((a, b) => a.start - b.start);
  return new Composition(text, disjoint([...withInner(pieces, within), ...further]), covered, isJson).text();
}

/** The scalar that a document stands in. */
function scalarAround({ within }: Document): Span | undefined {
  return within?.document.locate([{ path: within.path, on: 'value' }])[0];
}

/** The scalars around documents give way to what is in them, unless no place in them is known. */
function withInner(
  outer: readonly Piece[],
  inner: readonly { readonly span: Span | undefined; readonly pieces: readonly Piece[] }[],
): Piece[] {
  const open = inner.filter(({ span, pieces }) => {
    const isAll = ({ start, end }: Span) => start <= (span?.start ?? 0) && end >= (span?.end ?? 0);
    return span !== undefined && pieces.length > 0 && !pieces.some(isAll);
  });
  const starts = new Set(open.map(({ span }) => span?.start));
  const kept = outer.filter(({ start }) => !starts.has(start));
  for (const { pieces } of open) for (const piece of pieces) kept.push(piece);
  return kept;
}

/** In the order of the text. What is asked about twice, by way of an alias, is shown only if it may be each time. */
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
function piecesOf({ document, objects, secret, around: hasAround }: Part, text: string): readonly Piece[] {
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
function isShownKey(key: string, value: Json = ''): boolean {
  const isName =
    key.length <= 253 && /^(?:["'\u2018-\u201f]?[\p{L}_$][\w./$-]*["'\u2018-\u201f]?|\$\{[A-Za-z_]\w*\})$/u.test(key);
  return isName && !looksRandom(key) && (value !== null || namesSecret(key));
}

/** What stands between keys and values. */
const token =
  /(\s+)|(#[^\n]*)|((?:-{3}|\.{3})(?=\s|$)|[-{}[\],:?]+|[&*][A-Za-z][\w-]{0,30}(?=[\s,\]}]|$)|!!?[a-z]{0,10}(?=\s|$)|<<(?=:)|\ufeff)|([^\s]+?(?=[\s{}[\],:]|$)|[^\s])/gu;

class Composition {
  readonly #text: string;
  readonly #pieces: readonly Piece[];
  readonly #covered: readonly Span[];
  readonly #lines: LineIndex;
  readonly #isJson: boolean;
  /** Lines of what is hidden. */
  readonly #hidden = new Set<number>();

  constructor(text: string, pieces: readonly Piece[], covered: readonly Span[], isJson: boolean) {
    this.#text = text;
    this.#pieces = pieces;
    this.#covered = covered;
    this.#lines = new LineIndex(text);
    this.#isJson = isJson;
    for (const { start, end, sight } of pieces) {
      if (sight === 'all' || sight === 'comment') continue;
      this.#hidden.add(this.#lines.position(start).line);
      this.#hidden.add(this.#lines.position(end).line);
    }
  }

  text(): string {
    const written: string[] = [];
    let at = 0;
    for (const { start, end, sight } of this.#pieces) {
      written.push(this.#gap(at, start));
      written.push(seen(this.#text.slice(start, end), sight));
      at = end;
    }
    written.push(this.#gap(at, this.#text.length));
    return written.join('');
  }

  /** What stands between two pieces: that which no document covers is stars. */
  #gap(from: number, to: number): string {
    let at = from;
    let shown = '';
    for (const { start, end } of this.#coveredIn(from, to)) {
      shown += uncovered(this.#text.slice(at, Math.max(at, start)));
      at = Math.max(at, start);
      const until = Math.min(end, to);
      if (until > at) shown += this.#between(at, until);
      at = Math.max(at, until);
    }
    return shown + uncovered(this.#text.slice(at, to));
  }

  #next = 0;
  /** The documents that reach into a gap. Gaps come in the order of the text. */
  #coveredIn(from: number, to: number): readonly Span[] {
    while ((this.#covered[this.#next]?.end ?? Number.POSITIVE_INFINITY) <= from) this.#next++;
    const found: Span[] = [];
    for (let i = this.#next; (this.#covered[i]?.start ?? Number.POSITIVE_INFINITY) < to; i++) {
      const span = this.#covered[i];
      if (span) found.push(span);
    }
    return found;
  }

  /**
   * Signs of YAML and JSON, and comments. What else is there was lost: the first of two equal keys, or what a merge key
   * brought something else for; it is stars, and so is every comment behind it, which may be a line of it.
   */
  #between(from: number, to: number): string {
    let isLost = this.#isJson;
    return this.#text.slice(from, to).replace(token, (found, blank, comment, sign, other, offset: number) => {
      if (blank !== undefined || sign !== undefined) return found;
      if (other !== undefined || isLost) {
        isLost = true;
        return stars(found);
      }
      const line = this.#lines.position(from + offset).line;
      const isBeside = [line - 1, line, line + 1].some((near) => this.#hidden.has(near));
      return isBeside ? `#${stars(comment.slice(1))}` : maskComment(found);
    });
  }
}

/** The borders of documents stay. */
function uncovered(text: string): string {
  return text.replace(/[^\n]+/g, (line) => (/^(?:---|\.\.\.)\s*$/.test(line) ? line : stars(line)));
}

/** A piece as it is shown. The header of a block scalar may have a comment. */
function seen(source: string, sight: Piece['sight']): string {
  if (sight === 'none') return stars(source);
  if (sight === 'comment') return maskComment(source);
  const text = sight === 'router' ? maskRouterPasswords(source) : source;
  return /^[|>]/.test(text)
    ? text.replace(/^([|>][^\s#]*\s*)(#[^\n]*)/, (_, head, note) => head + maskComment(note))
    : text;
}
