/** The texts that a client has open, by what it calls them and by their paths; and where things are in a text, open or not. */
import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../lib/host.ts';
import { uriOf } from './uris.ts';

/** A text that the client has open. */
export interface OpenText {
  readonly document: TextDocument;
  /** Absolute, with forward slashes. */
  readonly path: string;
}

/** Texts of other files are read up to this, to find a place in them. */
const mostRead = 1 << 24;

/** What is marked of a word, in UTF-16 units. */
const longestWord = 200;

export class OpenTexts {
  readonly #files: FileSystem;
  readonly #byUri = new Map<string, OpenText>();
  /** By path: what the client calls it. */
  readonly #uris = new Map<string, string>();

  /** `files` are asked for texts that are not open. */
  constructor(files: FileSystem) {
    this.#files = files;
  }

  /** Each with its URI. */
  get all(): readonly (readonly [uri: string, open: OpenText])[] {
    return [...this.#byUri];
  }

  get(uri: string): OpenText | undefined {
    return this.#byUri.get(uri);
  }

  at(path: string): OpenText | undefined {
    return this.#byUri.get(this.#uris.get(path) ?? '');
  }

  /** The URI of a path: as the client wrote it, where it has it open. */
  uriOf(path: string): string {
    return this.#uris.get(path) ?? uriOf(path);
  }

  open(uri: string, open: OpenText): void {
    this.#byUri.set(uri, open);
    this.#uris.set(open.path, uri);
  }

  /** The text after changes; undefined where it is not open. */
  edit(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): OpenText | undefined {
    const open = this.#byUri.get(uri);
    if (open === undefined) return undefined;
    const edited = { ...open, document: TextDocument.update(open.document, [...changes], version) };
    this.#byUri.set(uri, edited);
    return edited;
  }

  /** What it was; undefined where it was not open. */
  close(uri: string): OpenText | undefined {
    const open = this.#byUri.get(uri);
    if (open === undefined) return undefined;
    this.#byUri.delete(uri);
    this.#uris.delete(open.path);
    return open;
  }

  /** The word at an offset of the text at a path, as it is open, or on the disk. */
  rangeAt(path: string, offset: number): Range {
    const document = this.at(path)?.document ?? this.#onDisk(path);
    const word = /^(?:[\w./@-]+|\S+)/.exec(document.getText().slice(offset, offset + longestWord))?.[0] ?? '';
    return { start: document.positionAt(offset), end: document.positionAt(offset + word.length) };
  }

  #onDisk(path: string): TextDocument {
    let text = '';
    try {
      text = this.#files.read(path, mostRead).decode('utf-8');
    } catch {
      // It was removed in the meantime: what is told of it is at its start.
    }
    return TextDocument.create('', '', 0, text);
  }
}
