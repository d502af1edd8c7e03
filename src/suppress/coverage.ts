/** Whether a scan saw all that it must see before it may say that a suppression answers nothing. */
import { addTo } from '../lib/maps.ts';
import type { Suppression, SuppressionContext } from './types.ts';

/** What a scan saw, indexed once for all suppressions. */
export class Coverage {
  readonly #context: SuppressionContext;
  /** Keys of `undecidedAt`. */
  readonly #undecided = new Set<string>();
  readonly #undecidedFiles = new Map<string, Set<string>>();
  /** Asked by waivers alone: most projects have none. */
  #read: ReadonlySet<string | undefined> | undefined;
  readonly #files = new Map<string, boolean>();

  constructor(context: SuppressionContext) {
    this.#context = context;
    for (const { rule, file, range, resource } of context.undecided) {
      this.#undecided.add(undecidedAt(rule, 'line', `${range?.startLine ?? 'any'} ${file}`));
      this.#undecided.add(
        resource === undefined ? undecidedAt(rule, 'file', file) : undecidedAt(rule, 'object', resource),
      );
      addTo(this.#undecidedFiles, rule, file);
    }
  }

  /**
   * True if a rule that the suppression names is on, and the scan would have found what it could answer: its file was
   * checked as a whole, and nothing there was undecided for that rule. A waiver that has expired needs only the first.
   */
  couldHaveFound(suppression: Suppression): boolean {
    if (!suppression.names.some((rule) => this.#context.on.has(rule))) return false;
    if (suppression.expired) return true;
    const { scope, file, names } = suppression;
    const { unchecked, whole } = this.#context;
    switch (scope.by) {
      case 'comment': {
        const places = [`${scope.line} ${file}`, `any ${file}`];
        return !unchecked.has(file) && !this.#anyUndecided(names, 'line', places);
      }
      case 'annotation':
        return (
          // What a patch says of its object is judged where both are one.
          !scope.partial &&
          !unchecked.has(file) &&
          !this.#anyUndecided(names, 'object', [...scope.resources]) &&
          !this.#anyUndecided(names, 'file', [file])
        );
      case 'waiver': {
        const undecided = names.flatMap((rule) => [...(this.#undecidedFiles.get(rule) ?? [])]);
        const open = [...unchecked, ...undecided].some((shown) => scope.covers(this.#context.fromConfig(shown) ?? ''));
        return (whole || this.#areRead(scope.waiver.paths ?? [])) && !open;
      }
      case 'level':
        return false;
    }
  }

  /**
   * True if the scan would have found again what a baseline says was there: the rule is on, the file was checked as a
   * whole, and nothing in it was undecided for that rule; or the file is gone. `file` is the entry's.
   */
  couldHaveFoundAgain(rule: string, file: string): boolean {
    const { baseline, on, unchecked } = this.#context;
    if (baseline === undefined || !on.has(rule)) return false;
    const shown = baseline.shown(file);
    return !unchecked.has(shown) && !this.#undecidedFiles.get(rule)?.has(shown) && this.#saw(shown);
  }

  /** Asked once a file: the answer may need a look at the disk. */
  #saw(file: string): boolean {
    let saw = this.#files.get(file);
    if (saw === undefined) {
      saw = this.#context.baseline?.saw(file) === true;
      this.#files.set(file, saw);
    }
    return saw;
  }

  #anyUndecided(rules: readonly string[], what: Kind, places: readonly (string | number)[]): boolean {
    return rules.some((rule) => places.some((place) => this.#undecided.has(undecidedAt(rule, what, place))));
  }

  /** True if each of a waiver's paths is a file that was read: then the scan of a part is enough. */
  #areRead(paths: readonly string[]): boolean {
    const { files, fromConfig } = this.#context;
    this.#read ??= new Set(files.map(({ source }) => fromConfig(source.file)));
    const read = this.#read;
    return paths.length > 0 && paths.every((path) => read.has(path.replace(/^(?:\.\/)+/, '')));
  }
}

type Kind = 'line' | 'object' | 'file';

function undecidedAt(rule: string, what: Kind, place: string | number): string {
  return `${rule} ${what} ${place}`;
}
