/** What is known of the values of one resource. */
import { at, isObject } from '../../lib/json.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import type { Source } from '../firewall/rule.ts';
import type { Instance } from './instances.ts';
import { formatAddressStep } from './traversal.ts';

/**
 * A path that no resource has. It is unknown in every resource of a plan that is not whole: what such a plan lacks may
 * still come.
 */
export const wholePlan: Path = ['(plan)'];

/**
 * Attributes by type of resource that a provider computes where the configuration does not give them: a plan then calls them
 * unknown, though they will be empty. `dynamic` blocks are not in a plan's configuration: where something is known of an
 * attribute, something gives it.
 */
export type EmptyUnlessGiven = { readonly [type: string]: readonly string[] };

/** The values of one resource after apply. */
export class Attributes implements Source {
  readonly instance: Instance;
  readonly #after: JsonObject;
  readonly #block: JsonObject | undefined;
  readonly #whole: boolean;
  readonly #emptyUnlessGiven: EmptyUnlessGiven;
  readonly #unreadable = new Set<string>();

  /** `block`: the resource's block in the configuration, if the plan has it. */
  constructor(
    instance: Instance,
    after: JsonObject,
    block: JsonObject | undefined,
    plan: { readonly whole: boolean; readonly emptyUnlessGiven: EmptyUnlessGiven },
  ) {
    this.instance = instance;
    this.#after = after;
    this.#block = block;
    this.#whole = plan.whole;
    this.#emptyUnlessGiven = plan.emptyUnlessGiven;
  }

  get address(): string {
    return this.instance.address;
  }

  /** The value at a path, undefined where there is none or it is not known. */
  at(path: Path): Json | undefined {
    return at(this.#after, path);
  }

  /** The items of a list; none where it is not known. */
  list(path: Path): readonly Json[] {
    const value = this.at(path);
    return Array.isArray(value) ? value : [];
  }

  /** True if the value, or one that holds it, is known only after apply or cannot be read. */
  isUnknown(path: Path): boolean {
    const [attribute] = path;
    if (attribute === wholePlan[0]) return !this.#whole;
    if (this.#unreadable.size > 0 && this.#unreadable.has(keyOf(path))) return true;
    if (typeof attribute === 'string' && this.#isEmpty(attribute)) return false;
    let tree: Json | undefined = this.instance.afterUnknown;
    for (const step of path) {
      if (tree === true || tree === undefined) break;
      tree = at(tree, [step]);
    }
    return tree === true;
  }

  /** True if the value, one that holds it, or a part of it is known only after apply. */
  isPartlyUnknown(path: Path): boolean {
    return this.isUnknown(path) || hasTrue(at(this.instance.afterUnknown, path));
  }

  /** True where the plan has the configuration of the resource. */
  get hasBlock(): boolean {
    return this.#block !== undefined;
  }

  /** True where the configuration gives a value; and where it is not known whether it does. */
  isGiven(path: Path): boolean {
    return this.#block === undefined || at(this.#block, ['expressions', ...path]) !== undefined;
  }

  /** False where the configuration does not give an attribute, so that the provider works it out; see EmptyUnlessGiven. */
  mayBeGiven([attribute = '']: Path): boolean {
    return (
      at(this.#block, ['expressions', attribute]) !== undefined ||
      this.#block === undefined ||
      at(this.instance.afterUnknown, [attribute]) !== true
    );
  }

  /** From now on the value at this path counts as unknown: it says nothing that a provider's API defines. */
  setUnreadable(path: Path): void {
    this.#unreadable.add(keyOf(path));
  }

  #isEmpty(attribute: string): boolean {
    const { type, created } = this.instance;
    return (
      created &&
      this.#block !== undefined &&
      this.#emptyUnlessGiven[type]?.includes(attribute) === true &&
      at(this.instance.afterUnknown, [attribute]) === true &&
      at(this.#block, ['expressions', attribute]) === undefined
    );
  }
}

function hasTrue(tree: Json | undefined): boolean {
  if (Array.isArray(tree)) return tree.some(hasTrue);
  return tree === true || (isObject(tree) && Object.values(tree).some(hasTrue));
}

function keyOf(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? formatAddressStep(step) : `.${step}`)).join('');
}
