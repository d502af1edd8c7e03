/** Reads a selector up to its end, or up to the first token that cannot stand where it does. */
import { type Kind, type Token, tokenAt } from './tokens.ts';
import type { Selector } from './tree.ts';

/** What the parser looks for when it stops. */
export type State = 'operand' | 'operator' | 'string' | 'set' | 'member' | 'more' | 'connective' | 'depth';

/** Where and why the parser stops. */
export interface Stop {
  readonly state: State;
  readonly token: Token;
  /** In the states `operator`, `string`, `set`, `member` and `more`: the label of the condition. */
  readonly label?: Token;
  /** True if a `!` stands before the operand. */
  readonly negated: boolean;
  /** How many parentheses are open. */
  readonly depth: number;
  /** In the states `member` and `more`: the offset of the `{`. */
  readonly brace?: number;
}

/**
 * How many parentheses may be open at once. Calico has no bound but the 1024 characters of the field; without one here
 * a selector could exhaust the stack.
 */
export const maxDepth = 100;

/** Reads a selector as Calico's parser does (projectcalico/calico libcalico-go/lib/selector/parser/parser.go). */
export function readSelector(text: string): Selector | Stop {
  return new Reader(text).read();
}

/** Tells a stop from a tree. */
export function isStop(result: Selector | Stop): result is Stop {
  return 'state' in result;
}

class Reader {
  readonly #text: string;
  #token: Token;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#token = tokenAt(text, 0, false);
  }

  read(): Selector | Stop {
    if (this.#at('end')) return { op: 'all' };
    const tree = this.#either();
    return isStop(tree) || this.#at('end') ? tree : this.#stop('connective');
  }

  #at(kind: Kind): boolean {
    return this.#token.kind === kind;
  }

  #advance(): Token {
    const token = this.#token;
    this.#token = tokenAt(this.#text, token.end, token.kind === 'label');
    return token;
  }

  #stop(state: State, more: Partial<Stop> = {}): Stop {
    return { state, token: this.#token, negated: false, depth: this.#depth, ...more };
  }

  #either(): Selector | Stop {
    return this.#chain('or', () => this.#chain('and', () => this.#operand()));
  }

  #chain(op: 'and' | 'or', next: () => Selector | Stop): Selector | Stop {
    const first = next();
    if (isStop(first) || !this.#at(op)) return first;
    const of = [first];
    while (this.#at(op)) {
      this.#advance();
      const tree = next();
      if (isStop(tree)) return tree;
      of.push(tree);
    }
    return { op, of };
  }

  #operand(): Selector | Stop {
    let negated = false;
    let marked = false;
    // Calico counts the marks of a run, so that `!!x` is `x` and no `not` of a `not`.
    while (this.#at('not')) {
      this.#advance();
      negated = !negated;
      marked = true;
    }
    const tree = this.#plain(marked);
    return isStop(tree) || !negated ? tree : { op: 'not', of: tree };
  }

  #plain(negated: boolean): Selector | Stop {
    const { kind, value } = this.#token;
    if (kind === 'all' || kind === 'global') {
      this.#advance();
      return { op: kind };
    }
    if (kind === 'has') {
      this.#advance();
      return { op: 'has', label: value };
    }
    if (kind === '(') return this.#parenthesis();
    if (kind === 'label') return this.#condition(negated);
    return this.#stop('operand', { negated });
  }

  #parenthesis(): Selector | Stop {
    if (this.#depth >= maxDepth) return this.#stop('depth');
    this.#advance();
    this.#depth++;
    const tree = this.#either();
    if (isStop(tree)) return tree;
    if (!this.#at(')')) return this.#stop('connective');
    this.#advance();
    this.#depth--;
    return tree;
  }

  #condition(negated: boolean): Selector | Stop {
    const label = this.#advance();
    const op = this.#token.kind;
    switch (op) {
      case 'eq':
      case 'ne':
      case 'contains':
      case 'starts-with':
      case 'ends-with': {
        this.#advance();
        if (!this.#at('string')) return this.#stop('string', { label, negated });
        return { op, label: label.value, value: this.#advance().value };
      }
      case 'in':
      case 'not-in': {
        this.#advance();
        const values = this.#set(label, negated);
        return Array.isArray(values) ? { op, label: label.value, values } : values;
      }
      default:
        return this.#stop('operator', { label, negated });
    }
  }

  #set(label: Token, negated: boolean): string[] | Stop {
    const brace = this.#token.start;
    if (!this.#at('{')) return this.#stop('set', { label, negated });
    this.#advance();
    const values: string[] = [];
    let state: State = 'member';
    while (this.#at('string')) {
      values.push(this.#advance().value);
      state = 'more';
      if (!this.#at(',')) break;
      this.#advance();
      state = 'member';
    }
    if (!this.#at('}')) return this.#stop(state, { label, negated, brace });
    this.#advance();
    return values;
  }
}
