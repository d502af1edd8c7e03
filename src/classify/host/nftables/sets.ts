/** What sets hold, named ones and those that stand in rules. */

import type { Element, Expression, NamedSet } from '../../../lib/nftables/syntax.ts';
import type { Values } from '../../firewall/chains/values.ts';
import type { Kind } from './keys.ts';
import { valuesOf } from './values.ts';

/** `undefined` elements: nothing is known of them. `dynamic`: they change while it is in use. */
export interface Contents {
  readonly elements: readonly Element[] | undefined;
  readonly dynamic: boolean;
}

/** Elements that variables in variables may come to: a stranger's double with each. */
const mostElements = 4_000_000;

export class Sets {
  readonly #named: ReadonlyMap<string, NamedSet>;
  readonly #budget: { elements: number };
  readonly #flat = new Map<readonly Element[], readonly Element[] | undefined>();
  readonly #values = new Map<readonly Element[], Map<Kind, Values>>();

  constructor(named: ReadonlyMap<string, NamedSet>, budget = { elements: mostElements }) {
    this.#named = named;
    this.#budget = budget;
  }

  /** Undefined for what is no set. */
  contentsOf(expression: Expression): Contents | undefined {
    if (expression.is === 'elements') return { elements: this.#flatten(expression.elements), dynamic: false };
    if (expression.is !== 'named') return undefined;
    const set = this.#named.get(expression.name);
    return { elements: set && this.#flatten(set.elements), dynamic: set?.dynamic ?? false };
  }

  /** The keys of elements, as values of a kind: made once for all rules that ask for a set. */
  valuesOf(kind: Kind, elements: readonly Element[]): Values {
    const made = this.#values.get(elements) ?? new Map<Kind, Values>();
    this.#values.set(elements, made);
    const values =
      made.get(kind) ??
      valuesOf(
        kind,
        elements.map(({ key }) => key),
      );
    made.set(kind, values);
    return values;
  }

  /** With the elements of variables in the place of these. */
  #flatten(elements: readonly Element[]): readonly Element[] | undefined {
    if (this.#flat.has(elements)) return this.#flat.get(elements);
    this.#budget.elements -= elements.length;
    if (this.#budget.elements < 0) return undefined;
    // A set that holds itself is none of nft's: variables name what was defined before.
    let flat: readonly Element[] | undefined = elements;
    if (elements.some(({ key }) => isNest(key))) {
      const made: Element[] = [];
      for (const element of elements) {
        const inner = element.key.is === 'elements' ? this.#flatten(element.key.elements) : itemsOf(element);
        if (inner === undefined) {
          flat = undefined;
          break;
        }
        this.#budget.elements -= inner.length;
        for (const one of inner) made.push(one);
        if (this.#budget.elements < 0) break;
      }
      if (flat !== undefined && this.#budget.elements >= 0) flat = made;
      else flat = undefined;
    }
    this.#flat.set(elements, flat);
    return flat;
  }
}

/** The values that one element of a set or a variable stands for: `define ports = 22, 80`. */
function itemsOf({ key, data }: Element): readonly Element[] {
  return key.is === 'list' ? key.items.map((item) => ({ key: item, data })) : [{ key, data }];
}

const isNest = (key: Expression): boolean => key.is === 'elements' || key.is === 'list';
