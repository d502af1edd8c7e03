/** Which resources belong to one cluster: rules join objects only within one. */
import { grouped } from '../lib/lists.ts';
import { getOrMake } from '../lib/maps.ts';
import { folderOf } from '../lib/paths.ts';

/** A whole object of the scan, as far as telling clusters apart needs it. */
export interface Copy {
  /** Path of its file: relative, with forward slashes. */
  readonly file: string;
  /** Group, kind, namespace and name. */
  readonly identity: string;
  /** Equal for equal objects. */
  content(): string;
}

/** A cluster of the scan: the folder that holds it, `<folder>/*` for copies that stand in a folder itself, '' for all of the scan. */
export interface Cluster {
  readonly path: string;
  /** True if the cluster sees this file: its own, or one that no sibling holds. */
  sees(file: string): boolean;
  /** True if no other cluster sees this file because of where it is. */
  owns(file: string): boolean;
}

/** The clusters of a scan. */
export interface Split {
  readonly clusters: readonly Cluster[];
  /** The numbers of the clusters that see a file; the same list for all files that the same clusters see. */
  seeing(file: string): readonly number[];
}

/**
 * Splits a scan where one identity occurs in differing whole copies in two folders: every child of the folder that separates
 * the copies, and holds one, is a cluster of its own, and so on down; so are the copies in files of that folder itself. Files
 * that no child holds are context of all of them. Copies within one folder do not split it: the last one replaces the others.
 */
export function splitClusters(copies: readonly Copy[]): Split {
  const ownBranches = new Map<string, string>();
  const leaves = leavesOf('', numbered(copies), ownBranches);
  if (leaves.length === 1) return { clusters: [{ path: '', sees: () => true, owns: () => true }], seeing: () => [0] };
  const on = new Map<string, number[]>();
  for (const [i, { trail }] of leaves.entries()) {
    for (const branch of trail) getOrMake(on, branch, () => []).push(i);
  }
  const all = leaves.map((_, i) => i);
  const deepest = new Map<string, string | undefined>();
  const branchOf = (file: string): string | undefined => {
    if (!deepest.has(file)) deepest.set(file, deepestBranch(file, on, ownBranches));
    return deepest.get(file);
  };
  const clusters = leaves.map(({ path, trail }): Cluster => {
    const way = new Set(trail);
    return {
      path,
      // A file is seen if the deepest branch of the tree that holds it lies on the way to this leaf.
      sees: (file) => {
        const branch = branchOf(file);
        return branch === undefined || way.has(branch);
      },
      owns: (file) => branchOf(file) === path,
    };
  });
  return { clusters, seeing: (file) => on.get(branchOf(file) ?? '') ?? all };
}

/** The branch of what a folder holds itself. */
function ownOf(folder: string): string {
  return folder === '' ? '*' : `${folder}/*`;
}

/** @param ownBranches by file, the branch of its folder's own copies that it is one of */
function deepestBranch(
  file: string,
  branches: { has(path: string): boolean },
  ownBranches: ReadonlyMap<string, string>,
): string | undefined {
  const direct = ownBranches.get(file);
  if (direct !== undefined && branches.has(direct)) return direct;
  for (let path = file; path !== ''; path = folderOf(path)) if (branches.has(path)) return path;
  return undefined;
}

/** A copy with a number for what it holds. */
interface NumberedCopy extends Pick<Copy, 'file' | 'identity'> {
  readonly content: number;
}

/** The copies of what stands in several folders. Each content is looked at once: it may be large, and folders nest. */
function numbered(copies: readonly Copy[]): NumberedCopy[] {
  return [...grouped(copies, ({ identity }) => identity).values()].flatMap((same) => {
    if (same.length < 2 || new Set(same.map(({ file }) => folderOf(file))).size < 2) return [];
    const contents = new Map<string, number>();
    return same.map((copy) => {
      const content = copy.content();
      const number = contents.get(content) ?? contents.size;
      contents.set(content, number);
      return { file: copy.file, identity: copy.identity, content: number };
    });
  });
}

interface Leaf {
  readonly path: string;
  /** The branches from the root of the scan down to the leaf, without the root. */
  readonly trail: readonly string[];
}

function leavesOf(path: string, copies: readonly NumberedCopy[], ownBranches: Map<string, string>): Leaf[] {
  const children = new Set(separated(copies, ownBranches));
  if (children.size === 0) return [{ path, trail: [] }];
  const held = new Map<string, NumberedCopy[]>([...children].map((child) => [child, []]));
  for (const copy of copies) held.get(outermostBranch(copy.file, path, children, ownBranches) ?? '')?.push(copy);
  return [...held].flatMap(([child, inside]) =>
    leavesOf(child, inside, ownBranches).map((leaf) => ({ path: leaf.path, trail: [child, ...leaf.trail] })),
  );
}

/** The outermost children that hold differing copies of one identity; none where there is nothing to separate. */
function separated(copies: readonly NumberedCopy[], ownBranches: Map<string, string>): string[] {
  const children = new Set<string>();
  for (const same of grouped(copies, ({ identity }) => identity).values()) {
    const folders = [...new Set(same.map(({ file }) => folderOf(file)))];
    if (folders.length < 2 || new Set(same.map(({ content }) => content)).size < 2) continue;
    const common = commonFolder(folders);
    for (const { file } of same) {
      const child = childOf(common, file);
      if (child === file) ownBranches.set(file, ownOf(common));
      children.add(child === file ? ownOf(common) : child);
    }
  }
  return [...children].sort().filter((child) => deepestBranch(folderOf(child), children, ownBranches) === undefined);
}

/** The deepest folder that holds all folders or is one of them: '' or a path without a slash at its end. */
function commonFolder(folders: readonly string[]): string {
  let [first = ''] = folders;
  let last = first;
  for (const folder of folders) {
    if (folder < first) first = folder;
    if (folder > last) last = folder;
  }
  // What the first and the last in order have in common, all others have.
  const length = Math.min(first.length, last.length);
  let same = 0;
  while (same < length && first.charCodeAt(same) === last.charCodeAt(same)) same++;
  const ends = (text: string) => same === text.length || text[same] === '/';
  return ends(first) && ends(last)
    ? first.slice(0, same)
    : first.slice(0, Math.max(first.lastIndexOf('/', same - 1), 0));
}

/** The branch that holds a file, of branches below a folder that do not hold each other: looked for from the folder down. */
function outermostBranch(
  file: string,
  folder: string,
  branches: ReadonlySet<string>,
  ownBranches: ReadonlyMap<string, string>,
): string | undefined {
  const direct = ownBranches.get(file);
  if (direct !== undefined && branches.has(direct)) return direct;
  for (let end = file.indexOf('/', folder.length + 1); end !== -1; end = file.indexOf('/', end + 1)) {
    const branch = file.slice(0, end);
    if (branches.has(branch)) return branch;
  }
  return branches.has(file) ? file : undefined;
}

function childOf(folder: string, file: string): string {
  const start = folder === '' ? 0 : folder.length + 1;
  const slash = file.indexOf('/', start);
  return slash === -1 ? file : file.slice(0, slash);
}
