/** Reads the tokens of PromQL for what selects metrics, and what stands around that. */
import type { Matcher, ReadExpression, ReadMetric, Under } from './expression.ts';
import type { Token } from './tokens.ts';

/** What is no PromQL. */
class Fault extends Error {}

/** Brackets within brackets: nobody writes more. */
const deepest = 100;

const signs: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^', '==', '!=', '<=', '>=', '<', '>']);
const grouping: ReadonlySet<string> = new Set(['by', 'without']);
const matching: ReadonlySet<string> = new Set(['on', 'ignoring', 'group_left', 'group_right']);
const numbers: ReadonlySet<string> = new Set(['inf', 'nan']);

const operators: ReadonlySet<string> = new Set([
  'count_values',
  ...[
    'avg',
    'bottomk',
    'count',
    'group',
    'limitk',
    'limit_ratio',
    'max',
    'min',
    'quantile',
    'stddev',
    'stdvar',
    'sum',
    'topk',
  ],
]);

const nothing: { readonly [name: string]: Under } = { absent: 'absent', absent_over_time: 'absent', scalar: 'scalar' };

type Found = { -readonly [key in keyof ReadMetric]: ReadMetric[key] };

export class Reader {
  readonly #tokens: readonly Token[];
  readonly #metrics: Found[] = [];
  readonly #patterns: string[] = [];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** What the expression reads; undefined where it is none. */
  read(): ReadExpression | undefined {
    try {
      this.#either();
      if (this.#next.kind !== 'end') return undefined;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return undefined;
    }
    return { metrics: this.#metrics, patterns: this.#patterns };
  }

  get #next(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #is(text: string): boolean {
    return this.#next.kind !== 'text' && this.#next.text.toLowerCase() === text;
  }

  /** Takes a word or a sign, if it is next. */
  #take(text: string): boolean {
    const is = this.#is(text);
    if (is) this.#at++;
    return is;
  }

  #must(text: string): void {
    if (!this.#take(text)) throw new Fault(text);
  }

  /** `a or b`: what is on both sides may be missing. */
  #either(): void {
    if (++this.#depth > deepest) throw new Fault('too deep');
    const start = this.#metrics.length;
    this.#both();
    let isAny = false;
    while (this.#take('or')) {
      isAny = true;
      this.#modifiers();
      this.#both();
    }
    if (isAny) this.#mark(start, 'or');
    this.#depth--;
  }

  /** `a and b`, `a unless b`. */
  #both(): void {
    this.#chain();
    for (;;) {
      const isUnless = this.#is('unless');
      if (!isUnless && !this.#is('and')) return;
      this.#at++;
      this.#modifiers();
      const start = this.#metrics.length;
      this.#chain();
      if (isUnless) this.#mark(start, 'unless');
    }
  }

  /** Operands with signs between them, which all are there or nothing is. */
  #chain(): void {
    this.#operand();
    while ((this.#next.kind === 'sign' && signs.has(this.#next.text)) || this.#is('atan2')) {
      this.#at++;
      this.#take('bool');
      this.#modifiers();
      this.#operand();
    }
  }

  #modifiers(): void {
    while (this.#next.kind === 'word' && matching.has(this.#next.text.toLowerCase())) {
      const isGroup = this.#next.text.toLowerCase().startsWith('group');
      this.#at++;
      if (!isGroup || this.#is('(')) this.#labels();
    }
  }

