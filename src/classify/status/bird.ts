/** What birdcl and birdc print of protocols, BIRD 1.6 to 3, and the same as it comes from BIRD's socket. */
import { pathOf, type StatusLine } from '../../lib/status/lines.ts';
import { birdError, birdState } from './bird-info.ts';
import { calicoProtocol } from './calico-names.ts';
import type { Agent, RestartMode, Session, StatusOutput, Told } from './model.ts';
import { type Cursor, type Format, familiesOf, outputsOf, told, type Where, wordAt } from './reader.ts';
import { addressOf, asOf, stateOf } from './words.ts';

const banner = /^\s*(?:(0001)\s+)?BIRD\s+(v?\d\S*)\s+ready\.\s*$/;
const head = /^\s*(?:(?:1002|2002)[- ])?name\s+proto\s+table\s+state\s+since\s+info\s*$/i;
const unreachable = /^Unable to connect to server control socket\b/;
/** A line of `show status`. */
const status = /^\s*(?:1000-)?BIRD\s+v?\d\S*\s*$/;

export const bird: Format = {
  begins({ text }) {
    return banner.test(text) || head.test(text) || unreachable.test(text);
  },
  read(lines, where) {
    return outputsOf(this, lines, (first) => new Reader(where, first).read(lines));
  },
};

/** What `show protocols all` tells of one protocol. */
interface Peer {
  session: Session;
  readonly isBgp: boolean;
  hasDetails: boolean;
  hasState: boolean;
  /** The last of its lines that an established session always has. */
  hasTimers: boolean;
  /** What it says of capabilities stands in one line (1.6), or in many (2). */
  side?: 'local' | 'remote' | undefined;
  gracefulRestart?: Session['gracefulRestart'];
}

class Reader {
  readonly #where: Where;
  readonly #first: StatusLine;
  readonly #agents: Agent[] = [];
  readonly #peers: Peer[] = [];
  #isRaw = false;
  #isCalico = false;
  #hasHead = false;
  #hasEnd = false;
  #isStatus = false;
  #routerId: string | undefined;
  #restarting: Told | undefined;
  #cutAt: Told | undefined;
  #last: StatusLine;

  constructor(where: Where, first: StatusLine) {
    this.#where = where;
    this.#first = first;
    this.#last = first;
  }

