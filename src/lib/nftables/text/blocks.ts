/** What stands in the braces of a table: chains, sets and maps, and what rules do not ask for. */
import { append } from '../../lists.ts';
import type { Chain, Element, NamedSet, Table } from '../syntax.ts';
import { priority } from '../syntax.ts';
import type { Tables } from '../tables.ts';
import { type Definitions, Expressions } from './expressions.ts';
import { takeRule } from './statements.ts';
import type { Tokens } from './tokens.ts';

/** Objects of a table that decide nothing by themselves. */
const objects = new Set(['counter', 'quota', 'limit', 'flowtable', 'ct', 'secmark', 'synproxy', 'tunnel', 'meter']);

export class Blocks {
  readonly #tokens: Tokens;
  readonly #tables: Tables;
  readonly #definitions: Definitions;

  constructor(tokens: Tokens, tables: Tables, definitions: Definitions) {
    this.#tokens = tokens;
    this.#tables = tables;
    this.#definitions = definitions;
  }

  /** A table's, whose opening brace was taken. */
  takeTable(table: Table): void {
    const tokens = this.#tokens;
    for (;;) {
      tokens.skipEnds();
      if (tokens.takes('}') || tokens.ahead.kind === 'done') return;
      const { start, text } = tokens.take();
      if (text === 'chain') {
        const name = this.#takeName();
        const chain = this.#tables.chain(table, name, { start, end: tokens.last });
        if (tokens.takes('{')) this.takeChain(table, chain);
      } else if (text === 'set' || text === 'map') {
        const name = this.#takeName();
        const set = this.#tables.set(table, name, text === 'map', { start, end: tokens.last });
        if (tokens.takes('{')) this.takeSet(set);
      } else if (text === 'flags') {
        if (tokens.ahead.text.includes('dormant')) table.dormant = true;
        tokens.skipStatement();
      } else {
        if (!objects.has(text) && text !== 'comment') this.#unread(start);
        tokens.skipStatement();
      }
      if (!tokens.atEnd) this.#unread(tokens.ahead.start);
      tokens.skipStatement();
    }
  }

  /** A chain's. */
  takeChain(table: Table, chain: Chain): void {
    const tokens = this.#tokens;
    for (;;) {
      tokens.skipEnds();
      if (tokens.takes('}') || tokens.ahead.kind === 'done') return;
      const { start, text } = tokens.ahead;
      if (tokens.takes('type')) this.#takeBase(table, chain, start);
      else if (tokens.takes('policy')) {
        chain.policy = { verdict: tokens.take().text, place: { start, end: tokens.last } };
      } else if (text === 'comment' || text === 'devices' || text === 'flags') tokens.skipStatement();
      else if (tokens.ahead.text === '}') continue;
      else chain.rules.push(takeRule(tokens, this.#definitions));
      tokens.skipStatement();
    }
  }

  /** A set's or map's. */
  takeSet(set: NamedSet): void {
    const tokens = this.#tokens;
    for (;;) {
      tokens.skipEnds();
      if (tokens.takes('}') || tokens.ahead.kind === 'done') return;
      const { text } = tokens.ahead;
      if (tokens.takes('elements')) {
        tokens.takes('=');
        this.add(set, this.takeElements());
      } else {
        tokens.take();
        while (!tokens.atEnd) {
          const { text: word } = tokens.ahead;
          if (text === 'flags' && (word === 'timeout' || word === 'dynamic')) set.dynamic = true;
          tokens.take();
        }
        if (text === 'timeout') set.dynamic = true;
      }
      tokens.skipStatement();
    }
  }

  /** Elements in braces, or a variable that has some; undefined for anything else. */
  takeElements(): readonly Element[] | undefined {
    const value = new Expressions(this.#tokens, this.#definitions).takeValue();
    return value.is === 'elements' ? value.elements : undefined;
  }

  add(set: NamedSet, elements: readonly Element[] | undefined): void {
    if (elements === undefined) set.dynamic = true;
    else for (const element of elements) set.elements.push(element);
  }

  /** `filter hook input priority filter + 10`, and a device before the priority or instead of it. */
  #takeBase(table: Table, chain: Chain, start: number): void {
    const tokens = this.#tokens;
    const words: string[] = [];
    const devices: string[] = [];
    while (!tokens.atEnd) {
      if (words.at(-1) === 'device') devices.push(this.#takeResolved());
      else if (words.at(-1) === 'devices' && tokens.takes('=')) append(devices, this.#takeDevices());
      else {
        words.push(this.#takeResolved());
        continue;
      }
      words.pop();
    }
    chain.place = { start, end: tokens.last };
    const at = words.indexOf('priority');
    const hook = words[words.indexOf('hook') + 1] ?? '';
    chain.base = {
      type: words[0] ?? '',
      hook,
      priority: priority(words.slice(at + 1).join(' '), table.family),
      devices,
    };
  }

  /** `{ eth0, eth1 }` */
  #takeDevices(): readonly string[] {
    const elements = this.takeElements();
    return elements === undefined ? ['*'] : elements.map(({ key }) => (key.is === 'value' ? key.text : '*'));
  }

  #takeResolved(): string {
    const { text } = this.#tokens.take();
    const named = text.startsWith('$') ? this.#definitions.get(text.slice(1)) : undefined;
    return named?.is === 'value' ? named.text : text;
  }

  #takeName(): string {
    const { kind } = this.#tokens.ahead;
    return kind === 'word' || kind === 'quoted' ? this.#tokens.take().text : '';
  }

  #unread(start: number): void {
    const tokens = this.#tokens;
    this.#tables.unread(
      { start, end: tokens.ahead.end },
      tokens.text.slice(start, Math.min(start + 60, tokens.ahead.end)),
    );
  }
}
