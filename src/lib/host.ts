/** What the pipeline may ask of the world. The command line gives it Node's; a browser or a test gives its own. */
import type { JsonObject } from '../model/document.ts';

/** One entry of a folder. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** What is at a path, links followed. */
export type Stat =
  | { readonly kind: 'file'; readonly bytes: number }
  | { readonly kind: 'folder' | 'other' | 'missing' };

/** Files and folders, by absolute paths with forward slashes. */
export interface FileSystem {
  /** The entries of a folder, in the order of their names. Throws a HostError. */
  list(folder: string): readonly Entry[];
  /** Throws a HostError for what is there and cannot be looked at. */
  stat(path: string): Stat;
  /** The path with all links followed, or undefined if it leads nowhere. */
  real(path: string): string | undefined;
  /** A file's bytes. Throws TooLarge over `most` bytes, and a HostError also if it changes while it is read. */
  read(path: string, most: number): Bytes;
}

/** Where a run takes place: its files, and how paths are written there. */
export interface Host {
  readonly files: FileSystem;
  /** A path that was given in a folder: absolute, with forward slashes, `.` and `..` resolved. */
  absolute(cwd: string, path: string): string;
}

/** The encodings of text that are read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What a file holds, before anybody knows what it is. */
export interface Bytes {
  /** One character for each byte, U+0000 to U+00FF: what needles of ASCII are looked for in. */
  readonly binary: string;
  /** The text, without its byte order mark. Throws a TypeError where the bytes are not of this encoding. */
  decode(encoding: Encoding): string;
}

/** The world said no. The message is a clause without the path: `permission denied`. */
export class HostError extends Error {}

/** A file is larger than what may be read. */
export class TooLarge extends HostError {
  readonly bytes: number;
  constructor(bytes: number) {
    super(`it is ${bytes} bytes large`);
    this.bytes = bytes;
  }
}

/** A cluster's input does not fit into the memory that the rules may use. */
export class PolicyLimit extends Error {}

/** What a kind's structure (schemas/crds) does not allow, in ajv's words. */
export interface SchemaError {
  /** JSON Schema's keyword: `type`, `enum`, `additionalProperties`, … */
  readonly keyword: string;
  /** JSON Pointer of the value inside of the object. */
  readonly instancePath: string;
  readonly params: { readonly [name: string]: unknown };
}

/** The structure of one kind. */
export interface Schema {
  /** All faults of an object, in the order of its fields; none for a sound one. */
  errors(object: JsonObject): readonly SchemaError[];
  /**
   * The schema itself, as JSON Schema. Its member `elsewhere` names the fields that only other versions of the kind have:
   * `{ v1beta2: ['spec.vrf'] }`, without the indices of lists.
   */
  schema(): JsonObject;
}

/**
 * The structures of all kinds: that of one is read when an object of it is there; undefined where none is known. Of a
 * version that has no structure of its own, also of one that does not exist, the newest holds.
 */
export type Schemas = (family: string, kind: string, version: string) => Schema | undefined;
