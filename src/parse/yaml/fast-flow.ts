import type { Duplicate } from '../duplicates.ts';
import { listNode, type Node, scalarNode } from '../node.ts';
import { MappingBuilder } from './mapping.ts';
import { jsonOf, keyOf, kindOf } from './scalar.ts';

/** A key as in `fast.ts`; its colon and a blank. */
const key = /(?:([A-Za-z0-9_][A-Za-z0-9_./-]*)|"([^"\\\n]*)"|'([^'\n]*)'): +/y;
const quoted = /"[^"\\\n]*"|'[^'\n]*'/y;
/** A plain scalar without any character that means something within brackets, or could. */
const plain = /-?[A-Za-z0-9_.$(~/][^,[\]{}:#"'&*!|>%@`?\n]*/y;

/** A mapping or list in brackets on one line, without comments: part of the short way through a document. */
export class PlainFlow {
  readonly #text: string;
  readonly #offset: number;
  readonly #duplicates: Duplicate[];
  /** Where the brackets end, once they are read. */
  at = 0;

  /** @param offset where the text starts in its file */
  constructor(text: string, offset: number, duplicates: Duplicate[]) {
    this.#text = text;
    this.#offset = offset;
    this.#duplicates = duplicates;
  }

  /** What the bracket at `at` opens; undefined to decline. */
  read(at: number, depth: number): Node | undefined {
    const isMapping = this.#text[at] === '{';
    if ((!isMapping && this.#text[at] !== '[') || depth === 0) return undefined;
    this.at = at + 1;
    this.#spaces();
    const builder = new MappingBuilder(this.#duplicates);
    const items: Node[] = [];
    const close = isMapping ? '}' : ']';
    while (this.#text[this.at] !== close) {
      const item = isMapping ? this.#member(builder, depth) : this.#value(depth);
      if (!item) return undefined;
      items.push(item);
      this.#spaces();
      if (this.#text[this.at] === close) break;
      if (this.#text[this.at] !== ',') return undefined;
      this.at++;
      this.#spaces();
      // A comma before the bracket is for the long way.
      if (this.#text[this.at] === close) return undefined;
    }
    this.at++;
    const span = this.#spanFrom(at);
    return isMapping ? builder.node(span) : listNode(items, span);
  }

  #member(builder: MappingBuilder, depth: number): Node | undefined {
    const start = this.at;
    key.lastIndex = start;
    const match = key.exec(this.#text);
    if (!match) return undefined;
    const [source, plainKey] = match;
    const name = plainKey === undefined ? (match[2] ?? match[3] ?? '') : keyOf(kindOf(plainKey), plainKey);
    if (name === undefined) return undefined;
    this.at += source.length;
    const node = this.#value(depth);
    const end = start + source.trimEnd().length - 1;
    if (node) builder.add(name, { start: this.#offset + start, end: this.#offset + end }, node);
    return node;
  }

  #value(depth: number): Node | undefined {
    const start = this.at;
    const first = this.#text[start];
    if (first === '{' || first === '[') return this.read(start, depth - 1);
    if (this.#skip(quoted)) {
      const text = this.#text.slice(start + 1, this.at - 1);
      return scalarNode(text, this.#spanFrom(start), first === '"' ? 'double' : 'single');
    }
    if (!this.#skip(plain)) return undefined;
    while (this.#text.charCodeAt(this.at - 1) === 32) this.at--;
    const source = this.#text.slice(start, this.at);
    const kind = kindOf(source);
    return kind === 'infinite' ? undefined : scalarNode(jsonOf(kind, source), this.#spanFrom(start), 'plain');
  }

  #spanFrom(start: number) {
    return { start: this.#offset + start, end: this.#offset + this.at };
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.#text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  #spaces(): void {
    while (this.#text.charCodeAt(this.at) === 32) this.at++;
  }
}
