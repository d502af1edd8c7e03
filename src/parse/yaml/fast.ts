import type { Limits } from '../../lib/limits.ts';
import type { Duplicate } from '../duplicates.ts';
import { listNode, type Node, scalarNode } from '../node.ts';
import { PlainFlow } from './fast-flow.ts';
import { MappingBuilder } from './mapping.ts';
import { jsonOf, keyOf, kindOf } from './scalar.ts';

/**
 * The short way through a document that is written as most manifests are: block mappings and lists, scalars and brackets
 * on one line, plain literal blocks, nothing that YAML has a second meaning for. It makes the very places that the long
 * way makes (a property test holds that) at a tenth of its cost, and declines whatever it is not sure of: it never
 * refuses and never guesses. The yaml package's tokens were 600 of 1,080 ms for 5,000 peers: it is our own code where a
 * library exists, against the house's rule, because a tenth of the time was worth 300 lines.
 */
export interface FastDocument {
  readonly root: Node;
  readonly duplicates: readonly Duplicate[];
}

/** Tabs, line ends other than LF, control characters, and what other readers may take for a line end. */
const odd = /[\0-\t\v-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/;
/** Deeper nesting is read the long way, which counts it. */
const deepest = 50;

/** A key without quotes whose characters mean nothing else, or one in quotes without escapes; then a colon. */
const key = /(?:([A-Za-z0-9_][A-Za-z0-9_./-]*)|"([^"\\\n]*)"|'([^'\n]*)'):(?= |\n|$)/y;
/** What a plain scalar may start with here. */
const plainStart = /[A-Za-z0-9_./+($~<=^;\u00a1-\u1fff]/;
const literal = /\|(-?) *\n/y;
const quoted = /"[^"\\\n]*"|'[^'\n]*'/y;
/** What may follow a value on its line. */
const lineEnd = /(?: *| +#[^\n]*)(?=\n|$)/y;
const documentStart = /---(?: *| +#[^\n]*)(?=\n|$)/y;

/**
 * The document, or undefined if it must be read the long way.
 * @param text one document without stand-ins for expressions, which starts at `offset` of its file
 */
export function readFast(text: string, offset: number, limits: Limits): FastDocument | undefined {
  if (odd.test(text)) return undefined;
  const reader = new PlainReader(text, offset, Math.min(limits.depth, deepest));
  const root = reader.document();
  return root && { root, duplicates: reader.duplicates };
}

/** Every method returns undefined to decline, and leaves the reader on the next line that has content. */
class PlainReader {
  readonly duplicates: Duplicate[] = [];
  readonly #text: string;
  readonly #offset: number;
  readonly #brackets: PlainFlow;
  #at = 0;
  /** The column of the content at `#at`; -1 at the end of the text. */
  #indent = 0;
  #depth: number;
  /** Where the text of the values read so far ends, in the file. */
  #end = 0;

  constructor(text: string, offset: number, depth: number) {
    this.#text = text;
    this.#offset = offset;
    this.#depth = depth;
    this.#brackets = new PlainFlow(text, offset, this.duplicates);
  }

  document(): Node | undefined {
    this.#toContent();
    if (this.#indent === 0 && this.#skip(documentStart)) this.#toContent();
    if (this.#indent < 0) return undefined;
    const root = this.#block();
    return this.#indent < 0 ? root : undefined;
  }

  /** A mapping or list that starts here. */
  #block(): Node | undefined {
    if (this.#depth === 0) return undefined;
    this.#depth--;
    const node = this.#isDash() ? this.#list(this.#indent) : this.#mapping(this.#indent);
    this.#depth++;
    return node;
  }

  #mapping(indent: number): Node | undefined {
    const builder = new MappingBuilder(this.duplicates);
    const start = this.#offset + this.#at;
    do {
      key.lastIndex = this.#at;
      const match = key.exec(this.#text);
      if (!match) return undefined;
      const [source, plain] = match;
      const name = plain === undefined ? (match[2] ?? match[3] ?? '') : keyOf(kindOf(plain), plain);
      if (name === undefined) return undefined;
      const span = { start: this.#offset + this.#at, end: this.#offset + this.#at + source.length - 1 };
      this.#at += source.length;
      this.#end = span.end + 1;
      const node = this.#value(indent, span);
      if (!node) return undefined;
      builder.add(name, span, node);
    } while (this.#indent === indent && !this.#isDash());
    return this.#indent < indent ? builder.node({ start, end: this.#end }) : undefined;
  }

  /** What follows the colon of a key at a column. */
  #value(indent: number, span: { readonly start: number; readonly end: number }): Node | undefined {
    if (!this.#skip(lineEnd)) return this.#scalar(indent);
    this.#toContent();
    if (this.#indent > indent || (this.#indent === indent && this.#isDash())) return this.#block();
    return scalarNode(null, span, 'plain');
  }

  #list(indent: number): Node | undefined {
    const items: Node[] = [];
    const start = this.#offset + this.#at;
    do {
      const dash = { start: this.#offset + this.#at, end: this.#offset + this.#at + 1 };
      this.#at++;
      this.#end = dash.end;
      const item = this.#item(indent, dash);
      if (!item) return undefined;
      items.push(item);
    } while (this.#indent === indent && this.#isDash());
    // A mapping whose key holds this list may go on at the same column.
    return this.#indent <= indent ? listNode(items, { start, end: this.#end }) : undefined;
  }

  /** What follows a dash at a column. */
  #item(indent: number, dash: { readonly start: number; readonly end: number }): Node | undefined {
    if (this.#skip(lineEnd)) {
      this.#toContent();
      return this.#indent > indent ? this.#block() : scalarNode(null, dash, 'plain');
    }
    const after = this.#at;
    this.#spaces();
    this.#indent = indent + 1 + this.#at - after;
    key.lastIndex = this.#at;
    if (this.#isDash() || key.test(this.#text)) return this.#block();
    return this.#scalar(indent);
  }

  /** A scalar, or brackets, up to the end of the line. A deeper line would belong to it. */
  #scalar(indent: number): Node | undefined {
    this.#spaces();
    const node = this.#quoted() ?? this.#flow() ?? this.#literal(indent) ?? this.#plain();
    if (!node || !this.#skip(lineEnd)) return undefined;
    this.#end = node.end;
    this.#toContent();
    return this.#indent > indent ? undefined : node;
  }

  #quoted(): Node | undefined {
    const start = this.#at;
    if (!this.#skip(quoted)) return undefined;
    const text = this.#text.slice(start + 1, this.#at - 1);
    return scalarNode(text, this.#spanFrom(start), this.#text[start] === '"' ? 'double' : 'single');
  }

  #flow(): Node | undefined {
    const node = this.#brackets.read(this.#at, this.#depth);
    if (node) this.#at = this.#brackets.at;
    return node;
  }

  /** `|` or `|-`, and lines deeper than a column; none of them blank at its start or end, or all of spaces. */
  #literal(indent: number): Node | undefined {
    const text = this.#text;
    const start = this.#at;
    literal.lastIndex = start;
    const header = literal.exec(text);
    if (!header) return undefined;
    const lines: string[] = [];
    let depth = 0;
    let line = literal.lastIndex;
    let end = start;
    for (let newline = text.indexOf('\n', line); newline !== -1; newline = text.indexOf('\n', line)) {
      let at = line;
      while (text.charCodeAt(at) === 32) at++;
      if (at === newline && (at > line || depth === 0)) return undefined;
      if (depth === 0) depth = at - line;
      if (depth <= indent) return undefined;
      if (at < newline && at - line < depth) break;
      if (at < newline) end = newline;
      lines.push(text.slice(line + depth, newline));
      line = newline + 1;
    }
    // A last line without its end, or blank lines behind the block, are for the long way.
    if (end !== line - 1 || (line < text.length && !text.includes('\n', line))) return undefined;
    this.#at = end;
    const value = lines.join('\n') + (header[1] === '-' ? '' : '\n');
    return scalarNode(value, this.#spanFrom(start), 'literal');
  }

  #plain(): Node | undefined {
    const start = this.#at;
    const first = this.#text.charAt(start);
    const isNumber = first === '-' && !' \n'.includes(this.#text.charAt(start + 1) || '\n');
    if (!isNumber && !plainStart.test(first)) return undefined;
    const newline = this.#text.indexOf('\n', start);
    const line = this.#text.slice(start, newline === -1 ? this.#text.length : newline);
    // No look ahead of the line: a document has many.
    const comment = line.indexOf(' #');
    const source = withoutBlanks(comment === -1 ? line : line.slice(0, comment));
    if (source.includes(': ') || source.endsWith(':')) return undefined;
    const kind = kindOf(source);
    if (kind === 'infinite') return undefined;
    this.#at = start + source.length;
    return scalarNode(jsonOf(kind, source), this.#spanFrom(start), 'plain');
  }

  #spanFrom(start: number) {
    return { start: this.#offset + start, end: this.#offset + this.#at };
  }

  #isDash(): boolean {
    if (this.#text.charCodeAt(this.#at) !== 45) return false;
    const next = this.#text.charCodeAt(this.#at + 1);
    return next === 32 || next === 10 || Number.isNaN(next);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #spaces(): void {
    while (this.#text.charCodeAt(this.#at) === 32) this.#at++;
  }

  /** From the end of a line, or the start of the text, to the next character that is neither blank nor in a comment. */
  #toContent(): void {
    const text = this.#text;
    let line = text.charCodeAt(this.#at) === 10 ? this.#at + 1 : this.#at;
    for (;;) {
      let at = line;
      while (text.charCodeAt(at) === 32) at++;
      const code = text.charCodeAt(at);
      if (code === 35) at = text.indexOf('\n', at);
      else if (code !== 10) {
        this.#at = at;
        this.#indent = Number.isNaN(code) ? -1 : at - line;
        return;
      }
      if (at === -1) {
        this.#at = text.length;
        this.#indent = -1;
        return;
      }
      line = at + 1;
    }
  }
}

/** Not by a regular expression, which would try each run of blanks anew. */
function withoutBlanks(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 32) end--;
  return text.slice(0, end);
}
