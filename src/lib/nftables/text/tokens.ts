/** The words of nft's language. */

export interface Token {
  /** `end`: a line's end or a semicolon. `done`: the end of the text. */
  readonly kind: 'word' | 'quoted' | 'mark' | 'end' | 'done';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** White space, lines that go on, comments. */
const blank = /[ \t\r\f\v]+|\\\r?\n|#(?! ?xt_\w)[^\n]*/y;

/**
 * Versions of nft before 1.0.3 write what they cannot say as a comment (`# xt_recent`), and the rule goes on after it. A colon is
 * part of a word in an address only, and else stands between an element of a map and its value (`22:accept`).
 */
const token =
  /("[^"\n]*"?)|# ?(xt_\w+)|([\n;])|(==|!=|<=|>=|<<|>>|[{}(),=<>&|^!])|(@(?:ll|nh|th|ih),\d+,\d+|(?:[0-9a-fA-F]{0,4}:){2,}[\w:.%/-]*|[^\s{}(),;="#<>&|^!:]+)|([\s\S])/y;

/** Tokens one after the other, with one ahead. */
export class Tokens {
  readonly text: string;
  #ahead: Token;
  #last = 0;

  constructor(text: string) {
    this.text = text;
    this.#ahead = this.#read(0);
  }

  get ahead(): Token {
    return this.#ahead;
  }

  /** Where the last token that was taken ends. */
  get last(): number {
    return this.#last;
  }

  take(): Token {
    const taken = this.#ahead;
    this.#last = taken.end;
    if (taken.kind !== 'done') this.#ahead = this.#read(taken.end);
    return taken;
  }

  /** Takes the token that is ahead if it is this word or mark. */
  takes(text: string): boolean {
    const { kind, text: ahead } = this.#ahead;
    if (ahead !== text || (kind !== 'word' && kind !== 'mark')) return false;
    this.take();
    return true;
  }

  /** True if a statement ends here. */
  get atEnd(): boolean {
    const { kind, text } = this.#ahead;
    return kind === 'end' || kind === 'done' || (kind === 'mark' && text === '}');
  }

  skipEnds(): void {
    while (this.#ahead.kind === 'end') this.take();
  }

  /** Goes to the end of a statement, over what is in braces. */
  skipStatement(): void {
    for (let depth = 0; ; this.take()) {
      const { kind, text } = this.#ahead;
      if (kind === 'done' || (depth === 0 && this.atEnd)) return;
      if (kind === 'mark' && text === '{') depth += 1;
      if (kind === 'mark' && text === '}') depth -= 1;
    }
  }

  /** Takes all up to the brace that closes one that was taken. */
  skipBlock(): void {
    for (let depth = 1; depth > 0; ) {
      const { kind, text } = this.take();
      if (kind === 'done') return;
      if (kind === 'mark' && text === '{') depth += 1;
      if (kind === 'mark' && text === '}') depth -= 1;
    }
  }

  #read(from: number): Token {
    let start = from;
    for (blank.lastIndex = start; blank.test(this.text); blank.lastIndex = start) start = blank.lastIndex;
    token.lastIndex = start;
    const [all = '', quoted, xt, end, mark, word] = token.exec(this.text) ?? [];
    if (all === '') return { kind: 'done', text: '', start, end: start };
    if (quoted !== undefined) {
      return { kind: 'quoted', text: quoted.replace(/^"|"$/g, ''), start, end: start + all.length };
    }
    if (xt !== undefined) return { kind: 'word', text: xt, start, end: start + all.length };
    if (end !== undefined) return { kind: 'end', text: end, start, end: start + all.length };
    if (mark !== undefined) return { kind: 'mark', text: mark, start, end: start + all.length };
    if (word === undefined) return { kind: 'mark', text: all, start, end: start + all.length };
    const text = /[^:]:$/.test(word) ? word.slice(0, -1) : word;
    return { kind: 'word', text, start, end: start + text.length };
  }
}
