/** The normal form of what was read of a text of FRR's. */
import { formatAddress, formatCidr, parseNetipAddress } from '../../../lib/address.ts';
import { passwordToken } from '../../../lib/passwords.ts';
import { pathOf } from '../../../lib/router/lines.ts';
import type {
  ListenRange,
  Neighbor,
  NeighborFamily,
  NeighborPolicy,
  Process,
  Restart,
  RestartMode,
  Setting,
} from '../model.ts';
import { asNumber } from './grammar/match.ts';
import { peerKey } from './neighbor.ts';
import type { Reader } from './reader.ts';
import { type Instance, type Peer, pathIn, type Said } from './state.ts';
import { parseNumber, present } from './values.ts';

/** Names that the text defines, by kind and IP version. */
export interface Defined {
  has(kind: NeighborPolicy['kind'], afi: string, name: string): boolean;
}

/** The process of one VRF. */
export function processOf(instance: Instance, reader: Reader, defined: Defined): Process {
  const setting = (name: string) => {
    const own = instance.settings.get(name);
    return own ?? reader.globals.filter((said) => !said.negative && said.words.slice(1, 3).join(' ') === name).at(-1);
  };
  const gracefulRestart = restartOf(instance, reader);
  const identifier = setting('confederation identifier');
  const context = {
    instance,
    gracefulRestart,
    groupsRestart: groupsRestart(reader.version),
    defined,
    isConfederation: identifier !== undefined,
  };
  return {
    vrf: instance.vrf,
    path: instance.path,
    as: { value: instance.as, text: instance.asText, path: instance.asPath },
    ...present({
      routerId: text(setting('router-id'), 2),
      confederation:
        identifier === undefined
          ? undefined
          : {
              identifier: { value: asNumber(identifier.words[3] ?? '') ?? 0, path: pathIn(identifier, 3) },
              peers: [...instance.confederationPeers],
            },
      restartTime: number(setting('graceful-restart restart-time'), 3),
      stalepathTime: number(setting('graceful-restart stalepath-time'), 3),
      minimumHoldtime: number(setting('minimum-holdtime'), 2),
      listenLimit: number(setting('listen limit'), 3),
      clusterId: text(setting('cluster-id'), 2),
      shutdown: at(setting('shutdown'), 1),
    }),
    gracefulRestart,
    requiresPolicy: requiresPolicy(instance, reader),
    neighbors: [...instance.peers.values()].map((peer) => neighborOf(peer, context)),
    listenRanges: [...instance.taken.all, ...instance.refusedRanges].map(({ said, cidr, refused }): ListenRange => {
      const name = said.words[5] ?? '';
      const group = instance.groups.get(name) ?? instance.make('group', name, pathIn(said, 5));
      return {
        cidr: formatCidr(cidr),
        family: cidr.family,
        group: name,
        path: pathIn(said, 3),
        ...(refused !== undefined && { refused }),
        neighbor: neighborOf(group, context),
      };
    }),
    unknown: instance.unknown,
  };
}

interface Context {
  readonly instance: Instance;
  readonly gracefulRestart: Restart;
  /** True if members have what their group says of graceful restart; undefined where the version is not known. */
  readonly groupsRestart: boolean | undefined;
  readonly defined: Defined;
  readonly isConfederation: boolean;
}

/** Before 10.2 what a group says of graceful restart has no effect on its members (FRRouting/frr#17501; 8.4.4 as it ran). */
function groupsRestart(version: string | undefined): boolean | undefined {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})/.exec(version ?? '') ?? [];
  return major === undefined ? undefined : Number(major) > 10 || (Number(major) === 10 && Number(minor) >= 2);
}

function restartOf({ settings }: Instance, { globals }: Reader): Restart {
  for (const [name, mode] of [
    ['graceful-restart-disable', 'disabled'],
    ['graceful-restart', 'restart'],
  ] as const) {
    const said =
      settings.get(name) ??
      globals.findLast(({ words, negative }) => !negative && words.length === 2 && words[1] === name);
    if (said !== undefined) return { mode, path: pathIn(said, 1) };
  }
  return { mode: 'helper' };
}

