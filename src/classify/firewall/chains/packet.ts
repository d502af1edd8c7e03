/** The packets of a BGP connection between two nodes, as the chains of one of them see them. */

/** A value of 32 bits of which some may be open: where `known` has a 1, `value` says the bit. */
export interface Bits {
  readonly known: number;
  readonly value: number;
}

/** What rules may change on the way of a packet. */
export interface State {
  readonly mark: Bits;
  readonly ctMark: Bits;
  /** What conntrack may say of it, once it has looked: a word for each possibility. */
  readonly ct: readonly CtState[];
}

export type CtState = 'new' | 'established' | 'untracked' | 'invalid';

/**
 * `first` opens the connection (SYN), `reply` is its answer (SYN, ACK), `further` and `further-reply` all that follows. A
 * connection to this node's port 179 comes `in`; one to another node's goes `out`.
 */
export interface Packet {
  readonly family: 4 | 6;
  readonly connection: Connection;
  readonly part: Part;
}

export type Connection = 'in' | 'out';

export type Part = 'first' | 'reply' | 'further' | 'further-reply';

export const parts: readonly Part[] = ['first', 'reply', 'further', 'further-reply'];

export const isReply = ({ part }: Packet): boolean => part === 'reply' || part === 'further-reply';

/** True if the packet comes into this node. */
export const comesIn = (packet: Packet): boolean => (packet.connection === 'in') !== isReply(packet);

/** True if the packet is to port 179; the others are from it. */
export const isToBgp = (packet: Packet): boolean => !isReply(packet);

/** What holds of a value in both cases. */
export function commonBits(a: Bits, b: Bits): Bits {
  if (a === b) return a;
  const known = a.known & b.known & ~(a.value ^ b.value);
  return { known: known >>> 0, value: (a.value & known) >>> 0 };
}

/** What is known of a packet that comes from one of two ways; of none, nothing comes. */
export function joined(a: State | undefined, b: State | undefined): State | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const ct = a.ct === b.ct ? a.ct : [...new Set([...a.ct, ...b.ct])].sort();
  return { mark: commonBits(a.mark, b.mark), ctMark: commonBits(a.ctMark, b.ctMark), ct };
}

/** Equal for equal states. */
export const stateKey = ({ mark, ctMark, ct }: State): string => `${bitsKey(mark)} ${bitsKey(ctMark)} ${ct.join()}`;

/** Equal for equal bits. */
export const bitsKey = ({ known, value }: Bits): string => `${known}.${value}`;
