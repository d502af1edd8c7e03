/** Bytes become texts: loading a file within its bound, and telling YAML from JSON. */
import { textFormat } from '../families/text-formats.ts';
import { type Bytes, type FileSystem, HostError, TooLarge } from '../lib/host.ts';
import type { Problem, SourceFile } from '../model/document.ts';
import { DecodeError, textOf } from '../read/index.ts';

/** A text that was read, from the file system or from standard input. */
export interface Text extends SourceFile {
  readonly kind: 'yaml' | 'json' | 'text';
  /** Somebody named the file, or handed its text over: it is meant. */
  readonly named?: true;
}

/** What standard input held: a text, or in its place why there is none. */
export interface Input extends Text {
  readonly problem?: Problem;
}

/** The file of a text from standard input to which nobody gave a name. It lies in no folder. */
export const stdinName = '<stdin>';

type Loaded = { readonly bytes: Bytes } | { readonly problem: Problem };

/** A file's bytes, or why there are none. */
export function load(files: FileSystem, file: string, path: string, most: number): Loaded {
  try {
    return { bytes: files.read(path, most) };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error instanceof TooLarge) return { problem: tooLarge(file, most, error.bytes) };
    return { problem: { kind: 'Unreadable', file, mark: null, detail: { reason: error.message } } };
  }
}

/** A file of this many bytes is over its bound. */
export function tooLarge(file: string, bound: number, found: number): Problem {
  return { kind: 'LimitExceeded', file, mark: null, detail: { limit: 'file-bytes', bound, found } };
}

/** A text without a telling name: JSON begins with a bracket, and what hosts, routers and running systems print is known by its lines. */
export function sniff(text: string): Text['kind'] {
  const start = text.slice(0, 64).replace(/^(?:\ufeff|\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  return /^[\s\0]*[{[]/.test(start) && !/^[\s\0]*\{[\s\0]*\{/.test(start)
    ? 'json'
    : textFormat(text) === undefined
      ? 'yaml'
      : 'text';
}

/** Undefined for bytes that are no text. */
export function textIn(bytes: Bytes): string | undefined {
  try {
    return textOf(bytes);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
