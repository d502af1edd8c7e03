/** One row of a summary of neighbors. Columns are known by the words of the head: widths differ, and pasted text loses them. */
import type { Path } from '../../model/document.ts';
import type { Session } from './model.ts';
import { addressOf, asOf, stateOf } from './words.ts';

export interface Token {
  readonly text: string;
  readonly path: Path;
}

export interface Row {
  readonly session: Omit<Session, 'vrf'>;
  /** False where the text ends within it. */
  readonly isWhole: boolean;
}

/** `Neighbor V AS MsgRcvd …`; EOS may have a description before it, IOS-XR has `Spk`, SONiC an `h` too many. */
const head = /^\s*(?:Description\s+)?Neighb(?:or|hor)\s+(?:V|Spk)\s+AS\b/i;

export function isSummaryHead(text: string): boolean {
  return head.test(text);
}

/** Where the columns of a row are: the neighbor's index, whatever stands before it. -1 if it is no row. */
function neighborIn(tokens: readonly Token[]): number {
  for (let i = 0; i + 2 < tokens.length && i < 12; i++) {
    const isVersion = /^\d$/.test(tokens[i + 1]?.text ?? '');
    if (isVersion && asOf(tokens[i + 2]?.text ?? '') !== undefined && (i === 0 || isName(tokens[i]?.text ?? '')))
      return i;
  }
  return -1;
}

const isName = (text: string) => addressOf(bare(text)).address !== undefined || /\(\S+\)$/.test(text);

const bare = (text: string) => text.replace(/^\*/, '').replace(/\(.*$/, '');

/** True for a row, or for as much of one as shows that it is one. */
export function isSummaryRow(tokens: readonly Token[], columns: readonly string[]): boolean {
  if (isFailed(columns))
    return tokens.length >= 4 && /^\d+$/.test(tokens[1]?.text ?? '') && /^\d+$/.test(tokens[2]?.text ?? '');
  return neighborIn(tokens) >= 0;
}

/** `show bgp summary failed` lists what is not established, with the reason. */
const isFailed = (columns: readonly string[]) => columns[1]?.toLowerCase() === 'estdcnt';

/** Reads a row of which `isSummaryRow` is true. */
export function rowOf(tokens: readonly Token[], columns: readonly string[]): Row {
  if (isFailed(columns)) return failedRow(tokens);
  const start = neighborIn(tokens);
  const from = columns.findIndex((word) => /^neighb/i.test(word));
  const column = (name: RegExp) => {
    const index = columns.findIndex((word) => name.test(word));
    return index === -1 ? undefined : start + index - from;
  };
  const at = (index: number | undefined) => (index === undefined ? undefined : tokens[index]);
  const state = column(/^(?:state|st\/)/i);
  const asToken = at(column(/^as$/i));
  const localAs = at(column(/^localas$/i));
  const since = at(column(/^up\/down$/i));
  const said = at(state);
  const reason = at(state === undefined ? undefined : state + 1);
  const isLong =
    reason !== undefined &&
    /^\(.*\)$/.test(reason.text) &&
    !/^\(policy\)$/i.test(reason.text) &&
    /^[A-Za-z]/.test(said?.text ?? '');
  const remoteAs = asOf(asToken?.text ?? '');
  const base = {
    ...neighborOf(tokens[start]?.text ?? ''),
    ...(remoteAs !== undefined && { remoteAs }),
    ...(localAs && asOf(localAs.text) !== undefined && { localAs: Number(localAs.text) }),
    ...(since && { since: since.text }),
  };
  if (said === undefined) {
    const path = tokens.at(-1)?.path ?? [];
    return { session: { ...base, state: 'unknown', text: '', path }, isWhole: false };
  }
  const shift = isLong ? 1 : 0;
  const text = isLong ? `${said.text} ${reason.text}` : said.text;
  const further = (name: RegExp) => at(shifted(column(name), shift));
  // EOS counts in columns of their own; others in the column of the state.
  const received = further(/^pfxrcd$/i) ?? said;
  const sent = further(/^(?:pfxsnt|pfxadv)$/i);
  return {
    session: { ...base, ...stateIn(text, said, sent), text, path: said.path, ...counts(received, sent) },
    isWhole: true,
  };
}

const shifted = (index: number | undefined, by: number) => (index === undefined ? undefined : index + by);

const digits = /^\d+$/;

function stateIn(text: string, said: Token, sent: Token | undefined): Pick<Session, 'state' | 'policy'> {
  const [isIn, isOut] = [text, sent?.text ?? ''].map((word) => /^\(policy\)/i.test(word));
  if (isIn || isOut) {
    const path = isIn || sent === undefined ? said.path : sent.path;
    return { state: 'policy', policy: { in: isIn === true, out: isOut === true, path } };
  }
  if (/^noneg$/i.test(text)) return { state: 'no_neg' };
  return { state: digits.test(text) ? 'established' : stateOf(text) };
}

function counts(received: Token, sent: Token | undefined): Pick<Session, 'received' | 'sent'> {
  return {
    ...(digits.test(received.text) && { received: Number(received.text) }),
    ...(sent && digits.test(sent.text) && { sent: Number(sent.text) }),
  };
}

/** `10.0.0.2`, `*10.0.0.2` of a listen range, `swp51`, `spine01(swp51)`, `leaf-1(10.0.0.2)`, `fe80::1%eth0`. */
function neighborOf(text: string): Pick<Session, 'address' | 'family' | 'name' | 'interface' | 'dynamic'> {
  const dynamic = text.startsWith('*') ? { dynamic: true as const } : {};
  const plain = text.replace(/^\*/, '');
  const own = addressOf(plain);
  if (own.address !== undefined) return { ...own, ...dynamic };
  const [, name, inside] = /^(.+)\(([^()]+)\)$/.exec(plain) ?? [];
  if (name === undefined || inside === undefined) return { interface: plain, ...dynamic };
  const read = addressOf(inside);
  return read.address === undefined ? { name, interface: inside, ...dynamic } : { ...read, name, ...dynamic };
}

function failedRow(tokens: readonly Token[]): Row {
  const [neighbor, , , since, ...reason] = tokens;
  const path = neighbor?.path ?? [];
  const text = reason.map((token) => token.text).join(' ');
  const [first] = reason;
  return {
    session: {
      ...neighborOf(neighbor?.text ?? ''),
      state: 'down',
      text: 'failed',
      path,
      ...(first && { error: { text, path: first.path } }),
      ...(since && { since: since.text }),
    },
    isWhole: true,
  };
}
