/**
 * Goes over the native syntax of Terraform (HCL, hashicorp/hcl hclsyntax/spec.md) without reading expressions: only where
 * they end counts, past strings, templates, heredocs and comments, which may hold brackets of their own.
 */
import type { Comment, Span } from '../../model/document.ts';

/** The text is no HCL, or none that this reads. */
export class NoTerraform extends Error {}

/** Templates in expressions in templates, and blocks in blocks: deeper ones are nobody's work. */
export const mostDepth = 100;

const identifier = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const heredoc = /<<-?([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;
const closers: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}' };

export class Scanner {
  readonly text: string;
  readonly comments: Comment[] = [];
  at: number;

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith('\ufeff') ? 1 : 0;
  }

  get next(): string {
    return this.text.charAt(this.at);
  }

  /** Passes over blanks and comments, and over line ends where they mean nothing. */
  skip({ lines }: { readonly lines: boolean }): void {
    for (;;) {
      const { next } = this;
      if (next === ' ' || next === '\t' || next === '\r' || (lines && next === '\n')) this.at++;
      else if (!this.#comment()) return;
    }
  }

  identifier(): string | undefined {
    identifier.lastIndex = this.at;
    const [found] = identifier.exec(this.text) ?? [];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Passes over an expression, up to the end of its line or the bracket that closes the block around it. */
  expression(): Span {
    const start = this.at;
    return { start, end: this.#until('\n', 0) };
  }

  /** Passes over a string in double quotes, whose opening quote comes next. */
  string(depth = 0): void {
    this.at++;
    for (;;) {
      const { next } = this;
      if (next === '"') {
        this.at++;
        return;
      }
      if (next === '' || next === '\n') throw new NoTerraform();
      if (next === '\\') this.at += 2;
      else this.#character(depth);
    }
  }

  /** One character of a template, or a sequence `${…}` or `%{…}`. */
  #character(depth: number): void {
    const { text, at, next } = this;
    if ((next === '$' || next === '%') && text.charAt(at + 1) === next && text.charAt(at + 2) === '{') this.at += 3;
    else if ((next === '$' || next === '%') && text.charAt(at + 1) === '{') {
      this.at += 2;
      this.#until('}', depth + 1);
      this.at++;
    } else this.at++;
  }

  /** Passes over what stands before `end` outside of brackets; at `\n` the end of a block or of the text is one, too. */
  #until(end: '\n' | '}', depth: number): number {
    if (depth > mostDepth) throw new NoTerraform();
    const open: string[] = [];
    let last = this.at;
    for (;;) {
      const { next } = this;
      if (open.length === 0 && (next === end || (end === '\n' && (next === '}' || next === '')))) return last;
      if (next === '') throw new NoTerraform();
      if (next === ' ' || next === '\t' || next === '\r' || next === '\n') {
        this.at++;
        continue;
      }
      if (this.#comment()) continue;
      if (next === '"') this.string(depth);
      else if (!this.#heredoc(depth)) {
        const closer = closers[next];
        if (closer !== undefined) {
          if (open.length > mostDepth * 10) throw new NoTerraform();
          open.push(closer);
        } else if ((next === ')' || next === ']' || next === '}') && open.pop() !== next) throw new NoTerraform();
        this.at++;
      }
      last = this.at;
    }
  }

  #heredoc(depth: number): boolean {
    if (!this.text.startsWith('<<', this.at)) return false;
    heredoc.lastIndex = this.at;
    const [begin, marker] = heredoc.exec(this.text) ?? [];
    if (begin === undefined || marker === undefined) return false;
    this.at += begin.length;
    const end = new RegExp(`[ \\t]*${marker}(?=[ \\t]*\\r?(?:\\n|$))`, 'uy');
    for (;;) {
      // At the start of a line.
      end.lastIndex = this.at;
      const [last] = end.exec(this.text) ?? [];
      if (last !== undefined) {
        this.at += last.length;
        return true;
      }
      while (this.next !== '\n') {
        if (this.next === '') throw new NoTerraform();
        this.#character(depth);
      }
      this.at++;
    }
  }

  #comment(): boolean {
    const { text, at, next } = this;
    if (next === '#' || (next === '/' && text.charAt(at + 1) === '/')) {
      const newline = text.indexOf('\n', at);
      const lineEnd = newline === -1 ? text.length : newline;
      const end = text.charAt(lineEnd - 1) === '\r' ? lineEnd - 1 : lineEnd;
      this.at = lineEnd;
      this.#keep(at, next === '#' ? 1 : 2, end);
      return true;
    }
    if (next !== '/' || text.charAt(at + 1) !== '*') return false;
    const close = text.indexOf('*/', at + 2);
    if (close === -1) throw new NoTerraform();
    this.at = close + 2;
    this.#keep(at, 2, close);
    return true;
  }

  /** Keeps a comment on one line that may suppress a finding: `text` is what follows its sign, and ends where the span ends. */
  #keep(start: number, sign: number, end: number): void {
    const text = this.text.slice(start + sign, end).trimEnd();
    if (!text.includes('bgplint-ignore') || text.includes('\n')) return;
    this.comments.push({ span: { start, end: start + sign + text.length }, text });
  }
}
