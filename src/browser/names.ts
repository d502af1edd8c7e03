/** Names of files that nobody keeps on a disk: as the pipeline shows them, whatever somebody dropped or typed. */
import { clip, neutralise } from '../lib/text.ts';

/** A longer name is no help to anybody. */
const mostCharacters = 200;

/**
 * The names as they can be those of files in one folder, in the same order: with forward slashes, without `.` and `..`, without
 * control characters, each once (`a.yaml`, `a (2).yaml`). What it gives it leaves as it is.
 */
export function fileNames(given: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return given.map((name, i) => {
    const wanted = plain(name) || `untitled-${i + 1}.yaml`;
    let free = wanted;
    // What is a folder for one file cannot be another one.
    for (let n = 2; clashes(free, taken); n++) free = numbered(wanted, n);
    for (let at = free; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/'))))
      taken.add(at === free ? at : `${at}/`);
    return free;
  });
}

function clashes(name: string, taken: ReadonlySet<string>): boolean {
  if (taken.has(name) || taken.has(`${name}/`)) return true;
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1))
    if (taken.has(name.slice(0, at))) return true;
  return false;
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
