/** Passwords as lines of neighbors hold them: plain, or in a form of which some can be read. */
import { passwordToken } from '../../../lib/passwords.ts';
import type { Dialect } from '../model.ts';

/** The bytes with which type 7 hides a text, one behind the other; it is no encryption. */
const type7 = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';

/** What type 7 hides: two digits say where to begin, and each two hexadecimal ones are a byte. Undefined for what is none. */
export function decodeType7(text: string): string | undefined {
  if (!/^\d\d(?:[\da-fA-F]{2}){1,80}$/.test(text)) return undefined;
  const start = Number(text.slice(0, 2));
  if (start > 15) return undefined;
  const bytes = text.slice(2).match(/../g) ?? [];
  return bytes
    .map((byte, i) => String.fromCharCode(Number.parseInt(byte, 16) ^ type7.charCodeAt((start + i) % type7.length)))
    .join('');
}

/** What stands in place of a password that was taken out, or is filled in later. */
const hidden = /^(?:<.*>|\*+|[xX]{3,}|\.{3,}|…|\$\{?\w+\}?|REDACTED|removed|secret-removed|!Vault.*)$/i;

/**
 * The number of the password that the words behind `password` hold, equal for equal ones; null if it cannot be compared, being
 * encrypted or taken out.
 */
export function passwordOf(words: readonly string[], dialect: Dialect): number | null {
  const [first = '', second] = words;
  const type = second !== undefined && /^\d[a-z]?$/.test(first) ? first : undefined;
  const text = unquoted(type === undefined ? first : (second ?? ''));
  if (hidden.test(text)) return null;
  if (type === undefined || type === '0') return passwordToken(text) ?? null;
  // EOS has an encryption of its own under the same number.
  if (type !== '7' || dialect === 'eos') return null;
  const plain = decodeType7(text);
  return plain === undefined ? null : (passwordToken(plain) ?? null);
}

const unquoted = (text: string) => (/^".*"$/.test(text) ? text.slice(1, -1) : text);
