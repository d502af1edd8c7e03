/** Why FRR cannot read a line, as the end of a sentence. */
import { nearest } from '../../../lib/nearest.ts';
import type { RouterLine } from '../../../lib/router/lines.ts';
import { type NodeName, readLine } from './grammar/index.ts';
import { mostWords, type Outcome } from './grammar/match.ts';

/** Where it goes wrong, and why. */
export interface Fault {
  readonly word: number | undefined;
  readonly why: string;
}

/** Words that people misspell, in the places where they stand. */
const words = [
  ...['neighbor', 'remote-as', 'peer-group', 'route-map', 'prefix-list', 'address-family', 'activate', 'password'],
  ...['ebgp-multihop', 'update-source', 'graceful-restart', 'router', 'router-id', 'unicast', 'timers', 'passive'],
  ...['ttl-security', 'maximum-prefix', 'next-hop-self', 'route-reflector-client', 'soft-reconfiguration', 'inbound'],
  ...[
    'exit-address-family',
    'redistribute',
    'connected',
    'network',
    'permit',
    'listen',
    'range',
    'external',
    'internal',
  ],
  ...['disable-connected-check', 'shutdown', 'description', 'allowas-in', 'as-override', 'send-community', 'evpn'],
];

export function faultOf(
  line: RouterLine,
  outcome: Exclude<Outcome, { readonly is: 'match' }>,
  node: NodeName | undefined,
): Fault {
  if (outcome.is === 'ambiguous') return { word: undefined, why: 'it may be short for several commands' };
  if (line.words.length > mostWords) return { word: undefined, why: 'it has more words than FRR accepts' };
  const { read, short } = outcome;
  if (short && read >= line.words.length) return { word: undefined, why: 'it ends too early' };
  const at = line.words[read];
  if (at === undefined) return { word: undefined, why: 'FRR has no such command here' };
  const before = shownWords(line, read);
  if (isPassword(line, read)) return { word: read, why: 'a password is one word, and this one has more' };
  const text = at.secret ? '…' : at.text;
  const near = at.secret ? undefined : nearest(at.text, words, 2);
  const meant =
    near !== undefined && near !== at.text && fits(line, read, near, node) ? `; did you mean \`${near}\`?` : '';
  const where = before === '' ? 'no command begins' : `\`${before}\` cannot continue`;
  return { word: read, why: `${where} with \`${text}\`${meant}` };
}

function shownWords(line: RouterLine, count: number): string {
  return line.words
    .slice(0, count)
    .map(({ text, secret }) => (secret ? '…' : text))
    .join(' ');
}

function isPassword({ words: all }: RouterLine, read: number): boolean {
  return read > 3 && all[2] !== undefined && 'password'.startsWith(all[2].text) && all[0]?.text !== 'no';
}

/** True if the line can be read further with another word in its place. */
function fits(line: RouterLine, read: number, word: string, node: NodeName | undefined): boolean {
  if (node === undefined) return true;
  const texts = line.words.map(({ text }, i) => (i === read ? word : text));
  const outcome = readLine(node, texts);
  return outcome.is === 'match' || (outcome.is === 'none' && outcome.read > read);
}
