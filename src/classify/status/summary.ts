/**
 * The summary of FRR (bgpd/bgp_vty.c, bgp_show_summary) and of those that look like it: Quagga, SONiC, IOS, IOS-XE, IOS-XR,
 * NX-OS and EOS. Where a neighbor's name is too long for its column, the rest of its row is on the next line.
 */
import { pathOf, type StatusLine } from '../../lib/status/lines.ts';
import type { Agent, Session, StatusOutput, Told } from './model.ts';
import { type Cursor, type Format, familiesOf, outputsOf, told, type Where } from './reader.ts';
import { isSummaryHead, isSummaryRow, type Row, rowOf, type Token } from './summary-row.ts';
import { addressOf, asOf } from './words.ts';

/** `IPv4 Unicast Summary (VRF default):`; `BGP summary information for VRF default, address family IPv4 Unicast`. */
const section = /^\s*((?:IPv[46]|L2VPN|VPNv[46])\s+[A-Za-z-]+(?:\s+[A-Za-z-]+)?) Summary\b(?:\s*\(VRF\s+(\S+?)\))?/i;
const information =
  /^\s*BGP summary information for VRF (\S+?)(?:, address family ((?:IPv[46]|L2VPN|VPNv[46]) [\w-]+))?\s*$/i;
const family = /^\s*For address family: ((?:IPv[46]|L2VPN|VPNv[46]) [\w-]+)/i;
const identifier =
  /^\s*(?:BGP )?router identifier (\S+), local AS number (\S+?)(?:\s+VRF (\S+))?(?:\s+vrf-id \S+)?\s*$/i;
const instance = /^\s*Instance (\S+):\s*$/;
const none =
  /^\s*(?:% ?No BGP neighbors found\b.*|% ?BGP instance not found\b.*|No (?:IPv[46]|L2VPN|VPNv[46]) [\w -]{1,40} neighbor is configured|% ?BGP not active|% ?No such (?:VRF|neighbor)\b.*|BGP (?:is )?inactive)\s*$/i;
const daemon = /^\s*(bgpd) is not running\s*$/;
const configured = /^\s*Peers (\d+), using\b/;
const total = /^\s*Total number of neighbors (\d+)\s*$/i;
const displayed = /^\s*Displayed neighbors (\d+)\s*$/i;
const failedHead = /^\s*Neighbor\s+EstdCnt\s+DropCnt\s+ResetTime\s+Reason\s*$/i;

export const summary: Format = {
  begins({ text }) {
    if (isSummaryHead(text) || failedHead.test(text)) return true;
    return [section, information, identifier, none, daemon].some((one) => one.test(text));
  },
  read(lines, where) {
    return outputsOf(this, lines, (first) => new Reader(where, first).read(lines));
  },
};

interface Table {
  readonly first: StatusLine;
  readonly afi: string | undefined;
  vrf: string;
  hasIdentifier: boolean;
  head: readonly string[] | undefined;
  configured: number | undefined;
  rows: Row[];
  /** Of those that it says are shown. */
  total: number | undefined;
  displayed: number | undefined;
  isNone: boolean;
  isCut: boolean;
}

class Reader {
  readonly #where: Where;
  readonly #first: StatusLine;
  readonly #agents: Agent[] = [];
  readonly #tables: Table[] = [];
  #noPeers: Told | undefined;
  #routerId: string | undefined;
  #localAs: number | undefined;
  #isFrr = false;
  #isIos = false;
  #isEos = false;
  #vrf = 'default';
  /** VRFs of which it says that they have no neighbors. */
  readonly #without = new Set<string>();
  /** VRFs of tables, and families with them. */
  readonly #vrfs = new Set<string>();
  readonly #begun = new Set<string>();
  #pending: { readonly line: StatusLine; readonly tokens: readonly Token[] } | undefined;
  #last: StatusLine;

  constructor(where: Where, first: StatusLine) {
    this.#where = where;
    this.#first = first;
    this.#last = first;
  }

