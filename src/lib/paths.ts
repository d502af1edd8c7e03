/** The folder of a file; '' where its path names none. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
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

/** A path from a folder as an absolute one, `..` and `.` resolved. */
export function resolved(folder: string, file: string): string {
  // Of another drive of Windows there is no relative path.
  if (/^(?:[A-Za-z]:)?\//.test(file)) return file;
  const steps = folder.split('/').filter(Boolean);
  for (const step of file.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return `${folder.startsWith('/') ? '/' : ''}${steps.join('/')}`;
}

export function isAbsolute(file: string): boolean {
  return /^(?:[a-z]:)?\//i.test(file);
}

export function isBelow(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** A path relative to a folder that holds it, both absolute; undefined where it does not. */
export function below(folder: string, path: string): string | undefined {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
