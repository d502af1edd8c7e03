/** What `nft -j list ruleset` prints, and `nft -j -f` reads (libnftables-json(5)). */
import type { Json, JsonObject } from '../../../model/document.ts';
import { at, isObject, text } from '../../json.ts';
import { type Place, priority, type Ruleset, type Table } from '../syntax.ts';
import { Tables } from '../tables.ts';
import { elementsOf, scalar } from './expressions.ts';
import { statementOf } from './statements.ts';

/** True for a value that is a list of nft's. */
export function isNftables(value: Json): value is JsonObject & { readonly nftables: readonly Json[] } {
  return isObject(value) && Array.isArray(value['nftables']);
}

/** Reads a list of nft's. The places are numbers of its entries. What it does not understand is in the ruleset as such. */
export function readJson(list: readonly Json[]): Ruleset {
  const reader = new Reader();
  for (const [i, entry] of list.entries()) {
    if (!isObject(entry)) continue;
    const place = { start: i, end: i + 1 };
    if (!reader.take(entry, place)) reader.tables.unread(place, JSON.stringify(entry).slice(0, 60));
  }
  return reader.tables.ruleset();
}

/** What decides nothing by itself. */
const idle = new Set([
  'metainfo',
  'flowtable',
  'counter',
  'quota',
  'limit',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'secmark',
  'synproxy',
  'tunnel',
  'list',
  'reset',
]);

class Reader {
  readonly tables = new Tables();

  /** False for what is not understood. */
  take(entry: JsonObject, place: Place): boolean {
    const [name = ''] = Object.keys(entry);
    const value = at(entry, [name]);
    if (idle.has(name)) return true;
    if (name === 'add' || name === 'create') return isObject(value) && this.take(value, place);
    if (name === 'flush' || name === 'delete' || name === 'destroy') return this.#takeAway(name === 'flush', value);
    if (name === 'insert') return this.#takeRule(at(value, ['rule']), place, true);
    if (!isObject(value)) return false;
    switch (name) {
      case 'table':
        return this.#takeTable(value, place);
      case 'chain':
        return this.#takeChain(value, place);
      case 'rule':
        return this.#takeRule(value, place, false);
      case 'set':
      case 'map':
      case 'meter':
      case 'element':
        return this.#takeSet(value, name, place);
      default:
        return false;
    }
  }

  #tableOf(value: Json | undefined, place: Place, nameKey: 'name' | 'table' = 'table'): Table {
    return this.tables.table(text(value, ['family']) || 'ip', text(value, [nameKey]), place);
  }

  /** nft 1.0.6 writes a flag of a table, and not which. */
  #takeTable(value: JsonObject, place: Place): boolean {
    const table = this.#tableOf(value, place, 'name');
    const flags = flagsOf(value).filter((flag) => flag !== 'owner' && flag !== 'persist');
    if (flags.includes('dormant')) table.dormant = true;
    return table.dormant || flags.length === 0;
  }

  #takeChain(value: JsonObject, place: Place): boolean {
    const table = this.#tableOf(value, place);
    const chain = this.tables.chain(table, text(value, ['name']), place);
    const hook = text(value, ['hook']);
    if (hook === '') return true;
    // Versions of nft do not tell the device: then it is any, or none.
    const dev = at(value, ['dev']) ?? (hook === 'ingress' || hook === 'egress' ? untold : null);
    chain.base = {
      type: text(value, ['type']),
      hook,
      priority: priority(scalar(at(value, ['prio'])), table.family),
      devices: Array.isArray(dev) ? dev.map((one: Json) => scalar(one)) : scalar(dev) === '' ? [] : [scalar(dev)],
    };
    const policy = text(value, ['policy']);
    chain.policy = policy === '' ? undefined : { verdict: policy, place };
    return true;
  }

  #takeRule(value: Json | undefined, place: Place, isFirst: boolean): boolean {
    const statements = at(value, ['expr']);
    // After or before another rule, which numbers name that only the kernel gives.
    if (!Array.isArray(statements) || (isFirst && at(value, ['handle']) !== undefined)) return false;
    const chain = this.tables.chain(this.#tableOf(value, place), text(value, ['chain']), place);
    const rule = { place, statements: statements.map((one: Json) => statementOf(one)) };
    if (isFirst) chain.inserted.push(rule);
    else chain.rules.push(rule);
    return true;
  }

  #takeSet(value: JsonObject, kind: string, place: Place): boolean {
    const set = this.tables.set(this.#tableOf(value, place), text(value, ['name']), kind === 'map', place);
    const flags = flagsOf(value);
    if (kind === 'meter' || flags.includes('timeout') || flags.includes('dynamic')) set.dynamic = true;
    const elements = at(value, ['elem']);
    if (Array.isArray(elements)) for (const element of elementsOf(elements)) set.elements.push(element);
    return true;
  }

  #takeAway(keeps: boolean, value: Json | undefined): boolean {
    if (!isObject(value)) return false;
    if (Object.hasOwn(value, 'ruleset')) {
      this.tables.delete(text(value, ['ruleset', 'family']) || undefined, undefined);
      return true;
    }
    const table = value['table'];
    if (table === undefined || keeps) return false;
    this.tables.delete(text(table, ['family']) || 'ip', text(table, ['name']));
    return true;
  }
}

/** In the place of a name of a device. */
const untold = '?';

function flagsOf(value: JsonObject): readonly string[] {
  const flags = value['flags'] ?? [];
  return Array.isArray(flags) ? flags.map((flag: Json) => scalar(flag)) : [scalar(flags)];
}
