/** Which resources belong to one cluster: rules join objects only within one (DESIGN, section 5). */

/** A whole object of the scan, as far as telling clusters apart needs it. */
export interface Copy {
  /** Path of its file: relative, with forward slashes. */
  readonly file: string;
  /** Group, kind, namespace and name. */
  readonly identity: string;
  /** Equal for equal objects. */
  readonly content: string;
}

/** A cluster of the scan: the folder or file that holds it ('' for all of the scan). */
export interface Cluster {
  readonly path: string;
  /** True if the cluster sees this file: its own, or one that no sibling holds. */
  sees(file: string): boolean;
  /** True for a cluster that is one file, and a file beside it. */
  isBeside(file: string): boolean;
}

/**
 * Splits a scan where one identity occurs in differing whole copies: every child of the folder that separates the copies,
 * and holds one, is a cluster of its own, and so on down. Files that no child holds are context of all of them. Copies
 * within one file do not split it.
 */
export function splitClusters(copies: readonly Copy[]): Cluster[] {
  const leaves = leavesOf('', copies);
  if (leaves.length === 1) return [{ path: '', sees: () => true, isBeside: () => false }];
  const files = new Set(copies.map((copy) => copy.file));
  const branches = new Set(leaves.flatMap(({ trail }) => trail));
  const deepest = new Map<string, string | undefined>();
  const branchOf = (file: string): string | undefined => {
    if (!deepest.has(file)) deepest.set(file, deepestBranch(file, branches));
    return deepest.get(file);
  };
  return leaves.map(({ path, trail }) => {
    const own = new Set(trail);
    return {
      path,
      // A file is seen if the deepest branch of the tree that holds it lies on the way to this leaf.
      sees: (file) => {
        const branch = branchOf(file);
        return branch === undefined || own.has(branch);
      },
      isBeside: (file) => files.has(path) && file !== path && folderOf(file) === folderOf(path),
    };
  });
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

function deepestBranch(file: string, branches: ReadonlySet<string>): string | undefined {
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
  const children = separated(copies);
  if (children.length === 0) return [{ path, trail: [] }];
  return children.flatMap((child) =>
    leavesOf(child, child === path ? [] : copies.filter((copy) => holds(child, copy.file))).map((leaf) => ({
      path: leaf.path,
      trail: [child, ...leaf.trail],
    })),
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
    if (files.length < 2 || new Set(same.map((copy) => copy.content)).size < 2) continue;
    const folder = commonFolder(files);
    for (const file of files) children.add(childOf(folder, file));
  }
  const all = [...children].sort();
  return all.filter((child) => !all.some((other) => other !== child && holds(other, child)));
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

/** True if the path is the file or a folder above it. */
function holds(path: string, file: string): boolean {
  return path === '' || file === path || file.startsWith(`${path}/`);
}
