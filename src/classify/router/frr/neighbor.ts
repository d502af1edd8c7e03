/** Lines about neighbors and peer groups, with what bgpd 8.4.4 refuses of them when it reads its configuration. */
import { formatAddress, parseNetipAddress } from '../../../lib/address.ts';
import { pathOf } from '../../../lib/router/lines.ts';
import { asNumber } from './grammar/match.ts';
import { type Instance, type Peer, pathIn, type Said } from './state.ts';

/** Canonical for an address; a group or an interface is as it is written. */
export function peerKey(word: string): string {
  const address = parseNetipAddress(word);
  return address === undefined ? word : formatAddress(address);
}

const isAddress = (word: string) => parseNetipAddress(word) !== undefined;

/** Why a line is refused; undefined where it is taken. A refusal that a missing neighbor causes begins with `absent`. */
export type Refusal = { readonly why: string; readonly absent?: boolean } | undefined;

const absent = {
  why: 'it comes before the line that creates this neighbor (`remote-as`, `peer-group` or `interface`)',
  absent: true,
};

/** `neighbor NAME …` in the block of an instance or of a family. */
export function neighborLine(instance: Instance, family: string, said: Said): Refusal {
  const [, name = '', verb = '', first] = said.words;
  if (verb === '' || (said.negative && verb === 'remote-as')) return removed(instance, name);
  if (verb === 'remote-as') return remoteAs(instance, name, said);
  if (verb === 'interface' && isAddress(name)) return instance.peers.has(peerKey(name)) ? undefined : absent;
  if (verb === 'interface') return onInterface(instance, name, said);
  if (verb === 'peer-group')
    return first === undefined ? group(instance, name, said) : joined(instance, name, first, said);
  const peer = instance.named(peerKey(name));
  if (peer === undefined) return absent;
  return families.has(verb) ? familyLine(instance, peer, family, said) : ownLine(instance, peer, said);
}

function removed(instance: Instance, name: string): Refusal {
  const key = peerKey(name);
  const group = instance.groups.get(key);
  for (const [member, { group: of }] of instance.peers)
    if (group !== undefined && of === group) instance.peers.delete(member);
  instance.peers.delete(key);
  instance.groups.delete(key);
  // What is not there anyway is gone without a word.
  return undefined;
}

function remoteAs(instance: Instance, name: string, said: Said): Refusal {
  const key = peerKey(name);
  const known = instance.named(key);
  if (known === undefined && !isAddress(name))
    return { why: `no peer group or interface ${name} is defined before this line`, absent: true };
  const peer = known ?? instance.make('address', name, pathIn(said, 1));
  if (known === undefined) instance.peers.set(key, peer);
  const ofGroup = peer.group?.own.get('remote-as');
  if (ofGroup !== undefined && ofGroup.words[3] !== said.words[3])
    return {
      why: `its peer group ${peer.group?.name} has \`remote-as ${ofGroup.words[3]}\`, which a member cannot override`,
    };
  peer.own.set('remote-as', said);
  return undefined;
}

function onInterface(instance: Instance, name: string, said: Said): Refusal {
  if (said.negative) return removed(instance, name);
  if (instance.groups.has(name)) return { why: `${name} is the name of a peer group` };
  const peer = instance.peers.get(name) ?? instance.make('interface', name, pathIn(said, 1));
  instance.peers.set(name, peer);
  const as = said.words.indexOf('remote-as', 3);
  if (as !== -1) peer.own.set('remote-as', said);
  const at = said.words.indexOf('peer-group', 3);
  return at === -1 ? undefined : bind(instance, peer, said.words[at + 1] ?? '');
}

function group(instance: Instance, name: string, said: Said): Refusal {
  if (said.negative) return removed(instance, name);
  if (isAddress(name)) return { why: 'a peer group has a name, and this is an address' };
  if (instance.peers.has(name)) return { why: `${name} is the name of an interface that is a neighbor` };
  if (!instance.groups.has(name)) instance.groups.set(name, instance.make('group', name, pathIn(said, 1)));
  return undefined;
}

