/** Rulesets of nftables as they are written, from text or from JSON (nft(8), libnftables-json(5)). What they mean is said elsewhere. */

/** Where something is written: offsets in a text, or the number of an entry in the list of JSON (and the next one). */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Ruleset {
  /** In the order in which they come first. */
  readonly tables: readonly Table[];
  /** What was not understood, and belongs to no rule: it may have changed any of them. */
  readonly unread: readonly Unread[];
}

export interface Unread {
  readonly place: Place;
  readonly text: string;
}

export interface Table {
  /** Where its name stands first. */
  readonly place: Place;
  readonly family: string;
  readonly name: string;
  /** A dormant table's chains are at no hook. */
  dormant: boolean;
  readonly chains: Map<string, Chain>;
  /** Sets and maps. */
  readonly sets: Map<string, NamedSet>;
}

export interface Chain {
  readonly name: string;
  place: Place;
  base: Base | undefined;
  /** Where the policy is written; undefined for the default, accept. */
  policy: { readonly verdict: string; readonly place: Place } | undefined;
  rules: Rule[];
  /** Rules that stand before those, the last one first. */
  inserted: Rule[];
}

/** What puts a chain at a hook. */
export interface Base {
  readonly type: string;
  readonly hook: string;
  /** Undefined where it is no number and no name that nft(8) has. */
  readonly priority: number | undefined;
  /** Of the family netdev, and of ingress: what passes these devices alone. */
  readonly devices: readonly string[];
}

export interface NamedSet {
  readonly name: string;
  readonly isMap: boolean;
  elements: Element[];
  /** True where rules or programs change it while it is in use (`flags timeout`, `flags dynamic`). */
  dynamic: boolean;
  place: Place;
}

export interface Rule {
  readonly place: Place;
  readonly statements: readonly Statement[];
}

export type Statement =
  | { readonly is: 'match'; readonly left: Expression; readonly op: Operator; readonly right: Expression }
  /** A verdict by a map: where it has no entry the rule does not match. */
  | { readonly is: 'vmap'; readonly key: Expression; readonly map: Expression }
  | { readonly is: 'verdict'; readonly verdict: Verdict }
  | { readonly is: 'set'; readonly key: string; readonly value: Expression }
  | { readonly is: 'notrack' }
  /** What iptables-nft has put there and nft cannot say: a match or a target, by its name. */
  | { readonly is: 'extension'; readonly kind: 'match' | 'target' | 'unknown'; readonly name: string }
  /** Puts a part of the packet into a set; with a limit, which may not be kept to, it is a condition, too. */
  | { readonly is: 'update'; readonly key: Expression; readonly isCondition: boolean }
  /** A condition on what no ruleset tells: how often, how much, at random. */
  | { readonly is: 'condition'; readonly text: string }
  /** Nothing that a verdict depends on: counter, log. */
  | { readonly is: 'nothing' }
  | { readonly is: 'unknown'; readonly text: string };

/** `in`: none is written, and of flags any will do, where `==` wants these and no others. `!`: none of these flags. */
export type Operator = 'in' | '==' | '!=' | '!' | '<' | '>' | '<=' | '>=';

export interface Verdict {
  /** `nat`: the source is changed; `redirect`: the packet goes elsewhere; `other`: what becomes of it no ruleset tells. */
  readonly name:
    | 'accept'
    | 'drop'
    | 'reject'
    | 'continue'
    | 'return'
    | 'jump'
    | 'goto'
    | 'queue'
    | 'nat'
    | 'redirect'
    | 'other';
  /** The chain of jump and goto; what reject answers with. */
  readonly detail: string;
}

export type Expression =
  /** What a packet has: `tcp dport`, `ct state`, `meta iifname`. */
  | { readonly is: 'key'; readonly name: string }
  /** A number, an address, a prefix, a name: whatever it is depends on the key. */
  | { readonly is: 'value'; readonly text: string }
  | { readonly is: 'range'; readonly from: string; readonly to: string }
  /** Flags with commas between them: any of them. */
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'elements'; readonly elements: readonly Element[] }
  | { readonly is: 'named'; readonly name: string }
  | { readonly is: 'concatenation'; readonly parts: readonly Expression[] }
  | { readonly is: 'binary'; readonly op: string; readonly left: Expression; readonly right: Expression }
  | { readonly is: 'verdict'; readonly verdict: Verdict }
  | { readonly is: 'any' }
  | { readonly is: 'unknown'; readonly text: string };

/** An element of a set, or an entry of a map. */
export interface Element {
  readonly key: Expression;
  readonly data: Expression | undefined;
}

/** Priorities that have a name (nft(8), table 6). */
const priorities: { readonly [name: string]: number } = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
};

/** Those of the family bridge (table 7). */
const bridgePriorities: { readonly [name: string]: number } = { dstnat: -300, filter: -200, out: 100, srcnat: 300 };

/** The number of a priority: `filter`, `filter + 10`, `-150`; undefined if it is none. */
export function priority(text: string, family: string): number | undefined {
  const [, name = '', sign, offset] = /^\s*(-?\w+)\s*(?:([+-])\s*(\d+))?\s*$/.exec(text) ?? [];
  const names = family === 'bridge' ? bridgePriorities : priorities;
  const base = /^-?\d+$/.test(name) ? Number(name) : Object.hasOwn(names, name) ? names[name] : undefined;
  if (base === undefined || offset === undefined) return base;
  return sign === '-' ? base - Number(offset) : base + Number(offset);
}

/** The rules of a chain in the order in which they are asked. */
export function rulesOf({ inserted, rules }: Chain): readonly Rule[] {
  return inserted.length === 0 ? rules : [...[...inserted].reverse(), ...rules];
}

/** `inet filter` */
export const tableName = ({ family, name }: Table): string => `${family} ${name}`;
