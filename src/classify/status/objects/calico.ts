/** CalicoNodeStatus, which calico-node fills in (projectcalico/calico node/pkg/status). */
import { at, text } from '../../../lib/json.ts';
import type { JsonObject } from '../../../model/document.ts';
import type { Agent, Session, StatusOutput } from '../model.ts';
import { given, itemsOf, numberAt, peerOf, type Reading, stateOf } from './object.ts';

const types: { readonly [type: string]: NonNullable<Session['type']> } = {
  NodeMesh: 'mesh',
  GlobalPeer: 'global',
  NodePeer: 'node',
};

const versions = [
  { family: 4, peers: 'peersV4', agent: 'birdV4', counts: ['numberEstablishedV4', 'numberNotEstablishedV4'] },
  { family: 6, peers: 'peersV6', agent: 'birdV6', counts: ['numberEstablishedV6', 'numberNotEstablishedV6'] },
] as const;

/** Nothing of one that calico-node has not filled in yet. */
export function readCalicoNodeStatus(object: JsonObject): Reading {
  const written = text(object, ['status', 'lastUpdated']);
  const shows = (field: string) => at(object, ['status', field]) !== undefined;
  if (!(shows('bgp') || shows('agent')) || (written === '' && !hasSessions(object))) return {};
  const asked = at(object, ['spec', 'classes']);
  const isAsked = (name: string) => !Array.isArray(asked) || asked.includes(name);
  const showsBgp = isAsked('BGP') && shows('bgp');
  const sessions = showsBgp ? versions.flatMap(({ peers }) => sessionsOf(object, peers)) : [];
  const period = numberAt(object, ['spec', 'updatePeriodSeconds']);
  const output: StatusOutput = {
    source: 'calico-node-status',
    end: 'node',
    product: 'calico',
    ...given('node', text(object, ['spec', 'node'])),
    path: showsBgp ? ['status', 'bgp'] : ['status'],
    cut: false,
    agents: isAsked('Agent') ? versions.flatMap(({ family, agent }) => agentOf(object, agent, family)) : [],
    ...given('routerId', text(object, ['status', 'agent', 'birdV4', 'routerID'])),
    listsSessions: showsBgp,
    familiesShown: showsBgp ? [4, 6] : [],
    ...(written !== '' && { asOf: { text: written, path: ['status', 'lastUpdated'] } }),
    ...(period === 0 && { frozen: { text: '0', path: ['spec', 'updatePeriodSeconds'] } }),
    sessions,
  };
  return { output };
}

function hasSessions(object: JsonObject): boolean {
  return versions.some(
    ({ peers, counts }) =>
      itemsOf(object, ['status', 'bgp', peers]).length > 0 ||
      counts.some((count) => (numberAt(object, ['status', 'bgp', count]) ?? 0) > 0),
  );
}

/** A state is absent where BIRD's is none of the API's: `Passive` and `Down` (populators/peers.go, birdStateToBGPState). */
function sessionsOf(object: JsonObject, list: string): readonly Session[] {
  return itemsOf(object, ['status', 'bgp', list]).map(({ item, path }) => {
    const word = text(item, ['state']);
    const { other, ...peer } = peerOf(text(item, ['peerIP']));
    const type = text(item, ['type']);
    return {
      ...peer,
      ...given('name', other),
      vrf: 'default',
      ...given('type', Object.hasOwn(types, type) ? types[type] : undefined),
      state: word === '' ? 'passive' : stateOf(word),
      text: word,
      path: [...path, word === '' ? 'peerIP' : 'state'],
      ...given('since', text(item, ['since'])),
    };
  });
}

function agentOf(object: JsonObject, name: string, family: 4 | 6): readonly Agent[] {
  const path = ['status', 'agent', name, 'state'];
  const word = text(object, path);
  return word === 'Ready' || word === 'NotReady' ? [{ running: word === 'Ready', family, text: word, path }] : [];
}
