/** Names of files that nobody keeps on a disk: as the pipeline shows them, whatever somebody dropped or typed. */
import { clip, neutralise } from '../lib/text.ts';

/** A longer name is no help to anybody. */
const mostCharacters = 200;

/**
 * The names as they can be those of files in one folder, in the same order: with forward slashes, without `.` and `..`, without
 * control characters, each once (`a.yaml`, `a (2).yaml`). What it gives it leaves as it is.
 */
export function fileNames(given: readonly string[]): readonly string[] {
  const files = new Set<string>();
  const folders = new Set<string>();
  const numbers = new Map<string, number>();
  /** The path, or one with the next number that is free. */
  const free = (path: string, isTaken: (path: string) => boolean) => {
    if (!isTaken(path)) return path;
    let n = numbers.get(path) ?? 2;
    while (isTaken(numbered(path, n))) n++;
    numbers.set(path, n + 1);
    return numbered(path, n);
  };
  return given.map((name, i) => {
    const steps = (plain(name) || `untitled-${i + 1}.yaml`).split('/');
    let path = '';
    for (const step of steps.slice(0, -1)) {
      path = free(`${path}${step}`, (one) => files.has(one));
      folders.add(path);
      path += '/';
    }
    const file = free(`${path}${steps.at(-1)}`, (one) => files.has(one) || folders.has(one));
    files.add(file);
    return file;
  });
}

function plain(name: string): string {
  const steps = clip(neutralise(name.normalize('NFC')), mostCharacters)
    .replaceAll('\\', '/')
    .split('/')
    .map((step) => step.trim())
    .filter((step) => step !== '' && step !== '.' && step !== '..');
  return steps.join('/');
}

function numbered(name: string, n: number): string {
  const dot = name.lastIndexOf('.');
  return dot > name.lastIndexOf('/') + 1 ? `${name.slice(0, dot)} (${n})${name.slice(dot)}` : `${name} (${n})`;
}
