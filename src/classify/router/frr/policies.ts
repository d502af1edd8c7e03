/** Prefix lists, access lists, lists of AS paths and route maps. */
import { formatCidr, parseCidr } from '../../../lib/address.ts';
import { getOrMake } from '../../../lib/maps.ts';
import { pathOf, shownLine } from '../../../lib/router/lines.ts';
import type { Action, NamedList, PrefixEntry, PrefixList, RouteMap, RouteMapEntry, RouteMapMatch } from '../model.ts';
import { pathIn, type Said } from './state.ts';

type Loose<T> = { -readonly [K in keyof T]: T[K] };

interface Map_ {
  readonly name: string;
  readonly path: RouteMap['path'];
  readonly entries: Map<number, Entry>;
}

/** An entry of a route map while its lines are read. */
export type Entry = Omit<Loose<RouteMapEntry>, 'matches'> & { readonly matches: Map<string, RouteMapMatch> };

type Listed = { -readonly [K in keyof NamedList]: NamedList[K] } & { entries: NamedList['entries'][number][] };

export class Policies {
  readonly #prefixLists = new Map<string, Loose<PrefixList> & { entries: PrefixEntry[]; highest: number }>();
  readonly #routeMaps = new Map<string, Map_>();
  readonly #asPaths = new Map<string, Listed>();
  readonly #accessLists = new Map<string, Listed>();

  /** A line of the top node that is about one of these; an entry of a route map for the line that begins it. */
  line(said: Said): Entry | undefined {
    const [first = '', second = '', third = ''] = said.words;
    if (first === 'route-map') return this.#routeMap(said);
    if (second === 'prefix-list' && third !== 'sequence-number')
      this.#prefixList(first === 'ip' ? 'ipv4' : 'ipv6', said);
    else if (first === 'access-list') this.#list(this.#accessLists, 'ipv4', 1, said);
    else if (first === 'ipv6' && second === 'access-list') this.#list(this.#accessLists, 'ipv6', 2, said);
    else if (first === 'bgp' && second === 'as-path') this.#list(this.#asPaths, undefined, 3, said);
    return undefined;
  }

