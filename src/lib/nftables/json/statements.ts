/** Statements as libnftables-json(5) writes them. */
import type { Json } from '../../../model/document.ts';
import { at, isObject, text } from '../../json.ts';
import type { Operator, Statement } from '../syntax.ts';
import { expressionOf, verdictOf } from './expressions.ts';

const operators = new Set<string>(['in', '==', '!=', '!', '<', '>', '<=', '>=']);

/** What decides nothing and changes nothing that rules ask for. */
const idle = new Set([
  'counter',
  'log',
  'last',
  'dup',
  'flow',
  'comment',
  'secmark',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'tunnel',
]);

const conditions = new Set(['limit', 'quota', 'ct count']);

export function statementOf(json: Json): Statement {
  if (!isObject(json)) return unknown('');
  const [name = ''] = Object.keys(json);
  const value = at(json, [name]);
  const verdict = verdictOf(json);
  if (verdict?.name === 'continue') return { is: 'nothing' };
  if (verdict !== undefined) return { is: 'verdict', verdict };
  if (idle.has(name)) return { is: 'nothing' };
  if (conditions.has(name)) return { is: 'condition', text: name };
  switch (name) {
    case 'match':
      return matchOf(value);
    case 'vmap':
      return { is: 'vmap', key: expressionOf(at(value, ['key'])), map: expressionOf(at(value, ['data'])) };
    case 'mangle': {
      const key = expressionOf(at(value, ['key']));
      return key.is === 'key'
        ? { is: 'set', key: key.name, value: expressionOf(at(value, ['value'])) }
        : unknown('mangle');
    }
    case 'notrack':
      return { is: 'notrack' };
    case 'set':
    case 'map':
      return { is: 'update', key: expressionOf(at(value, ['elem'])), isCondition: hasCondition(value) };
    case 'meter':
      return { is: 'update', key: expressionOf(at(value, ['key'])), isCondition: true };
    case 'xt': {
      const kind = text(value, ['type']);
      return {
        is: 'extension',
        kind: kind === 'match' || kind === 'target' ? kind : 'unknown',
        name: text(value, ['name']),
      };
    }
    default:
      return unknown(name);
  }
}

function matchOf(value: Json | undefined): Statement {
  const op = text(value, ['op']) || '==';
  if (!operators.has(op)) return unknown(op);
  const [left, right] = [expressionOf(at(value, ['left'])), expressionOf(at(value, ['right']))];
  return { is: 'match', left, op: op as Operator, right };
}

/** `update @seen { ip saddr limit rate over 10/second }` */
function hasCondition(value: Json | undefined): boolean {
  const statements = at(value, ['stmt']);
  return Array.isArray(statements) && statements.some((one: Json) => statementOf(one).is === 'condition');
}

const unknown = (what: string): Statement => ({ is: 'unknown', text: what });
