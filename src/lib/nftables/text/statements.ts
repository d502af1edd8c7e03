/** A rule of nft's language: one statement after the other. */
import type { Expression, Operator, Rule, Statement } from '../syntax.ts';
import { type Definitions, Expressions } from './expressions.ts';
import { takeCondition, takeCount, takeIdle } from './idle.ts';
import type { Tokens } from './tokens.ts';
import { takeVerdict } from './verdicts.ts';

/** Operators, and the words for them. */
const operators: { readonly [text: string]: Operator } = {
  '==': '==',
  '!=': '!=',
  '!': '!',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
};

/** Takes a rule up to the end of its statement, whatever is in it. */
export function takeRule(tokens: Tokens, definitions: Definitions): Rule {
  const { start } = tokens.ahead;
  const expressions = new Expressions(tokens, definitions);
  const statements: Statement[] = [];
  while (!tokens.atEnd) {
    const statement = takeStatement(tokens, expressions);
    if (statement !== undefined) statements.push(statement);
  }
  return { place: { start, end: tokens.last }, statements };
}

/** Undefined for what decides nothing. */
function takeStatement(tokens: Tokens, expressions: Expressions): Statement | undefined {
  const { kind, text } = tokens.ahead;
  if (kind === 'word') {
    const special = takeSpecial(tokens, expressions, text);
    if (special !== 'none') return special;
  }
  const left = expressions.takeLeft();
  if (left === undefined) return unknown(tokens.take().text);
  if (left.is === 'key' && left.name === 'ct count') {
    takeCount(tokens);
    return { is: 'condition', text: left.name };
  }
  if (tokens.takes('set')) return takeChange(left, expressions);
  if (tokens.takes('vmap')) return { is: 'vmap', key: left, map: expressions.takeValue() };
  return takeMatch(tokens, expressions, left);
}

function takeSpecial(tokens: Tokens, expressions: Expressions, text: string): Statement | undefined | 'none' {
  const verdict = takeVerdict(tokens);
  if (verdict?.name === 'continue') return undefined;
  if (verdict !== undefined) {
    // An option of it, or a comment: nft refuses statements after a verdict.
    const hasRules = tokens.ahead.text === '{' && tokens.ahead.kind === 'mark';
    tokens.skipStatement();
    return hasRules ? unknown(`${text} {`) : { is: 'verdict', verdict };
  }
  if (tokens.takes('notrack')) return { is: 'notrack' };
  if (tokens.takes('xt')) return takeExtension(tokens);
  if (text.startsWith('xt_')) return { is: 'extension', kind: 'unknown', name: tokens.take().text.slice(3) };
  return takeIdle(tokens, expressions) ?? takeCondition(tokens) ?? 'none';
}

/** `xt match recent`, `xt target "MARK"`. */
function takeExtension(tokens: Tokens): Statement {
  const kind = tokens.ahead.text;
  if (kind !== 'match' && kind !== 'target') return unknown('xt');
  tokens.take();
  const { kind: is } = tokens.ahead;
  return { is: 'extension', kind, name: is === 'word' || is === 'quoted' ? tokens.take().text : '' };
}

function takeChange(left: Expression, expressions: Expressions): Statement {
  const value = expressions.takeChange();
  return left.is === 'key' ? { is: 'set', key: left.name, value } : unknown('set');
}

function takeMatch(tokens: Tokens, expressions: Expressions, left: Expression): Statement {
  const { kind, text } = tokens.ahead;
  const op = kind !== 'quoted' && Object.hasOwn(operators, text) ? operators[tokens.take().text] : undefined;
  const right = expressions.takeValues();
  if (!tokens.takes('/')) return { is: 'match', left, op: op ?? 'in', right };
  const masked: Expression = { is: 'binary', op: '&', left, right: expressions.takeValues() };
  return { is: 'match', left: masked, op: op ?? '==', right };
}

const unknown = (text: string): Statement => ({ is: 'unknown', text });
