/**
 * Paths as bgplint holds them: with forward slashes, without one at the end, and without `.` and `..` inside. An absolute one
 * begins with `/`, or on Windows with a drive (`C:/`); any other is relative to a folder, which itself is ''.
 */

const top = /^(?:[a-z]:)?\//i;

export function isAbsolute(path: string): boolean {
  return top.test(path);
}

/** The folder that holds a path: '' where nothing does, as for `/` and `C:/`, or where a relative path names none. */
export function folderOf(path: string): string {
  const [start = ''] = top.exec(path) ?? [];
  const slash = path.lastIndexOf('/');
  if (slash >= start.length) return path.slice(0, slash);
  return path === start ? '' : start;
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of an entry of a folder, by its name. */
export function child(folder: string, name: string): string {
  return folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/**
 * A path as it is written in a file of a folder, with `.` and `..` resolved: as absolute or relative as the folder is. Of
 * an absolute folder `..` leads no further than its top, of a relative one out of it (`../x`). A slash in front does not
 * count: see `resolve`.
 */
export function join(folder: string, path: string): string {
  // Most say no more than where they are: kustomizations name thousands of files.
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path) && !folder.includes('//')) return child(folder, path);
  const start = top.exec(folder)?.[0] ?? '';
  const steps = folder
    .slice(start.length)
    .split('/')
    .filter((step) => step !== '');
  for (const step of path.split('/')) {
    if (step === '.' || step === '') continue;
    if (step !== '..') steps.push(step);
    else if (steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (start === '') steps.push(step);
  }
  return `${start}${steps.join('/')}`;
}

/** The same, where an absolute path stands for itself. */
export function resolve(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

/** An absolute path relative to an absolute folder; `.` for the folder itself, the path as it is on another drive. */
export function relative(folder: string, path: string): string {
  if (folder === path) return '.';
  const [base, target] = [stepsOf(folder), stepsOf(path)];
  let same = 0;
  while (same < base.length && same < target.length && base[same] === target[same]) same++;
  if (same === 0) return path;
  return [...base.slice(same).map(() => '..'), ...target.slice(same)].join('/');
}

/** Of an absolute path; the first stands for the top. */
function stepsOf(path: string): readonly string[] {
  return (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
}

/** True for a folder itself and for what lies in it, however deep; both absolute, or both relative to one folder. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || below(folder, path) !== undefined;
}

/** The rest of a path behind a folder that holds it, however deep; undefined for the folder itself and for what it does not hold. */
export function below(folder: string, path: string): string | undefined {
  if (folder === '') return path === '' ? undefined : path;
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return path.length > start.length && path.startsWith(start) ? path.slice(start.length) : undefined;
}
