/** JSON of FRR: `show bgp summary json` and `show bgp neighbors json`, of one VRF or of all. Names of members drift between releases. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { type Found, named, numbers } from './frr-json-neighbor.ts';
import { neighborsOf, peersIn } from './frr-neighbors-json.ts';
import type { Session, StatusOutput, Told } from './model.ts';
import { familiesOf } from './reader.ts';
import { isUp, stateOf } from './words.ts';

/** Outputs of a JSON document of FRR; none for another. */
export function readFrrJson(value: Json): readonly StatusOutput[] {
  if (!isObject(value)) return [];
  const missing = noPeersIn(value);
  if (missing !== undefined) return [missing];
  const summary = tablesIn(value, []);
  if (summary.length > 0) return [summaryOf(value, summary)];
  const peers = peersIn(value, []);
  return peers.length === 0 ? [] : [neighborsOf(value, peers)];
}

/** `{"bgpNoSuchNeighbor":true}`, `{"warning":"Default BGP instance not found"}`. */
function noPeersIn(value: JsonObject): StatusOutput | undefined {
  const key = ['bgpNoSuchNeighbor', 'bgpNoSuchNeighborInVrf', 'noSuchNeighbor'].find((name) => value[name] === true);
  const warning = text(value, ['warning']);
  const isNone = /BGP instance not found|No such neighbor|No BGP neighbors found/i.test(warning);
  if (key === undefined && !isNone) return undefined;
  const path = [key ?? 'warning'];
  const noPeers = { text: key ?? warning, path };
  return {
    source: key === undefined ? 'frr-summary' : 'frr-neighbors',
    end: 'either',
    product: 'frr',
    path,
    cut: false,
    noPeers,
    agents: [],
    listsSessions: true,
    familiesShown: [],
    sessions: [],
  };
}

/** What FRR prints where there is no session, or no instance: an object without members. Only its file's name tells of it. */
export function emptyFrrJson(): StatusOutput {
  return {
    source: 'frr-summary',
    end: 'either',
    product: 'frr',
    path: [],
    cut: false,
    noPeers: { text: '{}', path: [] },
    agents: [],
    listsSessions: true,
    familiesShown: [],
    sessions: [],
  };
}

const families = /^(?:ipv[46]|vpnv[46]|l2vpn)[A-Z]\w*$/;

/** Tables of one address family each. */
function tablesIn(value: JsonObject, path: Path, vrf = 'default'): readonly Found[] {
  const isTable = (one: Json): one is JsonObject =>
    isObject(one) && isObject(one.peers) && Object.values(one.peers).every(isPeer);
  if (
    path.length === 0 &&
    isTable(value) &&
    (Object.keys(value.peers as JsonObject).length > 0 || 'totalPeers' in value)
  ) {
    return [{ path, vrf: text(value, ['vrfName']) || vrf }];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    if (!isObject(member)) return [];
    if (families.test(key))
      return isTable(member) ? [{ path: [...path, key], vrf: text(member, ['vrfName']) || vrf }] : [];
    return path.length === 0 && Object.keys(member).some((name) => families.test(name))
      ? tablesIn(member, [key], key)
      : [];
  });
}

const isPeer = (value: Json) => isObject(value) && ('state' in value || 'peerState' in value || 'pfxRcd' in value);

function summaryOf(value: Json, tables: readonly Found[]): StatusOutput {
  const sessions = tables.flatMap((table) => sessionsOf(value, table));
  const cutAt = tables.map((table) => missingIn(value, table)).find((one) => one !== undefined);
  const [first] = tables;
  const as = tables.map(({ path }) => at(value, [...path, 'as'])).find((one) => typeof one === 'number');
  const id = tables.map(({ path }) => text(value, [...path, 'routerId'])).find((one) => one !== '');
  const shown = tables.map(({ path }) => ({ family: /6/.test(String(path.at(-1))) ? (6 as const) : (4 as const) }));
  return {
    source: 'frr-summary',
    end: 'either',
    product: 'frr',
    path: first?.path ?? [],
    cut: cutAt !== undefined,
    ...(cutAt && { cutAt }),
    ...(sessions.length === 0 &&
      cutAt === undefined && { noPeers: { text: '"peers": {}', path: [...(first?.path ?? []), 'peers'] } }),
    agents: [],
    ...(id !== undefined && { routerId: id }),
    ...(typeof as === 'number' && { localAs: as }),
    listsSessions: true,
    familiesShown: familiesOf([...sessions, ...shown]),
    sessions,
  };
}

function missingIn(value: Json, { path }: Found): Told | undefined {
  const [total] = ['displayedPeers', 'totalPeers']
    .map((name) => at(value, [...path, name]))
    .filter((one) => typeof one === 'number');
  const peers = at(value, [...path, 'peers']);
  const shown = isObject(peers) ? Object.keys(peers).length : 0;
  return typeof total === 'number' && shown < total ? { text: `with ${shown} of ${total} neighbors`, path } : undefined;
}

/** `ipv4Unicast` as texts have it: `ipv4-unicast`. */
const afiOf = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function sessionsOf(value: Json, { path, vrf }: Found): readonly Session[] {
  const peers = at(value, [...path, 'peers']);
  const afi = path.at(-1);
  return Object.entries(isObject(peers) ? peers : {}).map(([key, peer]): Session => {
    const own = [...path, 'peers', key];
    const state = text(peer, ['state']);
    const more = text(peer, ['peerState']);
    const is = withPeerState(stateOf(state), more);
    const since = text(peer, ['peerUptime']);
    return {
      ...named(key, peer),
      vrf,
      ...(afi !== undefined && { afi: afiOf(String(afi)) }),
      state: is,
      text: isUp(is) && is !== 'established' ? `${state} (${more})` : state,
      path: [...own, state === '' ? 'peerState' : 'state'],
      ...(since !== '' && { since }),
      ...numbers(peer, {
        remoteAs: ['remoteAs'],
        localAs: ['localAs'],
        received: ['pfxRcd', 'prefixReceivedCount'],
        sent: ['pfxSnt'],
      }),
      // Which direction it is that has none, the summary does not say.
      ...(is === 'policy' && { policy: { path: [...own, 'peerState'] } }),
      ...(is === 'nsf_passive' && { stale: { text: more, path: [...own, 'peerState'] } }),
      ...(at(peer, ['dynamicPeer']) === true && { dynamic: true as const }),
    };
  });
}

/** Older releases have `Idle (Admin)` as the state, newer ones `peerState` beside it. */
function withPeerState(state: Session['state'], more: string): Session['state'] {
  if (state === 'established') return more === 'Policy' ? 'policy' : state;
  if (more === 'Admin') return 'admin';
  if (more === 'PfxCt') return 'prefix_limit';
  if (more === 'NSF passive') return 'nsf_passive';
  return more === 'Passive' && state === 'active' ? 'passive' : state;
}
