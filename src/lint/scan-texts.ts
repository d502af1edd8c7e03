/** The texts of a scan in which findings may be, with their lines and the comments that may suppress them. */
import type { FileSystem } from '../lib/host.ts';
import { LineIndex } from '../lib/lines.ts';
import { getOrMake } from '../lib/maps.ts';
import type { Comment, Document } from '../model/document.ts';
import { commentWord } from '../parse/yaml/document-text.ts';
import type { NamedFile } from './kustomizations.ts';
import { load, sniff, type Text, textIn } from './load.ts';

export class ScanTexts {
  readonly texts = new Map<string, Text>();
  readonly lines = new Map<string, LineIndex>();
  readonly comments = new Map<string, Comment[]>();
  /** Where comments are that were kept: a document may be read in two passes. */
  readonly #noted = new Set<string>();

  /** By file: the documents that were read of a text with suppressions. */
  readonly #read = new Map<string, ReadonlySet<number>>();

  /** Notes documents of the first pass: one with a suppression is given to each pass, whatever else it holds. */
  wereRead({ file, text }: Text, documents: readonly Document[]): void {
    if (text.includes(commentWord)) this.#read.set(file, new Set(documents.map(({ index }) => index)));
  }

  /** The documents that the first pass has not read: a later one would make the objects of the others anew. */
  unread(documents: readonly Document[]): readonly Document[] {
    return documents.filter(({ index, source }) => this.#read.get(source.file)?.has(index) !== true);
  }

  /** Keeps a text, in the place of one that the file had. */
  set(text: Text): void {
    this.texts.set(text.file, text);
    this.lines.set(text.file, new LineIndex(text.text));
  }

  /** Keeps a text where the file has none yet. */
  add(text: Text): void {
    if (!this.lines.has(text.file)) this.set(text);
  }

  /** Keeps the comments of a document, each once. */
  note({ comments, source: { file } }: Document): void {
    for (const comment of comments) {
      const place = `${comment.span.start} ${file}`;
      if (this.#noted.has(place)) continue;
      this.#noted.add(place);
      getOrMake(this.comments, file, () => []).push(comment);
    }
  }

  /** Keeps a text where the file has none yet, and the comments of its document. */
  addWith(text: Text, document: Document): void {
    this.note(document);
    this.add(text);
  }

  /** The text of a file, read where it is not kept; undefined for what is none, or larger than `most` bytes. */
  textOf(files: FileSystem, { file, path, kind }: NamedFile, most: number): Text | undefined {
    const kept = this.texts.get(file);
    if (kept !== undefined) return kept;
    const loaded = load(files, file, path, most);
    const text = 'problem' in loaded ? undefined : textIn(loaded.bytes);
    if (text === undefined) return undefined;
    return { file, text, kind: kind === 'yaml' || kind === 'json' ? kind : sniff(text) };
  }
}
