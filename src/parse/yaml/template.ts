import { firstWhere } from '../../lib/search.ts';
import type { Span } from '../../model/document.ts';

/**
 * A template's expression in a text: `{{ … }}`, `{% … %}` or `{# … #}` within one line, or one that the line leaves open; or a
 * variable, `${NAME}`.
 */
export interface Expression extends Span {
  /** What a variable stands for is a scalar: where one is, the text is no template. */
  readonly variable: boolean;
  /** Outside of quotes and block scalars it makes, or may make, lines: the text is no YAML until it is rendered. */
  readonly control: boolean;
}

const openers = /\{[{%#]/g;
const openersAndVariables = /\{[{%#]|\$\{(?=[A-Za-z_])/g;
const closers: { readonly [opener: string]: string } = { '{{': '}}', '{%': '%}', '{#': '#}', '${': '}' };
/** The length of an expression that the line leaves open: it has no end, and is left as it is. */
const unclosed = 2;
const control =
  /^(?:\{[%#]|\{\{$|\{\{-?\s*(?:\/\*|\$\w*\s*:?=|(?:if|else|end|range|with|define|block|template|break|continue)(?![\w.])))/;
/** Functions whose result is several lines. */
const structure = /\b(?:toYaml|nindent|indent)\b/;

/** True if a text may hold expressions. */
export function mayHoldExpressions(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** True if a text may hold variables. */
export function mayHoldVariables(text: string): boolean {
  return text.includes('${');
}

/**
 * All expressions of a text, in its order, and its variables if they are asked for. Each look for a closer ends where it is, so
 * that the text is read once.
 */
export function findExpressions(
  text: string,
  { variables = false }: { readonly variables?: boolean } = {},
): readonly Expression[] {
  const opening = variables ? openersAndVariables : openers;
  const found: Expression[] = [];
  const ends = new Map(Object.values(closers).map((closer) => [closer, -1]));
  let newline = -1;
  /** Behind the last expression, or the last line end before the next one. */
  let before = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [opener] = match;
    const start = match.index;
    const closer = closers[opener] ?? '';
    if (newline < start) {
      before = Math.max(before, text.lastIndexOf('\n', start - 1) + 1);
      newline = next(text, '\n', start);
    }
    // An expression is never empty.
    const known = ends.get(closer) ?? -1;
    const close = known < start + 3 ? next(text, closer, start + 3) : known;
    ends.set(closer, close);
    const end = close < newline ? close + closer.length : start + unclosed;
    if (end > start + unclosed || opener !== '{#') {
      const variable = opener === '${';
      found.push({ start, end, variable, control: !variable && isControl(text, before, { start, end }) });
    }
    opening.lastIndex = end;
    before = end;
  }
  return found;
}

/** The offset of `part` at or behind `from`; the text's length if it is not there. */
function next(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at === -1 ? text.length : at;
}

const ytt =
  /^[ \t]*#@[ \t]+(?:(?:load|if|for|def|end|else|elif)\b|\w+ *=)|^[ \t]*#@(?:data|overlay|schema|library|yaml)\/|[:-][ \t]+#@[ \t]+\S/m;

/** True for a template of ytt, which is YAML whose comments say what its values are (carvel.dev/ytt, Syntax). */
export function isYtt(text: string): boolean {
  return text.includes('#@') && ytt.test(text);
}

/** The name of the engine that a text is written for. */
export function engineOf(text: string): string {
  if (isYtt(text)) return 'ytt template';
  return /\{[%#]/.test(text) ? 'Jinja template' : 'Helm or Go template';
}

/** @param before where the line starts, or what stands before the expression in it ends */
function isControl(text: string, before: number, { start, end }: Span): boolean {
  const source = text.slice(start, end);
  if (control.test(source) || structure.test(source)) return true;
  return /^\{\{-?\s*(?:include|tpl|partial)\b/.test(source) && isAlone(text, before, { start, end });
}

const blanks = /[^\S\n]*/y;

/** True if nothing else stands in the line. Looks no further than to the first that does, so that no line is read twice. */
function isAlone(text: string, before: number, { start, end }: Span): boolean {
  if (before > 0 && text[before - 1] !== '\n') return false;
  const isLineEnd = (at: number) => at === text.length || text[at] === '\n';
  return blanksEnd(text, before) === start && isLineEnd(blanksEnd(text, end));
}

function blanksEnd(text: string, from: number): number {
  blanks.lastIndex = from;
  blanks.test(text);
  return blanks.lastIndex;
}

/**
 * Stands in for expressions with characters that mean nothing to YAML and JSON, as many as the expression has, so that
 * every offset stays what it was. Each stand-in spells the number of its expression in characters of Unicode's private
 * use area that the text does not hold.
 */
export class Mask {
  readonly expressions: readonly Expression[];
  readonly #original: string;
  readonly #head: string;
  readonly #pad: string;
  readonly #digits: readonly string[];

  constructor(original: string, expressions: readonly Expression[]) {
    this.#original = original;
    this.expressions = expressions;
    const used = new Set(original.match(/[\ue000-\uf8ff]/g));
    const unused: string[] = [];
    for (let code = 0xe000; code <= 0xf8ff; code++) {
      const character = String.fromCharCode(code);
      if (!used.has(character)) unused.push(character);
    }
    const [head = '\ue000', pad = '\ue001', ...digits] = unused;
    this.#head = head;
    this.#pad = pad;
    this.#digits = digits;
  }

  /** The text with every closed expression replaced by `standIn`, which must keep its length. */
  apply(standIn: (index: number, length: number) => string = (index, length) => this.standIn(index, length)): string {
    const pieces: string[] = [];
    let done = 0;
    for (const [index, { start, end }] of this.expressions.entries()) {
      if (end - start === unclosed) continue;
      pieces.push(this.#original.slice(done, start), standIn(index, end - start));
      done = end;
    }
    pieces.push(this.#original.slice(done));
    return pieces.join('');
  }

  /** At least three characters for the expression of a number; it stays masked if the text leaves too few to spell it. */
  standIn(index: number, length: number): string {
    const base = this.#digits.length;
    const high = this.#digits[Math.floor(index / base)] ?? this.#pad;
    return (this.#head + high + (this.#digits[index % base] ?? this.#pad)).padEnd(length, this.#pad);
  }

  /** True if a piece of the masked text, or a value read from it, holds a stand-in. */
  holds(text: string): boolean {
    return text.includes(this.#head);
  }

  /** The text with the original expressions. */
  restore(text: string): string {
    return text.replace(new RegExp(`${this.#head}(.)(.)${this.#pad}*`, 'g'), (source, high: string, low: string) => {
      const index = this.#digits.indexOf(high) * this.#digits.length + this.#digits.indexOf(low);
      const found = this.expressions[index];
      return found ? this.#original.slice(found.start, found.end) : source;
    });
  }
}

/** The expressions of one document that its scalars and comments do not hide. */
export class BareExpressions {
  readonly #bare: Expression[] = [];
  /** Those in the document; the ones before `#next` are passed, since spans are hidden in the order of the text. */
  readonly #all: readonly Expression[];
  #next = 0;

  constructor(expressions: readonly Expression[], span: Span) {
    this.#all = expressions.slice(firstFrom(expressions, span.start), firstFrom(expressions, span.end));
  }

  /** What stands in `span`, a comment, a block scalar or a quoted one, is part of it. */
  hide(span: Span): void {
    for (let at = this.#all[this.#next]; at && at.start < span.end; at = this.#all[++this.#next]) {
      if (at.start < span.start) this.#bare.push(at);
    }
  }

  /** True if there are any beyond those that were hidden, variables apart. */
  hasAny(): boolean {
    return this.#bare.some((at) => !at.variable) || this.#all.slice(this.#next).some((at) => !at.variable);
  }

  hasControl(): boolean {
    return this.#bare.some((at) => at.control) || this.#all.slice(this.#next).some((at) => at.control);
  }
}

/** The index of the first expression at or behind an offset. */
function firstFrom(expressions: readonly Expression[], offset: number): number {
  return firstWhere(expressions, ({ start }) => start >= offset);
}
