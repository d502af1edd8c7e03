/** What Cilium's `shell -- bgp/peers` prints in full (pkg/bgp/commands/peer.go): a block for each instance, and for each of its peers. */
import { pathOf, type StatusLine } from '../../lib/status/lines.ts';
import type { Session, StatusOutput } from './model.ts';
import { type Cursor, type Format, familiesOf, type Where } from './reader.ts';
import { addressOf, asOf, stateOf } from './words.ts';

const instance = /^\s*Instance:\s+(\S+)\s*$/;
const peer = /^\s+Peer:\s+(\S+)\s*$/;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export const ciliumDetails: Format = {
  begins({ text }) {
    return instance.test(text) || peer.test(text);
  },
  read(lines, where) {
    return [new Reader(where).read(lines)];
  },
};

class Reader {
  readonly #where: Where;
  readonly #sessions: Mutable<Session>[] = [];
  #isWhole = true;
  #block = '';
  #instance = '';

  constructor(where: Where) {
    this.#where = where;
  }

  read(lines: Cursor): StatusOutput {
    let first: StatusLine | undefined;
    let last: StatusLine | undefined;
    for (let line = lines.line; line !== undefined; line = lines.line) {
      first ??= line;
      last = line;
      this.#take(line);
      lines.step();
    }
    const sessions = this.#sessions;
    const localAs = sessions.map((session) => session.localAs).find((as) => as !== undefined);
    return {
      source: 'cilium-shell',
      end: 'node',
      product: 'cilium',
      ...this.#where,
      path: first === undefined ? [] : pathOf(first),
      cut: !this.#isWhole,
      ...(!this.#isWhole &&
        last && { cutAt: { text: `within the peer ${sessions.at(-1)?.name}`, path: pathOf(last) } }),
      agents: [],
      ...(localAs !== undefined && { localAs }),
      listsSessions: true,
      familiesShown: familiesOf(sessions),
      sessions,
    };
  }

  #take(line: StatusLine): void {
    const { text } = line;
    const [, ofInstance] = instance.exec(text) ?? [];
    if (ofInstance !== undefined) this.#instance = ofInstance;
    const [, name] = peer.exec(text) ?? [];
    if (name !== undefined) {
      this.#sessions.push({
        ...(this.#instance !== '' && { instance: this.#instance }),
        name,
        vrf: 'default',
        state: 'unknown',
        text: '',
        path: pathOf(line, 1),
      });
      this.#isWhole = false;
      this.#block = '';
      return;
    }
    const session = this.#sessions.at(-1);
    const [, key = '', value = ''] = /^\s*([A-Za-z][\w ]{0,40}?):\s*(.*?)\s*$/.exec(text) ?? [];
    if (session === undefined) return;
    if (value === '' && key !== '') this.#block = key;
    this.#fact(session, line, key, value);
  }

  #fact(session: Mutable<Session>, line: StatusLine, key: string, value: string): void {
    const path = pathOf(line, line.words.length - 1);
    if (key === 'Address') Object.assign(session, addressOf(value));
    else if (key === 'Port' && /^\d{1,5}$/.test(value)) session.port = Number(value);
    else if (key === 'PeerAsn' || key === 'LocalAsn') {
      const as = asOf(value);
      if (as !== undefined) session[key === 'PeerAsn' ? 'remoteAs' : 'localAs'] = as;
    } else if (key === 'Session State') Object.assign(session, { state: stateOf(value), text: value, path });
    else if (key === 'Uptime' && value !== '-') session.since = value;
    else if (key === 'Received Routes') session.received = (session.received ?? 0) + (Number(value) || 0);
    else if (key === 'Advertised Routes') session.sent = (session.sent ?? 0) + (Number(value) || 0);
    else if (key === 'TCP Password Enabled') this.#isWhole = true;
    else if (key === 'Enabled' && this.#block === 'Graceful Restart') {
      const local = value === 'true' ? 'restart' : 'disable';
      session.gracefulRestart = { ...session.gracefulRestart, local, localPath: path, path };
    } else if (key === 'Remote Capabilities' && session.gracefulRestart !== undefined)
      session.gracefulRestart = { ...session.gracefulRestart, remote: 'disable', path: pathOf(line) };
    else if (/^\s*graceful-restart\b/.test(line.text) && session.gracefulRestart?.remote !== undefined)
      session.gracefulRestart = { ...session.gracefulRestart, remote: 'helper', path: pathOf(line) };
  }
}
