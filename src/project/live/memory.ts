/**
 * What is kept between the checks of a workspace: the walk over its folders, what first looks told, and parsed documents. It is
 * what the last whole check used, and no more.
 *
 * Checks may overlap, since one that waits is given up for the next. So each gathers for itself, and what it gathered counts
 * once it ends, without what changed since it began.
 */
import type { FileSystem } from '../../lib/host.ts';
import { getOrMake } from '../../lib/maps.ts';
import { isWithin } from '../../lib/paths.ts';
import type { Kept, Look, ParsedFor, Walked } from '../../lint/kept.ts';
import type { Text } from '../../lint/load.ts';
import type { Document, Parsed } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { type Remembered, remembering } from './looks.ts';

interface File extends Remembered {
  /** The last check that used it. */
  usedIn: number;
  /** The second look finds nothing in it. */
  isIdle?: true;
}

/** On what all that is kept rests, beside the files. */
export interface Footing {
  /** What texts are read by. */
  readonly bounds: string;
  /** What the walk goes by. */
  readonly walk: string;
}

interface State {
  bounds: string;
  /** By path. */
  files: Map<string, File>;
  /** By reader and name. */
  parsed: Map<string, { readonly text: Text; readonly parsed: Parsed }>;
  readonly classified: WeakMap<Document, readonly Resource[]>;
  walk: { readonly key: string; readonly walked: Walked } | undefined;
  /** How often names may have changed: which files there are, and what they are. */
  names: number;
  /** Paths that changed, in their order, while a check is under way. */
  readonly changes: string[];
  underWay: number;
  /** How many checks began. */
  checks: number;
}

export class Memory {
  readonly #state: State = {
    ...{ bounds: '', walk: undefined, names: 0, changes: [], underWay: 0, checks: 0 },
    ...{ files: new Map(), parsed: new Map(), classified: new WeakMap() },
  };

  /** True for a file that the last check read. */
  knows(path: string): boolean {
    return this.#state.files.has(path);
  }

  /** Forgets the texts of files, or of all files in folders. */
  forgetTexts(paths: readonly string[]): void {
    const { files, changes, underWay } = this.#state;
    for (const path of paths) {
      if (underWay > 0) changes.push(path);
      if (files.delete(path)) continue;
      for (const file of [...files.keys()]) if (isWithin(path, file)) files.delete(file);
    }
  }

  /** Forgets which files there are. */
  forgetNames(): void {
    this.#state.walk = undefined;
    this.#state.names++;
  }

  /**
   * Begins a check: from now on counts what changes. First looks read from `files`: what they tell is kept, and not what they
   * read.
   */
  gather(files: FileSystem): Gathering {
    return new Gathering(files, this.#state);
  }
}

/** What one check gathers. */
export class Gathering implements Kept {
  readonly #from: FileSystem;
  readonly #state: State;
  readonly #number: number;
  #walkKey = '';
  #bounds = '';
  /** Of files that were not known. */
  readonly #files: State['files'] = new Map();
  readonly #parsed: State['parsed'] = new Map();
  readonly #changesBefore: number;
  readonly #namesBefore: number;

  constructor(files: FileSystem, state: State) {
    this.#from = files;
    this.#number = ++state.checks;
    this.#state = state;
    this.#changesBefore = state.changes.length;
    this.#namesBefore = state.names;
    state.underWay++;
  }

  /** Says what the check rests on, before it asks for anything; what rests on other bounds is dropped. */
  rest({ bounds, walk }: Footing): void {
    const state = this.#state;
    this.#bounds = bounds;
    this.#walkKey = walk;
    if (bounds === state.bounds) return;
    state.bounds = bounds;
    state.files = new Map();
    state.parsed = new Map();
  }

  async walk(make: () => Promise<Walked>): Promise<Walked> {
    const state = this.#state;
    if (state.walk?.key === this.#walkKey) return state.walk.walked;
    const walked = await make();
    if (state.names === this.#namesBefore) state.walk = { key: this.#walkKey, walked };
    return walked;
  }

  looking(look: Look): Look {
    const remembered = remembering(look, (path) => this.#file(path));
    return (_, candidate, told, options) => remembered(this.#from, candidate, told, options);
  }

  readonly idle: Kept['idle'] = {
    has: (path) => this.#file(path).isIdle === true,
    add: (path) => {
      this.#file(path).isIdle = true;
    },
  };

  parsed(text: Text, reader: ParsedFor, parse: () => Parsed): Parsed {
    const key = `${reader} ${text.file}`;
    const known = this.#parsed.get(key) ?? this.#state.parsed.get(key);
    const isSame = known?.text.text === text.text && known.text.kind === text.kind;
    const kept = isSame ? known : { text, parsed: parse() };
    this.#parsed.set(key, kept);
    return kept.parsed;
  }

  classified(document: Document, classify: () => readonly Resource[]): readonly Resource[] {
    return getOrMake(this.#state.classified, document, classify);
  }

  /** The check is over: it is whole, or was given up. Of a whole one all counts that it used, and nothing else. */
  end(isWhole: boolean): void {
    const state = this.#state;
    if (state.bounds === this.#bounds) this.#count(isWhole);
    state.underWay--;
    if (state.underWay === 0) state.changes.length = 0;
  }

  #count(isWhole: boolean): void {
    const state = this.#state;
    if (isWhole) {
      for (const [path, { usedIn }] of state.files) if (usedIn < this.#number) state.files.delete(path);
      state.parsed = new Map();
    }
    for (const [key, parsed] of this.#parsed) state.parsed.set(key, parsed);
    for (const [path, file] of this.#files) if (!this.#hasChanged(path)) state.files.set(path, file);
  }

  #file(path: string): File {
    // What a later check found of a text that changed meanwhile is not about this one's.
    const known = this.#files.get(path) ?? (this.#hasChanged(path) ? undefined : this.#state.files.get(path));
    if (known !== undefined) {
      known.usedIn = this.#number;
      return known;
    }
    const file = { usedIn: this.#number };
    this.#files.set(path, file);
    return file;
  }

  /** True for a file that changed since the check began. */
  #hasChanged(path: string): boolean {
    const { changes } = this.#state;
    if (changes.length === this.#changesBefore) return false;
    return changes.slice(this.#changesBefore).some((changed) => isWithin(changed, path));
  }
}
