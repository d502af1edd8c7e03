/** The map of whole scans: what is in which box, and which findings are at which session. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Topology } from '../../src/model/topology.ts';
import { project } from '../support/command.ts';
import { large, network } from '../support/network.ts';
import { root, run } from '../support/run.ts';

const mapOf = async (files: { readonly [file: string]: string }): Promise<Topology> =>
  (await run(project({ 'bgplint.yaml': 'clusters: [{name: prod, paths: ["**"]}]\n', ...files }))).topology();

const node = (name: string, labels: string, spec = '') =>
  `apiVersion: projectcalico.org/v3\nkind: Node\nmetadata:\n  name: ${name}\n  labels: {${labels}}\nspec:\n  bgp:\n    ipv4Address: 10.0.0.${name.replace(/\D/g, '')}/24\n${spec}`;

const peer = (name: string, spec: string) =>
  `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata:\n  name: ${name}\nspec:\n${spec.replace(/^/gm, '  ')}\n`;

const stream = (...documents: readonly string[]) => documents.join('---\n');

const found = ({ findings, sessions }: Topology, name: string) =>
  sessions.filter((one) => one.name === name).flatMap((one) => one.findings.map((i) => findings[i]?.rule));

describe('boxes', () => {
  test('of 200 nodes in eight racks are eight, and every node is in one', async () => {
    const { speakers, routers, sessions } = await mapOf(network(large));
    expect(speakers).toHaveLength(8);
    expect(speakers.map(({ title }) => title)[7]).toBe('node-8-1 … node-8-25');
    expect(new Set(speakers.flatMap(({ nodes }) => nodes)).size).toBe(200);
    expect(routers).toHaveLength(8);
    expect(sessions.map(({ name, nodes, from }) => [name, nodes, from.length])).toEqual(
      expect.arrayContaining([
        ['spine-1', 200, 8],
        ['rack-1-tor-1', 25, 1],
      ]),
    );
  });

  test('are told apart by the peers that select them, by AS number, and by being a reflector', async () => {
    const { speakers } = await mapOf({
      'a.yaml': stream(
        node('n1', 'rack: a'),
        node('n2', 'rack: a'),
        node('n3', 'rack: b'),
        node('n4', 'rack: a', '    asNumber: 64555\n'),
        node('n5', 'rack: a', '    routeReflectorClusterID: 244.0.0.1\n'),
        peer('tor', "peerIP: 192.0.2.1\nasNumber: 64600\nnodeSelector: rack == 'a'"),
      ),
    });
    expect(speakers.map(({ nodes, asNumbers, isReflector }) => [nodes, asNumbers, isReflector])).toEqual([
      [['n1', 'n2'], [64512], false],
      [['n3'], [64512], false],
      [['n4'], [64555], false],
      [['n5'], [64512], true],
    ]);
  });

  test('of nodes that are not known are selectors', async () => {
    const { speakers, sessions } = await mapOf({
      'a.yaml': stream(
        peer('tor', "peerIP: 192.0.2.1\nasNumber: 64600\nnodeSelector: rack == 'a'"),
        peer('spine', 'peerIP: 192.0.2.2\nasNumber: 64600'),
        peer('one', 'peerIP: 192.0.2.3\nasNumber: 64600\nnode: n7'),
      ),
    });
    const boxes = new Map(speakers.map(({ id, kind, title }) => [id, `${kind} ${title}`]));
    const external = sessions.filter(({ kind }) => kind === 'external');
    expect(external.map(({ name, from }) => [name, from.map((id) => boxes.get(id))])).toEqual([
      ['tor', ["selector rack == 'a'"]],
      ['spine', ['selector all nodes']],
      ['one', ['nodes n7']],
    ]);
  });

  test('with more lines than can be drawn are selectors: a peer is one line', async () => {
    const racks = Array.from({ length: 60 }, (_, i) => node(`n${i + 1}`, `rack: r${i}`));
    const own = racks.map((_, i) =>
      peer(`tor-${i}`, `peerIP: 192.0.2.${i + 1}\nasNumber: 64600\nnodeSelector: rack == 'r${i}'`),
    );
    const all = racks.map((_, i) => peer(`spine-${i}`, `peerIP: 198.51.100.${i + 1}\nasNumber: 64600`));
    const { sessions } = await mapOf({ 'a.yaml': stream(...racks, ...own, ...all) });
    expect(sessions.reduce((lines, { from, kind }) => lines + (kind === 'external' ? from.length : 0), 0)).toBe(120);
  });
});

describe('sessions', () => {
  test('between nodes: a peer by selector, and one by the address of a node', async () => {
    const { speakers, sessions } = await mapOf({
      'a.yaml': stream(
        node('n1', 'rack: a'),
        node('n2', 'rr: "yes"', '    routeReflectorClusterID: 244.0.0.1\n'),
        peer('to-reflectors', "nodeSelector: rack == 'a'\npeerSelector: rr == 'yes'"),
        peer('by-address', "nodeSelector: rack == 'a'\npeerIP: 10.0.0.2\nasNumber: 64512"),
      ),
    });
    const names = (ids: readonly string[]) => ids.map((id) => speakers.find((one) => one.id === id)?.title);
    const internal = sessions.filter(({ kind }) => kind === 'internal');
    expect(internal.map(({ name, from, to }) => [name, names(from), names(to)])).toEqual([
      ['to-reflectors', ['n1'], ['n2']],
      ['by-address', ['n1'], ['n2']],
    ]);
  });

  test('a mesh is one, of all nodes but reflectors; there is none where it is off', async () => {
    const config = (mesh: boolean) =>
      `apiVersion: projectcalico.org/v3\nkind: BGPConfiguration\nmetadata: {name: default}\nspec: {nodeToNodeMeshEnabled: ${mesh}}\n`;
    const nodes = [node('n1', ''), node('n2', ''), node('n3', '', '    routeReflectorClusterID: 244.0.0.1\n')];
    const on = await mapOf({ 'a.yaml': stream(config(true), ...nodes) });
    expect(on.sessions.map(({ kind, nodes: count }) => [kind, count])).toEqual([['mesh', 2]]);
    expect((await mapOf({ 'a.yaml': stream(config(false), ...nodes) })).sessions).toEqual([]);
  });

  test('an object of which nothing can be read is there, and says so', async () => {
    const { sessions } = await mapOf({ 'a.yaml': peer('odd', 'peerIP: not-an-address\nasNumber: 64600') });
    expect(sessions.map(({ kind, name, state }) => [kind, name, state])).toEqual(
      expect.arrayContaining([['unread', 'odd', 'faulty']]),
    );
  });

  test('a router of the config has its name and AS, and what is not known is said', async () => {
    const { routers, sessions } = await mapOf({
      'bgplint.yaml': 'routers: [{name: tor-1, address: 192.0.2.0/24, asNumber: 64600}]\n',
      'a.yaml': peer('tor', 'peerIP: 192.0.2.1\nasNumber: 64600\nnode: n1'),
    });
    expect(routers).toMatchObject([{ title: 'tor-1', from: 'inventory', asNumbers: [64600] }]);
    expect(sessions.find(({ name }) => name === 'tor')).toMatchObject({ remoteAs: '64600', localAs: [64512] });
  });
});

describe('findings', () => {
  const frr = (neighbors: string) =>
    `apiVersion: frrk8s.metallb.io/v1beta1\nkind: FRRConfiguration\nmetadata: {name: all, namespace: frr-k8s-system}\nspec:\n  bgp:\n    routers:\n    - asn: 64512\n      neighbors:\n${neighbors.replace(/^/gm, '      ')}\n`;

  test('are at the neighbor that holds their place, and not at those beside it', async () => {
    const map = await mapOf({
      'a.yaml': frr(
        [
          '- {address: 192.0.2.1, asn: 64600, port: 179, holdTime: 2s, keepaliveTime: 1s}',
          '- {address: 192.0.2.2, asn: 64600, port: 179}',
        ].join('\n'),
      ),
    });
    const [first, second] = ['192.0.2.1', '192.0.2.2'].map((address) =>
      map.sessions.find((one) => one.address === address),
    );
    expect(first?.findings.map((i) => map.findings[i]?.rule)).toContain('frr-k8s/neighbor-timers');
    expect(second?.findings.map((i) => map.findings[i]?.rule)).not.toContain('frr-k8s/neighbor-timers');
  });

  test('of an object are at all of its sessions, and suppressed ones at none', async () => {
    const text = peer('tor', 'peerIP: 192.0.2.1\nnode: n1');
    expect(found(await mapOf({ 'a.yaml': text }), 'tor')).toContain('calico/peer-without-as-number');
    const quiet = text.replace('spec:', 'spec: # bgplint-ignore calico/peer-without-as-number -- in a test');
    expect(found(await mapOf({ 'a.yaml': quiet }), 'tor')).not.toContain('calico/peer-without-as-number');
  });

  test('of the examples that are broken are told, each at most once a session', async () => {
    const map = (await run(join(root, 'examples/broken'))).topology();
    expect(map.sessions.some(({ state }) => state === 'faulty')).toBe(true);
    for (const { findings } of map.sessions) expect(new Set(findings).size).toBe(findings.length);
  });
});
