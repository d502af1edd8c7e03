/** Names in a router's configuration: lists, route maps and groups of neighbors, as FRR, IOS, EOS and NX-OS write them. */
import { type RouterLine, routerLines } from '../lib/router/lines.ts';
import type { Resource } from '../model/resource.ts';
import type { Name } from './name.ts';

/** What stands before a name; what it is a name of; and whether it is defined there. The name is the word that follows. */
type Pattern = readonly [words: RegExp, of: string, role: Name['role']];

/**
 * Each reads the words of a line, joined by blanks, from its start (docs.frrouting.org, BGP and filtering; the command references
 * of Cisco and Arista). No name of a neighbor or of a sequence holds a blank.
 */
const patterns: readonly Pattern[] = [
  [/^route-map (?=\S+ (?:in|out)$)/, 'router/route-map', 'refers'],
  [/^route-map /, 'router/route-map', 'defines'],
  [/^ip prefix-list |^ipv6 prefix-list /, 'router/prefix-list', 'defines'],
  [/^(?:bgp |ip )as-path access-list /, 'router/as-path', 'defines'],
  [/^(?:bgp |ip )(?:large-)?community-list (?:standard |expanded )?/, 'router/community-list', 'defines'],
  [/^template peer(?:-policy|-session)? /, 'router/group', 'defines'],
  [/^neighbor (?=\S+ peer[- ]group$)/, 'router/group', 'defines'],
  [/^(?:no )?neighbor \S+ route-map /, 'router/route-map', 'refers'],
  [/^(?:no )?neighbor \S+ prefix-list /, 'router/prefix-list', 'refers'],
  [/^prefix-list (?=\S+ (?:in|out)$)/, 'router/prefix-list', 'refers'],
  [/^(?:no )?neighbor \S+ filter-list /, 'router/as-path', 'refers'],
  [/^match (?:ip|ipv6) (?:address|next-hop|route-source) prefix-list /, 'router/prefix-list', 'refers'],
  [/^match as-path /, 'router/as-path', 'refers'],
  [/^match (?:large-)?community /, 'router/community-list', 'refers'],
  [/^call /, 'router/route-map', 'refers'],
  [/^neighbor \S+ peer[- ]group /, 'router/group', 'refers'],
  [/^bgp listen range \S+ peer-group /, 'router/group', 'refers'],
  [/^inherit peer(?:-policy|-session)? /, 'router/group', 'refers'],
  [/^redistribute \S+(?: \S+)? route-map /, 'router/route-map', 'refers'],
  [/^network \S+(?: mask \S+)? route-map /, 'router/route-map', 'refers'],
];

/** Names of one text that are kept. */
const most = 20_000;

/** A name is among the first words of a line. */
const mostWords = 8;

/** The names in a router's text; each counts in this text alone, and is defined where it comes first. */
export function routerNames(resource: Resource): readonly Name[] {
  const found: Name[] = [];
  const defined = new Set<string>();
  for (const line of routerLines(resource.document.source.text)) {
    const one = line.comment ? undefined : nameIn(resource, line);
    if (one === undefined) continue;
    const key = `${one.of} ${one.name}`;
    const isFirst = one.role === 'defines' && !defined.has(key);
    if (isFirst) defined.add(key);
    found.push({ ...one, role: isFirst ? 'defines' : 'refers' });
    if (found.length >= most) break;
  }
  return found;
}

function nameIn(resource: Resource, { key, words }: RouterLine): Name | undefined {
  const text = words
    .slice(0, mostWords)
    .map((word) => word.text)
    .join(' ');
  for (const [start, of, role] of patterns) {
    const matched = start.exec(text)?.[0];
    if (matched === undefined) continue;
    // Each word before the name ends with a blank.
    const index = matched.split(' ').length - 1;
    const word = words[index];
    if (word === undefined || word.secret) return undefined;
    return { resource, of, name: word.text, path: [key, index], on: 'value', role, isLocal: true };
  }
  return undefined;
}