  read(lines: Cursor): StatusOutput {
    for (let line = lines.line; line !== undefined; line = lines.line) {
      if (!this.#take(line)) break;
      this.#last = line;
      lines.step();
    }
    return this.#output();
  }

  /** False for a line with which the next output begins. */
  #take(line: StatusLine): boolean {
    const { text } = line;
    const [inSection, words, vrf] = section.exec(text) ?? [];
    if (inSection !== undefined) return this.#begin(line, words, vrf);
    const [informs, ofVrf, words2] = information.exec(text) ?? [];
    if (informs !== undefined) {
      this.#isEos = words2 === undefined;
      this.#isIos = true;
      return this.#begin(line, words2, ofVrf);
    }
    const [isFamily, words3] = family.exec(text) ?? [];
    if (isFamily !== undefined) return this.#begin(line, words3, undefined);
    const [, name] = instance.exec(text) ?? [];
    if (name !== undefined) {
      this.#vrf = name === 'Default' ? 'default' : name;
      return true;
    }
    const [identifies, id = '', as = '', idVrf] = identifier.exec(text) ?? [];
    if (identifies !== undefined) return this.#identify(line, id, as, idVrf);
    if (daemon.test(text)) {
      if (this.#tables.length > 0 || this.#noPeers !== undefined) return false;
      this.#agents.push({ running: false, ...told(line) });
      return true;
    }
    if (none.test(text)) {
      const table = this.#tables.at(-1);
      if (table !== undefined && table.rows.length === 0 && table.head === undefined) table.isNone = true;
      else if (!this.#isNewNone(/in (?:VRF )?(\S+)\s*$/.exec(text)?.[1])) return false;
      this.#noPeers ??= told(line);
      if (text.includes('%')) this.#isFrr = true;
      return true;
    }
    return this.#inTable(line);
  }

  /** False where it has said so of this VRF before. */
  #isNewNone(vrf = this.#vrf): boolean {
    if (this.#without.has(vrf) || this.#vrfs.has(vrf)) return false;
    this.#without.add(vrf);
    return true;
  }

  #begin(line: StatusLine, words: string | undefined, vrf = this.#vrf): boolean {
    const afi = words?.toLowerCase().replace(/\s+/g, '-');
    // What comes again is what another command printed.
    const key = `${afi} ${vrf}`;
    if (this.#without.has(vrf) || this.#begun.has(key)) return false;
    this.#begun.add(key);
    this.#vrfs.add(vrf);
    this.#pending = undefined;
    this.#tables.push({
      first: line,
      afi,
      vrf,
      hasIdentifier: false,
      head: undefined,
      configured: undefined,
      rows: [],
      total: undefined,
      displayed: undefined,
      isNone: false,
      isCut: false,
    });
    return true;
  }

  #identify(line: StatusLine, id: string, as: string, vrf: string | undefined): boolean {
    const table = this.#tables.at(-1);
    if (table === undefined || table.hasIdentifier) {
      if (!this.#begin(line, undefined, vrf)) return false;
    }
    const own = this.#tables.at(-1);
    if (own === undefined) return true;
    own.hasIdentifier = true;
    if (vrf !== undefined) {
      own.vrf = vrf;
      this.#vrfs.add(vrf);
      this.#begun.add(`${own.afi} ${vrf}`);
    }
    if (/vrf-id/.test(line.text)) this.#isFrr = true;
    this.#routerId ??= addressOf(id).address;
    this.#localAs ??= asOf(as);
    return true;
  }

