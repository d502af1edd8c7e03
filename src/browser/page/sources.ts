/** Where texts come from: examples, links, files that are opened or dropped. What takes the place of others can be taken back. */
import { count } from '../../report/text/phrases.ts';
import type { ExampleSet, SandboxFile } from '../protocol.ts';
import { byId, make, put } from './dom.ts';
import { filesOf, holdsFiles } from './link.ts';
import { nameFor } from './naming.ts';
import { acceptDrops, acceptPastes, dropped, type Opened, readFiles } from './opening.ts';
import type { Status } from './status.ts';
import type { Kept, Texts } from './texts.ts';
import type { Visits } from './visits.ts';

export interface SourceActions {
  /** Texts are there that were not; `all`: in the place of others. */
  arrived(all: boolean): void;
}

/** Texts, and where they came from. */
interface Before {
  readonly texts: Kept;
  readonly isWritten: boolean;
  readonly isExample: boolean;
}

export class Sources {
  readonly #texts: Texts;
  readonly #status: Status;
  readonly #visits: Visits;
  readonly #actions: SourceActions;
  /** Somebody wrote here, and would lose it. */
  isWritten = false;
  /** So was what can be brought back. */
  #wasWritten = false;
  /** What is there came from the examples. */
  #isExample = false;

  constructor(texts: Texts, status: Status, visits: Visits, actions: SourceActions) {
    this.#texts = texts;
    this.#status = status;
    this.#visits = visits;
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
    acceptPastes(
      () => this.#isExample && !this.isWritten && this.#texts.isAllSelected,
      (pasted) => {
        if (typeof pasted !== 'string') return void this.#take(readFiles(pasted));
        const name = nameFor(pasted);
        this.#put([{ name, text: pasted }], `Pasted as ${name}.`);
        return this.#texts.view.focus();
      },
    );
    this.#visits.listen();
    addEventListener('hashchange', () => {
      // Back and forward bring the texts with them.
      if (!this.#visits.isKnown) void this.fromLink();
    });
    addEventListener('beforeunload', (event) => {
      if ((this.isWritten && !this.#texts.isEmpty) || this.#wasWritten) event.preventDefault();
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
      this.replace(chosen.files, exampleOf(chosen));
      this.#isExample = true;
    });
    const [example] = examples;
    if (!first || example === undefined) return;
    this.#texts.replaceAll(example.files);
    this.isWritten = false;
    this.#isExample = true;
    this.#actions.arrived(true);
    if (!quietly) this.#status.say(exampleOf(example));
  }

  /** Other texts in the place of these; `said` says so. Back brings these back, as they are then, and forward the others. */
  replace(files: readonly SandboxFile[], said: string): void {
    const isNothing = this.#texts.isEmpty;
    let other = this.#now;
    this.#wasWritten ||= this.isWritten && !isNothing;
    this.#isExample = false;
    this.#texts.replaceAll(files);
    this.isWritten = false;
    this.#actions.arrived(true);
    if (isNothing) {
      this.#visits.stay();
      this.#status.say(said);
      return;
    }
    const change = () => {
      const now = this.#now;
      this.#texts.bringBack(other.texts);
      this.isWritten = other.isWritten;
      this.#isExample = other.isExample;
      this.#wasWritten ||= now.isWritten;
      other = now;
      this.#status.say('');
    };
    const take = this.#visits.push({ back: change, forward: change });
    this.#status.say(said, { title: 'Bring back the texts before', take });
  }

  get #now(): Before {
    return { texts: this.#texts.keep(), isWritten: this.isWritten, isExample: this.#isExample };
  }

  /** Opens the texts of the address, if it holds any. */
  async fromLink(): Promise<'none' | 'opened' | 'damaged'> {
    if (!holdsFiles(location.hash)) return 'none';
    try {
      this.replace(await filesOf(location.hash), 'This is what the link holds.');
      return 'opened';
    } catch (error) {
      this.#visits.stay();
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
      this.isWritten = true;
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

function exampleOf({ title }: ExampleSet): string {
  return `This is an example: ${title}. Paste, drop or open your own.`;
}
