import { describe, expect, test } from 'vitest';
import { classifyKubernetes } from '../../src/classify/kubernetes/index.ts';
import { answersOf } from '../../src/cluster/index.ts';
import { documents } from '../support/document.ts';

const resourcesOf = (...texts: string[]) => {
  let id = 0;
  return documents(texts.join('\n---\n'), 'a.yaml').flatMap((document) => {
    const found = classifyKubernetes(document, id);
    id += found.length;
    return found;
  });
};
const answers = (...texts: string[]) => answersOf(resourcesOf(...texts));
const node = (name: string, labels: string) =>
  `{apiVersion: v1, kind: Node, metadata: {name: ${name}, labels: ${labels}}}`;
const peer = (name: string, selectors: string) =>
  `{apiVersion: metallb.io/v1beta2, kind: BGPPeer, metadata: {name: ${name}}, spec: {nodeSelectors: ${selectors}}}`;
const pool = (name: string, addresses: string, labels = '{}') =>
  `{apiVersion: metallb.io/v1beta1, kind: IPAddressPool, metadata: {name: ${name}, labels: ${labels}}, spec: {addresses: ${addresses}}}`;
const rack = (name: string) => `[{matchLabels: {rack: ${name}}}]`;

describe('selectors of nodes', () => {
  test('the known nodes of each, once', () => {
    const { label_selections: found } = answers(
      node('n1', '{rack: a}'),
      node('n2', '{rack: b}'),
      node('n3', '{}'),
      peer('p1', rack('a')),
      peer('p2', '[{matchExpressions: [{key: rack, operator: In, values: [a]}]}]'),
      peer('p3', '[{matchExpressions: [{key: rack, operator: NotIn, values: [a]}]}]'),
      peer('p4', rack('c')),
    );
    expect(found).toEqual([
      { key: 'rack=a', nodes: ['n1'] },
      { key: 'rack notin (a)', nodes: ['n2', 'n3'] },
      { key: 'rack=c', nodes: [] },
    ]);
  });

  test("a Calico node's labels are not those of Kubernetes", () => {
    const calico = `{apiVersion: projectcalico.org/v3, kind: Node, metadata: {name: n1, labels: {rack: a}}}`;
    expect(answers(calico, peer('p1', rack('a')))).toMatchObject({ label_selections: [] });
  });

  test('which may share a node', () => {
    const { sharing } = answers(
      peer('p1', rack('a')),
      peer('p2', rack('b')),
      peer('p3', '[{matchLabels: {edge: "1"}}]'),
      peer('p4', '[]'),
    );
    expect(
      new Map((sharing as { of: string; with: string[] }[]).map((entry) => [entry.of, entry.with.sort()])),
    ).toEqual(
      new Map([
        ['(all)', ['edge=1', 'rack=a', 'rack=b']],
        ['rack=a', ['(all)', 'edge=1']],
        ['rack=b', ['(all)', 'edge=1']],
        ['edge=1', ['(all)', 'rack=a', 'rack=b']],
      ]),
    );
  });

  test('of MetalLB and frr-k8s together, and else only within a family', () => {
    const other = `{apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRConfiguration, metadata: {name: f}, spec: {nodeSelector: {matchLabels: {edge: "1"}}}}`;
    expect(answers(peer('p1', rack('a')), other)).toMatchObject({
      sharing: [
        { of: 'rack=a', with: ['edge=1'] },
        { of: 'edge=1', with: ['rack=a'] },
      ],
    });
    const cilium = `{apiVersion: cilium.io/v2, kind: CiliumBGPClusterConfig, metadata: {name: c}, spec: {nodeSelector: {matchLabels: {edge: "1"}}}}`;
    expect(answers(peer('p1', rack('a')), cilium)).toMatchObject({ sharing: [], unanswered: [] });
  });

  test('too many for an answer', () => {
    const peers = Array.from({ length: 400 }, (_, i) => peer(`p${i}`, `[{matchLabels: {role-${i}: x}}]`));
    expect(answers(...peers)).toMatchObject({ sharing: [], unanswered: ['metallb'] });
  });
});

