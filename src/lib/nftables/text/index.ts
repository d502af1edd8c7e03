/** Texts of nft: what `nft list ruleset` prints, and what people write for `nft -f` (nft(8)). */
import type { Chain, Expression, Ruleset, Table } from '../syntax.ts';
import { isFamily, Tables } from '../tables.ts';
import { Blocks } from './blocks.ts';
import { Expressions } from './expressions.ts';
import { takeRule } from './statements.ts';
import { Tokens } from './tokens.ts';

/** Reads a text. What it does not understand is in the ruleset as such. Places are offsets in the text. */
export function readText(text: string): Ruleset {
  const reader = new Reader(text);
  reader.read();
  return reader.tables.ruleset();
}

/** Commands that change nothing: what is listed, and what happens to counters. */
const idle = new Set(['list', 'reset', 'describe', 'monitor', 'export']);

/** Objects whose making decides nothing. */
const objects = new Set([
  'counter',
  'counters',
  'quota',
  'quotas',
  'limit',
  'limits',
  'flowtable',
  'ct',
  'secmark',
  'synproxy',
]);

/** Commands that take something away. Files that people write have one or two. */
const mostAway = 1000;

class Reader {
  readonly tables = new Tables();
  readonly #tokens: Tokens;
  readonly #definitions = new Map<string, Expression>();
  readonly #blocks: Blocks;
  #away = 0;

  constructor(text: string) {
    this.#tokens = new Tokens(text);
    this.#blocks = new Blocks(this.#tokens, this.tables, this.#definitions);
  }

  read(): void {
    const tokens = this.#tokens;
    for (;;) {
      tokens.skipEnds();
      if (tokens.ahead.kind === 'done') return;
      const { start } = tokens.ahead;
      if (!this.#takeCommand()) {
        tokens.skipStatement();
        // A brace that closes nothing.
        if (tokens.ahead.kind === 'mark') tokens.take();
        const end = tokens.last;
        this.tables.unread({ start, end }, tokens.text.slice(start, Math.min(end, start + 60)).trim());
      }
      tokens.skipStatement();
    }
  }

  /** False for what is not understood. */
  #takeCommand(): boolean {
    const tokens = this.#tokens;
    const { text, start } = tokens.take();
    if (text === 'define' || text === 'redefine') return this.#takeDefinition();
    if (text === 'undefine') return this.#definitions.delete(tokens.take().text);
    if (text === 'table') return this.#takeObject('table', start);
    if (text === 'add' || text === 'create') return this.#takeObject(tokens.take().text, start);
    if (text === 'insert' || text === 'replace') return this.#takeObject(`${text} ${tokens.take().text}`, start);
    if (text === 'flush' || text === 'delete' || text === 'destroy') return this.#takeAway(text === 'flush');
    return idle.has(text);
  }

  #takeDefinition(): boolean {
    const tokens = this.#tokens;
    const name = tokens.take().text;
    if (!tokens.takes('=')) return false;
    const value = new Expressions(tokens, this.#definitions).takeValues();
    this.#definitions.set(name, value);
    return value.is !== 'unknown';
  }

  /** A table, chain, rule or set, which commands make and blocks describe. */
  #takeObject(kind: string, start: number): boolean {
    const tokens = this.#tokens;
    if (objects.has(kind)) return true;
    // `add element` and its like may leave out the family.
    const table = this.#takeTable(start);
    if (table === undefined) return false;
    if (kind === 'table') {
      if (tokens.takes('{')) this.#blocks.takeTable(table);
      return true;
    }
    const name = tokens.ahead.kind === 'word' ? tokens.take().text : '';
    const place = { start, end: tokens.last };
    if (kind === 'chain') {
      const chain = this.tables.chain(table, name, place);
      if (tokens.takes('{')) this.#blocks.takeChain(table, chain);
      return true;
    }
    if (kind === 'set' || kind === 'map') {
      const set = this.tables.set(table, name, kind === 'map', place);
      if (tokens.takes('{')) this.#blocks.takeSet(set);
      return true;
    }
    if (kind === 'element') {
      const set = this.tables.set(table, name, false, place);
      this.#blocks.add(set, this.#blocks.takeElements());
      return true;
    }
    return this.#takeRule(kind, table, name, start);
  }

  #takeRule(kind: string, table: Table, name: string, start: number): boolean {
    const tokens = this.#tokens;
    if (kind !== 'rule' && kind !== 'insert rule') return false;
    const chain = this.tables.chain(table, name, { start, end: tokens.last });
    // After or before another rule, which numbers name that only the kernel gives.
    if (['handle', 'position', 'index'].includes(tokens.ahead.text)) return false;
    const rule = { ...takeRule(tokens, this.#definitions), place: { start, end: tokens.last } };
    if (kind === 'rule') chain.rules.push(rule);
    else chain.inserted.push(rule);
    return true;
  }

  /** `flush ruleset`, `flush chain inet filter input`, `delete table inet filter`. */
  #takeAway(keeps: boolean): boolean {
    const tokens = this.#tokens;
    const kind = tokens.take().text;
    if (objects.has(kind)) return true;
    // Each looks at all that there is so far.
    this.#away += 1;
    if (this.#away > mostAway) return false;
    if (kind === 'ruleset') {
      this.tables.delete(isFamily(tokens.ahead.text) ? tokens.take().text : undefined, undefined);
      return true;
    }
    const table = this.#takeTable();
    if (table === undefined) return false;
    if (kind === 'table') {
      if (keeps) for (const chain of table.chains.values()) empty(chain);
      else this.tables.delete(table.family, table.name);
      return true;
    }
    const name = tokens.ahead.kind === 'word' ? tokens.take().text : '';
    if (kind === 'chain') {
      const chain = table.chains.get(name);
      if (chain !== undefined) empty(chain);
      if (!keeps) table.chains.delete(name);
      return true;
    }
    if (kind === 'set' || kind === 'map') {
      const set = table.sets.get(name);
      if (set !== undefined) set.elements = [];
      return true;
    }
    return false;
  }

  #takeTable(start = this.#tokens.ahead.start): Table | undefined {
    const tokens = this.#tokens;
    const { text } = tokens.ahead;
    const family = isFamily(text) ? tokens.take().text : 'ip';
    if (tokens.ahead.kind !== 'word' && tokens.ahead.kind !== 'quoted') return undefined;
    const name = tokens.take();
    return this.tables.table(family, name.text, { start, end: name.end });
  }
}

function empty(chain: Chain): void {
  chain.rules = [];
  chain.inserted = [];
}
