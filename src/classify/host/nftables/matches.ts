/** Matches of nft's language as statements of the shared model. */

import type { Expression, Operator } from '../../../lib/nftables/syntax.ts';
import type { Field, Lookup, Match, Statement } from '../../firewall/chains/ruleset.ts';
import { number, numbers, unknownValues, type Values, words } from '../../firewall/chains/values.ts';
import { type Key, type Kind, keyOf } from './keys.ts';
import type { Sets } from './sets.ts';
import { bitsOf, greatest, valuesOf } from './values.ts';

type FieldKey = Key & { is: 'field' };

export const unknown: Statement = { is: 'unknown' };
export const sometimes: Statement = { is: 'sometimes' };
/** Holds for no packet of BGP. */
export const never: Statement = { is: 'match', field: 'family', values: numbers(), negated: false };

/** The statements that a match comes down to. */
export function matchOf(left: Expression, op: Operator, right: Expression, sets: Sets): readonly Statement[] {
  if (left.is === 'concatenation') return concatenation(left.parts, op, right, sets);
  const [inner, mask] = left.is === 'binary' && left.op === '&' ? [left.left, left.right] : [left, undefined];
  if (inner.is !== 'key') return [unknown];
  const key = keyOf(inner.name);
  if (key.is === 'never') return [never];
  if (key.is === 'unknown') return [unknown];
  if (key.is === 'sometimes') return [...key.needs, sometimes];
  // nft 1.0.6 lists `ct state == established,related`, which no packet meets, as `ct state established | related`, and reads that
  // as either.
  if (isState(key) && mask === undefined && op === 'in' && right.is === 'binary') {
    return [...key.needs, ofStates(key, op, right), sometimes];
  }
  return [...key.needs, mask === undefined ? plain(key, op, right, sets) : masked(key, mask, op, right, sets)];
}

const isState = ({ kind }: FieldKey): boolean => kind === 'ct_state' || kind === 'ct_status';

function plain(key: FieldKey, op: Operator, right: Expression, sets: Sets): Statement {
  const contents = sets.contentsOf(right);
  if (contents !== undefined) {
    if (op !== 'in' && op !== '==' && op !== '!=') return unknown;
    const { elements, dynamic } = contents;
    if (elements === undefined) return unknown;
    // Which addresses are in it now nobody knows; but nobody knows either whether one is a node's.
    if (dynamic) return key.kind === 'address' || key.kind === 'name' ? sometimes : unknown;
    return match(key, sets.valuesOf(key.kind, elements), op === '!=');
  }
  switch (key.kind) {
    case 'tcp_flags':
      return ofFlags(key, op, bitsOf(key.kind, right));
    case 'ct_state':
    case 'ct_status':
      return ofStates(key, op, right);
    case 'port':
    case 'protocol':
    case 'family':
    case 'mark':
      return compared(key, op, right);
    default:
      return op === 'in' || op === '==' || op === '!=' ? match(key, valuesOf(key.kind, [right]), op === '!=') : unknown;
  }
}

function compared(key: FieldKey, op: Operator, right: Expression): Statement {
  if (op === 'in' || op === '==' || op === '!=') return match(key, valuesOf(key.kind, [right]), op === '!=');
  const value = bitsOf(key.kind, right);
  const most = greatest[key.kind];
  if (value === undefined || most === undefined || key.kind === 'family') return unknown;
  switch (op) {
    case '<':
      return match(key, between(0, value - 1), false);
    case '<=':
      return match(key, between(0, value), false);
    case '>':
      return match(key, between(value + 1, most), false);
    case '>=':
      return match(key, between(value, most), false);
    default:
      return unknown;
  }
}

/** Without an operator one of the flags is enough; `==` and `!=` compare all of the field. */
function ofFlags(key: FieldKey, op: Operator, bits: number | undefined, mask = 255): Statement {
  if (bits === undefined) return unknown;
  if (op === 'in') return match(key, number(0, bits & mask), true);
  if (op === '!') return match(key, number(0, bits & mask), false);
  return op === '==' || op === '!=' ? match(key, number(bits, mask), op === '!=') : unknown;
}

/** A packet has one state, of which the field has a bit; of a status it may have several. */
function ofStates(key: FieldKey, op: Operator, right: Expression): Statement {
  const list = wordsIn(right);
  if (list === undefined) return unknown;
  if (op === 'in' || op === '!') return match(key, { are: 'words', words: list }, op === '!');
  if (key.kind === 'ct_status' || (op !== '==' && op !== '!=')) return unknown;
  return match(key, { are: 'words', words: list.length === 1 ? list : [] }, op === '!=');
}

function wordsIn(expression: Expression): readonly string[] | undefined {
  const found: string[] = [];
  const left: Expression[] = [expression];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.is === 'value' && !/^\d/.test(next.text)) found.push(next.text);
    else if (next.is === 'list') for (const item of next.items) left.push(item);
    else if (next.is === 'binary' && next.op === '|') left.push(next.left, next.right);
    else return undefined;
  }
  return found;
}

