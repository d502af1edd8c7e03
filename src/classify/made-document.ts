/** Objects that are made of parts of others, and yet have places: each part stands where it is written. */
import { pointer } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import type { Comment, Document, JsonObject, Path, SourceFile, Span, Wanted } from '../model/document.ts';

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
  /** Where in the document of `within` the key is that stands for the object itself. */
  readonly home: Path;
  /**
   * The object that holds it: its document, the path to it, and from there the path to what is written in it. Undefined for an
   * object of its own, which is only written in another way.
   */
  readonly holder?: NonNullable<Document['holder']>;
  readonly sensitive?: Document['sensitive'];
}

export class MadeDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly comments: readonly Comment[] = [];
  readonly value: JsonObject;
  readonly within: NonNullable<Document['within']>;
  readonly holder?: NonNullable<Document['holder']>;
  readonly apart: boolean;
  readonly sensitive?: NonNullable<Document['sensitive']>;
  /** By pointers: the pieces, and what holds some. */
  readonly #pieces: ReadonlyMap<string, Piece>;
  readonly #around = new Set<string>();
  readonly #home: Path;

  constructor({ value, pieces, within, home, holder, sensitive }: Making) {
    const { source, index, span } = (holder ?? within).document;
    this.source = source;
    this.index = index;
    this.span = span;
    this.value = value;
    this.within = within;
    if (holder !== undefined) this.holder = holder;
    this.apart = holder === undefined;
    const hidden = sensitive ?? inherited(pieces);
    if (hidden !== undefined) this.sensitive = hidden;
    this.#pieces = new Map(pieces.map((piece) => [pointer(piece.at), piece]));
    for (const { at } of pieces) {
      for (let length = 0; length < at.length; length++) this.#around.add(pointer(at.slice(0, length)));
    }
    this.#home = home;
  }

  locate(wanted: readonly Wanted[]): readonly (Span | undefined)[] {
    const spans: (Span | undefined)[] = [];
    const asked = new Map<Document, { readonly i: number; readonly question: Wanted }[]>();
    for (const [i, { path, on }] of wanted.entries()) {
      const found = path.length === 0 && on === 'key' ? undefined : this.#written(path);
      const isHome = found === undefined && (path.length === 0 || this.#around.has(pointer(path)));
      const { document, ...question } = isHome
        ? { document: this.within.document, path: this.#home, on: 'key' as const }
        : { document: found?.document, path: found?.path ?? [], on };
      if (document !== undefined) getOrMake(asked, document, () => []).push({ i, question });
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

  /** Where a path of the made object is written; undefined for what no piece has. */
  #written(path: Path): { readonly document: Document; readonly path: Path } | undefined {
    for (let length = path.length; length >= 0; length--) {
      const piece = this.#pieces.get(pointer(path.slice(0, length)));
      if (piece !== undefined) return { document: piece.document, path: [...piece.path, ...path.slice(length)] };
    }
    return undefined;
  }
}

/** What is sensitive since it is made of what is. */
function inherited(pieces: readonly Piece[]): Document['sensitive'] {
  const told: string[] = [];
  const paths = pieces.flatMap(({ at, document: { sensitive }, path }) => {
    const isHidden = sensitive?.paths.some((one) => one.every((step, i) => i >= path.length || step === path[i]));
    if (isHidden) told.push(sensitive?.told ?? '');
    return isHidden ? [at] : [];
  });
  return paths.length === 0 ? undefined : { paths, told: told.join('\n') };
}
