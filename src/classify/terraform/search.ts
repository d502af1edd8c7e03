/** A search for what references lead to: where it starts, what it has found, and what it chooses. */
import { isObject } from '../../lib/json.ts';
import type { Json } from '../../model/document.ts';
import type { Key } from './targets.ts';
import { formatAddressStep, type Step } from './traversal.ts';

/** Where references are read: a module's instance, and the resource's or call's own key and `for_each` in it. */
export interface Scope {
  readonly module: readonly Step[];
  readonly key: Key;
  readonly forEach: readonly string[];
}

/** A block of the configuration that is no target, in a module's instance. */
export interface OtherBlock {
  readonly module: readonly Step[];
  readonly type: string;
  readonly name: string;
  readonly key: Key;
}

/**
 * What an attribute of a resource that is no target names: one; `foreign` for what is never one of the plan; `same` for what the
 * attribute itself refers to in the configuration; undefined where it may be any.
 */
export type OtherNames<Item> = (block: OtherBlock, attribute: readonly Step[]) => Item | 'foreign' | 'same' | undefined;

/** What a search has found. */
export interface Search<Item> {
  readonly items: Set<Item>;
  /** What is met that is never a target of the plan, as it is referred to. */
  readonly foreign: Set<string>;
  /** True once something is met that could be a target which is not among the `items`. */
  any: boolean;
  /** True once something is met that could be any of several. */
  unsure: boolean;
  steps: number;
  /** Ids that stand in the configuration or in values of variables; undefined where these are not asked for. */
  readonly texts?: Set<string>;
}

/** What a list names. */
export interface Named<Item> {
  readonly items: readonly Item[];
  /** What it may name. */
  readonly candidates: readonly Item[];
  /** What is none of the plan. */
  readonly foreign: readonly string[];
  /** True where it may name anything else. */
  readonly any: boolean;
}

/** Where an attribute's references start. */
export interface Start {
  readonly refs: readonly string[];
  readonly scope: Scope;
}

export function stringsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

export function formatStep({ name, key }: Step): string {
  return `${name}${formatAddressStep(key)}`;
}

/** The instance with a key; else the only one; else the one that a key on the way names; else all. */
export function choose<Item>(instances: ReadonlyMap<Key, Item>, key: Key, hints: readonly Key[]): readonly Item[] {
  const keys = key !== undefined ? [key] : instances.size > 1 ? [...hints].reverse() : [];
  for (const wanted of keys) {
    const item = instances.get(wanted);
    if (item !== undefined) return [item];
  }
  return key === undefined ? [...instances.values()] : [];
}