/** `meta mark & 0xff == 1`, `ct state & (established | related) != 0`. */
function masked(key: FieldKey, mask: Expression, op: Operator, right: Expression, sets: Sets): Statement {
  if (key.kind === 'address') return sometimes;
  if (isState(key)) {
    const isZero = right.is === 'value' && /^0(?:x0+)?$/.test(right.text);
    return isZero && (op === '!=' || op === '==') ? ofStates(key, op === '!=' ? 'in' : '!', mask) : unknown;
  }
  const under = bitsOf(key.kind, mask);
  if (under === undefined || greatest[key.kind] === undefined) return unknown;
  if (key.kind === 'tcp_flags' && sets.contentsOf(right) === undefined) {
    // With bits taken first, no operator means `==`.
    return op === '!' ? unknown : ofFlags(key, op === 'in' ? '==' : op, bitsOf(key.kind, right), under);
  }
  if (op !== 'in' && op !== '==' && op !== '!=') return unknown;
  const contents = sets.contentsOf(right);
  if (contents !== undefined && (contents.dynamic || contents.elements === undefined)) return unknown;
  const values = contents?.elements ? sets.valuesOf(key.kind, contents.elements) : valuesOf(key.kind, [right]);
  return values.are === 'numbers'
    ? match(key, { are: 'numbers', ranges: values.ranges, mask: under }, op === '!=')
    : unknown;
}

/** `ip saddr . tcp dport { 10.0.0.0/8 . 179 }`. */
function concatenation(
  parts: readonly Expression[],
  op: Operator,
  right: Expression,
  sets: Sets,
): readonly Statement[] {
  const keys = keysOf(parts);
  if (keys === undefined || (op !== 'in' && op !== '==' && op !== '!=')) return [unknown];
  if (keys.some((key) => key.is === 'never')) return [never];
  const needs = needsOf(keys);
  if (isPortsOfIptables(keys, right)) return [...needs, unknown];
  const contents = sets.contentsOf(right) ?? { elements: [{ key: right, data: undefined }], dynamic: false };
  const elements = contents.elements ?? [];
  const lookup: Lookup = {
    is: 'lookup',
    fields: fieldsOf(keys),
    entries: sets.entriesOf(elements, keys, () => elements.map(({ key }) => ({ keys: partsOf(key, keys) }))),
    negated: op === '!=',
    whole: contents.elements !== undefined && !contents.dynamic,
  };
  return [...needs, lookup];
}

/**
 * nft lists iptables-nft's `--ports` by what iptables 1.8 says of it, which leaves out `!` and makes 170:190 two ports: a set of
 * pairs, in each of which one is any port.
 */
function isPortsOfIptables([one, other]: readonly Key[], right: Expression): boolean {
  const isPort = (key: Key | undefined) => key?.is === 'field' && key.kind === 'port';
  const isAny = (part: Expression) => part.is === 'range' && part.from === '0' && part.to === '65535';
  return (
    isPort(one) &&
    isPort(other) &&
    right.is === 'elements' &&
    right.elements.every(({ key }) => key.is === 'concatenation' && key.parts.some(isAny))
  );
}

export function fieldsOf(keys: readonly Key[]): readonly Field[] {
  return keys.map((key) => (key.is === 'field' ? key.field : 'untold'));
}

export function keysOf(parts: readonly Expression[]): readonly Exclude<Key, { is: 'unknown' }>[] | undefined {
  const keys: Exclude<Key, { is: 'unknown' }>[] = [];
  for (const part of parts) {
    const key: Key = part.is === 'key' ? keyOf(part.name) : { is: 'unknown' };
    if (key.is === 'unknown') return undefined;
    keys.push(key);
  }
  return keys;
}

/** What all of them need, each once. */
export function needsOf(keys: readonly Exclude<Key, { is: 'unknown' }>[]): readonly Match[] {
  return [...new Set(keys.flatMap((key) => (key.is === 'never' ? [] : key.needs)))];
}

/** The values of an element for each key that is a field. */
export function partsOf(element: Expression, keys: readonly Key[]): readonly Values[] {
  const parts = element.is === 'concatenation' ? element.parts : keys.length === 1 ? [element] : undefined;
  return keys.map((key, i) => {
    const part = parts?.[i];
    return key.is !== 'field' || part === undefined ? unknownValues : exactly(key.kind, part);
  });
}

/** In a set several flags together are one value. */
function exactly(kind: Kind, part: Expression): Values {
  if ((kind === 'ct_state' || kind === 'ct_status') && part.is !== 'value') return words();
  return valuesOf(kind, [part]);
}

const between = (from: number, to: number): Values => (from <= to ? numbers([from, to]) : numbers());

const match = ({ field }: FieldKey, values: Values, negated: boolean): Match => ({
  is: 'match',
  field,
  values,
  negated,
});