/** FRR refuses routes of eBGP without a policy since 7.4, but in the profile `datacenter` (bgpd/bgp_vty.c). */
function requiresPolicy({ settings }: Instance, { version, defaults }: Reader): Process['requiresPolicy'] {
  const said = settings.get('ebgp-requires-policy');
  if (said !== undefined) return { value: !said.negative, path: pathIn(said, 1) };
  const [, major = '99', minor = '0'] = /^(\d{1,3})\.(\d{1,3})/.exec(version ?? '') ?? [];
  const isOld = Number(major) < 7 || (Number(major) === 7 && Number(minor) < 4);
  return { value: defaults !== 'datacenter' && !isOld };
}

function neighborOf(peer: Peer, context: Context): Neighbor {
  const { instance } = context;
  const address = parseNetipAddress(peer.name);
  const setting = (name: string) => peer.setting(name);
  const timers = setting('timers') ?? instance.settings.get('timers');
  const start = timers?.words[0] === 'timers' ? 2 : 3;
  const remoteAs = setting('remote-as');
  const bfd = setting('bfd');
  const ownRole = setting('local-role');
  const families = familiesOf(peer, context);
  // Neighbors that a range makes are always made as members.
  const asOfProcess = context.isConfederation && (peer.asOfProcess || peer.kind === 'group');
  const { groupsRestart: ofGroup } = context;
  const ownRestart = peer.own.get('graceful-restart');
  const groupRestart = peer.group?.own.get('graceful-restart');
  return {
    name: peer.name,
    ...(address !== undefined && { address: formatAddress(address), family: address.family }),
    ...(peer.kind === 'interface' && { interface: peer.name }),
    path: peer.path,
    ...(peer.group !== undefined && { group: peer.group.name }),
    ...(asOfProcess && { asOfProcess }),
    ...present({
      remoteAs: remoteAs && remoteAsOf(remoteAs),
      localAs: localAs(setting('local-as')),
      password: password(setting('password')),
      bfd: bfd && { path: pathIn(bfd, 2), checkControlPlane: setting('bfd cbit') !== undefined },
      multihop: multihop(setting('ebgp-multihop')),
      ttlSecurity: hops(setting('ttl-security')),
      connectedCheckDisabled: at(setting('disable-connected-check'), 2),
      holdTime: number(timers, start + 1),
      keepalive: number(timers, start),
      passive: at(setting('passive'), 2),
      port: number(setting('port'), 3),
      updateSource: text(setting('update-source'), 3),
      shutdown: at(setting('shutdown'), 2) ?? at(instance.settings.get('shutdown'), 1),
      role: role(ownRole === peer.roleBefore ? undefined : ownRole),
      reflectorClient: families.find(({ reflectorClient }) => reflectorClient !== undefined)?.reflectorClient,
    }),
    gracefulRestart: neighborRestart(
      ofGroup === true ? setting('graceful-restart') : ownRestart,
      context.gracefulRestart,
    ),
    families,
    unknown: [
      ...[peer, peer.group].flatMap((one) =>
        one === undefined ? [] : [...one.unknown, ...(instance.refused.get(peerKey(one.name)) ?? [])],
      ),
      // Whether the group's line switches it off depends on the version.
      ...(ofGroup === undefined && ownRestart === undefined && groupRestart?.words[2] === 'graceful-restart-disable'
        ? [pathOf(groupRestart.line)]
        : []),
    ],
  };
}

function remoteAsOf(said: Said): NonNullable<Neighbor['remoteAs']> {
  const i = said.words.length - 1;
  const word = said.words[i] ?? '';
  const as = asNumber(word);
  const path = pathIn(said, i);
  const written = said.line.words.at(-1)?.text ?? word;
  if (as !== undefined) return { rule: 'number', as, text: written, path };
  return { rule: word === 'external' || word === 'internal' ? word : 'auto', text: written, path };
}

