/** The texts of a scan in which findings may be, with their lines and the comments that may suppress them. */
import type { FileSystem } from '../lib/host.ts';
import { LineIndex } from '../lib/lines.ts';
import type { Comment, Document } from '../model/document.ts';
import type { NamedFile } from './kustomizations.ts';
import { load, sniff, type Text, textIn } from './load.ts';

export class ScanTexts {
  readonly texts = new Map<string, Text>();
  readonly lines = new Map<string, LineIndex>();
  readonly comments = new Map<string, Comment[]>();

  /** Keeps a text, in the place of one that the file had. */
  set(text: Text): void {
    this.texts.set(text.file, text);
    this.lines.set(text.file, new LineIndex(text.text));
  }

  /** Keeps a text where the file has none yet. */
  add(text: Text): void {
    if (!this.lines.has(text.file)) this.set(text);
  }

  /** Keeps the comments of a document. */
  note({ comments, source: { file } }: Document): void {
    if (comments.length === 0) return;
    const earlier = this.comments.get(file);
    if (earlier === undefined) this.comments.set(file, [...comments]);
    else for (const comment of comments) earlier.push(comment);
  }

  /** Keeps a text where the file has none yet, with the comments of its document. */
  addWith(text: Text, document: Document): void {
    if (!this.lines.has(text.file)) this.note(document);
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
