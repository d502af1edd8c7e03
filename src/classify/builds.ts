/** Which files the patches of a kustomization are for: what it builds. */
import type { Kustomization } from './kustomize.ts';

/** Entries that one run follows, of all kustomizations that matter: many may build much. */
const mostFollowed = 1_000_000;

interface Built {
  readonly resources: string[];
  readonly components: string[];
}

/** The kustomizations of a scan by their folders. */
export class Builds {
  readonly #folders = new Map<string, Built>();
  /** The kustomizations that use a component. */
  readonly #users = new Map<string, string[]>();
  readonly #reach = new Map<string, ReadonlySet<string>>();
  #followed = 0;

  /** A kustomization in a folder. All are added before the first question. */
  add(folder: string, { resources, components }: Kustomization): void {
    const built = this.#folders.get(folder) ?? { resources: [], components: [] };
    this.#folders.set(folder, built);
    for (const entry of resources) built.resources.push(join(folder, entry));
    for (const entry of components) {
      const component = join(folder, entry);
      built.components.push(component);
      const users = this.#users.get(component);
      if (users === undefined) this.#users.set(component, [folder]);
      else users.push(folder);
    }
  }

  /**
   * True if the patches of the folder's kustomization are for the objects of a file: a file that it lists, or one that a
   * kustomization which it lists builds, or any below a listed folder whose kustomization is not in the scan. Patches of a
   * component are for what its users build. Undefined if it names nothing that it builds.
   */
  reaches(folder: string, file: string): boolean | undefined {
    const reach = this.#reach.get(folder) ?? this.#reachOf(folder);
    this.#reach.set(folder, reach);
    if (reach.size === 0) return undefined;
    for (let path = file; ; path = path.slice(0, path.lastIndexOf('/'))) {
      if (reach.has(path)) return true;
      if (!path.includes('/')) return reach.has('');
    }
  }

  #reachOf(folder: string): ReadonlySet<string> {
    const seen = new Set([folder]);
    const follow = (found: readonly string[]) => {
      this.#followed += found.length;
      if (this.#followed <= mostFollowed) for (const next of found) seen.add(next);
    };
    for (const user of seen) follow(this.#users.get(user) ?? []);
    const reach = new Set<string>();
    for (const path of seen) {
      const built = this.#folders.get(path);
      if (built === undefined) reach.add(path);
      else for (const found of [built.resources, built.components]) follow(found);
    }
    return reach;
  }
}

/** A relative path from a folder, `.` and `..` resolved as far as the folder goes. */
export function join(folder: string, path: string): string {
  const parts = folder.split('/').filter((step) => step !== '');
  for (const step of path.split('/')) {
    if (step === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}
