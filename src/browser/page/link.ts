/**
 * Texts in the fragment of a link, which browsers send to nobody: JSON, deflated, in Base64 of URLs. What a link holds was written
 * by a stranger: its size is bounded before it is unpacked, and its shape is looked at.
 */
import { binaryOf } from '../../lib/binary.ts';
import type { SandboxFile } from '../protocol.ts';

/** Begins a fragment; another form gets another number. */
const sign = '#1.';

/** Beyond these bounds a link is not read: files, bytes of all texts, characters of the fragment. */
const mostFiles = 200;
const mostBytes = 8_000_000;
const mostCharacters = 4_000_000;

/** The fragment that holds the files, with its `#`. */
export async function fragmentOf(files: readonly SandboxFile[]): Promise<string> {
  const json = JSON.stringify(files.map(({ name, text }) => [name, text]));
  const packed = await collected(through(new TextEncoder().encode(json), new CompressionStream('deflate-raw')));
  return `${sign}${toBase64(packed)}`;
}

/** True for a fragment that should hold files, be it sound or not. */
export function holdsFiles(fragment: string): boolean {
  return fragment.startsWith(sign);
}

/** The files of a fragment. Throws an Error where it is damaged or too large; its message is a clause. */
export async function filesOf(fragment: string): Promise<readonly SandboxFile[]> {
  if (fragment.length > mostCharacters) throw new Error('it is too long');
  return shaped(await unpacked(fragment.slice(sign.length)));
}

async function unpacked(base64: string): Promise<unknown> {
  try {
    const bytes = await collected(through(fromBase64(base64), new DecompressionStream('deflate-raw')), mostBytes);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof RangeError) throw new Error('it holds too much');
    throw new Error('it is damaged, or not complete');
  }
}

function shaped(value: unknown): readonly SandboxFile[] {
  const isFile = (one: unknown): one is [string, string] =>
    Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string');
  if (!Array.isArray(value) || !value.every(isFile)) throw new Error('it holds no texts');
  if (value.length === 0 || value.length > mostFiles) throw new Error(`it holds ${value.length} files`);
  return value.map(([name, text]) => ({ name, text }));
}

function through(
  bytes: Uint8Array<ArrayBuffer>,
  by: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream().pipeThrough(by);
}

/** Throws a RangeError over `most` bytes. */
async function collected(stream: ReadableStream<Uint8Array>, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError('too large');
    }
    parts.push(next.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(binaryOf(bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
