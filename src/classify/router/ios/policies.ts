/** Prefix lists, route maps and lists of paths and addresses. */
import { getOrMake } from '../../../lib/maps.ts';
import type { Path } from '../../../model/document.ts';
import type { Action, NamedList, PrefixEntry, PrefixList, RouteMap, RouteMapEntry, RouteMapMatch } from '../model.ts';
import type { Block } from './blocks.ts';
import { at, cidrOf, numberAt } from './values.ts';

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

interface List<Entry> {
  readonly name: string;
  readonly path: Path;
  readonly afi?: 'ipv4' | 'ipv6';
  readonly entries: Entry[];
}

export class PolicyReader {
  readonly #prefixLists = new Map<string, List<PrefixEntry> & { readonly afi: 'ipv4' | 'ipv6' }>();
  readonly #routeMaps = new Map<string, List<Mutable<RouteMapEntry>>>();
  /** Those of route maps, by name and number. */
  readonly #entries = new Map<string, Mutable<RouteMapEntry>>();
  readonly #asPathLists = new Map<string, List<NamedList['entries'][number]>>();
  readonly #accessLists = new Map<string, List<NamedList['entries'][number]>>();
  notUnderstood = 0;

  /** True for a block that it knows. */
  read(block: Block): boolean {
    const { words } = block;
    const [first, second] = words;
    if (first === 'route-map') return this.#routeMap(block);
    if (first === 'access-list') return this.#list(this.#accessLists, block, 1, 'ipv4');
    if (first !== 'ip' && first !== 'ipv6') return false;
    if (second === 'prefix-list') return this.#prefixList(block);
    const afi = first === 'ip' ? 'ipv4' : 'ipv6';
    if (second === 'access-list')
      return this.#list(this.#accessLists, block, /^(?:standard|extended)$/.test(words[2] ?? '') ? 3 : 2, afi);
    return second === 'as-path' && words[2] === 'access-list' && this.#list(this.#asPathLists, block, 3, undefined);
  }

