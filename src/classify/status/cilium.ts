/**
 * Tables of Cilium's peers: of the agent (`cilium-dbg bgp peers`, pkg/bgp/api/printers.go), of all nodes (`cilium bgp peers`), and
 * of `shell -- bgp/peers` (pkg/bgp/commands/peer.go). Cells of further families of a peer are empty at the left, and a peer
 * without families ends no line: words are read by what they are, not by their columns.
 */
import { pathOf, type StatusLine } from '../../lib/status/lines.ts';
import type { Session, StatusOutput, Told } from './model.ts';
import { type Cursor, type Format, told, type Where } from './reader.ts';
import type { Token } from './summary-row.ts';
import { addressAndPort, asOf, stateOf } from './words.ts';

const heads = {
  'cilium-dbg': /^\s*Local AS\s+Peer AS\s+Peer Address\s+Session/i,
  'cilium-cli': /^\s*Node\s+Local AS\s+Peer AS\s+Peer Address\s+Session/i,
  'cilium-shell': /^\s*Instance\s+Peer\s+Session State\b/i,
} as const;

const disabled = /\bBGP control plane is (?:disabled|not enabled)/i;

export const cilium: Format = {
  begins({ text }) {
    return (
      Object.values(heads).some((head) => head.test(text)) ||
      (disabled.test(text) && /^\s*(?:Error|Cannot)/i.test(text))
    );
  },
  read(lines, where) {
    const outputs: StatusOutput[] = [];
    for (let line = lines.line; line !== undefined; line = lines.line) {
      if (!this.begins(line)) break;
      lines.step();
      for (const output of readTable(line, lines, where, this)) outputs.push(output);
    }
    return outputs;
  },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What is said of one node. */
interface Part {
  readonly node: string | undefined;
  readonly path: Session['path'];
  readonly sessions: Mutable<Session>[];
}

function readTable(head: StatusLine, lines: Cursor, where: Where, format: Format): readonly StatusOutput[] {
  const source = (Object.keys(heads) as (keyof typeof heads)[]).find((name) => heads[name].test(head.text));
  if (source === undefined)
    return [outputOf('cilium-dbg', { node: where.node, path: pathOf(head), sessions: [] }, undefined, told(head))];
  const hasUptime = /\bUptime\b/i.test(head.text);
  const parts: Part[] = source === 'cilium-cli' ? [] : [{ node: where.node, path: pathOf(head), sessions: [] }];
  const reader = new Rows(source, hasUptime, parts);
  for (let line = lines.line; line !== undefined; line = lines.line) {
    if (format.begins(line)) break;
    const row = line.words.map((word, i) => ({ text: word.text, path: pathOf(line as StatusLine, i) }));
    if (!reader.row(row)) break;
    lines.step();
  }
  const cutAt = reader.cutAt();
  if (parts.length === 0) parts.push({ node: where.node, path: pathOf(head), sessions: [] });
  return parts.map((part, i) => outputOf(source, part, i === parts.length - 1 ? cutAt : undefined));
}

function outputOf(
  source: StatusOutput['source'],
  { node, path, sessions }: Part,
  cutAt?: Told,
  noPeers?: Told,
): StatusOutput {
  const localAs = sessions.map((session) => session.localAs).find((as) => as !== undefined);
  return {
    source,
    end: 'node',
    product: 'cilium',
    ...(node !== undefined && { node }),
    path,
    cut: cutAt !== undefined,
    ...(cutAt && { cutAt }),
    ...(noPeers && { noPeers }),
    agents: [],
    ...(localAs !== undefined && { localAs }),
    listsSessions: true,
    familiesShown: sessions.length === 0 ? [] : [4, 6],
    sessions,
  };
}

const isState = (text: string) => /^(?:unknown|idle|connect|active|open_?sent|open_?confirm|established)$/i.test(text);
const isFamily = (text: string) => /^(?:ipv[46]|l2vpn|unknown)[/_-][\w-]+$/i.test(text);
const isCount = (text: string) => /^(?:\d+|-)$/.test(text);
const isUptime = (text: string) => text === '-' || /^(?:\d+(?:\.\d+)?(?:d|h|m|s|ms|µs|us|ns))+$/.test(text);

/** Rows, word by word. */
class Rows {
  readonly #isShell: boolean;
  readonly #isCli: boolean;
  readonly #hasUptime: boolean;
  readonly #parts: Part[];
  #unfinished: Token | undefined;
  /** Its cell is empty where it is that of the row above. */
  #instance = '';

  constructor(source: keyof typeof heads, hasUptime: boolean, parts: Part[]) {
    this.#isShell = source === 'cilium-shell';
    this.#isCli = source === 'cilium-cli';
    this.#hasUptime = hasUptime;
    this.#parts = parts;
  }

  /** False for a line that is no row. */
  row(tokens: readonly Token[]): boolean {
    let at = 0;
    while (at < tokens.length) {
      const next = this.#family(tokens, at) ?? (this.#isShell ? this.#named(tokens, at) : this.#addressed(tokens, at));
      if (next === undefined) return at > 0;
      at = next;
    }
    return true;
  }

  cutAt(): Told | undefined {
    return this.#unfinished && { text: 'within a row', path: this.#unfinished.path };
  }

  get #last(): Mutable<Session> | undefined {
    return this.#parts.at(-1)?.sessions.at(-1);
  }

  /** `ipv4/unicast 6 2`; with a third number between them where what was accepted is counted. */
  #family(tokens: readonly Token[], at: number): number | undefined {
    const family = tokens[at];
    const session = this.#last;
    if (family === undefined || session === undefined || !isFamily(family.text)) return undefined;
    const want = this.#isShell ? 3 : 2;
    const numbers = tokens.slice(at + 1, at + 1 + want).filter(({ text }) => isCount(text));
    this.#unfinished = numbers.length < want ? family : undefined;
    const [received] = numbers;
    const sent = numbers.length === want ? numbers.at(-1) : undefined;
    if (received !== undefined && received.text !== '-')
      session.received = (session.received ?? 0) + Number(received.text);
    if (sent !== undefined && sent.text !== '-') session.sent = (session.sent ?? 0) + Number(sent.text);
    return at + 1 + numbers.length;
  }

  /** `[node] 65002 65000 10.0.2.1:179 established 4m13s` */
  #addressed(tokens: readonly Token[], from: number): number | undefined {
    const isNumber = (i: number) => asOf(tokens[i]?.text ?? '') !== undefined;
    let at = from;
    if (this.#isCli && (!isNumber(at) || !isNumber(at + 1) || isNumber(at + 2))) {
      const name = tokens[at];
      // A word by itself is a node without peers.
      if (name === undefined || (at > 0 && !isNumber(at + 1)) || (tokens.length > 1 && !isNumber(at + 1)))
        return undefined;
      this.#parts.push({ node: name.text, path: name.path, sessions: [] });
      at++;
      if (at === tokens.length) return at;
    }
    const [local, remote, peer, state] = tokens.slice(at, at + 4);
    const [localAs, remoteAs] = [asOf(local?.text ?? ''), asOf(remote?.text ?? '')];
    if (local === undefined || localAs === undefined) return undefined;
    if (remoteAs === undefined || peer === undefined) {
      this.#unfinished = local;
      return tokens.length;
    }
    const address = addressAndPort(peer.text);
    if (address.address === undefined) return undefined;
    this.#push({
      ...address,
      vrf: 'default',
      localAs,
      remoteAs,
      ...said(state ?? { text: '', path: peer.path }),
    });
    if (state === undefined) this.#unfinished = peer;
    return this.#since(tokens, Math.min(at + 4, tokens.length));
  }

  /** `[instance] peer established 4m13s` */
  #named(tokens: readonly Token[], from: number): number | undefined {
    const index = [from + 1, from + 2].find((i) => this.#isState(tokens, i)) ?? -1;
    const state = tokens[index];
    const name = tokens[index - 1];
    if (index === -1 || state === undefined || name === undefined) return undefined;
    if (index - 1 > from) this.#instance = tokens[from]?.text ?? '';
    this.#push({
      ...(this.#instance !== '' && { instance: this.#instance }),
      name: name.text,
      vrf: 'default',
      ...said(state),
    });
    return this.#since(tokens, index + 1);
  }

  #isState(tokens: readonly Token[], i: number): boolean {
    const [state, uptime] = [tokens[i]?.text ?? '', tokens[i + 1]?.text];
    return isState(state) && (uptime === undefined || isUptime(uptime) || !this.#hasUptime);
  }

  #push(session: Mutable<Session>): void {
    if (this.#parts.length === 0) this.#parts.push({ node: undefined, path: session.path, sessions: [] });
    this.#parts.at(-1)?.sessions.push(session);
  }

  #since(tokens: readonly Token[], at: number): number {
    const session = this.#last;
    const uptime = tokens[at];
    if (!this.#hasUptime || session === undefined) return at;
    if (uptime === undefined) {
      this.#unfinished ??= tokens[at - 1];
      return at;
    }
    if (!isUptime(uptime.text)) return at;
    if (uptime.text !== '-') session.since = uptime.text;
    return at + 1;
  }
}

function said({ text, path }: Token): Pick<Session, 'state' | 'text' | 'path'> {
  return { state: stateOf(text), text, path };
}
