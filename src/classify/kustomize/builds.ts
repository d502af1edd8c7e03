/** Which kustomizations build a file, and whose patches are for it. */
import { addTo, getOrMake } from '../../lib/maps.ts';
import { folderOf, join } from '../../lib/paths.ts';
import { isKustomization, type Kustomization } from './kustomization.ts';

/** Entries that one run follows, of all files that matter: many may build much. */
const mostFollowed = 1_000_000;

/** Kustomizations one upon another, and ways, that are followed for a name. */
const mostSteps = 20;

/** What a folder's kustomization says of building. */
export type Built = Pick<Kustomization, 'isComponent' | 'resources' | 'components'>;

/** The kustomizations that have a part in what becomes of a file. The same one for files that the same ones list. */
export interface Builders {
  /** Those whose patches are for it. */
  readonly folders: ReadonlySet<string>;
  /** Of these the ones that nothing builds upon: what they make is what is applied. */
  readonly last: readonly string[];
}

const nobody: Builders = { folders: new Set(), last: [] };

/** The kustomizations of a scan by their folders. */
export class Builds {
  readonly #folders = new Map<string, Built & { readonly home: string }>();
  /** Folders of which kustomize does not know which file to take. */
  readonly #ambiguous = new Set<string>();
  /** By file or folder, the kustomizations that list it; by component, those that use it. */
  readonly #listed = new Map<string, Set<string>>();
  readonly #used = new Map<string, Set<string>>();
  /** By what lists them, since the same ones list many files, and by file. */
  readonly #builders = new Map<string, Builders>();
  readonly #buildersOfFile = new Map<string, Builders>();
  readonly #above = new Map<string, ReadonlySet<string>>();
  #followed = 0;

  /** A kustomization in a folder; its entries count from `home`. All are added before the first question. */
  add(folder: string, built: Built, home = folder): void {
    if (this.#folders.has(folder)) this.#ambiguous.add(folder);
    this.#folders.set(folder, { ...built, home });
    for (const entry of built.resources) addTo(this.#listed, join(home, entry), folder);
    for (const entry of built.components) addTo(this.#used, join(home, entry), folder);
  }

  /** True if a kustomization lists the file as a resource. */
  lists(file: string): boolean {
    return this.#listed.has(file);
  }

  /** True for the folder of a kustomization. */
  has(folder: string): boolean {
    return this.#folders.has(folder);
  }

  /** Who builds a file: those that list it, those that build upon them, and the components that these use. */
  builders(file: string): Builders {
    const listing = this.#listed.get(file);
    if (listing === undefined) return nobody;
    return getOrMake(this.#buildersOfFile, file, () =>
      getOrMake(this.#builders, [...listing].sort().join('\n'), () => this.#buildersOf(listing)),
    );
  }

  /**
   * The ways from a file to what is applied, each the folders that build it one upon another; undefined for more than a few.
   * A kustomization makes something itself: its way begins with its own folder.
   */
  ways(file: string): readonly (readonly string[])[] | undefined {
    const first = isKustomization(file) ? [folderOf(file)] : [...(this.#listed.get(file) ?? [])];
    const done: string[][] = [];
    const open = first.filter((folder) => this.#works(folder)).map((folder) => [folder]);
    for (let way = open.pop(); way !== undefined; way = open.pop()) {
      const users = this.#usersOf(way.at(-1) ?? '');
      this.#followed += users.length + 1;
      if (way.length > mostSteps || done.length + open.length > mostSteps || this.#followed > mostFollowed)
        return undefined;
      if (users.length === 0) done.push(way);
      for (const user of users) open.push([...way, user]);
    }
    return done;
  }

  /** The components that a folder uses itself. */
  componentsOf(folder: string): readonly string[] {
    return this.#componentsOf(folder);
  }

  /** The given folders and all that build upon them. */
  upwards(folders: Iterable<string>): ReadonlySet<string> {
    const key = [...folders].sort().join('\n');
    return getOrMake(this.#above, key, () => this.#upwards(folders) ?? new Set());
  }

  #buildersOf(listing: ReadonlySet<string>): Builders {
    const up = this.#upwards([...listing].filter((folder) => this.#works(folder)));
    if (up === undefined) return nobody;
    const folders = new Set(up);
    const components = new Set<string>();
    for (const folder of up) for (const component of this.#componentsOf(folder)) components.add(component);
    for (const component of components) {
      folders.add(component);
      for (const inner of this.#componentsOf(component)) components.add(inner);
    }
    if (this.#followed > mostFollowed) return nobody;
    return { folders, last: [...up].filter((folder) => this.#usersOf(folder).length === 0) };
  }

  /** Undefined where that is more than one run follows. */
  #upwards(folders: Iterable<string>): ReadonlySet<string> | undefined {
    const up = new Set(folders);
    for (const folder of up) {
      const users = this.#usersOf(folder);
      this.#followed += users.length + 1;
      if (this.#followed > mostFollowed) return undefined;
      for (const user of users) up.add(user);
    }
    return up;
  }

  /** A component is used, and all else is listed: kustomize refuses the other way round. */
  #usersOf(folder: string): readonly string[] {
    const users = this.#folders.get(folder)?.isComponent === true ? this.#used : this.#listed;
    return [...(users.get(folder) ?? [])].filter((user) => this.#works(user));
  }

  #componentsOf(folder: string): readonly string[] {
    const { components = [], home = folder } = this.#folders.get(folder) ?? {};
    this.#followed += components.length;
    return components
      .map((entry) => join(home, entry))
      .filter((path) => this.#folders.get(path)?.isComponent === true && this.#works(path));
  }

  #works(folder: string): boolean {
    return this.#folders.has(folder) && !this.#ambiguous.has(folder);
  }
}