function joined(instance: Instance, name: string, groupName: string, said: Said): Refusal {
  const key = peerKey(name);
  if (said.negative) {
    instance.peers.delete(key);
    return undefined;
  }
  const known = instance.peers.get(key);
  if (known === undefined && !isAddress(name)) return absent;
  if (!instance.groups.has(groupName)) return noGroup(groupName);
  const peer = known ?? instance.make('address', name, pathIn(said, 1));
  // As `peer_group_bind` makes it; a later line about the confederation sets the number of all that are there.
  if (known === undefined) peer.asOfProcess = instance.settings.has('confederation identifier');
  instance.peers.set(key, peer);
  return bind(instance, peer, groupName);
}

const noGroup = (name: string) => ({ why: `no peer group ${name} is defined before this line` });

function bind(instance: Instance, peer: Peer, name: string): Refusal {
  const group = instance.groups.get(name);
  if (group === undefined) return noGroup(name);
  if (peer.group !== undefined && peer.group !== group)
    return { why: `it is a member of ${peer.group.name}, which another line cannot change` };
  if (peer.group === group) return undefined;
  peer.group = group;
  peer.roleBefore = group.own.get('local-role');
  group.members.push(peer);
  noteHops(peer);
  // The group's number counts from here on, and its families.
  if (group.own.has('remote-as')) peer.own.delete('remote-as');
  for (const family of new Set([...peer.active.keys(), ...group.active.keys()])) {
    const of = group.active.get(family);
    peer.active.set(family, { is: of?.is === true, path: of?.path });
  }
  return undefined;
}

/** True for a neighbor of the same AS; undefined where nothing tells. */
export function isInternal(instance: Instance, peer: Peer): boolean | undefined {
  const word = peer.setting('remote-as')?.words.at(-1);
  if (word === undefined || word === 'auto') return undefined;
  if (word === 'internal' || word === 'external') return word === 'internal';
  return asNumber(word) === instance.as;
}

function ownLine(instance: Instance, peer: Peer, said: Said): Refusal {
  const [, , verb = '', first = '', second = ''] = said.words;
  const refusal = said.negative ? undefined : ownRefusal(instance, peer, verb, said);
  if (refusal !== undefined) return { why: refusal };
  if (verb === 'timers') peer.keep(first === 'connect' || first === 'delayopen' ? `timers ${first}` : 'timers', said);
  else if (verb === 'shutdown') {
    if (first !== 'rtt') peer.keep('shutdown', said);
  } else if (verb === 'bfd') {
    bfdLine(peer, first, said);
  } else if (/^graceful-restart/.test(verb)) {
    const was = peer.own.get('graceful-restart')?.words[2];
    if (!said.negative || was === verb) peer.keep('graceful-restart', said);
  } else if (verb === 'capability') peer.keep(`capability ${first} ${second}`, said);
  else if (verb === 'enforce-multihop') peer.keep('disable-connected-check', said);
  else {
    // bgpd 8.4 keeps the group's password for what it dials and lets the neighbor dial without: either end may be right.
    if (verb === 'password' && said.negative && peer.group?.own.has('password')) peer.unknown.push(pathOf(said.line));
    peer.keep(verb, said);
  }
  if (verb === 'ebgp-multihop' || verb === 'ttl-security') noteHops(peer);
  return undefined;
}

function bfdLine(peer: Peer, first: string, said: Said): void {
  if (first === 'check-control-plane-failure') peer.keep('bfd cbit', said);
  if (first === '' && said.negative) peer.keep('bfd cbit', said);
  // Each of these switches BFD on; only the plain one, with `no`, switches it off.
  if (!said.negative && !peer.own.has('bfd')) peer.keep('bfd', said);
  if (said.negative && first === '') peer.keep('bfd', said);
}

