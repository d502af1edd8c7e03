/** What values of a plan name: by ids that are known, else by what the configuration refers to. */
import { text } from '../../lib/json.ts';
import type { Path } from '../../model/document.ts';
import type { Reference } from '../firewall/rule.ts';
import type { Attributes } from './attributes.ts';
import type { Module } from './configuration.ts';
import { ReferenceResolver } from './references.ts';
import type { Target } from './targets.ts';

/** A resource that others name. */
export interface NamedResource extends Target {
  readonly source: Attributes;
}

/** Several targets, of which a list may name more. */
export interface Several<Item> {
  readonly items: readonly Item[];
  /** Ids of what was not read. */
  readonly foreign: readonly string[];
  /** True where it may name more. */
  readonly more: boolean;
  /** Some of what it may name besides. */
  readonly possible: readonly Item[];
}

const nothing: Several<never> = { items: [], foreign: [], more: false, possible: [] };

/** No reference is one that cannot name a target. */
const never = /(?!)/;

/** A resource as others name it. */
export function namedResource(source: Attributes): NamedResource {
  const id = text(source.at(['id']), []);
  return { source, instance: source.instance, id: id === '' ? undefined : id, label: undefined };
}

export class Named<Item extends Target> {
  readonly #byId = new Map<string, Item>();
  readonly #resolver: ReferenceResolver<Item>;
  readonly #key: (id: string) => string;

  /** `key`: equal for ids that mean the same. `attributes`: those by which a reference names a target, besides `id`. */
  constructor(
    items: readonly Item[],
    root: Module | undefined,
    { key = (id: string) => id, attributes = [] as readonly string[] } = {},
  ) {
    this.#key = key;
    this.#resolver = new ReferenceResolver(items, root, undefined, new Set(['id', ...attributes]));
    for (const item of items) if (item.id !== undefined) this.#byId.set(key(item.id), item);
  }

  /** The target with an id; undefined where it was not read. */
  byId(id: string): Item | undefined {
    return this.#byId.get(this.#key(id));
  }

  /** What the value at a path names; undefined where there is none. */
  at(values: Attributes, path: Path): Reference<Item> | undefined {
    if (values.isUnknown(path)) return this.#resolver.byReference(values.instance, path);
    const id = idText(values.at(path));
    if (id === undefined) return undefined;
    const item = this.byId(id);
    return item === undefined ? { is: 'foreign', id } : { is: 'known', item };
  }

  /** What a list of ids names. */
  all(values: Attributes, path: Path): Several<Item> {
    const list = values.at(path);
    const holes = Array.isArray(list) && list.some((_, i) => values.isUnknown([...path, i]));
    if (holes || values.isUnknown(path)) {
      const known = Array.isArray(list) ? this.#known(list.flatMap((id) => idText(id) ?? [])) : nothing;
      const { items, rest } = this.#resolver.allByReference(values.instance, path, never);
      const more = rest || (Array.isArray(list) && items.length + known.items.length < list.length);
      const all = [...new Set([...known.items, ...items])];
      return { items: all, foreign: known.foreign, more, possible: more ? this.#possible(values, path) : [] };
    }
    return Array.isArray(list) ? this.#known(list.flatMap((id) => idText(id) ?? [])) : nothing;
  }

  #known(ids: readonly string[]): Several<Item> {
    const items = ids.flatMap((id) => this.byId(id) ?? []);
    return { items, foreign: ids.filter((id) => this.byId(id) === undefined), more: false, possible: [] };
  }

  #possible(values: Attributes, path: Path): readonly Item[] {
    const reference = this.#resolver.byReference(values.instance, path);
    return reference.is === 'unknown' ? reference.candidates : reference.is === 'known' ? [reference.item] : [];
  }
}

function idText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
