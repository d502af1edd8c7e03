/** Where texts come from: examples, links, files that are opened or dropped. What takes the place of others can be taken back. */
import { count } from '../../report/text/phrases.ts';
import type { ExampleSet, SandboxFile } from '../protocol.ts';
import { byId, make, put } from './dom.ts';
import { filesOf, holdsFiles } from './link.ts';
import { acceptDrops, dropped, type Opened, readFiles } from './opening.ts';
import type { Status } from './status.ts';
import type { Texts } from './texts.ts';

export interface SourceActions {
  /** Texts are there that were not; `all`: in the place of others. */
  arrived(all: boolean): void;
}

export class Sources {
  readonly #texts: Texts;
  readonly #status: Status;
  readonly #actions: SourceActions;
  /** Somebody wrote here, and would lose it. */
  isWritten = false;
  /** What is there came from the examples. */
  #isExample = false;

  constructor(texts: Texts, status: Status, actions: SourceActions) {
    this.#texts = texts;
    this.#status = status;
    this.#actions = actions;
  }

  /** Listens to what a person opens or drops, and to links that are followed within the page. */
  listen(): void {
    const picked = byId('picked', HTMLInputElement);
    byId('open', HTMLButtonElement).addEventListener('click', () => picked.click());
    picked.addEventListener('change', () => {
      const files = [...(picked.files ?? [])].map((file) => ({ path: file.name, file }));
      picked.value = '';
      void this.#take(readFiles(files));
    });
    acceptDrops(byId('drop', HTMLElement), (transfer) => {
      void dropped(transfer).then((files) => this.#take(readFiles(files)));
    });
    addEventListener('hashchange', () => void this.fromLink());
    addEventListener('beforeunload', (event) => {
      if (this.isWritten && !this.#texts.isEmpty) event.preventDefault();
    });
  }

  /** Offers the examples. With `first` the first of them is shown; `quietly` nothing is said of it. */
  offer(examples: readonly ExampleSet[], first: boolean, quietly: boolean): void {
    const select = byId('examples', HTMLSelectElement);
    put(
      select,
      examples.map(({ title }, i) => make('option', { value: i }, title)),
    );
    select.addEventListener('change', () => {
      const chosen = examples[Number(select.value)];
      select.value = '';
      if (chosen === undefined) return;
      this.replace(chosen.files, `This is an example: ${chosen.title}.`);
      this.#isExample = true;
    });
    const [example] = examples;
    if (!first || example === undefined) return;
    this.#texts.replaceAll(example.files);
    this.isWritten = false;
    this.#isExample = true;
    this.#actions.arrived(true);
    if (!quietly) this.#status.say(`This is an example: ${example.title}.`);
  }

  /** Other texts in the place of these; `said` says so. */
  replace(files: readonly SandboxFile[], said: string): void {
    const before = this.#texts.files;
    const [wasWritten, wasExample] = [this.isWritten, this.#isExample];
    this.#isExample = false;
    this.#texts.replaceAll(files);
    this.isWritten = false;
    this.#actions.arrived(true);
    const take = () => {
      this.#texts.replaceAll(before);
      this.isWritten = wasWritten;
      this.#isExample = wasExample;
    };
    const isNothing = before.every(({ text }) => text.trim() === '');
    this.#status.say(said, isNothing ? undefined : { title: 'Bring back the texts before', take });
  }

  /** Opens the texts of the address, if it holds any. */
  async fromLink(): Promise<'none' | 'opened' | 'damaged'> {
    if (!holdsFiles(location.hash)) return 'none';
    try {
      this.replace(await filesOf(location.hash), 'This is what the link holds.');
      return 'opened';
    } catch (error) {
      this.#status.say(`The link cannot be read: ${(error as Error).message}.`);
      return 'damaged';
    }
  }

  /** One more file, which is empty. */
  addEmpty(): void {
    this.#put([{ name: 'untitled', text: '' }], 'An empty file: paste a text into it.');
    this.#texts.view.focus();
  }

  /** Adds files to those that are there. An example that nobody changed makes room: it would be checked together with them. */
  #put(files: readonly SandboxFile[], said: string): void {
    if (this.#isExample && !this.isWritten) {
      this.replace(files, `${said} The example is gone.`);
      return;
    }
    this.#texts.add(files);
    this.#actions.arrived(false);
    this.#status.say(said);
  }

  async #take(reading: Promise<Opened>): Promise<void> {
    const { files, refused } = await reading;
    const opened = files.length === 0 ? [] : [`${count(files.length, 'file')} opened.`];
    const said = [...opened, ...refused].join(' ');
    if (files.length > 0) this.#put(files, said);
    else this.#status.say(said);
  }
}
