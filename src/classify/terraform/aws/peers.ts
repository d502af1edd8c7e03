/** The peers of an AWS rule. */
import { parseCidr } from '../../../lib/address.ts';
import type { Json, Path } from '../../../model/document.ts';
import type { Link, PeerCidr, PeerGroup, PeerList, Peers } from '../../firewall/rule.ts';
import type { Values } from '../attributes.ts';
import type { PrefixLists } from '../prefix-lists.ts';
import type { Linker } from '../references.ts';

/** What ids and references in a plan lead to. */
export interface References {
  readonly linker: Linker;
  readonly lists: PrefixLists;
}

/** Collects the peers of one rule of a resource. */
export class PeerReader {
  readonly #values: Values;
  readonly #linker: Linker;
  readonly #target: Link;
  readonly #lists: PrefixLists;
  readonly #unknownCidrs: Path[] = [];
  readonly #cidrs: PeerCidr[] = [];
  readonly #groups: PeerGroup[] = [];
  readonly #prefixLists: PeerList[] = [];
  readonly #unknown: Path[] = [];
  #self: Path | undefined;

  constructor(values: Values, { linker, lists }: References, target: Link) {
    this.#values = values;
    this.#linker = linker;
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
        const { entry } = this.#values;
        const contents = this.#lists.byReference(entry, String(attribute), path.length > 1);
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
      (text, place) => this.#group(this.#linker.byText(text), place),
      (place) => {
        if (attribute === undefined) this.#unknown.push(place);
        else this.#group(this.#linker.byReference(this.#values.entry, attribute), place);
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
      cidrs: this.#cidrs,
      groups: this.#groups,
      prefixLists: this.#prefixLists,
      self: this.#self,
      unknown: this.#unknown,
      unknownCidrs: this.#unknownCidrs,
    };
  }

  #list(list: PeerList): void {
    this.#prefixLists.push(list);
    if (!list.whole) this.#values.setUnreadable(list.path);
  }

  #group(link: Link, path: Path): void {
    if (link.is === 'unknown') this.#unknown.push(path);
    else if (this.#isOwn(link)) this.#self ??= path;
    else this.#groups.push({ link, path });
  }

  #isOwn(link: Link): boolean {
    const target = this.#target;
    if (link.is === 'group') return target.is === 'group' && target.group === link.group;
    return link.is === 'foreign' && target.is === 'foreign' && target.id === link.id;
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
