/** What references in a plan may lead to, by its id, its name, and where its block and module stand. */
import { getOrMake } from '../../lib/maps.ts';
import type { Reference } from '../firewall/rule.ts';
import type { Instance } from './instances.ts';
import { formatModule, parseModule, type Step } from './traversal.ts';

/** Something that values of other resources may name. */
export interface Target {
  readonly instance: Instance;
  /** The cloud's id, where it is known. */
  readonly id: string | undefined;
  /** Its name in the cloud, where it is known and may stand for it. */
  readonly label: string | undefined;
}

/** The key of an instance under `for_each`, or its index under `count`. */
export type Key = string | number | undefined;

/** Modules in modules, beyond which a target is not counted as one of those around it. */
export const deepest = 24;

/** More targets of one module, or of one value, are not told apart. */
export const mostCandidates = 32;

export class Targets<Item extends Target> {
  readonly #byId = new Map<string, Item>();
  readonly #byLabel = new Map<string, Item | null>();
  readonly #byBlock = new Map<string, Map<Key, Item>>();
  readonly #inModule = new Map<string, Item[]>();
  /** Keys of the instances of a call, by the address of the call in its parent's instance. */
  readonly #calls = new Map<string, Map<Key, Step>>();
  readonly #types = new Set<string>();
  readonly isId: (text: string) => boolean;

  /** `isId`: true for a text that is an id of the cloud's, and no name. */
  constructor(items: readonly Item[], isId: (text: string) => boolean) {
    this.isId = isId;
    for (const item of items) this.#add(item);
  }

  #add(item: Item): void {
    const { instance, id, label } = item;
    this.#types.add(instance.type);
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, item);
    if (label !== undefined) this.#byLabel.set(label, this.#byLabel.has(label) ? null : item);
    getOrMake(this.#byBlock, `${instance.module}|${instance.type}.${instance.name}`, () => new Map()).set(
      instance.key,
      item,
    );
    const steps = parseModule(instance.module) ?? [];
    // A target is in its module's instance and in all around it; the root's own list is never asked for.
    for (let depth = 1; depth <= Math.min(steps.length, deepest); depth++) {
      const inside = getOrMake(this.#inModule, formatModule(steps.slice(0, depth)), () => []);
      if (inside.length <= mostCandidates) inside.push(item);
      const step = steps[depth - 1];
      if (step === undefined) continue;
      getOrMake(this.#calls, callOf(steps.slice(0, depth - 1), step.name), () => new Map()).set(step.key, step);
    }
  }

  /** The one with an id, or, as in EC2-Classic and default VPCs, with a name. An account may stand before either. */
  byText(text: string): Reference<Item> {
    const id = text.slice(text.lastIndexOf('/') + 1);
    const item = this.#byId.get(id) ?? (this.isId(id) ? undefined : this.#byLabel.get(id));
    if (item === null) return { is: 'unknown', candidates: [], any: true };
    return item === undefined ? { is: 'foreign', id } : { is: 'known', item };
  }

  /** True if some are of this type of resource. */
  hasType(type: string): boolean {
    return this.#types.has(type);
  }

  /** The instances of a block in a module's instance; undefined where it has none. */
  ofBlock(module: readonly Step[], type: string, name: string): ReadonlyMap<Key, Item> | undefined {
    return this.#byBlock.get(`${formatModule(module)}|${type}.${name}`);
  }

  /** Those in a module's instance and below; one more than `mostCandidates` at most. */
  inside(module: readonly Step[]): readonly Item[] {
    return this.#inModule.get(formatModule(module)) ?? [];
  }

  /** The instances of a call that hold some; undefined where none does. */
  instances(parent: readonly Step[], call: string): ReadonlyMap<Key, Step> | undefined {
    return this.#calls.get(callOf(parent, call));
  }
}

function callOf(parent: readonly Step[], name: string): string {
  return `${formatModule(parent)}|${name}`;
}
