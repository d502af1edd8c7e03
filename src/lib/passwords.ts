/**
 * Whether two passwords of a scan are the same one, without a password: each gets a small number, equal ones the same.
 *
 * The numbers are given in the order in which passwords are seen. What is kept of a password, in memory alone, is SipHash-2-4
 * (Aumasson, Bernstein: "SipHash: a fast short-input PRF") under two random keys of the process, so that no digest can be
 * compared with those of guesses.
 */

const numbers = new Map<string, number>();

let keys: BigUint64Array | undefined;

/** Longer ones have no number: the kernel takes 80 bytes (TCP_MD5SIG_MAXKEYLEN of Linux), and members of Secrets may be large. */
const longest = 256;

/** The number of a password, counted from 1, by its UTF-8 bytes; undefined for one that is too long to be one. */
export function passwordToken(password: string): number | undefined {
  return password.length > longest ? undefined : tokenOf(new TextEncoder().encode(password));
}

/** The same of bytes. */
export function tokenOf(bytes: Uint8Array): number | undefined {
  if (bytes.length > longest) return undefined;
  keys ??= crypto.getRandomValues(new BigUint64Array(4));
  const [a = 0n, b = 0n, c = 0n, d = 0n] = keys;
  const digest = `${sipHash(bytes, a, b)} ${sipHash(bytes, c, d)}`;
  const number = numbers.get(digest) ?? numbers.size + 1;
  numbers.set(digest, number);
  return number;
}

const mask = (1n << 64n) - 1n;

const rotated = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & mask;

function sipHash(bytes: Uint8Array, k0: bigint, k1: bigint): bigint {
  let v0 = k0 ^ 0x736f6d6570736575n;
  let v1 = k1 ^ 0x646f72616e646f6dn;
  let v2 = k0 ^ 0x6c7967656e657261n;
  let v3 = k1 ^ 0x7465646279746573n;
  const rounds = (count: number) => {
    for (let i = 0; i < count; i++) {
      v0 = (v0 + v1) & mask;
      v1 = rotated(v1, 13n) ^ v0;
      v0 = rotated(v0, 32n);
      v2 = (v2 + v3) & mask;
      v3 = rotated(v3, 16n) ^ v2;
      v0 = (v0 + v3) & mask;
      v3 = rotated(v3, 21n) ^ v0;
      v2 = (v2 + v1) & mask;
      v1 = rotated(v1, 17n) ^ v2;
      v2 = rotated(v2, 32n);
    }
  };
  for (const word of words(bytes)) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
  v2 ^= 0xffn;
  rounds(4);
  return v0 ^ v1 ^ v2 ^ v3;
}

/** Words of eight bytes, the lowest first; the last has what is left, and the length. */
function words(bytes: Uint8Array): BigUint64Array {
  const whole = new Uint8Array(bytes.length - (bytes.length % 8) + 8);
  whole.set(bytes);
  whole[whole.length - 1] = bytes.length & 0xff;
  const view = new DataView(whole.buffer);
  return new BigUint64Array(whole.length / 8).map((_, i) => view.getBigUint64(i * 8, true));
}
