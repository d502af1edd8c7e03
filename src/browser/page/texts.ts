/** The files of the page and their editor: one editor, which shows the state of one file at a time. */
import { type EditorState, type Extension, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { TextEdit } from '../../editor/index.ts';
import { getOrMake } from '../../lib/maps.ts';
import type { Range } from '../../model/document.ts';
import type { Edit } from '../../model/finding.ts';
import { fileNames } from '../names.ts';
import type { SandboxFile } from '../protocol.ts';
import { renamed, stateOf } from './editing.ts';
import { isMadeUp, nameFor } from './naming.ts';
import { offsetOf, offsetsOf } from './offsets.ts';

/** All files as they were, with what can be undone in each. */
export interface Kept {
  readonly files: readonly OpenFile[];
  readonly shown: number;
}

interface OpenFile {
  name: string;
  state: EditorState;
  /** Its lines ended with CRLF, all of them: it is written back as such. */
  readonly crlf: boolean;
}

/** Whom the texts tell what. */
export interface Listener {
  /** A text, a name, or which files there are. */
  changed(): void;
  /** Which file is shown, or where in it the cursor is. */
  moved(): void;
}

/** All files, one of them shown. There is always one. */
export class Texts {
  readonly #view: EditorView;
  readonly #listener: Listener;
  readonly #more: Extension;
  #files: OpenFile[];
  #shown = 0;

  constructor(parent: HTMLElement, listener: Listener, more: Extension) {
    this.#listener = listener;
    this.#more = [
      more,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.#typed(update.transactions);
        if (update.docChanged || update.selectionSet) listener.moved();
      }),
    ];
    this.#files = [this.#open({ name: 'untitled.yaml', text: '' })];
    this.#view = new EditorView({ parent, state: this.#current.state });
  }

  get view(): EditorView {
    return this.#view;
  }

  /** The files as they are now, in their order. */
  get files(): readonly SandboxFile[] {
    this.#keep();
    return this.#files.map(({ name, state }) => ({ name, text: textIn(state) }));
  }

  get names(): readonly string[] {
    return this.#files.map(({ name }) => name);
  }

  /** The name of the file that is shown. */
  get shown(): string {
    return this.#current.name;
  }

  /** True where there is nothing but an empty file. */
  get isEmpty(): boolean {
    return this.files.every(({ text }) => text.trim() === '');
  }

  /** True where all of the text is selected that is shown. */
  get isAllSelected(): boolean {
    const { doc, selection } = this.#view.state;
    return doc.length > 0 && selection.main.to - selection.main.from === doc.length;
  }

  /** The state of a file's editor; undefined where there is no such file. */
  stateOf(name: string): EditorState | undefined {
    this.#keep();
    return this.#files.find((file) => file.name === name)?.state;
  }

  /** Changes a state without a change of its text: marks of findings. */
  mark(name: string, change: (state: EditorState) => Transaction): void {
    const file = this.#files.find((one) => one.name === name);
    if (file === undefined) return;
    if (file === this.#current) this.#view.dispatch(change(this.#view.state));
    else file.state = change(file.state).state;
  }

  /** The text of a file as it is written: with the line ends that it came with. */
  written(name: string, text: string): string {
    return this.#files.find((file) => file.name === name)?.crlf === true ? text.replaceAll('\n', '\r\n') : text;
  }

  /** What there is now, to be brought back later. */
  keep(): Kept {
    this.#keep();
    return { files: this.#files.map((file) => ({ ...file })), shown: this.#shown };
  }

  /** What was kept in the place of all that is there. */
  bringBack({ files, shown }: Kept): void {
    this.#files = files.map((file) => ({ ...file }));
    this.#show(shown);
    this.#listener.changed();
  }

  /** These files in the place of all others. */
  replaceAll(files: readonly SandboxFile[]): void {
    const all = files.length === 0 ? [{ name: 'untitled.yaml', text: '' }] : files;
    this.#files = this.#named(all).map((file) => this.#open(file));
    this.#show(0);
    this.#listener.changed();
  }

  /** Adds files, and shows the first of them. One of the same name and text is the one that is there; an empty untitled one goes. */
  add(files: readonly SandboxFile[]): void {
    if (files.length === 0) return;
    this.#keep();
    const kept = this.#files.filter(({ name, state }) => !(isMadeUp(name) && state.doc.length === 0));
    const known = new Map(kept.map(({ name, state }) => [name, textIn(state)]));
    const added = files.filter(({ name, text }) => known.get(name) !== text);
    const names = fileNames([...kept.map(({ name }) => name), ...added.map(({ name }) => name)]).slice(kept.length);
    this.#files = [...kept, ...added.map(({ text }, i) => this.#open({ name: names[i] ?? '', text }))];
    const first = added.length > 0 ? kept.length : this.#files.findIndex(({ name }) => name === files[0]?.name);
    this.#show(Math.max(0, first));
    this.#listener.changed();
  }

  /** Gives the shown file another name, as near to this one as it can be. */
  rename(wanted: string): void {
    const others = this.#files.filter((file) => file !== this.#current).map(({ name }) => name);
    const name = fileNames([...others, wanted]).at(-1) ?? wanted;
    if (wanted.trim() === '' || name === this.#current.name) return;
    this.#current.name = name;
    this.#view.dispatch({ effects: renamed(name, textIn(this.#view.state)) });
    this.#listener.moved();
    this.#listener.changed();
  }

  /** Takes the shown file away. Returns what puts it back among those that are there then. */
  remove(): () => void {
    this.#keep();
    const [removed, at] = [this.#current, this.#shown];
    const left = this.#files.filter((file) => file !== this.#current);
    this.#files = left.length === 0 ? [this.#open({ name: 'untitled.yaml', text: '' })] : left;
    this.#show(Math.min(at, this.#files.length - 1));
    this.#listener.changed();
    return () => {
      this.#keep();
      const files = this.#files.filter(({ name, state }) => !(isMadeUp(name) && state.doc.length === 0));
      const name = fileNames([...files.map((file) => file.name), removed.name]).at(-1) ?? removed.name;
      this.#files = files.toSpliced(at, 0, { ...removed, name });
      this.#show(Math.min(at, files.length));
      this.#listener.changed();
    };
  }

  /** Shows a file; nothing where there is none of this name. */
  show(name: string): void {
    const index = this.#files.findIndex((file) => file.name === name);
    if (index < 0 || index === this.#shown) return;
    this.#keep();
    this.#show(index);
  }

  /** Shows a place, and selects it. With `focus` the next key is the text's. */
  reveal(name: string, range: Range | null, focus: boolean): void {
    this.show(name);
    if (range !== null) this.#select(offsetsOf(this.#view.state, range));
    if (focus) this.#view.focus();
  }

  /** The same by offset. */
  revealOffset(name: string, offset: number): void {
    this.show(name);
    const at = Math.min(offset, this.#view.state.doc.length);
    this.#select([at, at]);
    this.#view.focus();
  }

  /** Shows where a file was edited; the focus stays where it is. */
  lookAt(name: string, edits: readonly Edit[]): void {
    this.show(name);
    const start = edits.find(({ file }) => file === name)?.span.start;
    if (start === undefined) return;
    const at = Math.min(start, this.#view.state.doc.length);
    this.#select([at, at]);
  }

  /** Selects what of a place is in its first line. */
  #select([from, to]: readonly [number, number]): void {
    const end = this.#view.state.doc.lineAt(from).to;
    this.#view.dispatch({
      selection: { anchor: from, head: Math.min(to, end) },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
  }

  /** Makes edits of texts that are as they were checked. Each file has one step to undo. */
  apply(edits: readonly Edit[]): void {
    for (const name of new Set(edits.map(({ file }) => file))) {
      const own = edits.filter(({ file }) => file === name);
      const changes = own.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text }));
      this.#change(name, changes);
    }
    this.#listener.changed();
  }

  /** Makes edits by lines and characters from 0, of texts that are as they were checked. */
  write(edits: readonly TextEdit[]): void {
    for (const name of new Set(edits.map(({ file }) => file))) {
      const state = this.stateOf(name);
      if (state === undefined) continue;
      const own = edits.filter(({ file }) => file === name);
      const changes = own.map(({ range: { start, end }, text }) => ({
        from: offsetOf(state, start),
        to: offsetOf(state, end),
        insert: text,
      }));
      this.#change(name, changes);
    }
    this.#listener.changed();
  }

  /** Puts other texts in the place of those of these names. */
  overwrite(files: readonly SandboxFile[]): void {
    for (const { name, text } of files) {
      const state = this.stateOf(name);
      if (state !== undefined) this.#change(name, [{ from: 0, to: state.doc.length, insert: text }]);
    }
    this.#listener.changed();
  }

  #change(name: string, changes: readonly { from: number; to: number; insert: string }[]): void {
    const file = this.#files.find((one) => one.name === name);
    if (file === undefined) return;
    const spec = { changes, userEvent: 'input.fix', annotations: Transaction.addToHistory.of(true) };
    if (file === this.#current) this.#view.dispatch(spec);
    else file.state = file.state.update(spec).state;
  }

  get #current(): OpenFile {
    const file = this.#files[this.#shown];
    if (file === undefined) throw new Error('there is no file');
    return file;
  }

  #open({ name, text }: SandboxFile): OpenFile {
    const crlf = /\r\n/.test(text) && !/(?<!\r)\n|\r(?!\n)/.test(text);
    return { name, crlf, state: stateOf(name, crlf ? text.replaceAll('\r\n', '\n') : text, this.#more) };
  }

  #named(files: readonly SandboxFile[]): readonly SandboxFile[] {
    const names = fileNames(files.map(({ name }) => name));
    return files.map(({ text }, i) => ({ name: names[i] ?? '', text }));
  }

  /** What is pasted into an untitled file gives it a name. */
  #typed(transactions: readonly Transaction[]): void {
    const isPasted = transactions.some((one) => one.isUserEvent('input.paste') || one.isUserEvent('input.drop'));
    if (isPasted && isMadeUp(this.#current.name)) {
      // Not within the update that tells of it.
      queueMicrotask(() => this.rename(nameFor(this.#view.state.doc.toString())));
    }
    this.#listener.changed();
  }

  #keep(): void {
    if (this.#files.length > 0 && this.#view !== undefined) this.#current.state = this.#view.state;
  }

  #show(index: number): void {
    this.#shown = index;
    this.#view.setState(this.#current.state);
    this.#listener.moved();
  }
}

const texts = new WeakMap<EditorState['doc'], string>();

/** The text of a state: one string for each document, so that comparing two of them costs nothing. */
export function textIn({ doc }: EditorState): string {
  return getOrMake(texts, doc, () => doc.toString());
}