  #inTable(line: StatusLine): boolean {
    const { text } = line;
    if (isSummaryHead(text) || failedHead.test(text)) {
      const table = this.#tables.at(-1);
      if (table === undefined || table.head !== undefined) {
        // A head alone, without what stands above it; NX-OS has a second table for EVPN.
        if (table !== undefined && !isSummaryHead(text)) return true;
        if (!this.#begin(line, undefined)) return false;
      }
      const own = this.#tables.at(-1);
      if (own !== undefined) own.head = line.words.map((word) => word.text);
      return true;
    }
    const table = this.#tables.at(-1);
    if (table === undefined) return true;
    const count = (found: RegExp) => {
      const [, digits] = found.exec(text) ?? [];
      return digits === undefined ? undefined : Number(digits);
    };
    const peers = count(configured);
    if (peers !== undefined) table.configured = peers;
    if (/^\s*(?:RIB entries|Peers) \d+, using\b/.test(text)) this.#isFrr = true;
    if (/main routing table version/.test(text)) this.#isIos = true;
    table.total ??= count(total);
    table.displayed ??= count(displayed);
    if (total.test(text)) this.#isFrr = true;
    if (table.head !== undefined && table.total === undefined) this.#row(line, table, table.head);
    return true;
  }

  #row(line: StatusLine, table: Table, head: readonly string[]): void {
    const tokens = line.words.map((word, i) => ({ text: word.text, path: pathOf(line, i) }));
    const all = [...(this.#pending?.tokens ?? []), ...tokens];
    if (!isSummaryRow(all, head)) {
      // A name by itself, whose row follows.
      this.#pending = tokens.length === 1 && /[\d:.(]/.test(line.text) ? { line, tokens } : undefined;
      table.isCut = this.#pending !== undefined || table.isCut;
      return;
    }
    if (this.#pending !== undefined) table.isCut = false;
    this.#pending = undefined;
    table.rows.push(rowOf(all, head));
  }

  #output(): StatusOutput {
    const sessions = this.#tables.flatMap(({ rows, afi, vrf }) =>
      rows.map(({ session }): Session => ({ ...session, vrf, ...(afi && { afi }) })),
    );
    const cutAt = this.#cut();
    const isOther = this.#isIos && !this.#isFrr;
    const shown = this.#tables.flatMap(({ afi }) =>
      /^(?:ipv|vpnv)(4|6)/.exec(afi ?? '')?.[1] === '6' ? 6 : afi?.includes('v4') ? 4 : [],
    );
    return {
      source: isOther ? 'ios-summary' : 'frr-summary',
      end: isOther ? 'router' : 'either',
      product: isOther ? (this.#isEos ? 'arista' : 'cisco') : 'frr',
      ...this.#where,
      path: pathOf(this.#first),
      cut: cutAt !== undefined,
      ...(cutAt && { cutAt }),
      ...(sessions.length === 0 && this.#noPeers && { noPeers: this.#noPeers }),
      agents: this.#agents,
      ...(this.#routerId && { routerId: this.#routerId }),
      ...(this.#localAs !== undefined && { localAs: this.#localAs }),
      listsSessions: true,
      familiesShown: familiesOf([...sessions, ...shown.map((one) => ({ family: one as 4 | 6 }))]),
      sessions,
    };
  }

  /** Where the first table ends too early. */
  #cut(): Told | undefined {
    for (const [i, table] of this.#tables.entries()) {
      const missing = missingIn(table);
      if (missing === undefined) continue;
      const next = this.#tables[i + 1]?.first;
      return { text: missing, path: pathOf(next === undefined ? this.#last : table.first) };
    }
    return undefined;
  }
}

/** What a table lacks: IOS and its kin print no number of neighbors, so that only an unfinished row tells of them. */
function missingIn({ isNone, head, rows, total, displayed, configured, isCut }: Table): string | undefined {
  if (isNone) return undefined;
  if (head === undefined) return 'before the list of neighbors';
  if (isCut || rows.some(({ isWhole }) => !isWhole)) return 'within a neighbor';
  const expected = displayed ?? total;
  if (expected !== undefined) {
    return rows.length < expected ? `with ${rows.length} of ${expected} neighbors` : undefined;
  }
  if (rows.length === 0) return 'before the first neighbor';
  return configured !== undefined && rows.length < configured
    ? `with ${rows.length} of ${configured} neighbors`
    : undefined;
}
