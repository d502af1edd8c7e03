/** What sets hold, named ones and those that stand in rules. */

import { getOrMake } from '../../../lib/maps.ts';
import type { Element, Expression, NamedSet } from '../../../lib/nftables/syntax.ts';
import type { Lookup } from '../../firewall/chains/ruleset.ts';
import type { Values } from '../../firewall/chains/values.ts';
import type { Key, Kind } from './keys.ts';
import { valuesOf } from './values.ts';

/** `undefined` elements: nothing is known of them. `dynamic`: they change while it is in use. */
export interface Contents {
  readonly elements: readonly Element[] | undefined;
  readonly dynamic: boolean;
}

/** Elements that variables in variables may come to: a stranger's double with each. */
const mostElements = 4_000_000;

/** Variables that hold others. */
const deepest = 64;

export class Sets {
  readonly #named: ReadonlyMap<string, NamedSet>;
  readonly #budget: { elements: number };
  readonly #flat = new Map<readonly Element[], readonly Element[] | undefined>();
  readonly #entries = new Map<readonly Element[], Map<string, Lookup['entries']>>();
  readonly #otherwise = new Map<readonly Element[], { readonly element: Element | undefined }>();
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
    const made = getOrMake(this.#values, elements, () => new Map<Kind, Values>());
    return getOrMake(made, kind, () => {
      const keys = elements.map(({ key }) => key);
      // In a set several states together are one value, which no packet has.
      return valuesOf(kind, kind === 'ct_state' ? keys.filter(({ is }) => is === 'value') : keys);
    });
  }

  /** Entries of a lookup, made once for all rules that ask for a set by the same keys. */
  entriesOf(elements: readonly Element[], keys: readonly Key[], make: () => Lookup['entries']): Lookup['entries'] {
    const made = getOrMake(this.#entries, elements, () => new Map<string, Lookup['entries']>());
    return getOrMake(made, keys.map((key) => (key.is === 'field' ? `${key.field} ${key.kind}` : key.is)).join(), make);
  }

  /** The element of a map that fits where no other does. */
  otherwiseOf(elements: readonly Element[]): Element | undefined {
    return getOrMake(this.#otherwise, elements, () => ({ element: elements.find(({ key }) => key.is === 'any') }))
      .element;
  }

  /** With the elements of variables in the place of these; undefined for more than anybody writes. */
  #flatten(elements: readonly Element[], depth = 0): readonly Element[] | undefined {
    if (this.#flat.has(elements)) return this.#flat.get(elements);
    const flat = elements.some(({ key }) => isNest(key)) ? this.#nested(elements, depth) : elements;
    this.#flat.set(elements, flat);
    return flat;
  }

  #nested(elements: readonly Element[], depth: number): readonly Element[] | undefined {
    if (depth > deepest) return undefined;
    const flat: Element[] = [];
    for (const { key, data } of elements) {
      const inner = key.is === 'elements' ? this.#flatten(key.elements, depth + 1) : keysOf(key);
      this.#budget.elements -= inner?.length ?? 0;
      if (inner === undefined || this.#budget.elements < 0) return undefined;
      for (const one of inner) flat.push(data === undefined ? one : { key: one.key, data });
    }
    return flat;
  }
}

/** What one element stands for; a variable may hold several: `define ports = 22, 80`. */
function keysOf(key: Expression): readonly Element[] {
  return (key.is === 'list' ? key.items : [key]).map((one) => ({ key: one, data: undefined }));
}

const isNest = (key: Expression): boolean => key.is === 'elements' || key.is === 'list';
