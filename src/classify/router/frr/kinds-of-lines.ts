/** What a line is about, by its words. */
import { nearest } from '../../../lib/nearest.ts';
import { peerKey } from './neighbor.ts';
import { bgp, familyPlace, type Place, placeBehind, type Reading, routeMap } from './places.ts';
import type { Instance } from './state.ts';

export const missingOf = (instance: Instance, name = '') => `${instance.vrf} ${peerKey(name)}`;

/** True for a version that does not have what was added after 8.4. */
export function isAtMost84(version: string | undefined): boolean {
  const [, major = '', minor = '0'] = /^(\d{1,3})(?:\.(\d{1,3}))?/.exec(version ?? '') ?? [];
  return major !== '' && (Number(major) < 8 || (Number(major) === 8 && Number(minor) <= 4));
}

export const isBgpVerb =
  /^(?:remote-as|activate|peer-group|route-map|prefix-list|password|ebgp-multihop|update-source|timers)$/;

/** What bgpd takes together with the lines around it: lists of prefixes and addresses, and route maps. */
export const isPolicy = ([first = '', second = '']: readonly string[]) =>
  first === 'route-map' || first === 'access-list' || second === 'prefix-list' || second === 'access-list';

const bgpWords = ['router', 'neighbor', 'bgp', 'address-family', 'exit-address-family', 'route-map', 'access-list'];
const listWords = [
  'prefix-list',
  'access-list',
  'as-path',
  'community-list',
  'large-community-list',
  'extcommunity-list',
];

/** True for a line at the top that is about BGP or its policies, however it is misspelt. */
export function isOfBgp(words: readonly string[]): boolean {
  const [first = '', second = ''] = words[0] === 'no' ? words.slice(1) : words;
  if (/^(?:ip|ipv6)$/.test(first)) return nearest(second, listWords, 2) !== undefined || /^(?:pref|comm)/.test(second);
  if (/^(?:match|set|call|on-match|activate|remote-as|exit|quit|end)$/.test(first)) return true;
  if (/^(?:redistribute|rd|rt|route-target|maximum-paths|aggregate-address|advertise-all-vni)$/.test(first))
    return true;
  if (first === 'import' || first === 'export') return second === 'vpn';
  if (first === 'timers') return second === 'bgp';
  // The end of `route-map NAME permit 10`.
  if (/^(?:permit|deny)$/.test(words.at(-2) ?? '') && /^\d+$/.test(words.at(-1) ?? '')) return true;
  const near = nearest(first, bgpWords, 2);
  // `router isis NAME` and the like are known: what is left has a number, or `bgp` somewhere.
  if (near === 'router')
    return nearest(second, ['bgp'], 1) !== undefined || words.some((word) => /^(?:bgp|\d+)$/.test(word));
  return near !== undefined || /^(?:neigh|address-f|exit-addr|route-m|access-l)/.test(first);
}

/** The node that a line leads to, without what it does. */
export function shadowOf({ place, words }: Reading): Place {
  if (words[0] === 'router') return bgp;
  if (words[0] === 'route-map') return routeMap;
  if (words[0] === 'address-family') return familyPlace(words);
  return placeBehind(place, words) ?? place;
}

/** The neighbor or group that a line is about, if it is about one. */
export function aboutNeighbor(words: readonly string[]): string | undefined {
  const start = words[0] === 'no' ? 1 : 0;
  return /^nei/.test(words[start] ?? '') ? words[start + 1] : undefined;
}

/** True for a command of route maps, which no interface knows. */
export function isOfRouteMaps([first = '']: readonly string[]): boolean {
  return /^(?:call|continue|match|on-match|set)$/.test(first);
}
