import type { Comment, Document, On, Path, SourceFile, Span, Wanted } from '../../model/document.ts';
import { type Place, placeAt, spanAt, usesAt } from '../node.ts';

/** A composed YAML document; its places were made with its values. */
export class YamlDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly comments: readonly Comment[];
  readonly #root: Place;

  constructor(source: SourceFile, index: number, span: Span, root: Place, comments: readonly Comment[]) {
    this.source = source;
    this.index = index;
    this.span = span;
    this.comments = comments;
    this.#root = root;
  }

  get value() {
    return this.#root.value;
  }

  locate(wanted: readonly Wanted[]) {
    return wanted.map(({ path, on }) => this.#locate(path, on));
  }

  #locate(path: Path, on: On): Span | undefined {
    return path.length === 0 && on === 'key' ? this.span : spanAt(this.#root, path, on);
  }

  style(path: Path) {
    const place = placeAt(this.#root, path);
    if (!place?.style) return undefined;
    return place.tag === undefined ? { style: place.style } : { style: place.style, tag: place.tag };
  }

  uses(path: Path) {
    return usesAt(this.#root, path);
  }

  open(path: Path) {
    return placeAt(this.#root, path)?.open === true;
  }
}
