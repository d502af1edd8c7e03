/** The map with both ends of sessions: routers from their configurations, joined as the rules join them. */
import { describe, expect, test } from 'vitest';
import type { Topology } from '../../src/model/topology.ts';
import { project } from '../support/command.ts';
import { run } from '../support/run.ts';

const nodes = ['node-1', 'node-2', 'node-3'].map(
  (name, i) =>
    `apiVersion: projectcalico.org/v3\nkind: Node\nmetadata: {name: ${name}, labels: {rack: ${i < 2 ? 'a' : 'b'}}}\nspec: {bgp: {ipv4Address: 10.1.1.1${i + 1}/24}}\n`,
);

const config =
  'apiVersion: projectcalico.org/v3\nkind: BGPConfiguration\nmetadata: {name: default}\nspec: {nodeToNodeMeshEnabled: false, asNumber: 64600}\n';

const peer = (name: string, rack: string, address = '10.1.1.1') =>
  `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: {name: ${name}}\nspec: {peerIP: ${address}, asNumber: 64700, nodeSelector: rack == '${rack}', password: {secretKeyRef: {name: bgp, key: password}}, maxRestartTime: 120s}\n`;

const router = (lines: string) =>
  `frr version 8.4.4\nfrr defaults datacenter\nhostname tor-1\n!\ninterface eth0\n ip address 10.1.1.1/24\nexit\n!\nrouter bgp 64700\n bgp router-id 10.1.1.1\n${lines
    .split('\n')
    .map((line) => ` ${line}\n`)
    .join('')}exit\n`;

const neighbor = (address: string, further = '') =>
  `neighbor ${address} remote-as 64600\nneighbor ${address} password made-for-a-test${further}`;

const mapOf = async (text: string, peers = [peer('rack-a', 'a'), peer('rack-b', 'b')]): Promise<Topology> =>
  (
    await run(
      project({
        'bgplint.yaml': 'clusters: [{name: prod, paths: ["**"]}]\nrules: {calico/password-secret-not-found: off}\n',
        'cluster.yaml': [config, ...nodes, ...peers].join('---\n'),
        'tor-1.conf': text,
      }),
    )
  ).topology();

const states = ({ sessions }: Topology) => Object.fromEntries(sessions.map(({ name, state }) => [name, state]));
const rulesAt = ({ sessions, findings }: Topology, name: string) =>
  sessions.filter((one) => one.name === name).flatMap((one) => one.findings.map((i) => findings[i]?.rule));

describe('a router of the scan', () => {
  test('has its name, addresses and AS number, and sessions with nothing wrong at either end are sound', async () => {
    const map = await mapOf(
      router(['10.1.1.11', '10.1.1.12', '10.1.1.13'].map((address) => neighbor(address)).join('\n')),
    );
    expect(map.routers).toMatchObject([
      { title: 'tor-1', from: 'config', addresses: ['10.1.1.1'], asNumbers: [64700], file: 'tor-1.conf' },
    ]);
    expect(map.sessions.every(({ to }) => to.length === 1 && to[0] === map.routers[0]?.id)).toBe(true);
    expect(states(map)).toEqual({ 'rack-a': 'sound', 'rack-b': 'sound' });
  });

  test('what is wrong with a line of one neighbor is at the session that it is of', async () => {
    const map = await mapOf(
      router(
        [
          neighbor('10.1.1.11'),
          neighbor('10.1.1.12'),
          neighbor(
            '10.1.1.13',
            '\naddress-family ipv4 unicast\nneighbor 10.1.1.13 route-map from-pods in\nexit-address-family',
          ),
        ].join('\n'),
      ),
    );
    expect(rulesAt(map, 'rack-b')).toContain('router/policy-not-defined');
    expect(rulesAt(map, 'rack-a')).not.toContain('router/policy-not-defined');
    expect(states(map)).toEqual({ 'rack-a': 'sound', 'rack-b': 'faulty' });
  });

  test('a line of a group is of all of its neighbors', async () => {
    const map = await mapOf(
      router(
        [
          'neighbor nodes peer-group',
          'neighbor nodes remote-as 64600',
          'neighbor nodes password made-for-a-test',
          ...['10.1.1.11', '10.1.1.12', '10.1.1.13'].map((address) => `neighbor ${address} peer-group nodes`),
          'address-family ipv4 unicast',
          'neighbor nodes route-map from-pods in',
          'exit-address-family',
        ].join('\n'),
      ),
    );
    for (const name of ['rack-a', 'rack-b']) expect(rulesAt(map, name)).toContain('router/policy-not-defined');
  });

  test('ranges are drawn, and sessions from them are with the router', async () => {
    const map = await mapOf(
      router(
        'neighbor nodes peer-group\nneighbor nodes remote-as 64600\nneighbor nodes password made-for-a-test\nbgp listen range 10.1.1.0/24 peer-group nodes',
      ),
    );
    expect(map.routers).toMatchObject([{ title: 'tor-1', listenRanges: ['10.1.1.0/24'] }]);
    expect(states(map)).toEqual({ 'rack-a': 'sound', 'rack-b': 'sound' });
  });

  test('without sessions is drawn, too', async () => {
    const map = await mapOf(router(neighbor('10.1.1.11')), []);
    expect(map.routers).toMatchObject([{ title: 'tor-1' }]);
    expect(map.sessions).toEqual([]);
  });

  test('another one than peers name leaves them unknown', async () => {
    const map = await mapOf(router(neighbor('10.1.1.11')), [peer('elsewhere', 'b', '192.0.2.9')]);
    expect(map.sessions).toMatchObject([{ name: 'elsewhere', state: 'unknown' }]);
    expect(map.sessions[0]?.why).toContain('is not in the scan');
    expect(map.routers.map(({ title, from }) => [title, from])).toEqual(
      expect.arrayContaining([
        ['192.0.2.9', 'address'],
        ['tor-1', 'config'],
      ]),
    );
  });
});

describe('running state', () => {
  const status = (address: string, state: string) =>
    `apiVersion: projectcalico.org/v3\nkind: CalicoNodeStatus\nmetadata: {name: node-3}\nspec: {node: node-3, classes: [BGP], updatePeriodSeconds: 10}\nstatus:\n  lastUpdated: "2026-11-20T08:30:00Z"\n  bgp:\n    numberEstablishedV4: 0\n    numberNotEstablishedV4: 1\n    numberEstablishedV6: 0\n    numberNotEstablishedV6: 0\n    peersV4:\n      - {peerIP: ${address}, type: NodePeer, since: "08:12:41", state: ${state}}\n`;

  test('of a node is at its session, and not at the same one of other nodes', async () => {
    const map = await mapOf(
      router(['10.1.1.11', '10.1.1.12', '10.1.1.13'].map((address) => neighbor(address)).join('\n')),
      [peer('rack-a', 'a'), peer('rack-b', 'b'), status('10.1.1.1', 'Connect')],
    );
    expect(rulesAt(map, 'rack-b')).toContain('status/not-established');
    expect(rulesAt(map, 'rack-a')).not.toContain('status/not-established');
  });
});
