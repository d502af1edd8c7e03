/**
 * Prefix lists of AWS: named sets of CIDRs that rules let in by the list's id (hashicorp/terraform-provider-aws
 * website/docs/r: ec2_managed_prefix_list, ec2_managed_prefix_list_entry; d: ec2_managed_prefix_list, prefix_list). What a
 * list holds is told by the list, by resources that are its entries, and by data sources that the plan has read.
 */
import { formatCidr, outermost, parseCidr } from '../../../lib/address.ts';
import { at, isObject, text } from '../../../lib/json.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { JsonObject, Path } from '../../../model/document.ts';
import type { ListedCidr } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import type { Instance } from '../instances.ts';
import { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';

export const listTypes: ReadonlySet<string> = new Set(['aws_ec2_managed_prefix_list']);

export const listEntryTypes: ReadonlySet<string> = new Set(['aws_ec2_managed_prefix_list_entry']);

export const listDataTypes: ReadonlySet<string> = new Set(['aws_ec2_managed_prefix_list', 'aws_prefix_list']);

/** No shorter prefix is needed to name a part of the Internet that counts alone (2000::/3). */
const wide = 3;

/** CIDRs that rules get from lists in one plan: thousands of rules may name one long list. */
const mostListed = 200_000;

/** References to what is no id of a list, though it may stand in the same rules. */
const never = /^aws_(?:(?:default_)?security_group\.|\w+\.[^.]+\.(?:cidr_block|ipv6_cidr_block|private_ip|public_ip)$)/;

/** What a list lets in. */
interface Contents {
  readonly listed: readonly ListedCidr[];
  /** False where it may hold more. */
  readonly whole: boolean;
}

interface List extends Target {
  readonly listed: ListedCidr[];
  whole: boolean;
}

export class PrefixLists {
  /** All resources and data sources that tell what lists hold. */
  readonly values: readonly Attributes[];
  readonly #lists: readonly List[];
  readonly #resolver: ReferenceResolver<List>;
  /** Entries of lists that the plan does not have, by the list's id. */
  readonly #foreign = new Map<string, ListedCidr[]>();
  readonly #contents = new Map<List | string, Contents>();
  #left = mostListed;
  /** True once there is an entry of which nobody knows in which list it is. */
  #loose = false;

  /** `data`: lists that data sources have read. `before`: entries that are resources of their own, as they are now. */
  constructor(
    lists: readonly Attributes[],
    data: readonly Attributes[],
    entries: readonly Attributes[],
    before: readonly Instance[],
    root: Module | undefined,
  ) {
    const mirror = new Set(before.flatMap(entryNow));
    this.#lists = [...lists.map((values) => listOf(values, mirror)), ...data.map(dataOf)];
    this.#resolver = new ReferenceResolver(this.#lists, root);
    this.values = [...lists, ...data, ...entries];
    for (const values of entries) this.#enter(values);
  }

  /** What the list with an id lets in. */
  byId(id: string): Contents {
    const reference = this.#resolver.byText(id);
    if (reference.is === 'known') return this.#taken(reference.item);
    return { ...this.#taken(id), whole: false };
  }

  /**
   * What the lists let in that an attribute of a resource will name after apply. `shared`: the attribute holds several rules,
   * and nothing tells which of them names which list.
   */
  byReference(instance: Instance, attribute: string, shared: boolean): Contents {
    const { items, rest } = this.#resolver.allByReference(instance, attribute, never);
    if (shared && items.length > 1) return { listed: [], whole: false };
    const contents = items.map((list) => this.#taken(list));
    return {
      listed: contents.flatMap(({ listed }) => listed),
      whole: !rest && items.length > 0 && contents.every(({ whole }) => whole),
    };
  }

  #enter(values: Attributes): void {
    const path = ['prefix_list_id'];
    const id = values.at(path);
    const reference =
      typeof id === 'string'
        ? this.#resolver.byText(id)
        : this.#resolver.byReference(values.instance, 'prefix_list_id');
    if (reference.is === 'unknown') {
      this.#loose ||= reference.any;
      for (const list of reference.candidates) list.whole = false;
      return;
    }
    const listed = listedAt(values, ['cidr']);
    if (reference.is === 'foreign') {
      const entries = getOrMake(this.#foreign, reference.id, () => []);
      if (listed !== undefined) entries.push(listed);
      return;
    }
    const list = reference.item;
    if (listed === undefined) list.whole = false;
    else list.listed.push(listed);
  }

  /** The contents of a list as often as the plan's bound allows; what counts alone, always. */
  #taken(list: List | string): Contents {
    const contents = getOrMake(this.#contents, list, () => this.#read(list));
    const { listed } = contents;
    if (listed.length <= this.#left) {
      this.#left -= listed.length;
      return contents;
    }
    return { listed: listed.filter(({ cidr }) => cidr.prefix <= wide), whole: false };
  }

  #read(list: List | string): Contents {
    if (typeof list === 'string') return { listed: outermost(this.#foreign.get(list) ?? []), whole: false };
    const { listed, whole } = list;
    return { listed: outermost(listed), whole: whole && !this.#loose };
  }
}

function listOf(values: Attributes, mirror: ReadonlySet<string>): List {
  const { instance } = values;
  const id = text(values.at(['id']), []);
  const listedBefore = new Set(cidrsIn(instance.before).map((cidr) => keyOf(id, cidr)));
  const listed: ListedCidr[] = [];
  let whole = !values.isUnknown(['entry']);
  for (const i of values.list(['entry']).keys()) {
    const item = listedAt(values, ['entry', i, 'cidr']);
    if (item === undefined) whole = false;
    else {
      const key = keyOf(id, item.text);
      if (id === '' || !mirror.has(key) || !listedBefore.has(key)) listed.push(item);
    }
  }
  return { instance, id: id === '' ? undefined : id, label: undefined, listed, whole };
}

function dataOf(values: Attributes): List {
  const id = text(values.at(['id']), []);
  const managed = values.list(['entries']).flatMap((_, i) => listedAt(values, ['entries', i, 'cidr']) ?? []);
  const owned = values.list(['cidr_blocks']).flatMap((_, i) => listedAt(values, ['cidr_blocks', i]) ?? []);
  return {
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: undefined,
    listed: [...managed, ...owned],
    whole: true,
  };
}

/** The CIDR at a path; undefined where it is not known. */
function listedAt(values: Attributes, path: Path): ListedCidr | undefined {
  const value = values.at(path);
  const cidr = typeof value === 'string' && !values.isUnknown(path) ? parseCidr(value) : undefined;
  return cidr === undefined ? undefined : { text: String(value), cidr, path, source: values };
}

/** The key of what an entry that is a resource declares in AWS now: the list's own entries only mirror it. */
function entryNow({ before }: Instance): string[] {
  const cidr = text(before, ['cidr']);
  return cidr === '' ? [] : [keyOf(text(before, ['prefix_list_id']), cidr)];
}

function cidrsIn(list: JsonObject | undefined): string[] {
  const entries = at(list, ['entry']);
  return Array.isArray(entries) ? entries.flatMap((entry) => (isObject(entry) ? text(entry, ['cidr']) : [])) : [];
}

function keyOf(list: string, cidr: string): string {
  const parsed = parseCidr(cidr);
  return `${list} ${parsed === undefined ? cidr : formatCidr(parsed)}`;
}
