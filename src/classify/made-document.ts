/** Objects that are made of parts of others, and yet have places: each part stands where it is written. */
import { getOrMake } from '../lib/maps.ts';
import type { Comment, Document, JsonObject, On, Path, SourceFile, Span, Wanted } from '../model/document.ts';

/** A part of a made object, and where it is written. */
export interface Piece {
  /** Its path in the made object. */
  readonly at: Path;
  readonly document: Document;
  readonly path: Path;
}

/** What an object is made of. */
export interface Making {
  readonly value: JsonObject;
  /** No two of one path. */
  readonly pieces: readonly Piece[];
  /** The part of another object that it is made of, or that says most of it. */
  readonly within: NonNullable<Document['within']>;
  /** What stands for the object itself where no piece does: its key is marked. */
  readonly home: Path;
  /** The object that holds it: its document, the path to it, and from there the path to what is written in it. */
  readonly holder: NonNullable<Document['holder']>;
}

export class MadeDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly comments: readonly Comment[] = [];
  readonly value: JsonObject;
  readonly within: NonNullable<Document['within']>;
  readonly holder: NonNullable<Document['holder']>;
  readonly #pieces: readonly Piece[];
  readonly #home: Path;

  constructor({ value, pieces, within, home, holder }: Making) {
    this.source = holder.document.source;
    this.index = holder.document.index;
    this.span = holder.document.span;
    this.value = value;
    this.within = within;
    this.holder = holder;
    this.#pieces = [...pieces].sort((a, b) => b.at.length - a.at.length);
    this.#home = home;
  }

  locate(wanted: readonly Wanted[]): readonly (Span | undefined)[] {
    const spans: (Span | undefined)[] = [];
    const asked = new Map<Document, { readonly i: number; readonly question: Wanted }[]>();
    for (const [i, question] of wanted.entries()) {
      const found = this.#written(question.path) ?? this.#around(question.path);
      if (found === undefined) continue;
      const { document, path, on = question.on } = found;
      getOrMake(asked, document, () => []).push({ i, question: { path, on } });
    }
    for (const [document, questions] of asked) {
      const found = document.locate(questions.map(({ question }) => question));
      for (const [j, { i }] of questions.entries()) spans[i] = found[j];
    }
    return wanted.map((_, i) => spans[i]);
  }

  style(path: Path) {
    const found = this.#written(path);
    return found?.document.style(found.path);
  }

  open(path: Path): boolean {
    const found = this.#written(path);
    return found?.document.open(found.path) === true;
  }

  uses(path: Path): readonly Span[] {
    const found = this.#written(path);
    return found?.document.uses?.(found.path) ?? [];
  }

  /** For what holds pieces and is none. */
  #around(path: Path): { readonly document: Document; readonly path: Path; readonly on: 'key' } | undefined {
    const holds = ({ at }: Piece) => path.every((step, i) => step === at[i]);
    return this.#pieces.some(holds) ? { document: this.within.document, path: this.#home, on: 'key' } : undefined;
  }

  /** Where a path of the made object is written; undefined for what no piece has. */
  #written(path: Path): { readonly document: Document; readonly path: Path; readonly on?: On } | undefined {
    const piece = this.#pieces.find(({ at }) => at.length <= path.length && at.every((step, i) => step === path[i]));
    return piece && { document: piece.document, path: [...piece.path, ...path.slice(piece.at.length)] };
  }
}