  read(lines: Cursor): StatusOutput {
    for (let line = lines.line; line !== undefined; line = lines.line) {
      if (this.#isNext(line)) break;
      this.#take(line);
      this.#last = line;
      lines.step();
    }
    return this.#output();
  }

  #isNext({ text }: StatusLine): boolean {
    return this.#last !== this.#first || this.#hasHead || this.#agents.length > 0
      ? banner.test(text) || (this.#hasHead && head.test(text)) || unreachable.test(text)
      : false;
  }

  #take(line: StatusLine): void {
    const { text } = line;
    const [isBanner, raw, version = ''] = banner.exec(text) ?? [];
    if (isBanner !== undefined) {
      this.#isRaw = raw !== undefined;
      this.#isCalico = /\+birdv/.test(version);
    } else if (unreachable.test(text)) this.#agents.push({ running: false, ...told(line) });
    else if (head.test(text)) this.#hasHead = true;
    else if (/^0000\b/.test(text)) this.#hasEnd = true;
    else if (status.test(text)) this.#isStatus = true;
    else if (/\bRouter ID is\b/.test(text)) this.#routerId = addressOf(text.trim().split(/\s+/).at(-1) ?? '').address;
    else if (/Graceful restart recovery in progress/.test(text)) {
      this.#restarting = told(line);
      this.#hasEnd = true;
    } else if (/^\d{4} /.test(text)) this.#hasEnd = true;
    else if (this.#hasHead) this.#row(line);
  }

  /** `Mesh_172_18_0_3 BGP master up 23:30:04 Established`, or a line of the details of such a row. */
  #row(line: StatusLine): void {
    const code = /^\d{4}-/.exec(line.text)?.[0].length ?? 0;
    const [name = '', proto = '', table, up = '', ...more] = line.words.map(({ text }) => text);
    const isRow =
      table !== undefined && (/^(?:up|start|down|stop|feed|flush)$/.test(up) || (up === '' && proto === 'BGP'));
    if (!isRow) {
      this.#detail(line);
      return;
    }
    // BIRD can write the day and the time of day.
    const dated = /^\d{4}-\d\d-\d\d$/.test(more[0] ?? '') && /^\d\d:\d\d/.test(more[1] ?? '') ? 2 : 1;
    const info = more.slice(dated).join(' ');
    const path = pathOf(line, Math.min(4 + dated, line.words.length - 1));
    const calico = calicoProtocol(name.slice(code));
    if (calico !== undefined) this.#isCalico = true;
    const error = birdError(info, (i) => pathOf(line, Math.min(4 + dated + i, line.words.length - 1)));
    this.#peers.push({
      isBgp: proto.toLowerCase() === 'bgp',
      hasDetails: false,
      hasState: false,
      hasTimers: false,
      session: {
        name: name.slice(code),
        ...calico,
        vrf: 'default',
        state: more.length === 0 ? 'unknown' : birdState(up, info),
        text: info === '' ? up : info,
        path,
        ...(error && { error }),
        ...(more.length > 0 && { since: more.slice(0, dated).join(' ') }),
      },
    });
  }

  #detail(line: StatusLine): void {
    const peer = this.#peers.at(-1);
    if (peer === undefined) return;
    peer.hasDetails = true;
    const text = line.text.replace(/^(?:1006-|\s)\s*/, '').trim();
    const [, key = text, value = ''] = /^([A-Za-z][\w ]{1,40}?):\s*(.*)$/.exec(text) ?? [];
    const at = wordAt(line, line.text.length - value.length);
    const path = value === '' ? pathOf(line) : pathOf(line, at);
    const is = { key: key.toLowerCase(), value, path };
    if (is.key === 'bgp state') peer.hasState = true;
    if (is.key === 'keepalive timer') peer.hasTimers = true;
    this.#capability(peer, is, line);
    peer.session = { ...peer.session, ...this.#fact(peer.session, is, line) };
  }

  #fact(session: Session, { key, value, path }: Said, line: StatusLine): Partial<Session> {
    if (key === 'bgp state') {
      const state = stateOf(value);
      // The row says it, too, with what ended the session.
      return session.state === 'admin' || session.state === 'down' || state === 'unknown' || state === session.state
        ? {}
        : { state, text: value, path };
    }
    if (key === 'neighbor address') return session.address === undefined ? addressOf(value.split(/\s/)[0] ?? '') : {};
    if (key === 'neighbor port') return /^\d{1,5}$/.test(value) ? { port: Number(value) } : {};
    if (key === 'neighbor range') return { dynamic: true };
    if (key === 'neighbor as' || key === 'local as') {
      const as = asOf(value);
      return as === undefined ? {} : key === 'local as' ? { localAs: as } : { remoteAs: as };
    }
    if (key === 'neighbor graceful restart active') return { stale: told(line) };
    if (key === 'last error' && session.error === undefined && session.state !== 'established') {
      const error = birdError(value, () => path);
      return error === undefined ? {} : { error };
    }
    const [, received, , sent] = key === 'routes' ? (/(\d+) imported(.{0,60}?), (\d+) exported/.exec(value) ?? []) : [];
    if (received === undefined || sent === undefined) return {};
    // BIRD 2 has a channel for each address family.
    return { received: (session.received ?? 0) + Number(received), sent: (session.sent ?? 0) + Number(sent) };
  }

  /** `Neighbor caps: refresh restart-aware AS4` of 1.6; lines below `Neighbor capabilities` of 2. */
  #capability(peer: Peer, { key, value, path }: Said, line: StatusLine): void {
    const own = peer.session.gracefulRestart;
    const set = (side: 'local' | 'remote', mode: RestartMode, at: Session['path']) => {
      const gracefulRestart =
        side === 'local' ? { path: at, ...own, local: mode, localPath: at } : { ...own, remote: mode, path: at };
      peer.session = { ...peer.session, gracefulRestart };
    };
    if (key === 'neighbor caps') {
      const words = value.split(/\s+/);
      const able = words.some((word) => /^restart-able/.test(word));
      const aware = words.some((word) => /^restart-aware/.test(word));
      const index = words.findIndex((word) => /^restart-/.test(word));
      const first = wordAt(line, line.text.length - value.length);
      set('remote', able ? 'restart' : aware ? 'helper' : 'disable', index === -1 ? path : pathOf(line, first + index));
      return;
    }
    if (key === 'local capabilities' || key === 'neighbor capabilities') {
      peer.side = key.startsWith('local') ? 'local' : 'remote';
      set(peer.side, 'disable', pathOf(line));
    } else if (peer.side !== undefined && key === 'graceful restart') set(peer.side, 'helper', pathOf(line));
    else if (peer.side !== undefined && key === 'af supported' && own?.[peer.side] === 'helper')
      set(peer.side, 'restart', peer.side === 'local' ? (own.localPath ?? own.path) : own.path);
    else if (/^(?:session|source address|hold timer|long-lived graceful restart)$/.test(key)) peer.side = undefined;
  }

  #output(): StatusOutput {
    // BIRD waits for pods; one that does not speak is no fault of the node, and calicoctl leaves all of them out.
    const peers = this.#peers.filter(
      ({ isBgp, session }) => isBgp && !(session.type === 'workload' && session.state === 'passive'),
    );
    const sessions = peers.map(({ session }) => session);
    this.#findCut(peers);
    return {
      source: 'birdcl',
      end: this.#isCalico ? 'node' : 'either',
      product: this.#isCalico ? 'calico' : 'bird',
      ...this.#where,
      path: pathOf(this.#first),
      cut: this.#cutAt !== undefined,
      ...(this.#cutAt && { cutAt: this.#cutAt }),
      agents: this.#agents,
      ...(this.#routerId && { routerId: this.#routerId }),
      ...(this.#restarting && { restarting: this.#restarting }),
      listsSessions: this.#hasHead || !this.#isStatus,
      familiesShown: familiesOf(sessions),
      sessions,
    };
  }

  #findCut(peers: readonly Peer[]): void {
    if (this.#agents.length > 0) return;
    const last = this.#peers.at(-1);
    const hasDetails = this.#peers.some((peer) => peer.hasDetails);
    const cut = !this.#hasHead
      ? this.#isStatus && (this.#hasEnd || !this.#isRaw)
        ? undefined
        : 'before the list of protocols'
      : last === undefined
        ? 'before the first protocol'
        : this.#isRaw && !this.#hasEnd
          ? 'before the end of the list'
          : hasDetails && last.isBgp && !(last.session.state === 'established' ? last.hasTimers : last.hasState)
            ? `within the details of ${last.session.name}`
            : peers.some(({ session }) => session.state === 'unknown' && session.since === undefined)
              ? 'within a line'
              : undefined;
    if (cut !== undefined) this.#cutAt = { text: cut, path: pathOf(this.#last) };
  }
}

interface Said {
  /** In lower case. */
  readonly key: string;
  readonly value: string;
  readonly path: Session['path'];
}
