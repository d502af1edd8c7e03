/** Paths, absolute and with forward slashes. */

/** A path relative to a folder, both absolute with forward slashes; '.' for the folder itself. */
export function relative(from: string, to: string): string {
  if (from === to) return '.';
  const base = from === '/' ? [''] : from.split('/');
  const target = to === '/' ? [''] : to.split('/');
  let same = 0;
  while (same < base.length && same < target.length && base[same] === target[same]) same++;
  // Windows: another drive has no relative path.
  if (same === 0) return to;
  return [...base.slice(same).map(() => '..'), ...target.slice(same)].join('/');
}

export function below(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** True for the folder itself and for what lies in it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder that holds a path; the top itself for the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? path : path.slice(0, slash) || '/';
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
