/** JSON of Cilium: of `cilium-dbg bgp peers -o json`, a list, and of `cilium bgp peers -o json`, a list for each node. Zeros are left out. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json, Path } from '../../model/document.ts';
import type { Session, StatusOutput } from './model.ts';
import { addressAndPort, stateOf } from './words.ts';

/** Outputs of a JSON document of Cilium; none for another. */
export function readCiliumJson(value: Json): readonly StatusOutput[] {
  if (Array.isArray(value)) return arePeers(value) ? [outputOf('cilium-dbg', value, [])] : [];
  if (!isObject(value)) return [];
  const nodes = Object.entries(value);
  if (!nodes.some(([, peers]) => arePeers(peers))) return [];
  return nodes.flatMap(([node, peers]) =>
    arePeers(peers) || peers === null || (Array.isArray(peers) && peers.length === 0)
      ? [{ ...outputOf('cilium-cli', Array.isArray(peers) ? peers : [], [node]), node }]
      : [],
  );
}

/** What Cilium prints where there is no peer: a list without items. Only its file's name tells of it. */
export function emptyCiliumJson(): StatusOutput {
  return { ...outputOf('cilium-dbg', [], []), noPeers: { text: '[]', path: [] } };
}

function arePeers(value: Json): value is readonly Json[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((peer) => isObject(peer) && 'peer-address' in peer && ('session-state' in peer || 'peer-asn' in peer))
  );
}

function outputOf(source: 'cilium-dbg' | 'cilium-cli', peers: readonly Json[], path: Path): StatusOutput {
  const sessions = peers.map((peer, i) => sessionOf(peer, [...path, i]));
  const localAs = sessions.map((session) => session.localAs).find((as) => as !== undefined);
  return {
    source,
    end: 'node',
    product: 'cilium',
    path,
    cut: false,
    agents: [],
    ...(localAs !== undefined && { localAs }),
    listsSessions: true,
    familiesShown: sessions.length === 0 ? [] : [4, 6],
    sessions,
  };
}

function sessionOf(peer: Json, path: Path): Session {
  const state = text(peer, ['session-state']);
  const port = at(peer, ['peer-port']);
  const [localAs, remoteAs] = [at(peer, ['local-asn']), at(peer, ['peer-asn'])];
  const isGraceful = at(peer, ['graceful-restart', 'enabled']);
  const families = at(peer, ['families']);
  const sum = (member: string) =>
    (Array.isArray(families) ? families : []).reduce<number>(
      (all, family) => all + (Number(at(family, [member])) || 0),
      0,
    );
  return {
    ...addressAndPort(text(peer, ['peer-address'])),
    ...(typeof port === 'number' && port > 0 && { port }),
    vrf: 'default',
    state: stateOf(state),
    text: state,
    path: [...path, state === '' ? 'peer-address' : 'session-state'],
    ...(typeof localAs === 'number' && { localAs }),
    ...(typeof remoteAs === 'number' && { remoteAs }),
    ...(Array.isArray(families) && { received: sum('received'), sent: sum('advertised') }),
    ...(typeof isGraceful === 'boolean' && {
      gracefulRestart: {
        local: isGraceful ? 'restart' : 'disable',
        localPath: [...path, 'graceful-restart', 'enabled'],
        path: [...path, 'graceful-restart', 'enabled'],
      },
    }),
  };
}
