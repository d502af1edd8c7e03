/** Statements with options, by which no packet is let through or dropped: counters, logs, limits. */
import type { Statement } from '../syntax.ts';
import type { Expressions } from './expressions.ts';
import type { Tokens } from './tokens.ts';

/** How many words follow an option; `unit`: one, and one more if it is a unit. */
type Options = { readonly [word: string]: number | 'unit' };

const units = /^(?:packets|[kmg]?bytes)(?:\/\w+)?$/;

const idle: { readonly [word: string]: Options } = {
  counter: { packets: 1, bytes: 1, name: 1 },
  log: { prefix: 1, level: 1, group: 1, snaplen: 1, 'queue-threshold': 1 },
  last: { used: 1 },
  dup: { to: 1, device: 1 },
  flow: { add: 1, offload: 1 },
  comment: {},
};

const conditions: { readonly [word: string]: Options } = {
  limit: { rate: 'unit', over: 'unit', until: 'unit', burst: 'unit', name: 1 },
  quota: { over: 'unit', until: 'unit', used: 'unit', name: 1 },
};

const updates = new Set(['add', 'update', 'delete', 'set', 'meter']);

/** Takes what decides nothing. Undefined where something else is ahead, and nothing was taken. */
export function takeIdle(tokens: Tokens, expressions: Expressions): Statement | undefined {
  const { text } = tokens.ahead;
  if (Object.hasOwn(idle, text)) {
    tokens.take();
    if (text === 'comment' || text === 'counter') takeQuoted(tokens);
    takeOptions(tokens, idle[text] ?? {});
    if (text === 'log' && tokens.takes('flags')) takeLogFlags(tokens);
    if (text === 'log') takeOptions(tokens, idle[text] ?? {});
    return { is: 'nothing' };
  }
  return updates.has(text) ? takeUpdate(tokens, expressions) : undefined;
}

/** Takes a condition on what no ruleset tells. */
export function takeCondition(tokens: Tokens): Statement | undefined {
  const { text } = tokens.ahead;
  if (!Object.hasOwn(conditions, text)) return undefined;
  tokens.take();
  if (/^\d/.test(tokens.ahead.text)) takeAmount(tokens);
  takeOptions(tokens, conditions[text] ?? {});
  return { is: 'condition', text };
}

/** `over 10`, `10`: of `ct count`. */
export function takeCount(tokens: Tokens): void {
  tokens.takes('over');
  if (tokens.ahead.kind === 'word') tokens.take();
}

function takeOptions(tokens: Tokens, options: Options): void {
  for (;;) {
    const { kind, text } = tokens.ahead;
    const follows = kind === 'word' && Object.hasOwn(options, text) ? options[text] : undefined;
    if (follows === undefined) return;
    tokens.take();
    if (follows === 'unit') {
      // `rate over 10/second`
      if (tokens.ahead.text === 'over' || tokens.ahead.text === 'until') continue;
      takeAmount(tokens);
    } else if (!tokens.atEnd) tokens.take();
  }
}

function takeAmount(tokens: Tokens): void {
  if (tokens.ahead.kind === 'word') tokens.take();
  if (tokens.ahead.kind === 'word' && units.test(tokens.ahead.text)) tokens.take();
}

function takeQuoted(tokens: Tokens): void {
  if (tokens.ahead.kind === 'quoted') tokens.take();
}

/** `all`, `skuid`, `tcp sequence,options`. */
function takeLogFlags(tokens: Tokens): void {
  const { text } = tokens.ahead;
  tokens.take();
  if (text !== 'tcp' && text !== 'ip') return;
  do {
    if (tokens.ahead.kind === 'word') tokens.take();
  } while (tokens.takes(','));
}

/**
 * `update @seen { ip saddr limit rate over 10/second }`, `meter seen size 100 { ip saddr limit rate 10/second }`, and as it was
 * written once: `set add ip saddr @seen`.
 */
function takeUpdate(tokens: Tokens, expressions: Expressions): Statement {
  const { text: word } = tokens.take();
  const isOld = word === 'set';
  if (isOld && !tokens.atEnd) tokens.take();
  while (!isOld && !tokens.atEnd && tokens.ahead.text !== '{') tokens.take();
  const hasBlock = tokens.takes('{');
  const key = expressions.takeLeft() ?? { is: 'unknown', text: word };
  let isCondition = word === 'meter';
  for (let depth = hasBlock ? 1 : 0; hasBlock ? depth > 0 : !tokens.atEnd; ) {
    const { kind, text } = tokens.take();
    if (kind === 'done') break;
    if (text === 'limit' || text === 'quota' || text === 'count') isCondition = true;
    if (kind === 'mark' && text === '{') depth += 1;
    if (kind === 'mark' && text === '}') depth -= 1;
    if (!hasBlock && text.startsWith('@')) break;
  }
  return { is: 'update', key, isCondition };
}
