/** Bytes in, text out: which files hold something to check, and what they say. Most files are never decoded. */
import type { Bytes, Encoding } from '../lib/host.ts';

/** What a file's bytes are about. */
export type Relevance = 'subject' | 'context' | 'none';

/** What to look for: ASCII text; patterns are without flags. */
export interface Needles {
  readonly subject: { test(text: string): boolean };
  readonly context: { test(text: string): boolean };
}

/** A file's relevance; its text is left undecoded unless it is asked for. */
export interface Read {
  readonly relevance: Relevance;
  /** Throws a DecodeError if the bytes are no text. */
  text(): string;
}

/** The bytes are in no encoding that Kubernetes or Terraform reads. The message is a clause: what is wrong. */
export class DecodeError extends Error {}

/** Tells what a file is about, from its bytes. UTF-16 is looked into as text. */
export function read(bytes: Bytes, needles: Needles): Read {
  const encoding = encodingOf(bytes.binary);
  return { relevance: relevance(searchable(bytes, encoding), needles), text: () => decode(bytes, encoding) };
}

/** What cannot be decoded is looked into without NULs: to kubectl a later document of a file may begin UTF-16. */
function searchable(bytes: Bytes, encoding: Encoding): string {
  if (encoding === 'utf-8') return bytes.binary.includes('\0') ? bytes.binary.replaceAll('\0', '') : bytes.binary;
  try {
    return bytes.decode(encoding);
  } catch {
    return bytes.binary.replaceAll('\0', '');
  }
}

/** The text of bytes that somebody named. Throws a DecodeError. */
export function textOf(bytes: Bytes): string {
  return decode(bytes, encodingOf(bytes.binary));
}

function relevance(text: string, needles: Needles): Relevance {
  if (needles.subject.test(text)) return 'subject';
  return needles.context.test(text) ? 'context' : 'none';
}

/** PowerShell's `>` writes UTF-16 with a byte order mark; without one, ASCII text has a NUL in every other byte. */
function encodingOf(binary: string): Encoding {
  const first = binary.charCodeAt(0);
  const second = binary.charCodeAt(1);
  const third = binary.charCodeAt(2);
  const fourth = binary.charCodeAt(3);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first > 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second > 0 && third === 0 ? 'utf-16be' : 'utf-8';
}

const wrong = {
  'utf-8': 'it is not UTF-8 (saved as Latin-1 or Windows-1252, or cut in the middle of a character)',
  'utf-16le': 'it begins like UTF-16 but is not (cut in the middle of a character)',
  'utf-16be': 'it begins like UTF-16 but is not (cut in the middle of a character)',
} as const;

function decode(bytes: Bytes, encoding: Encoding): string {
  let text: string;
  try {
    text = bytes.decode(encoding);
  } catch {
    throw new DecodeError(wrong[encoding]);
  }
  if (text.includes('\0')) throw new DecodeError('it contains a NUL character: it is binary, not text');
  return text;
}
