/** Which resources belong to one cluster: rules join objects only within one (DESIGN, section 5). */

/** A whole object of the scan, as far as telling clusters apart needs it. */
export interface Copy {
  /** Path of its file: relative, with forward slashes. */
  readonly file: string;
  /** Group, kind, namespace and name. */
  readonly identity: string;
  /** Equal for equal objects. */
  content(): string;
}

/** A cluster of the scan: the folder or file that holds it ('' for all of the scan). */
export interface Cluster {
  readonly path: string;
  /** True if the cluster sees this file: its own, or one that no sibling holds. */
  sees(file: string): boolean;
  /** Of a cluster that is one file, the folder that holds it. */
  readonly beside?: string;
}

/** The clusters of a scan. */
export interface Split {
  readonly clusters: readonly Cluster[];
  /** The numbers of the clusters that see a file; the same list for all files that the same clusters see. */
  seeing(file: string): readonly number[];
}

/**
 * Splits a scan where one identity occurs in differing whole copies: every child of the folder that separates the copies,
 * and holds one, is a cluster of its own, and so on down. Files that no child holds are context of all of them. Copies
 * within one file do not split it.
 */
export function splitClusters(copies: readonly Copy[]): Split {
  const leaves = leavesOf('', copies);
  if (leaves.length === 1) return { clusters: [{ path: '', sees: () => true }], seeing: () => [0] };
  const files = new Set(copies.map((copy) => copy.file));
  const on = new Map<string, number[]>();
  for (const [i, { trail }] of leaves.entries()) {
    for (const branch of trail) {
      const leavesOn = on.get(branch);
      if (leavesOn === undefined) on.set(branch, [i]);
      else leavesOn.push(i);
    }
  }
  const all = leaves.map((_, i) => i);
  const deepest = new Map<string, string | undefined>();
  const branchOf = (file: string): string | undefined => {
    if (!deepest.has(file)) deepest.set(file, deepestBranch(file, on));
    return deepest.get(file);
  };
  const clusters = leaves.map(({ path, trail }): Cluster => {
    const own = new Set(trail);
    return {
      path,
      // A file is seen if the deepest branch of the tree that holds it lies on the way to this leaf.
      sees: (file) => {
        const branch = branchOf(file);
        return branch === undefined || own.has(branch);
      },
      ...(files.has(path) && { beside: folderOf(path) }),
    };
  });
  return { clusters, seeing: (file) => on.get(branchOf(file) ?? '') ?? all };
}

/** The folder of a file; '' where its path names none. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

function deepestBranch(file: string, branches: { has(path: string): boolean }): string | undefined {
  for (let path = file; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('/'), 0))) {
    if (branches.has(path)) return path;
  }
  return undefined;
}

interface Leaf {
  readonly path: string;
  /** The branches from the root of the scan down to the leaf, without the root. */
  readonly trail: readonly string[];
}

function leavesOf(path: string, copies: readonly Copy[]): Leaf[] {
  const children = new Set(separated(copies));
  if (children.size === 0) return [{ path, trail: [] }];
  const held = new Map<string, Copy[]>([...children].map((child) => [child, []]));
  for (const copy of copies) held.get(deepestBranch(copy.file, children) ?? '')?.push(copy);
  return [...held].flatMap(([child, own]) =>
    leavesOf(child, child === path ? [] : own).map((leaf) => ({ path: leaf.path, trail: [child, ...leaf.trail] })),
  );
}

/** The outermost children that hold differing copies of one identity; none where there is nothing to separate. */
function separated(copies: readonly Copy[]): string[] {
  const byIdentity = new Map<string, Copy[]>();
  for (const copy of copies) {
    const known = byIdentity.get(copy.identity);
    if (known === undefined) byIdentity.set(copy.identity, [copy]);
    else known.push(copy);
  }
  const children = new Set<string>();
  for (const same of byIdentity.values()) {
    const files = [...new Set(same.map((copy) => copy.file))];
    if (files.length < 2 || new Set(same.map((copy) => copy.content())).size < 2) continue;
    const folder = commonFolder(files);
    for (const file of files) children.add(childOf(folder, file));
  }
  return [...children].sort().filter((child) => deepestBranch(folderOf(child), children) === undefined);
}

/** The deepest folder that holds all files: '' or a path without a slash at its end. */
function commonFolder(files: readonly string[]): string {
  const [first = [], ...rest] = files.map((file) => file.split('/').slice(0, -1));
  let length = first.length;
  for (const parts of rest) {
    let same = 0;
    while (same < length && parts[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length).join('/');
}

function childOf(folder: string, file: string): string {
  const start = folder === '' ? 0 : folder.length + 1;
  const slash = file.indexOf('/', start);
  return slash === -1 ? file : file.slice(0, slash);
}
