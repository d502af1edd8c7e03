/** What becomes of a packet. */
import type { Verdict } from '../syntax.ts';
import type { Tokens } from './tokens.ts';

/** Statements after which nothing of their chain is asked, with options that run to the end of the statement. */
const names: { readonly [word: string]: Verdict['name'] } = {
  accept: 'accept',
  drop: 'drop',
  reject: 'reject',
  continue: 'continue',
  return: 'return',
  jump: 'jump',
  goto: 'goto',
  queue: 'queue',
  masquerade: 'nat',
  snat: 'nat',
  dnat: 'redirect',
  redirect: 'redirect',
  tproxy: 'redirect',
  fwd: 'redirect',
  synproxy: 'other',
};

/** Takes a verdict with what belongs to it; undefined if none is ahead, where nothing was taken. */
export function takeVerdict(tokens: Tokens): Verdict | undefined {
  const { kind, text } = tokens.ahead;
  const name = kind === 'word' && Object.hasOwn(names, text) ? names[text] : undefined;
  if (name === undefined) return undefined;
  tokens.take();
  if (name === 'jump' || name === 'goto') return { name, detail: takeTarget(tokens) };
  if (name === 'reject') return { name, detail: takeReject(tokens) };
  if (name === 'queue') takeQueue(tokens);
  return { name, detail: '' };
}

/** The chain: a name, or rules that stand here and have none. */
function takeTarget(tokens: Tokens): string {
  const { kind } = tokens.ahead;
  return kind === 'word' || kind === 'quoted' ? tokens.take().text : '';
}

/** `with tcp reset`, `with icmpx type port-unreachable`, `with icmp port-unreachable`. */
function takeReject(tokens: Tokens): string {
  if (!tokens.takes('with')) return '';
  const words: string[] = [];
  while (tokens.ahead.kind === 'word' && words.length < 3 && !isEnding(tokens.ahead.text)) {
    const { text } = tokens.take();
    if (text !== 'type') words.push(text);
  }
  return words.join('-');
}

function takeQueue(tokens: Tokens): void {
  while (!tokens.atEnd && !isEnding(tokens.ahead.text) && tokens.ahead.text !== ',') tokens.take();
}

/** What may stand after a verdict. */
function isEnding(text: string): boolean {
  return text === 'comment' || text === 'timeout' || text === 'expires';
}
