/** Bytes in, text out: which files hold something to check, and what they say. Most files are never decoded. */

/** What a file's bytes are about. */
export type Relevance = 'subject' | 'context' | 'none';

/** Byte strings to look for, and how: the host knows the fastest way. */
export interface Needles {
  readonly subject: readonly string[];
  readonly context: readonly string[];
  includes(bytes: Uint8Array, needle: string): boolean;
}

/** A file's relevance; its text is left undecoded unless it is asked for. */
export interface Read {
  readonly relevance: Relevance;
  /** Throws a DecodeError if the bytes are no text. */
  text(): string;
}

/** The bytes are in no encoding that Kubernetes or Terraform reads. The message is a clause: what is wrong. */
export class DecodeError extends Error {}

/** Tells what a file is about, from its bytes. UTF-16 is decoded to see. */
export function read(bytes: Uint8Array, needles: Needles): Read {
  const wide = utf16(bytes);
  if (wide === undefined) {
    const holds = (needle: string) => needles.includes(bytes, needle);
    return { relevance: relevance(holds, needles), text: () => decode(bytes, 'utf-8') };
  }
  const text = new TextDecoder(wide).decode(bytes);
  return { relevance: relevance((needle) => text.includes(needle), needles), text: () => decode(bytes, wide) };
}

function relevance(holds: (needle: string) => boolean, needles: Needles): Relevance {
  if (needles.subject.some(holds)) return 'subject';
  return needles.context.some(holds) ? 'context' : 'none';
}

/** PowerShell's `>` writes UTF-16 with a byte order mark; without one, ASCII text has a NUL in every other byte. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== undefined && first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second !== undefined && second !== 0 && third === 0 ? 'utf-16be' : undefined;
}

const wrong = {
  'utf-8': 'it is not UTF-8 (saved as Latin-1 or Windows-1252, or cut in the middle of a character)',
  'utf-16le': 'it is not UTF-16, though it begins so (cut in the middle of a character)',
  'utf-16be': 'it is not UTF-16, though it begins so (cut in the middle of a character)',
} as const;

/** Strips a byte order mark. */
function decode(bytes: Uint8Array, encoding: keyof typeof wrong): string {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new DecodeError(wrong[encoding]);
  }
  if (text.includes('\0')) throw new DecodeError('it holds a NUL character: it is binary, not text');
  return text;
}
