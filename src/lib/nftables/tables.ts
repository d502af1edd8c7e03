/** The tables of a ruleset while it is read: a command may add to what others made, and take it away. */
import type { Chain, NamedSet, Place, Ruleset, Table, Unread } from './syntax.ts';

const families = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev']);

export const isFamily = (text: string): boolean => families.has(text);

export class Tables {
  readonly #tables = new Map<string, Table>();
  readonly #unread: Unread[] = [];

  table(family: string, name: string, place: Place): Table {
    const key = `${family} ${name}`;
    const made = this.#tables.get(key) ?? { place, family, name, dormant: false, chains: new Map(), sets: new Map() };
    this.#tables.set(key, made);
    return made;
  }

  chain(table: Table, name: string, place: Place): Chain {
    const made = table.chains.get(name) ?? { name, place, base: undefined, policy: undefined, rules: [], inserted: [] };
    table.chains.set(name, made);
    return made;
  }

  set(table: Table, name: string, isMap: boolean, place: Place): NamedSet {
    const made = table.sets.get(name) ?? { name, isMap, elements: [], dynamic: false, place };
    table.sets.set(name, made);
    return made;
  }

  /** Takes away all tables, those of a family, or one. */
  delete(family: string | undefined, name: string | undefined): void {
    for (const [key, table] of this.#tables) {
      if ((family ?? table.family) === table.family && (name ?? table.name) === table.name) this.#tables.delete(key);
    }
  }

  unread(place: Place, text: string): void {
    this.#unread.push({ place, text });
  }

  ruleset(): Ruleset {
    return { tables: [...this.#tables.values()], unread: this.#unread };
  }
}
