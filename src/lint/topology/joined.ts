/** Findings by the sessions that they are about: those whose peer holds the place, and those of whose object it speaks. */
import { getOrMake } from '../../lib/maps.ts';
import type { Path } from '../../model/document.ts';

/** Of one session so many are listed. */
const most = 50;

/** Things with places, and what is found there. */
export class Joined<Thing> {
  readonly #byPrefix = new Map<string, Set<Thing>>();
  readonly #exactly = new Map<string, Set<Thing>>();
  readonly #lists = new Set<string>();
  readonly #found = new Map<Thing, Set<number>>();
  readonly #noted = new Map<ReadonlySet<Thing>, number>();

  /** A thing at a part of an object: everything under this path is its own, and what stands beside the lists on the way concerns it. */
  put(thing: Thing, resource: number, path: Path): void {
    this.#under(resource, [], thing);
    for (const [i, step] of path.entries()) {
      if (typeof step !== 'number') continue;
      this.#lists.add(keyOf(resource, path.slice(0, i)));
      this.#under(resource, path.slice(0, i + 1), thing);
    }
  }

  /** A thing of which a place of a text or a list speaks, and all that is below it, whatever else does. */
  putExactly(thing: Thing, resource: number, path: Path): void {
    getOrMake(this.#exactly, keyOf(resource, path), () => new Set()).add(thing);
  }

  /** Notes a finding at a place, and says whether some thing is there. */
  note(finding: number, resource: number, path: Path): boolean {
    const things = this.#at(resource, path);
    const noted = this.#noted.get(things) ?? 0;
    this.#noted.set(things, noted + 1);
    // Many findings about an object of many things are not listed with each of them.
    for (const thing of noted < most ? things : []) {
      const found = getOrMake(this.#found, thing, () => new Set());
      if (found.size < most) found.add(finding);
    }
    return things.size > 0;
  }

  /** The findings of a thing, in their order. */
  of(thing: Thing): readonly number[] {
    return [...(this.#found.get(thing) ?? [])].sort((a, b) => a - b);
  }

  #under(resource: number, prefix: Path, thing: Thing): void {
    getOrMake(this.#byPrefix, keyOf(resource, prefix), () => new Set()).add(thing);
  }

  /** Those of the nearest item of a list around the place; none where it is in an item that has none, beside others. */
  #at(resource: number, path: Path): ReadonlySet<Thing> {
    for (let length = path.length; length > 0; length--) {
      const exactly = this.#exactly.get(keyOf(resource, path.slice(0, length)));
      if (exactly !== undefined) return exactly;
    }
    let nearest = this.#byPrefix.get(keyOf(resource, []));
    for (const [i, step] of path.entries()) {
      if (typeof step !== 'number' || !this.#lists.has(keyOf(resource, path.slice(0, i)))) continue;
      nearest = this.#byPrefix.get(keyOf(resource, path.slice(0, i + 1)));
    }
    return nearest ?? new Set();
  }
}

function keyOf(resource: number, path: Path): string {
  return JSON.stringify([resource, ...path]);
}
