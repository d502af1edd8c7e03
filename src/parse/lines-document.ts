/** A text of lines as a document without a value: its lines are its places. */
import type { Comment, Document, Json, Path, SourceFile, Span, Wanted } from '../model/document.ts';
import { trim } from './span.ts';

const commentWord = 'bgplint-ignore';

interface Line {
  readonly key: string;
  readonly span: Span;
  readonly words: readonly Span[];
  /** True for one that is a comment, with a character before it. */
  readonly comment: boolean;
}

/** Knows `[key]`, a line, and `[key, i]`, the i-th word of one, from 0. */
export class LinesDocument implements Document {
  readonly source: SourceFile;
  readonly index = 0;
  readonly byLine = true;
  readonly value: Json = {};
  readonly span: Span;
  readonly comments: readonly Comment[];
  readonly #lines: ReadonlyMap<string, Line>;

  constructor(source: SourceFile, lines: readonly Line[]) {
    this.source = source;
    this.span = trim(source.text, { start: 0, end: source.text.length });
    this.comments = lines.flatMap(({ comment, span: { start, end } }) => {
      const text = comment ? source.text.slice(start + 1, end) : '';
      return text.includes(commentWord) ? [{ span: { start, end }, text }] : [];
    });
    this.#lines = new Map(lines.map((line) => [line.key, line]));
  }

  locate(wanted: readonly Wanted[]): readonly (Span | undefined)[] {
    return wanted.map(({ path }) => this.#spanOf(path));
  }

  #spanOf([key, i]: Path): Span | undefined {
    if (key === undefined) return this.span;
    const line = this.#lines.get(String(key));
    const word = typeof i === 'number' ? line?.words[i] : line?.span;
    return word && { start: word.start, end: word.end };
  }

  style(path: Path) {
    return path.length > 0 && this.#spanOf(path) !== undefined ? ({ style: 'plain' } as const) : undefined;
  }

  /** What a text does not hold is told by what is read of it, and not by the text. */
  open(): boolean {
    return false;
  }
}
