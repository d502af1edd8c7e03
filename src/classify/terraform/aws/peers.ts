/** The peers of an AWS rule. */
import { parseCidr } from '../../../lib/address.ts';
import type { Json, Path } from '../../../model/document.ts';
import type { PeerCidr, PeerGroup, PeerList, Peers, Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup } from '../firewalling.ts';
import type { ReferenceResolver } from '../references.ts';
import type { PrefixLists } from './prefix-lists.ts';

/** References to what is no id of a group, though it may stand in the same rules. */
const noGroup =
  /^(?:aws_\w+\.[^.]+\.(?:cidr_block|ipv6_cidr_block|private_ip|public_ip)|(?:data\.)?aws_(?:ec2_managed_)?prefix_list\..*)$/;

/** What ids and references in a plan lead to. */
export interface References {
  readonly groups: ReferenceResolver<TerraformGroup>;
  readonly lists: PrefixLists;
}

/** Collects the peers of one rule of a resource. */
export class PeerReader {
  readonly #values: Attributes;
  readonly #resolver: ReferenceResolver<TerraformGroup>;
  readonly #target: Reference<TerraformGroup>;
  readonly #lists: PrefixLists;
  readonly #unknownCidrs: Path[] = [];
  readonly #cidrs: PeerCidr[] = [];
  readonly #groups: PeerGroup[] = [];
  readonly #prefixLists: PeerList[] = [];
  readonly #unknown: Path[] = [];
  #self: Path | undefined;

  constructor(values: Attributes, { groups, lists }: References, target: Reference<TerraformGroup>) {
    this.#values = values;
    this.#resolver = groups;
    this.#lists = lists;
    this.#target = target;
  }

  /** A list of CIDRs, or one. */
  cidrs(path: Path): this {
    this.#each(
      path,
      (text, place) => this.#cidrs.push({ text, cidr: parseCidr(text), path: place }),
      (place) => {
        this.#unknown.push(place);
        this.#unknownCidrs.push(place);
      },
    );
    return this;
  }

  /** A list of prefix lists' ids, or one. What an unknown one refers to may stand in the configuration. */
  prefixLists(path: Path): this {
    const [attribute] = path;
    this.#each(
      path,
      (id, place) => this.#list({ id, path: place, ...this.#lists.byId(id) }),
      (place) => {
        const { instance } = this.#values;
        const contents = this.#lists.byReference(instance, String(attribute), path.length > 1);
        if (!contents.whole) this.#unknown.push(place);
        this.#list({ id: '', path: place, ...contents });
      },
    );
    return this;
  }

  /** A list of groups' ids, or one. `attribute`: where the configuration may say what an unknown one refers to. */
  groups(path: Path, attribute?: string): this {
    this.#each(
      path,
      (text, place) => this.#group(this.#resolver.byText(text), place),
      (place) => {
        const { instance } = this.#values;
        if (attribute !== undefined) {
          this.#group(this.#resolver.byReference(instance, attribute), place);
          return;
        }
        // All blocks of a group are one expression: what it names as the only group is what each of them means.
        const { items, rest } = this.#resolver.allByReference(instance, String(path[0]), noGroup);
        const [only] = items;
        if (only !== undefined && items.length === 1 && !rest) this.#group({ is: 'known', item: only }, place);
        else this.#unknown.push(place);
      },
    );
    return this;
  }

  /** The attribute `self`. */
  self(path: Path): this {
    const value = this.#values.at(path);
    if (this.#values.isUnknown(path)) this.#unknown.push(path);
    else if (value === true || value === 'true') this.#self ??= path;
    return this;
  }

  done(): Peers {
    return {
      any: undefined,
      cidrs: this.#cidrs,
      groups: this.#groups,
      prefixLists: this.#prefixLists,
      tags: [],
      self: this.#self,
      unknown: this.#unknown,
      unknownCidrs: this.#unknownCidrs,
    };
  }

  #list(list: PeerList): void {
    this.#prefixLists.push(list);
    if (!list.whole) this.#values.setUnreadable(list.path);
  }

  #group(reference: Reference<TerraformGroup>, path: Path): void {
    if (reference.is === 'unknown') this.#unknown.push(path);
    else if (this.#isOwn(reference)) this.#self ??= path;
    else this.#groups.push({ reference, path });
  }

  #isOwn(reference: Reference<TerraformGroup>): boolean {
    const target = this.#target;
    if (reference.is === 'known') return target.is === 'known' && target.item === reference.item;
    return reference.is === 'foreign' && target.is === 'foreign' && target.id === reference.id;
  }

  /** Calls `known` for each string at a path, or in the list there; holes of a list are unknown. */
  #each(
    path: Path,
    known: (text: string, path: Path) => void,
    unknown = (place: Path) => void this.#unknown.push(place),
  ) {
    const value = this.#values.at(path);
    if (this.#values.isUnknown(path)) unknown(path);
    else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) this.#one(item, [...path, i], known, unknown);
    } else this.#one(value, path, known, unknown);
  }

  #one(
    item: Json | undefined,
    path: Path,
    known: (text: string, path: Path) => void,
    unknown: (path: Path) => void,
  ): void {
    if (this.#values.isUnknown(path)) unknown(path);
    else if (typeof item === 'string' && item !== '') known(item, path);
  }
}