  #prefixList(afi: 'ipv4' | 'ipv6', said: Said): void {
    const { words } = said;
    const [, , name = ''] = words;
    const key = `${afi} ${name}`;
    const at = (word: string) => words.indexOf(word, 3);
    const seqAt = at('seq');
    const action = words[seqAt === -1 ? 3 : seqAt + 2];
    if (said.negative) {
      this.#removePrefix(key, said, seqAt === -1 ? undefined : Number(words[seqAt + 1]));
      return;
    }
    const list = getOrMake(this.#prefixLists, key, () => ({
      name,
      afi,
      path: pathIn(said, 2),
      entries: [],
      highest: 0,
    }));
    if (action !== 'permit' && action !== 'deny') return;
    const matchAt = at(action) + 1;
    const cidr = parseCidr(words[matchAt] ?? '');
    const [ge, le] = [numberBehind(words, 'ge', matchAt), numberBehind(words, 'le', matchAt)];
    const seq = seqAt === -1 ? nextSeq(list.highest) : Number(words[seqAt + 1]);
    const entry: PrefixEntry = {
      seq,
      action,
      cidr: cidr === undefined ? null : formatCidr(cidr),
      ...(ge !== undefined && { ge }),
      ...(le !== undefined && { le }),
      path: pathIn(said, matchAt),
    };
    list.entries.push(entry);
    list.highest = Math.max(list.highest, seq);
  }

  #removePrefix(key: string, said: Said, seq: number | undefined): void {
    const list = this.#prefixLists.get(key);
    if (said.words.length === 3 || list === undefined) this.#prefixLists.delete(key);
    else if (seq !== undefined) list.entries = list.entries.filter((entry) => entry.seq !== seq);
    if (list?.entries.length === 0) this.#prefixLists.delete(key);
  }

  #list(lists: Map<string, Listed>, afi: 'ipv4' | 'ipv6' | undefined, nameAt: number, said: Said): void {
    const { words, negative, line } = said;
    const name = words[nameAt] ?? '';
    const key = `${afi} ${name}`;
    if (negative) {
      lists.delete(key);
      return;
    }
    const action = words.slice(nameAt + 1).find((word): word is Action => word === 'permit' || word === 'deny');
    const made = (): Listed => ({ name, ...(afi && { afi }), path: pathIn(said, nameAt), entries: [] });
    const list = getOrMake(lists, key, made);
    if (action !== undefined)
      list.entries.push({ action, text: words.slice(words.indexOf(action) + 1).join(' '), path: pathOf(line) });
  }

  #routeMap(said: Said): Entry | undefined {
    const [, name = '', action, number] = said.words;
    const seq = Number(number);
    if (action === 'optimization') return undefined;
    if (said.negative) {
      if (action === undefined) this.#routeMaps.delete(name);
      else this.#routeMaps.get(name)?.entries.delete(seq);
      return undefined;
    }
    if (action !== 'permit' && action !== 'deny') return undefined;
    const path = pathIn(said, 1);
    const map = getOrMake(this.#routeMaps, name, () => ({ name, path, entries: new Map<number, Entry>() }));
    const known = map.entries.get(seq);
    if (known !== undefined) {
      known.action = action;
      return known;
    }
    const entry: Entry = { seq, action, path: pathIn(said, 3), matches: new Map(), unread: false };
    map.entries.set(seq, entry);
    return entry;
  }

  get prefixLists(): readonly PrefixList[] {
    return [...this.#prefixLists.values()].map(({ name, afi, path, entries }) => ({
      name,
      afi,
      path,
      entries: bySeq(entries),
    }));
  }

  get routeMaps(): readonly RouteMap[] {
    return [...this.#routeMaps.values()].map(({ name, path, entries }) => ({
      name,
      path,
      entries: bySeq([...entries.values()].map((entry) => ({ ...entry, matches: [...entry.matches.values()] }))),
    }));
  }

  get asPathLists(): readonly NamedList[] {
    return [...this.#asPaths.values()];
  }

  get accessLists(): readonly NamedList[] {
    return [...this.#accessLists.values()];
  }
}

/** FRR numbers entries in steps of five. */
const nextSeq = (highest: number) => (Math.floor(highest / 5) + 1) * 5;

function bySeq<T extends { readonly seq: number }>(entries: readonly T[]): T[] {
  // Of two with one number the later stands.
  return [...new Map(entries.map((entry) => [entry.seq, entry])).values()].sort((a, b) => a.seq - b.seq);
}

function numberBehind(words: readonly string[], word: string, from: number): number | undefined {
  const at = words.indexOf(word, from + 1);
  return at === -1 ? undefined : Number(words[at + 1]);
}

/** Why bgpd refuses a line of a prefix list: lengths that no prefix can have. */
export function prefixRefusal({ words, negative }: Said): string | undefined {
  if (negative || words[1] !== 'prefix-list') return undefined;
  const at = words.findIndex((word, i) => i > 2 && word.includes('/'));
  const length = Number(words[at]?.split('/')[1]);
  if (at === -1 || !Number.isInteger(length)) return undefined;
  const [ge, le] = [numberBehind(words, 'ge', at), numberBehind(words, 'le', at)];
  if (ge !== undefined && ge < length) return `\`ge ${ge}\` is less than the length of the prefix, ${length}`;
  if (le !== undefined && le < length) return `\`le ${le}\` is less than the length of the prefix, ${length}`;
  return ge !== undefined && le !== undefined && ge > le ? `\`ge ${ge}\` is more than \`le ${le}\`` : undefined;
}

/** A line in the node of a route map. */
export function routeMapLine(entry: Entry, said: Said): void {
  const [first = '', second = '', third = ''] = said.words;
  if (first === 'match') matchLine(entry, said);
  else if (first === 'call') {
    if (said.negative) delete entry.call;
    else entry.call = second;
  } else if (first === 'continue' || first === 'on-match') {
    if (said.negative) delete entry.continues;
    else entry.continues = third !== '' || first === 'continue' || second === 'next';
  }
}

function matchLine(entry: Entry, said: Said): void {
  const match = readMatch(said);
  // A second line of one kind takes the place of the first.
  const key = said.words.slice(1, match.nameAt).join(' ');
  if (said.negative) entry.matches.delete(key);
  else entry.matches.set(key, match.match);
}

function readMatch(said: Said): { readonly match: RouteMapMatch; readonly nameAt: number } {
  const { words, line } = said;
  const [, second = '', third = '', fourth = ''] = words;
  const made = (kind: RouteMapMatch['kind'], nameAt: number, afi?: 'ipv4' | 'ipv6') => ({
    match: { kind, name: words[nameAt] ?? '', path: pathIn(said, nameAt), ...(afi && { afi }) },
    nameAt,
  });
  const afi = second === 'ip' ? 'ipv4' : second === 'ipv6' ? 'ipv6' : undefined;
  if (afi !== undefined && third === 'address' && fourth === 'prefix-list') return made('prefix-list', 4, afi);
  if (afi !== undefined && third === 'address' && fourth !== 'prefix-len') return made('address-list', 3, afi);
  if (second === 'as-path') return made('as-path', 2);
  if (second === 'community' || second === 'large-community' || second === 'extcommunity') return made('community', 2);
  const kind =
    third === 'next-hop' ? 'next-hop' : second === 'source-protocol' || second === 'peer' ? 'source' : 'other';
  const name = shownLine(line).split(' ').slice(1).join(' ');
  return { match: { kind, name, path: pathIn(said, 1), ...(afi && { afi }) }, nameAt: 3 };
}

/** Why bgpd refuses a line of an entry: it jumps back. */
export function jumpRefusal({ words, negative }: Said, seq: number): string | undefined {
  const isJump = words[0] === 'on-match' || words[0] === 'continue';
  const target = isJump ? Number(words.at(-1)) : Number.NaN;
  return !negative && target <= seq ? `it jumps to entry ${target}, which does not come after this one` : undefined;
}
