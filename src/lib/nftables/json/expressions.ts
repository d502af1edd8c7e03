/** Expressions as libnftables-json(5) writes them. */
import type { Json, JsonObject } from '../../../model/document.ts';
import { at, isObject, text } from '../../json.ts';
import type { Element, Expression, Verdict } from '../syntax.ts';

/** Brackets in brackets; what people write and nft prints has some three. */
const deepest = 32;

const unknown = (what: string): Expression => ({ is: 'unknown', text: what });

const key = (...words: readonly string[]): Expression => ({ is: 'key', name: words.filter(Boolean).join(' ') });

export function expressionOf(json: Json | undefined, depth = 0): Expression {
  if (depth > deepest || json === undefined || json === null) return unknown('');
  if (typeof json === 'string') {
    if (json === '*') return { is: 'any' };
    return json.startsWith('@') ? { is: 'named', name: json.slice(1) } : { is: 'value', text: json };
  }
  if (typeof json === 'number') return { is: 'value', text: String(json) };
  if (typeof json === 'boolean') return { is: 'value', text: json ? 'exists' : 'missing' };
  if (Array.isArray(json)) return { is: 'list', items: json.map((item: Json) => expressionOf(item, depth + 1)) };
  if (!isObject(json)) return unknown('');
  const verdict = verdictOf(json);
  if (verdict !== undefined) return { is: 'verdict', verdict };
  const [name = ''] = Object.keys(json);
  return structured(name, at(json, [name]), depth + 1);
}

function structured(name: string, value: Json | undefined, depth: number): Expression {
  const list: readonly Json[] = Array.isArray(value) ? value : [];
  switch (name) {
    case 'set':
      return { is: 'elements', elements: elementsOf(Array.isArray(value) ? value : [value ?? null], depth) };
    case 'elem':
      return expressionOf(at(value, ['val']), depth);
    case 'range':
      return { is: 'range', from: scalar(list[0]), to: scalar(list[1]) };
    case 'prefix':
      return { is: 'value', text: `${text(value, ['addr'])}/${scalar(at(value, ['len']))}` };
    case 'concat':
      return { is: 'concatenation', parts: list.map((part) => expressionOf(part, depth)) };
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
      return folded(
        name,
        list.map((operand) => expressionOf(operand, depth)),
      );
    default:
      return keyOf(name, value);
  }
}

/** From left to right. Newer versions of nft write more than two operands. */
function folded(op: string, [first = unknown(''), ...others]: readonly Expression[]): Expression {
  return others.reduce((left, right): Expression => ({ is: 'binary', op, left, right }), first);
}

function keyOf(name: string, value: Json | undefined): Expression {
  switch (name) {
    case 'payload':
      return at(value, ['base']) === undefined
        ? key(text(value, ['protocol']), text(value, ['field']))
        : key('raw', `@${text(value, ['base'])},${scalar(at(value, ['offset']))},${scalar(at(value, ['len']))}`);
    case 'meta':
    case 'socket':
    case 'osf':
    case 'ipsec':
      return key(name, text(value, ['key']) || name);
    case 'ct':
      return key(name, text(value, ['dir']), text(value, ['family']), text(value, ['key']));
    case 'rt':
      return key(name, text(value, ['family']), text(value, ['key']));
    case 'fib': {
      const flags = at(value, ['flags']);
      const words = Array.isArray(flags) ? flags.map((flag: Json) => scalar(flag)) : [scalar(flags)];
      return key(name, words.join(' . '), text(value, ['result']));
    }
    case 'exthdr':
      return key(name, text(value, ['name']));
    case 'tcp option':
    case 'ip option':
    case 'sctp chunk':
      return key(name, text(value, ['name']), text(value, ['field']));
    case 'numgen':
    case 'jhash':
    case 'symhash':
      return key(name);
    default:
      return unknown(name);
  }
}

/** Elements of a set, or entries of a map of verdicts, which are pairs. */
export function elementsOf(list: readonly Json[], depth = 0): Element[] {
  return list.map((item): Element => {
    const verdict = Array.isArray(item) && item.length === 2 && isObject(item[1]) ? verdictOf(item[1]) : undefined;
    if (verdict === undefined) return { key: expressionOf(item, depth), data: undefined };
    return { key: expressionOf(at(item, [0]), depth), data: { is: 'verdict', verdict } };
  });
}

/** Undefined for what is no verdict. */
export function verdictOf(json: JsonObject): Verdict | undefined {
  const [name = ''] = Object.keys(json);
  const value = at(json, [name]);
  switch (name) {
    case 'accept':
    case 'drop':
    case 'continue':
    case 'return':
      return { name, detail: '' };
    case 'jump':
    case 'goto':
      return { name, detail: text(value, ['target']) };
    case 'reject':
      return { name, detail: [text(value, ['type']), text(value, ['expr'])].join(' ').trim().replaceAll(' ', '-') };
    case 'queue':
      return { name, detail: '' };
    case 'snat':
    case 'masquerade':
      return { name: 'nat', detail: '' };
    case 'dnat':
    case 'redirect':
    case 'tproxy':
    case 'fwd':
      return { name: 'redirect', detail: '' };
    case 'synproxy':
      return { name: 'other', detail: '' };
    default:
      return undefined;
  }
}

export function scalar(json: Json | undefined): string {
  return typeof json === 'string' || typeof json === 'number' ? String(json) : '';
}
