/** What FRR prints of neighbors in full (bgpd/bgp_vty.c, bgp_show_peer), and as much of it as IOS, NX-OS and EOS print alike. */
import { pathOf, type StatusLine } from '../../lib/status/lines.ts';
import type { Session, StatusOutput } from './model.ts';
import { type Cursor, type Format, familiesOf, placeIn, told, type Where } from './reader.ts';
import { addressOf, asOf, codeOf, isUp, restartModeOf, stateOf } from './words.ts';

const head = /^\s*BGP neighbor (?:is|on) (\S+?):?[,\s]\s*(.*)$/;
/** A part of it, as a search for a word leaves it. */
const mode = /^\s*(?:Local|Remote) GR Mode:\s*\S/;

export const neighbors: Format = {
  begins({ text }) {
    return head.test(text) || mode.test(text);
  },
  read(lines, where) {
    return [new Reader(where).read(lines)];
  },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class Reader {
  readonly #where: Where;
  readonly #sessions: Mutable<Session>[] = [];
  #routerId: string | undefined;
  /** FRR alone names the own AS in the heading, and ends with what its threads do. */
  #isFrr = false;
  #isWhole = true;
  #hasState = true;
  #isPart = false;
  #lacksState: StatusLine | undefined;
  #vrf = 'default';
  #heading: StatusLine | undefined;
  #inBfd = false;

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
    const [one] = sessions;
    if (!this.#hasState) this.#lacksState ??= last;
    const at = this.#lacksState ?? (this.#isWhole ? undefined : last);
    const place = at ?? first;
    const isCut = (at !== undefined || this.#isPart) && place !== undefined;
    return {
      source: 'frr-neighbors',
      end: 'either',
      ...(this.#isFrr && { product: 'frr' }),
      ...this.#where,
      path: first === undefined ? [] : pathOf(first),
      cut: isCut,
      ...(isCut && { cutAt: { text: 'within a neighbor', path: pathOf(place) } }),
      agents: [],
      ...(this.#routerId && { routerId: this.#routerId }),
      ...(one?.localAs !== undefined && { localAs: one.localAs }),
      listsSessions: true,
      familiesShown: familiesOf(sessions),
      sessions,
    };
  }

  #take(line: StatusLine): void {
    const { text } = line;
    const found = head.exec(text);
    if (found !== null) {
      this.#begin(line, found);
      return;
    }
    const [, vrf] = /^\s*Instance (\S+):\s*$/.exec(text) ?? [];
    if (vrf !== undefined) this.#vrf = vrf === 'Default' ? 'default' : vrf;
    if (mode.test(text) && this.#heading === undefined && this.#sessions.length === 0) this.#part(line);
    const session = this.#sessions.at(-1);
    if (session === undefined) return;
    if (/^\s*Read thread:/.test(text)) this.#isWhole = true;
    this.#state(line, session);
    this.#reason(line, session);
    this.#mode(line, session);
    this.#policy(line, session);
    this.#bfd(line, session);
    const [, id] = /\blocal router ID (\S+)/.exec(text) ?? [];
    if (id !== undefined) this.#routerId ??= addressOf(id).address;
    const [, accepted] = /^\s*(\d+) accepted prefixes/.exec(text) ?? [];
    if (accepted !== undefined) session.received = (session.received ?? 0) + Number(accepted);
    if (/^\s*Belongs to the subnet range group:/.test(text)) session.dynamic = true;
  }

  /** `BGP neighbor is 10.0.0.2, remote AS 64512, local AS 64513, external link`; `BGP neighbor on swp1: fe80::1, remote AS …`. */
  #begin(line: StatusLine, found: RegExpExecArray): void {
    if (!this.#hasState) this.#lacksState ??= this.#heading;
    const [, name = '', rest = ''] = found;
    const isUnnumbered = /^\s*BGP neighbor on /.test(line.text);
    const local = /\blocal AS (\d[\d.]*)/.exec(rest)?.[1];
    const remote = /\bremote AS (\d[\d.]*)/.exec(rest)?.[1];
    const vrf = /\bvrf (\S+?),/i.exec(rest)?.[1] ?? this.#vrf;
    this.#heading = line;
    this.#hasState = false;
    this.#inBfd = false;
    this.#isFrr ||= local !== undefined;
    this.#isWhole = local === undefined;
    const [localAs, remoteAs] = [asOf(local ?? ''), asOf(remote ?? '')];
    const address = addressOf(isUnnumbered ? (rest.split(/[,\s]/)[0] ?? '') : name.replace(/^\*/, ''));
    this.#sessions.push({
      ...address,
      ...(isUnnumbered ? { interface: name } : address.address === undefined && { name }),
      vrf,
      state: 'unknown',
      text: '',
      path: placeIn(line, found),
      ...(localAs !== undefined && { localAs }),
      ...(remoteAs !== undefined && { remoteAs }),
      ...(name.startsWith('*') && { dynamic: true as const }),
    });
  }

  /** Modes of graceful restart without the neighbor that they are of. */
  #part(line: StatusLine): void {
    this.#isPart = true;
    this.#isFrr = true;
    this.#sessions.push({ vrf: this.#vrf, state: 'unknown', text: '', path: pathOf(line) });
  }

  #state(line: StatusLine, session: Mutable<Session>): void {
    const found = /^\s*BGP state (?:=|is) ([A-Za-z]+(?:\s*\([^)]*\))?)(?:,\s*up for (\S+))?/.exec(line.text);
    if (found !== null) {
      const [, state = '', since] = found;
      session.state = session.state === 'admin' ? 'admin' : stateOf(state);
      session.text = state;
      session.path = placeIn(line, found);
      if (since !== undefined) session.since = since.replace(/,$/, '');
      this.#hasState = true;
      if (session.state === 'nsf_passive') session.stale = { text: state, path: session.path };
    }
    if (isUp(session.state)) return;
    if (/^\s*Administratively shut ?down/i.test(line.text)) {
      session.state = 'admin';
      session.error ??= told(line);
    } else if (/exceeded the max\. no\. of prefixes configured/i.test(line.text)) {
      session.state = 'prefix_limit';
      session.error ??= told(line);
    }
  }

  /** `Last reset 00:00:09,  Notification sent (OPEN Message Error/Bad Peer AS)`: why it is not up; it stands on sound ones, too. */
  #reason(line: StatusLine, session: Mutable<Session>): void {
    const found = /^\s*Last reset (?!never)\S+?,\s*(?:due to )?(\S.*?)\s*$/.exec(line.text);
    const text = found?.[1];
    if (found === null || text === undefined || isUp(session.state) || session.error !== undefined) return;
    const code = /notification/i.test(text) ? codeOf(text) : undefined;
    const [, way] = /notification (sen[dt]|received)/i.exec(text) ?? [];
    session.error = {
      text,
      path: placeIn(line, found),
      ...(code && { code }),
      ...(way && { received: /received/i.test(way) }),
    };
  }

  #mode(line: StatusLine, session: Mutable<Session>): void {
    const found = /^\s*(Local|Remote) GR Mode:\s*(\S+)/.exec(line.text);
    const [, side, word = ''] = found ?? [];
    const is = restartModeOf(word);
    if (found === null || is === undefined) return;
    const path = pathOf(line, line.words.length - 1);
    session.gracefulRestart =
      side === 'Local'
        ? { path, ...session.gracefulRestart, local: is, localPath: path }
        : { ...session.gracefulRestart, remote: is, path };
  }

  #policy(line: StatusLine, session: Mutable<Session>): void {
    const [, way] = /^\s*(Inbound|Outbound) updates discarded due to missing policy/i.exec(line.text) ?? [];
    if (way === undefined) return;
    const is = way.toLowerCase() === 'inbound' ? 'in' : 'out';
    const before = session.policy ?? { in: false, out: false, path: pathOf(line) };
    session.policy = { ...before, [is]: true };
    if (session.state === 'established') session.state = 'policy';
  }

  #bfd(line: StatusLine, session: Mutable<Session>): void {
    if (/^\s*BFD: Type:/.test(line.text)) this.#inBfd = true;
    const found = this.#inBfd ? /^\s*Status: (Up|Down|Init|Admin\w*|Unknown)\b/i.exec(line.text) : null;
    if (found === null) return;
    this.#inBfd = false;
    session.bfd = { ...bfdOf(found[1] ?? ''), path: pathOf(line, 1) };
  }
}

/** The state of BFD as FRR prints it. */
export function bfdOf(text: string): Omit<NonNullable<Session['bfd']>, 'path'> {
  const word = text.toLowerCase();
  const status = word.startsWith('admin') || word === 'shutdown' ? 'admin' : word;
  return {
    text,
    status: status === 'up' || status === 'down' || status === 'init' || status === 'admin' ? status : 'unknown',
  };
}