test('pools and advertisements by their labels', () => {
  const advertisement = (selectors: string) =>
    `{apiVersion: metallb.io/v1beta1, kind: BGPAdvertisement, metadata: {name: a}, spec: {ipAddressPoolSelectors: ${selectors}}}`;
  expect(
    answers(
      pool('p0', '[192.0.2.0/24]', '{env: prod}'),
      pool('p1', '[198.51.100.0/24]', `{env: "\${ENV}"}`),
      pool('p2', '[203.0.113.0/24]'),
      advertisement('[{matchLabels: {env: prod}}]'),
    ),
  ).toMatchObject({
    label_matches: [{ of: 'metallb/IPAddressPool', key: 'env=prod', ids: [0] }],
    label_unsure: [{ of: 'metallb/IPAddressPool', ids: [1] }],
  });
});

describe('addresses in two pools', () => {
  test('of two pools and of one', () => {
    expect(
      answers(pool('p0', '[192.0.2.0/24]'), pool('p1', '[192.0.2.200-192.0.3.9, 192.0.3.8/29]'))['overlaps'],
    ).toEqual([
      {
        family: 'metallb',
        range: '192.0.2.200-192.0.2.255',
        places: [
          { resource: 0, path: ['spec', 'addresses', 0] },
          { resource: 1, path: ['spec', 'addresses', 0] },
        ],
      },
      {
        family: 'metallb',
        range: '192.0.3.8-192.0.3.9',
        places: [
          { resource: 1, path: ['spec', 'addresses', 0] },
          { resource: 1, path: ['spec', 'addresses', 1] },
        ],
      },
    ]);
  });

  test('not of two products, nor of two versions of one pool, nor of neighbors', () => {
    const cilium = `{apiVersion: cilium.io/v2, kind: CiliumLoadBalancerIPPool, metadata: {name: c}, spec: {blocks: [{cidr: 192.0.2.0/24}]}}`;
    const found = answers(
      pool('p0', '[192.0.2.0/25]'),
      pool('p0', '[192.0.2.0/25]'),
      pool('p1', '[192.0.2.128/25]'),
      cilium,
    );
    expect(found['overlaps']).toEqual([]);
  });
});

describe("selectors of Calico's peers", () => {
  const calicoPeer = (name: string, address: string, selector: string) =>
    `{apiVersion: projectcalico.org/v3, kind: BGPPeer, metadata: {name: ${name}}, spec: {peerIP: ${address}, nodeSelector: ${selector}}}`;
  const pairs = (...texts: string[]) => answers(...texts)['selector_pairs'];

  test('each pair is compared both ways round, once', () => {
    const found = pairs(
      calicoPeer('p1', '192.0.2.1', 'has(rack)'),
      calicoPeer('p2', '192.0.2.1:179', `"rack == 'a'"`),
      calicoPeer('p3', '192.0.2.2', 'has(rack)'),
    );
    expect(found).toEqual([
      { selector: 'has(rack)', other: "rack == 'a'", relation: 'crossing' },
      { selector: "rack == 'a'", other: 'has(rack)', relation: 'within' },
    ]);
  });

  test('what cannot be parsed, or has a placeholder, is in no pair', () => {
    const found = pairs(
      calicoPeer('p1', '192.0.2.1', 'has(rack)'),
      calicoPeer('p2', '192.0.2.1', '"has(rack"'),
      calicoPeer('p3', '192.0.2.1', `"rack == '\${RACK}'"`),
    );
    expect(found).toEqual([]);
  });

  test('many selectors make no more pairs than are looked at', () => {
    const peers = Array.from({ length: 200 }, (_, i) => calicoPeer(`p${i}`, '192.0.2.1', `"rack == '${i}'"`));
    expect(pairs(...peers)).toHaveLength(1000);
  });
});
