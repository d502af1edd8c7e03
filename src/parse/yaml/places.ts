import type { Comment, Document, Json, On, Path, SourceFile, Span, Wanted } from '../../model/document.ts';
import { type Node, nodeAt, spanAt, usesAt } from '../node.ts';
import type { Outcome } from './document-text.ts';

/** What else was read of it. */
interface Read {
  readonly comments: readonly Comment[];
  readonly again?: Outcome['again'] | undefined;
}

/**
 * A composed YAML document. Its places were made with its values; where reading it again is cheap they are not kept, as hardly
 * any document is asked for one: they take more memory than all else that a scan holds.
 */
export class YamlDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly comments: readonly Comment[];
  readonly value: Json;
  #kept: Node | undefined;
  readonly #again: (() => Node) | undefined;

  constructor(source: SourceFile, index: number, span: Span, root: Node, read: Read) {
    this.source = source;
    this.index = index;
    this.span = span;
    this.comments = read.comments;
    this.value = root.value;
    this.#again = read.again;
    if (read.again === undefined) this.#kept = root;
  }

  get #root(): Node | undefined {
    this.#kept ??= this.#again?.();
    return this.#kept;
  }

  locate(wanted: readonly Wanted[]) {
    return wanted.map(({ path, on }) => this.#locate(path, on));
  }

  #locate(path: Path, on: On): Span | undefined {
    if (path.length === 0 && on === 'key') return this.span;
    const root = this.#root;
    return root && spanAt(root, path, on);
  }

  style(path: Path) {
    const node = this.#nodeAt(path);
    if (!node?.style) return undefined;
    return node.tag === undefined ? { style: node.style } : { style: node.style, tag: node.tag };
  }

  uses(path: Path) {
    const root = this.#root;
    return root === undefined ? [] : usesAt(root, path);
  }

  open(path: Path) {
    return this.#nodeAt(path)?.open === true;
  }

  #nodeAt(path: Path): Node | undefined {
    const root = this.#root;
    return root && nodeAt(root, path);
  }
}