const modes: { readonly [verb: string]: RestartMode } = {
  'graceful-restart': 'restart',
  'graceful-restart-helper': 'helper',
  'graceful-restart-disable': 'disabled',
};

function neighborRestart(said: Said | undefined, all: Restart): Restart {
  const mode = said && modes[said.words[2] ?? ''];
  return said === undefined || mode === undefined ? all : { mode, path: pathIn(said, 2) };
}

function familiesOf(peer: Peer, { defined }: Context): readonly NeighborFamily[] {
  const { group } = peer;
  const names = new Set([...peer.active.keys(), ...peer.families.keys(), ...(group?.families.keys() ?? [])]);
  return [...names].map((name) => {
    const [afi = '', safi = ''] = name.split(' ');
    const setting = (key: string) => peer.familySetting(name, key);
    const active = peer.active.get(name);
    const [maximum, allowas] = [setting('maximum-prefix'), setting('allowas-in')];
    return {
      afi: afi === 'ipv4' || afi === 'ipv6' || afi === 'l2vpn' ? afi : 'other',
      safi,
      active: active?.is === true,
      ...present({
        path: active?.path,
        maximumPrefix: maximum && {
          value: Number(maximum.words[3]),
          path: pathIn(maximum, 3),
          warningOnly: maximum.words.includes('warning-only'),
        },
        allowasIn: allowas && {
          path: pathIn(allowas, 2),
          ...present({ count: parseNumber(allowas.words.at(-1)) }),
        },
        asOverride: at(setting('as-override'), 2),
        nextHopSelf: at(setting('next-hop-self'), 2),
        reflectorClient: at(setting('route-reflector-client'), 2),
      }),
      policies: policiesOf(setting, afi, defined),
    };
  });
}

const kinds = ['route-map', 'prefix-list', 'filter-list', 'distribute-list'] as const;

function policiesOf(setting: (key: string) => Said | undefined, afi: string, defined: Defined): NeighborPolicy[] {
  return (['in', 'out'] as const).flatMap((direction) =>
    kinds.flatMap((kind): NeighborPolicy[] => {
      const said = setting(`${kind} ${direction}`);
      if (said === undefined) return [];
      const name = said.words[3] ?? '';
      return [{ direction, kind, name, defined: defined.has(kind, afi, name), path: pathIn(said, 3) }];
    }),
  );
}

function at(said: Said | undefined, i: number) {
  return said && { path: pathIn(said, i) };
}

function text(said: Said | undefined, i: number): Setting<string> | undefined {
  return said && { value: said.words[i] ?? '', path: pathIn(said, i) };
}

function number(said: Said | undefined, i: number): Setting<number> | undefined {
  const value = parseNumber(said?.words[i]);
  return said && value !== undefined ? { value, path: pathIn(said, i) } : undefined;
}

function localAs(said: Said | undefined): Neighbor['localAs'] {
  const as = asNumber(said?.words[3] ?? '');
  if (said === undefined || as === undefined) return undefined;
  const has = (word: string) => said.words.includes(word);
  return { as, noPrepend: has('no-prepend'), replaceAs: has('replace-as'), path: pathIn(said, 3) };
}

function password(said: Said | undefined): Neighbor['password'] {
  return said && { token: passwordToken(said.words[3] ?? '') ?? null, path: pathIn(said, 3) };
}

/** Without a number FRR sends with a TTL of 255. */
function multihop(said: Said | undefined): Neighbor['multihop'] {
  if (said === undefined) return undefined;
  const ttl = parseNumber(said.words[3]);
  return { ttl: ttl ?? 255, explicit: ttl !== undefined, path: pathIn(said, ttl === undefined ? 2 : 3) };
}

function hops(said: Said | undefined): Neighbor['ttlSecurity'] {
  return said && { hops: Number(said.words[4]), path: pathIn(said, 4) };
}

function role(said: Said | undefined): Neighbor['role'] {
  return said && { role: said.words[3] ?? '', strict: said.words[4] === 'strict-mode', path: pathIn(said, 3) };
}
