import type { Comment, Document, On, Path, SourceFile, Span, Wanted } from '../../model/document.ts';
import { type Node, nodeAt, spanAt, usesAt } from '../node.ts';

/** A composed YAML document; its places were made with its values. */
export class YamlDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly comments: readonly Comment[];
  readonly #root: Node;

  constructor(source: SourceFile, index: number, span: Span, root: Node, comments: readonly Comment[]) {
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
    const node = nodeAt(this.#root, path);
    if (!node?.style) return undefined;
    return node.tag === undefined ? { style: node.style } : { style: node.style, tag: node.tag };
  }

  uses(path: Path) {
    return usesAt(this.#root, path);
  }

  open(path: Path) {
    return nodeAt(this.#root, path)?.open === true;
  }
}
