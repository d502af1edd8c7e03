/** JSON of FRR's neighbors in full: `show bgp neighbors json`, of one VRF or of all. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { type Found, named, numbers } from './frr-json-neighbor.ts';
import type { Session, SessionError, StatusOutput } from './model.ts';
import { bfdOf } from './neighbors.ts';
import { familiesOf } from './reader.ts';
import { codeOf, isUp, restartModeOf, stateOf } from './words.ts';

/** The neighbors in full, keyed by their addresses or interfaces; of all VRFs by their names first. */
export function peersIn(value: JsonObject, path: Path, vrf = 'default'): readonly Found[] {
  return Object.entries(value).flatMap(([key, member]) => {
    if (!isObject(member)) return [];
    if (typeof member.bgpState === 'string') return [{ path: [...path, key], vrf }];
    return path.length === 0 ? peersIn(member, [key], key) : [];
  });
}

/** One output of them. */
export function neighborsOf(value: Json, peers: readonly Found[]): StatusOutput {
  const sessions = peers.map((found) => neighborOf(value, found));
  const id = peers
    .map(({ path }) => text(value, [...path, 'localRouterId']))
    .find((one) => one !== '' && one !== '0.0.0.0');
  const as = sessions.map(({ localAs }) => localAs).find((one) => one !== undefined);
  return {
    source: 'frr-neighbors',
    end: 'either',
    product: 'frr',
    path: peers[0]?.path.slice(0, 1) ?? [],
    cut: false,
    agents: [],
    ...(id !== undefined && { routerId: id }),
    ...(as !== undefined && { localAs: as }),
    listsSessions: true,
    familiesShown: familiesOf(sessions),
    sessions,
  };
}

function neighborOf(value: Json, { path, vrf }: Found): Session {
  const peer = at(value, path) ?? {};
  const word = text(peer, ['bgpState']);
  const more = text(peer, ['bgpStateIs']);
  const policy = policyOf(peer, path);
  const isAdmin = at(peer, ['adminShutDown']) === true;
  const plain = stateOf(word);
  const isNsf = more === 'passiveNSF';
  const state = isUp(plain)
    ? policy === undefined
      ? plain
      : 'policy'
    : isAdmin
      ? 'admin'
      : isNsf
        ? 'nsf_passive'
        : more === 'passive'
          ? 'passive'
          : at(peer, ['prefixesConfigExceedMax']) !== undefined
            ? 'prefix_limit'
            : plain;
  const error = isUp(state) ? undefined : reasonOf(peer, path);
  const since = text(peer, ['bgpTimerUpString']);
  const gracefulRestart = restartOf(peer, path);
  const bfd = text(peer, ['peerBfdInfo', 'status']);
  const sums = isUp(state)
    ? { received: sumOf(peer, 'acceptedPrefixCounter'), sent: sumOf(peer, 'sentPrefixCounter') }
    : {};
  return {
    ...named(String(path.at(-1)), peer),
    vrf,
    state,
    text: more === '' || isUp(state) ? word : `${word} (${more})`,
    path: [...path, 'bgpState'],
    ...(error && { error }),
    ...(since !== '' && { since }),
    ...numbers(peer, { remoteAs: ['remoteAs'], localAs: ['localAs'] }),
    ...(sums.received !== undefined && { received: sums.received }),
    ...(sums.sent !== undefined && { sent: sums.sent }),
    ...(policy && { policy }),
    ...(gracefulRestart && { gracefulRestart }),
    ...(isNsf && { stale: { text: more, path: [...path, 'bgpStateIs'] } }),
    ...(bfd !== '' && { bfd: { ...bfdOf(bfd), path: [...path, 'peerBfdInfo', 'status'] } }),
    ...(at(peer, ['dynamicPeer']) === true && { dynamic: true as const }),
  };
}

function sumOf(peer: Json, member: string): number | undefined {
  const all = at(peer, ['addressFamilyInfo']);
  const found = Object.values(isObject(all) ? all : {}).map((family) => at(family, [member]));
  const counts = found.filter((one): one is number => typeof one === 'number');
  return counts.length === 0 ? undefined : counts.reduce((sum, one) => sum + one, 0);
}

function policyOf(peer: Json, path: Path): Session['policy'] {
  const all = at(peer, ['addressFamilyInfo']);
  for (const [family, told] of Object.entries(isObject(all) ? all : {})) {
    if (!isObject(told)) continue;
    const [isIn, isOut] = ['inboundEbgpRequiresPolicy' in told, 'outboundEbgpRequiresPolicy' in told];
    if (!isIn && !isOut) continue;
    const member = isIn ? 'inboundEbgpRequiresPolicy' : 'outboundEbgpRequiresPolicy';
    return { in: isIn, out: isOut, path: [...path, 'addressFamilyInfo', family, member] };
  }
  return undefined;
}

function reasonOf(peer: Json, path: Path): SessionError | undefined {
  const [notification, reset] = [text(peer, ['lastNotificationReason']), text(peer, ['lastResetDueTo'])];
  const said = notification === '' ? reset : notification;
  if (said === '') return undefined;
  const number = text(peer, ['lastErrorCodeSubcode']);
  const code =
    notification === '' ? undefined : /^[\da-f]{4}$/i.test(number) ? number.toUpperCase() : codeOf(notification);
  const [, way] = /notification (sen[dt]|received)/i.exec(reset) ?? [];
  return {
    text: said,
    path: [...path, notification === '' ? 'lastResetDueTo' : 'lastNotificationReason'],
    ...(code && { code }),
    ...(way && { received: /received/i.test(way) }),
  };
}

function restartOf(peer: Json, path: Path): Session['gracefulRestart'] {
  const local = restartModeOf(text(peer, ['gracefulRestartInfo', 'localGrMode']));
  const remote = restartModeOf(text(peer, ['gracefulRestartInfo', 'remoteGrMode']));
  if (local === undefined && remote === undefined) return undefined;
  const own = [...path, 'gracefulRestartInfo'];
  return {
    ...(local && { local, localPath: [...own, 'localGrMode'] }),
    ...(remote && { remote }),
    path: [...own, remote === undefined ? 'localGrMode' : 'remoteGrMode'],
  };
}
