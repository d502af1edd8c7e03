/** What a change brings where none of its lines is: findings that the state before it did not have. */

import { at } from '../lib/json.ts';
import { grouped } from '../lib/lists.ts';
import type { Json, Path } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { Level, RawFinding } from '../model/rule.ts';

/** A finding, and what it has in common with the same one of another run: its fingerprint without the occurrence. */
export interface Identified {
  readonly finding: Pick<Finding, 'level' | 'suppressed'>;
  readonly identity: string;
}

/** The state before the change, judged as a whole. */
export interface Before {
  readonly findings: readonly Identified[];
  readonly resources: readonly Resource[];
}

type Counts = { [level in Level]: number };

/** From here on up: a finding that became graver is another one. */
const from: { readonly [level in Level]: readonly Level[] } = {
  note: ['note', 'warning', 'error'],
  warning: ['warning', 'error'],
  error: ['error'],
};

/** Objects of one name in one file are copies; more than these are not compared one by one. */
const mostCopies = 20;

/** Tells what in the present state is another object, or another value, than before the change. */
export class Comparison {
  readonly #open = new Map<string, Counts>();
  readonly #objects: ReadonlyMap<string, readonly Resource[]>;
  /** The objects of a name as texts: most are as they were, and one look answers for all of their findings. */
  readonly #texts = new Map<string, ReadonlySet<string>>();
  readonly #same = new Map<Resource, Map<string, boolean>>();

  constructor({ findings, resources }: Before) {
    for (const finding of findings) count(this.#open, finding);
    this.#objects = grouped(resources, nameOf);
  }

  /**
   * True if a finding rests on an object that had another kind, version, namespace or name before, or on a value that was
   * another one, wherever it is written: behind an alias, or where a merge key took it from. Where something is absent,
   * all of its object counts.
   */
  differs({ at: place, related = [], rests_on = [] }: RawFinding, resources: ReadonlyMap<number, Resource>): boolean {
    const places = [place, ...related.map((other) => other.at), ...rests_on];
    return places.some((one) => {
      const resource = 'mark' in one ? undefined : resources.get(one.resource);
      return resource !== undefined && !('mark' in one) && !this.#isSame(resource, one.path);
    });
  }

  /**
   * Of findings that no change touches, those of which there are more now than before, or that were less grave: what was
   * suppressed, undecided or not looked at began to count.
   */
  more<Found extends Identified>(findings: readonly Found[]): ReadonlySet<Found> {
    const now = new Map<string, Counts>();
    for (const finding of findings) count(now, finding);
    return new Set(
      findings.filter(({ finding: { level, suppressed }, identity }) => {
        const number = (counts: Counts | undefined) => from[level].reduce((sum, one) => sum + (counts?.[one] ?? 0), 0);
        return suppressed === null && number(now.get(identity)) > number(this.#open.get(identity));
      }),
    );
  }

  #isSame(resource: Resource, path: Path): boolean {
    const whole = at(written(resource), path) === undefined ? [] : path;
    const cache = this.#same.get(resource) ?? new Map<string, boolean>();
    this.#same.set(resource, cache);
    const key = JSON.stringify(whole);
    const isSame = cache.get(key) ?? this.#compare(resource, whole);
    cache.set(key, isSame);
    return isSame;
  }

  #compare(resource: Resource, path: Path): boolean {
    const name = nameOf(resource);
    const others = this.#objects.get(name) ?? [];
    const texts = this.#texts.get(name) ?? new Set(others.map((other) => JSON.stringify(written(other))));
    this.#texts.set(name, texts);
    if (texts.has(JSON.stringify(written(resource)))) return true;
    const value = at(written(resource), path);
    return others.length <= mostCopies && others.some((other) => alike(value, at(written(other), path)));
  }
}

function count(all: Map<string, Counts>, { finding: { level, suppressed }, identity }: Identified): void {
  if (suppressed !== null) return;
  const counts = all.get(identity) ?? { note: 0, warning: 0, error: 0 };
  counts[level]++;
  all.set(identity, counts);
}

/** What an object is: where any of this changes, it is another one. */
function nameOf({ document, gvk, kind, namespace, name, address }: Resource): string {
  const { group, version } = gvk;
  return JSON.stringify([document.source.file, group, version, gvk.kind || kind, namespace, name, address ?? '']);
}

/** With its secrets, which another value may stand for now. */
function written({ document, base }: Resource): Json {
  return at(document.value, base) ?? null;
}

/** True for equal values, the order of members aside. The depth is that of what was parsed. */
function alike(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [members, others] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    members.length === others.size && members.every(([key, value]) => others.has(key) && alike(value, others.get(key)))
  );
}
