/**
 * The chains of a host's packet filter, whether iptables or nftables wrote them down: tables of chains, chains of rules, and a
 * rule as the statements that it comes down to, in their order. A reader makes these; `evaluate.ts` asks them about a packet.
 * What a reader does not understand it says (`unknown`): it never leaves a match or a verdict out.
 */
import type { Path } from '../../../model/document.ts';
import type { Values } from './values.ts';

/** All tables of one dump. */
export interface Ruleset {
  /** In any order: base chains are asked by their priorities. */
  readonly chains: readonly Chain[];
  /** What was not understood outside of rules, so that more may be there than was read. */
  readonly unknown: readonly Place[];
}

/** Something in the document, as messages and the ledger write it: a rule on one line. */
export interface Place {
  readonly path: Path;
  readonly text: string;
}

export interface Chain extends Place {
  /** As the format names it: `filter`, `inet filter`. Verdicts jump to chains of the same table only. */
  readonly table: string;
  readonly name: string;
  /** The packets that pass its table: [4] for `ip`, [6] for `ip6`, both for `inet`; none for arp and bridge. */
  readonly families: readonly (4 | 6)[];
  /** Undefined for a chain that only jumps lead to. */
  readonly base: Base | undefined;
  readonly rules: readonly Rule[];
}

export type Hook = 'ingress' | 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting' | 'egress';

export interface Base {
  readonly hook: Hook;
  /** Lower ones first; of equal ones the one that stands first. Conntrack looks at a packet at -200. */
  readonly priority: number;
  /** A nat chain sees the first packet of a connection only. */
  readonly type: 'filter' | 'nat' | 'route';
  readonly policy: 'accept' | 'drop';
  /** Interfaces to which the chain is bound (nft's netdev family); undefined: it sees the traffic of all. */
  readonly devices?: readonly string[];
  /** Where the policy stands; the chain where none is written. */
  readonly place: Place;
}

export interface Rule extends Place {
  /** In their order: a statement is reached if all matches before it hold. */
  readonly statements: readonly Statement[];
}

/** Left out: what neither decides nor changes anything (counter, log, comment). */
export type Statement =
  | Match
  /** Holds if one of these does: iptables' `--ports`. */
  | { readonly is: 'any'; readonly of: readonly Match[]; readonly negated: boolean }
  | Lookup
  /** Holds now and then, or for some packets of the traffic, which no dump can tell: a limit, a time, a MAC address, a user. */
  | { readonly is: 'sometimes' }
  /** Whether it holds is not understood, or depends on what is not in the dump. */
  | { readonly is: 'unknown' }
  | { readonly is: 'mark'; readonly field: 'mark' | 'ct_mark'; readonly change: MarkChange }
  /** Conntrack leaves the packet alone: its state is `untracked`. Only before conntrack, at priorities under -200. */
  | { readonly is: 'notrack' }
  | { readonly is: 'verdict'; readonly verdict: Verdict };

export interface Match {
  readonly is: 'match';
  readonly field: Field;
  readonly values: Values;
  readonly negated: boolean;
}

/** nft's maps of verdicts, and sets of several fields. */
export interface Lookup {
  readonly is: 'lookup';
  readonly fields: readonly Field[];
  /** Each key has a value for each field. `verdict`: undefined in a set, where the rule goes on if a key fits. */
  readonly entries: readonly { readonly keys: readonly Values[]; readonly verdict?: Verdict }[];
  /** Of a map: where no key fits. Undefined: the next rule is asked. */
  readonly otherwise?: Verdict;
  /** Only of a set: holds if no key fits. */
  readonly negated: boolean;
  /** False where elements may be there that were not read (a dynamic set, one of another table). */
  readonly whole: boolean;
}

/**
 * What a match looks at. Of numbers: `protocol` (IANA), the ports, `mark`, `ct_mark`, `family` (4, 6), `tcp_flags` (fin 1, syn
 * 2, rst 4, psh 8, ack 16, urg 32, ecn 64, cwr 128). Of addresses: `source`, `destination`. Of names: `in`, `out` (interfaces).
 * Of words: `ct_state` (new, established, related, invalid, untracked), `ct_status` (expected, seen-reply, assured, confirmed,
 * snat, dnat), `ct_direction` (original, reply), and what the addresses are here (iptables' addrtype, nft's fib … type):
 * `source_type`, `destination_type` (unicast, local, broadcast, anycast, multicast, blackhole, unreachable, prohibit), and
 * `packet_type` (host, broadcast, multicast, other; at the way in only). `untold`: what no dump tells, such as a number at random,
 * whatever the values are.
 */
export type Field =
  | 'family'
  | 'protocol'
  | 'source_port'
  | 'destination_port'
  | 'tcp_flags'
  | 'mark'
  | 'ct_mark'
  | 'source'
  | 'destination'
  | 'in'
  | 'out'
  | 'ct_state'
  | 'ct_status'
  | 'ct_direction'
  | 'source_type'
  | 'destination_type'
  | 'packet_type'
  | 'untold';

/** The new value is `(old & and) ^ xor`; `from` copies the other mark, under these masks. Unsigned, of 32 bits. */
export type MarkChange =
  | { readonly and: number; readonly xor: number }
  /** `new = (old & keep) ^ (other & mask)` */
  | { readonly keep: number; readonly copy: number }
  | 'unknown';

export type Verdict =
  /** Ends this base chain; those of later priority are asked still. `snat` changes the source, and ends its nat chain. */
  | { readonly is: 'accept' | 'drop' | 'return' | 'continue' | 'snat' }
  /** With what it answers, for messages: `tcp-reset`, `icmp-port-unreachable`. */
  | { readonly is: 'reject'; readonly with: string }
  | { readonly is: 'jump' | 'goto'; readonly chain: string }
  /** The packet goes elsewhere: another port, another host, a proxy. Whether BGP answers there nobody knows. */
  | { readonly is: 'redirect' }
  /** Something else decides: a program (queue), a chain or target that is not in the dump. */
  | { readonly is: 'unknown' };
