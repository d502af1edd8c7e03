/** What a block of BGP has made so far: each line adds to it, in the order of the text, as bgpd takes them. */

import { type Cidr, isSubnetOf } from '../../../lib/address.ts';
import type { RouterLine } from '../../../lib/router/lines.ts';
import { pathOf } from '../../../lib/router/lines.ts';
import type { Path } from '../../../model/document.ts';

/** A command as FRR has understood it: keywords in full, without a `no` before it. */
export interface Said {
  readonly line: RouterLine;
  readonly words: readonly string[];
  readonly negative: boolean;
}

/** The path of a word of a command, counted without its `no`. */
export function pathIn({ line, negative }: Said, i: number): Path {
  return pathOf(line, negative ? i + 1 : i);
}

/** A peer group, or what is said of one neighbor. */
export class Peer {
  readonly name: string;
  readonly path: Path;
  readonly kind: 'group' | 'address' | 'interface';
  group: Peer | undefined;
  /** Settings by what they set; of families by `ipv4 unicast` first. */
  readonly own = new Map<string, Said>();
  readonly families = new Map<string, Map<string, Said>>();
  /** Families that are active, with the path of the line that says so, and those that a line has switched off. */
  readonly active = new Map<string, { readonly is: boolean; readonly path: Path | undefined }>();
  readonly unknown: Path[] = [];
  /** The role that its group had when it joined: only a later one is a member's too. */
  roleBefore: Said | undefined;
  /** Made as a member of a group, when a confederation was there: bgpd then shows it the number that the process has */
  asOfProcess = false;
  /** Of a group: those that joined it, some of which may be gone. */
  readonly members: Peer[] = [];
  /** Those of them that have such a line of their own. */
  readonly ofMembers = { 'ebgp-multihop': new Set<Peer>(), 'ttl-security': new Set<Peer>() };

  constructor(kind: Peer['kind'], name: string, path: Path) {
    this.kind = kind;
    this.name = name;
    this.path = path;
  }

  /** What is said of it, or of its group. The AS number of a group is that of its members. */
  setting(name: string): Said | undefined {
    if (name === 'remote-as') return this.group?.own.get(name) ?? this.own.get(name);
    return this.own.get(name) ?? this.group?.own.get(name);
  }

  familySetting(family: string, name: string): Said | undefined {
    return this.families.get(family)?.get(name) ?? this.group?.families.get(family)?.get(name);
  }

  /** Keeps a setting, or takes it away: a neighbor then has what its group has. */
  keep(name: string, said: Said): void {
    if (said.negative) this.own.delete(name);
    else this.own.set(name, said);
  }

  keepIn(family: string, name: string, said: Said): void {
    const settings = this.families.get(family) ?? new Map<string, Said>();
    this.families.set(family, settings);
    if (said.negative) settings.delete(name);
    else settings.set(name, said);
  }
}

/** A range as it is written, and why FRR refuses it. */
export interface Range {
  readonly cidr: Cidr;
  readonly said: Said;
  readonly refused?: string;
}

export class Instance {
  readonly vrf: string;
  readonly path: Path;
  readonly as: number;
  readonly asText: string;
  readonly asPath: Path;
  readonly settings = new Map<string, Said>();
  /** By canonical address, or by interface. */
  readonly peers = new Map<string, Peer>();
  readonly groups = new Map<string, Peer>();
  readonly taken = new Ranges();
  readonly refusedRanges: Range[] = [];
  /** Families in which a new neighbor is active. */
  readonly defaults = new Map<string, boolean>([['ipv4 unicast', true]]);
  readonly confederationPeers = new Set<number>();
  readonly unknown: Path[] = [];
  /** Lines about a neighbor that are refused, by what it is called: whoever wrote them meant something. */
  readonly refused = new Map<string, Path[]>();

  constructor(vrf: string, line: RouterLine, as: number, asText: string, asPath: Path) {
    this.vrf = vrf;
    this.path = pathOf(line);
    this.as = as;
    this.asText = asText;
    this.asPath = asPath;
  }

  /** A peer or a group that is there, by the name that a line has for it. */
  named(name: string): Peer | undefined {
    return this.peers.get(name) ?? this.groups.get(name);
  }

  /** A new peer or group, active where all are. */
  make(kind: Peer['kind'], name: string, path: Path): Peer {
    const peer = new Peer(kind, name, path);
    for (const [family, is] of this.defaults) if (is) peer.active.set(family, { is, path: undefined });
    return peer;
  }
}

/** Ranges of which no two have an address in common. */
export class Ranges {
  readonly #sorted: { readonly [family in 4 | 6]: Range[] } = { 4: [], 6: [] };

  /** The range that has an address in common with this one. */
  touching(cidr: Cidr): Range | undefined {
    const sorted = this.#sorted[cidr.family];
    const at = this.#place(cidr);
    return [sorted[at - 1], sorted[at]].find(
      (range) => range !== undefined && (isSubnetOf(cidr, range.cidr) || isSubnetOf(range.cidr, cidr)),
    );
  }

  add(range: Range): void {
    this.#sorted[range.cidr.family].splice(this.#place(range.cidr), 0, range);
  }

  remove(cidr: Cidr): void {
    const found = this.touching(cidr);
    const sorted = this.#sorted[cidr.family];
    if (found !== undefined && found.cidr.prefix === cidr.prefix) sorted.splice(sorted.indexOf(found), 1);
  }

  get all(): readonly Range[] {
    return [...this.#sorted[4], ...this.#sorted[6]];
  }

  /** Where the first range stands that begins at this one's first address or behind it. */
  #place({ family, network }: Cidr): number {
    const sorted = this.#sorted[family];
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.cidr.network ?? network) < network) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
