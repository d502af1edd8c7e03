/** The states of Cilium's objects (cilium/cilium pkg/k8s/apis/cilium.io/v2/bgp_*_types.go, operator/pkg/bgp, pkg/bgp/manager). */
import { text } from '../../../lib/json.ts';
import type { JsonObject, Path } from '../../../model/document.ts';
import type { Session } from '../model.ts';
import type { Complaint, StatusReport } from '../report.ts';
import { given, itemsOf, numberAt, peerOf, type Reading, stateOf, told } from './object.ts';

/** Those that say that something is wrong where they hold. What else upstream may add is not known to be bad. */
const known: ReadonlySet<string> = new Set([
  'NoMatchingNode',
  'MissingPeerConfigs',
  'ConflictingClusterConfig',
  'MissingAuthSecret',
  'BGPReconcileError',
]);

/** The conditions that hold. Their `reason` says the same whether they do or not: `status` counts (cilium/cilium#45435). */
export function readConditions(object: JsonObject): Reading {
  const complaints = itemsOf(object, ['status', 'conditions']).flatMap(({ item, path }): readonly Complaint[] => {
    const type = text(item, ['type']).replace(/^cilium\.io\//, '');
    if (text(item, ['status']) !== 'True' || !known.has(type)) return [];
    const said = told(object, [...path, 'message']);
    return [{ about: 'condition', type, text: said.text, path: said.text === '' ? [...path, 'type'] : said.path }];
  });
  return { report: { product: 'cilium', complaints } };
}

/** The sessions of the node of its name, unless Cilium was told not to report them. */
export function readCiliumBgpNodeConfig(object: JsonObject): Reading {
  const { report } = readConditions(object);
  const node = text(object, ['metadata', 'name']);
  const own: StatusReport | undefined = report && { ...report, ...given('node', node) };
  const instances = itemsOf(object, ['status', 'bgpInstances']);
  if (instances.length === 0) return { ...(own && { report: own }) };
  return {
    ...(own && { report: own }),
    output: {
      source: 'cilium-node-config',
      end: 'node',
      product: 'cilium',
      ...given('node', node),
      path: ['status', 'bgpInstances'],
      cut: false,
      agents: [],
      listsSessions: true,
      familiesShown: [4, 6],
      sessions: instances.flatMap(({ item, path }) => sessionsOf(object, path, numberAt(item, ['localASN']))),
    },
  };
}

function sessionsOf(object: JsonObject, instance: Path, localAs: number | undefined): readonly Session[] {
  return itemsOf(object, [...instance, 'peers']).map(({ item, path }) => {
    const { other: _, ...address } = peerOf(text(item, ['peerAddress']));
    const word = text(item, ['peeringState']);
    const counts = itemsOf(item, ['routeCount']);
    const sum = (field: string) =>
      counts.length === 0 ? undefined : counts.reduce((all, one) => all + (numberAt(one.item, [field]) ?? 0), 0);
    return {
      ...address,
      ...given('name', text(item, ['name'])),
      vrf: 'default',
      state: stateOf(word),
      text: word,
      path: [...path, word === '' ? 'name' : 'peeringState'],
      ...given('since', text(item, ['establishedTime'])),
      ...given('localAs', localAs),
      ...given('remoteAs', numberAt(item, ['peerASN'])),
      ...given('received', sum('received')),
      ...given('sent', sum('advertised')),
    };
  });
}