  #operand(): void {
    while (this.#take('-') || this.#take('+'));
    const start = this.#metrics.length;
    this.#primary();
    for (;;) {
      if (this.#take('[')) {
        while (!this.#take(']')) this.#inRange();
        for (const metric of this.#metrics.slice(start)) metric.ranged = true;
      } else if (this.#take('offset')) this.#duration();
      else if (this.#take('@')) this.#instant();
      else return;
    }
  }

  #inRange(): void {
    const { kind, text } = this.#next;
    if (kind === 'end' || text === '[') throw new Fault('range');
    this.#at++;
  }

  #duration(): void {
    while (this.#take('-') || this.#take('+'));
    if (this.#next.kind !== 'number') throw new Fault('duration');
    this.#at++;
  }

  #instant(): void {
    if (this.#take('start') || this.#take('end')) {
      this.#must('(');
      this.#must(')');
    } else this.#duration();
  }

  #primary(): void {
    const { kind, text } = this.#next;
    if (kind === 'number' || kind === 'text') this.#at++;
    else if (this.#take('(')) {
      this.#either();
      this.#must(')');
    } else if (this.#is('{')) this.#selector();
    else if (kind !== 'word') throw new Fault(text);
    else if (numbers.has(text.toLowerCase())) this.#at++;
    else this.#word();
  }

  /** An aggregation, a function, or a metric. */
  #word(): void {
    const { text } = this.#next;
    const after = this.#tokens[this.#at + 1];
    const opens = after?.kind === 'sign' && after.text === '(';
    const groups = after?.kind === 'word' && grouping.has(after.text.toLowerCase());
    if (opens || (groups && operators.has(text.toLowerCase()))) this.#call(text);
    else this.#selector();
  }

  #call(text: string): void {
    this.#at++;
    this.#grouping();
    const start = this.#metrics.length;
    this.#must('(');
    for (let isFirst = true; !this.#take(')'); isFirst = false) {
      if (!isFirst) this.#must(',');
      this.#either();
    }
    this.#grouping();
    const under = Object.hasOwn(nothing, text) ? nothing[text] : undefined;
    if (under !== undefined) this.#mark(start, under);
  }

  #grouping(): void {
    if (this.#take('by') || this.#take('without')) this.#labels();
  }

  #labels(): void {
    this.#must('(');
    while (!this.#take(')')) {
      if (this.#next.kind !== 'word' && this.#next.kind !== 'text') throw new Fault('label');
      this.#at++;
      if (!this.#is(')')) this.#must(',');
    }
  }

  #selector(): void {
    const named: { readonly name: string; readonly from: number; readonly to: number }[] = [];
    const matchers: Matcher[] = [];
    if (this.#next.kind === 'word') {
      const { text: name, from, to } = this.#next;
      named.push({ name, from, to });
      this.#at++;
    }
    if (this.#take('{')) {
      while (!this.#take('}')) {
        const label = this.#next;
        if (label.kind !== 'word' && label.kind !== 'text') throw new Fault('label');
        this.#at++;
        const operator = this.#next.text;
        if (['=', '!=', '=~', '!~'].includes(operator)) {
          this.#at++;
          const value = this.#next;
          if (value.kind !== 'text' && value.kind !== 'number') throw new Fault('value');
          this.#at++;
          const inner = value.kind === 'text' ? unquoted(value) : { name: value.text, from: value.from, to: value.to };
          const of = label.kind === 'text' ? unquoted(label).name : label.text;
          if (of !== '__name__') matchers.push({ label: of, operator, value: inner.name });
          else if (operator === '=') named.push(inner);
          else if (operator === '=~') this.#patterns.push(inner.name);
        } else if (label.kind === 'text') named.push(unquoted(label));
        else throw new Fault('matcher');
        if (!this.#is('}')) this.#must(',');
      }
    }
    for (const one of named) this.#metrics.push({ ...one, ranged: false, under: [], matchers });
  }

  /** What a part of the expression stands under: from the outside to the inside. */
  #mark(start: number, under: Under): void {
    for (const metric of this.#metrics.slice(start)) {
      if (metric.under[0] !== under) metric.under = [under, ...metric.under];
    }
  }
}

function unquoted({ text, from, to }: Token): { readonly name: string; readonly from: number; readonly to: number } {
  return { name: text.slice(1, -1), from: from + 1, to: to - 1 };
}