  get prefixLists(): readonly PrefixList[] {
    return [...this.#prefixLists.values()].map((list) => ({ ...list, entries: inOrder(list.entries) }));
  }

  get routeMaps(): readonly RouteMap[] {
    return [...this.#routeMaps.values()].map((map) => ({ ...map, entries: inOrder(map.entries) }));
  }

  get asPathLists(): readonly NamedList[] {
    return [...this.#asPathLists.values()];
  }

  get accessLists(): readonly NamedList[] {
    return [...this.#accessLists.values()];
  }

  /** `ip prefix-list X [seq 5] permit …`, or the head of EOS' block, whose lines are the rest. */
  #prefixList(block: Block): boolean {
    const { words, no } = block;
    const afi: 'ipv4' | 'ipv6' = words[0] === 'ip' ? 'ipv4' : 'ipv6';
    const name = words[2];
    if (name === undefined || (name === 'sequence-number' && words.length === 3)) return true;
    const key = `${afi} ${name}`;
    if (no && words.length === 3) this.#prefixLists.delete(key);
    if (no) return true;
    const list = getOrMake(this.#prefixLists, key, () => ({ name, afi, path: at(block, 2), entries: [] }));
    if (words.length > 3) this.#prefixEntry(list.entries, block, 3);
    for (const line of block.children) this.#prefixEntry(list.entries, line, 0);
    return true;
  }

  #prefixEntry(entries: PrefixEntry[], line: Block, from: number): void {
    const { words, no } = line;
    if (words[from] === 'description' || words[from] === 'remark' || no) return;
    const seq =
      words[from] === 'seq' || /^\d+$/.test(words[from] ?? '')
        ? numberAt(line, words[from] === 'seq' ? from + 1 : from)
        : undefined;
    const i = from + (words[from] === 'seq' ? 2 : seq === undefined ? 0 : 1);
    const action = words[i];
    const text = words[i + 1];
    const cidr = text === undefined || text === 'any' ? undefined : cidrOf(text);
    if ((action !== 'permit' && action !== 'deny') || (cidr === undefined && text !== 'any')) {
      this.notUnderstood += 1;
      return;
    }
    const bound = (word: string) => {
      const j = words.indexOf(word, i + 2);
      return j < 0 ? undefined : numberAt(line, j + 1)?.value;
    };
    // NX-OS: `eq 24` is both.
    const [ge, le] = [bound('ge') ?? bound('eq'), bound('le') ?? bound('eq')];
    entries.push({
      seq: seq?.value ?? (Math.floor((entries.at(-1)?.seq ?? 0) / 5) + 1) * 5,
      action,
      cidr: cidr?.cidr ?? null,
      ...(ge !== undefined && { ge }),
      ...(le !== undefined && { le }),
      path: at(line),
    });
  }

  #routeMap(block: Block): boolean {
    const { words, no } = block;
    const name = words[1];
    if (name === undefined || no) return true;
    const i = words.findIndex((word, index) => index > 1 && (word === 'permit' || word === 'deny'));
    const action: Action = words[i] === 'deny' ? 'deny' : 'permit';
    const seq = numberAt(block, i < 0 ? 2 : i + 1)?.value ?? 10;
    const map = getOrMake(this.#routeMaps, name, () => ({ name, path: at(block, 1), entries: [] }));
    const key = `${name} ${seq}`;
    const known = this.#entries.get(key);
    const matches: RouteMapMatch[] = [];
    const entry = known ?? { seq, action, path: at(block), matches, unread: false };
    if (known === undefined) {
      map.entries.push(entry);
      this.#entries.set(key, entry);
    }
    for (const line of block.children) {
      const [first] = line.words;
      if (first === 'match') this.#match(line, matches, entry);
      else if (first === 'continue') entry.continues = true;
      else if (first === 'sub-route-map') entry.unread = true;
      else if (first !== 'set' && first !== 'description' && first !== 'exit') this.notUnderstood += 1;
    }
    // The same entry once more: what it adds is not put together.
    if (known !== undefined && matches.length > 0) known.unread = true;
    return true;
  }

  #match(line: Block, matches: RouteMapMatch[], entry: Mutable<RouteMapEntry>): void {
    const { words, no } = line;
    const [, second = '', third = ''] = words;
    const add = (kind: RouteMapMatch['kind'], from: number, afi?: 'ipv4' | 'ipv6') => {
      const names = words.slice(from).filter((word) => word !== 'exact-match' && word !== 'exact');
      // One of several names is enough.
      if (no || names.length !== 1) entry.unread = true;
      for (const [i, name] of names.entries())
        matches.push({ kind, name, path: at(line, from + i), ...(afi && { afi }) });
    };
    const afi = second === 'ipv6' ? 'ipv6' : 'ipv4';
    if ((second === 'ip' || second === 'ipv6') && third === 'address') {
      if (words[3] === 'prefix-list') add('prefix-list', 4, afi);
      else add('address-list', 3, afi);
    } else if (second === 'as-path') add('as-path', 2);
    else if (second === 'community') add('community', 2);
    else if ((second === 'ip' || second === 'ipv6') && third === 'next-hop') add('next-hop', words.length - 1);
    else {
      matches.push({ kind: 'other', name: words.slice(1).join(' '), path: at(line, 1) });
      entry.unread = true;
    }
  }

  #list(
    into: Map<string, List<NamedList['entries'][number]>>,
    block: Block,
    nameAt: number,
    afi: 'ipv4' | 'ipv6' | undefined,
  ): boolean {
    const name = block.words[nameAt];
    if (name === undefined || block.no) return true;
    const list = getOrMake(into, name, () => ({ name, path: at(block, nameAt), entries: [], ...(afi && { afi }) }));
    this.#entry(list.entries, block, nameAt + 1);
    for (const line of block.children) this.#entry(list.entries, line, 0);
    return true;
  }

  #entry(entries: NamedList['entries'][number][], line: Block, from: number): void {
    const i = line.words.findIndex((word, index) => index >= from && (word === 'permit' || word === 'deny'));
    const action = line.words[i];
    if (i < 0 || (action !== 'permit' && action !== 'deny') || line.no) return;
    (entries as unknown as object[]).push({ action, text: line.words.slice(i + 1).join(' '), path: at(line) });
  }
}

function inOrder<Entry extends { readonly seq: number }>(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => a.seq - b.seq);
}