function ownRefusal(instance: Instance, peer: Peer, verb: string, said: Said): string | undefined {
  const [, , , first = '', second = ''] = said.words;
  const internal = isInternal(instance, peer);
  switch (verb) {
    case 'timers':
      return first !== 'connect' && first !== 'delayopen' ? holdTimeRefusal(second) : undefined;
    case 'password':
      return first.length > 80 ? 'the password is longer than 80 characters' : undefined;
    case 'ebgp-multihop':
      // Without a number the TTL is 255, which goes with TTL security.
      return first !== '' && first !== '255' && has(peer, 'ttl-security') ? together : undefined;
    case 'ttl-security':
      return has(peer, 'ebgp-multihop') && internal !== true ? together : undefined;
    case 'local-as':
      if (asNumber(first) === instance.as) return `${first} is the AS number of the process itself`;
      return internal === true ? 'it is for eBGP, and this neighbor is in the same AS' : undefined;
    case 'local-role':
      return internal === true ? 'roles are for eBGP, and this neighbor is in the same AS' : undefined;
    default:
      return undefined;
  }
}

/** True if it is set for a neighbor or its group; of a group, also for a member. */
function has(peer: Peer, name: 'ebgp-multihop' | 'ttl-security'): boolean {
  return peer.setting(name) !== undefined || peer.ofMembers[name].size > 0;
}

/** Tells the group of a neighbor what the neighbor has of its own. */
function noteHops(peer: Peer): void {
  for (const name of ['ebgp-multihop', 'ttl-security'] as const) {
    if (peer.own.has(name)) peer.group?.ofMembers[name].add(peer);
    else peer.group?.ofMembers[name].delete(peer);
  }
}

const together = '`ebgp-multihop` and `ttl-security` cannot be set together';

/** Of a hold time in seconds, as it is written. */
export function holdTimeRefusal(text: string): string | undefined {
  const seconds = Number(text);
  return seconds === 1 || seconds === 2 ? 'the hold time must be 0 or at least 3 seconds' : undefined;
}

/** What is set for a family. */
const families: ReadonlySet<string> = new Set([
  ...['activate', 'soft-reconfiguration', 'attribute-unchanged', 'route-reflector-client', 'route-server-client'],
  ...['route-map', 'prefix-list', 'filter-list', 'distribute-list', 'unsuppress-map', 'advertise-map', 'next-hop-self'],
  ...['addpath-tx-all-paths', 'addpath-tx-bestpath-per-AS', 'addpath-tx-best-selected', 'allowas-in', 'maximum-prefix'],
  ...['as-override', 'remove-private-AS', 'send-community', 'weight', 'maximum-prefix-out', 'default-originate'],
  ...['disable-addpath-rx', 'soo', 'dampening', 'nexthop-local', 'accept-own', 'addpath-rx-paths-limit', 'upa'],
]);

function familyLine(instance: Instance, peer: Peer, family: string, said: Said): Refusal {
  const [, , verb = '', , second = ''] = said.words;
  if (verb === 'activate') {
    activate(peer, family, said);
    return undefined;
  }
  const internal = isInternal(instance, peer);
  const refusal = said.negative ? undefined : familyRefusal(peer, family, verb, second, internal);
  if (refusal !== undefined) return { why: refusal };
  peer.keepIn(family, policies.has(verb) ? `${verb} ${second}` : verb, said);
  return undefined;
}

const policies: ReadonlySet<string> = new Set(['route-map', 'prefix-list', 'filter-list', 'distribute-list']);

function familyRefusal(
  peer: Peer,
  family: string,
  verb: string,
  direction: string,
  internal: boolean | undefined,
): string | undefined {
  const has = (name: string) => peer.families.get(family)?.has(`${name} ${direction}`) === true;
  if (verb === 'prefix-list' && has('distribute-list')) return 'a `distribute-list` is set for this direction';
  if (verb === 'distribute-list' && has('prefix-list')) return 'a `prefix-list` is set for this direction';
  if (verb === 'route-reflector-client' && internal === false) return 'a route reflector client must be in the same AS';
  if ((verb === 'as-override' || verb === 'remove-private-AS') && internal === true)
    return 'it is for eBGP, and this neighbor is in the same AS';
  return undefined;
}

function activate(peer: Peer, family: string, said: Said): void {
  const state = { is: !said.negative, path: pathIn(said, 2) };
  peer.active.set(family, state);
  if (peer.kind !== 'group') return;
  for (const member of peer.members) member.active.set(family, state);
}
