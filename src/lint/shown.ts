/** A text with stars in the place of all that its documents do not let be seen. */
import { LineIndex } from '../lib/lines.ts';
import { maskComment, maskRouterPasswords, stars } from '../lib/mask.ts';
import type { Span } from '../model/document.ts';
import { isShownKey, type Piece, piecesIn, type ShownDocument } from './pieces.ts';

/** A text and what is in it. */
export interface Shown {
  readonly text: string;
  readonly isJson: boolean;
  readonly parts: readonly ShownDocument[];
  /** Keys and comments at which findings may point, though no object holds them. */
  readonly keys: readonly Span[];
  readonly comments: readonly Span[];
}

/**
 * The text, on the same lines and columns, with stars for all but: keys, values that a view shows, what is neither (`:`,
 * brackets, `---`), and comments that do not speak of secrets and stand beside none. What no document covers is stars.
 */
export function shownText({ text, isJson, parts, keys, comments }: Shown): string {
  const further = [
    ...keys.map((span): Piece => ({ ...span, sight: isShownKey(text.slice(span.start, span.end)) ? 'all' : 'none' })),
    ...comments.map((span): Piece => ({ ...span, sight: 'comment' })),
  ];
  const covered = parts
    .filter(({ document }) => document.within === undefined)
    .map(({ document }) => document.span)
    .sort((a, b) => a.start - b.start);
  return new Composition(text, piecesIn(text, parts, further), covered, isJson).text();
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
    const reaching: Span[] = [];
    for (let i = this.#next; (this.#covered[i]?.start ?? Number.POSITIVE_INFINITY) < to; i++) {
      const span = this.#covered[i];
      if (span) reaching.push(span);
    }
    return reaching;
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
  // Not by one expression for all: V8 runs out of stack in a line of 40 MB.
  return text
    .split('\n')
    .map((line) => (/^(?:---|\.\.\.)\s*$/.test(line) ? line : stars(line)))
    .join('\n');
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
