import { describe, expect, test } from 'vitest';
import { places, scanned } from '../support/scan.ts';

const spec = { peerIP: '192.0.2.1', asNumber: 64513, nodeSelector: "rack == 'a'" };
const bare = { metadata: { name: 'p' }, spec };
const peer = { apiVersion: 'projectcalico.org/v3', kind: 'BGPPeer', ...bare };
const unsafe = 'calico/peer-without-password';

async function rules(value: unknown, file = 'a.yaml'): Promise<string[]> {
  return places(await scanned({ [file]: JSON.stringify(value) })).map((place) => place.split(' ')[1] ?? '');
}

describe.each(['a.yaml', 'a.json'])('what has an array `items` is a list: %s', (file) => {
  test.each<[string, unknown]>([
    ['a List', { apiVersion: 'v1', kind: 'List', items: [peer] }],
    ['a list of a kind', { apiVersion: 'projectcalico.org/v3', kind: 'BGPPeerList', items: [bare] }],
    ['a kind with items', { apiVersion: 'projectcalico.org/v3', kind: 'BGPPeer', items: [bare] }],
    ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, items: [peer] }],
    ['a Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'c' }, items: [peer] }],
    [
      'a kind that nobody knows',
      { apiVersion: 'example.com/v1', kind: 'Thing', items: [null, 'x', [peer], 5, {}, peer] },
    ],
    ['lists in lists', nested(12)],
    [
      'a list of a kind in a List',
      { kind: 'List', items: [{ apiVersion: 'projectcalico.org/v3', kind: 'BGPPeerList', items: [bare] }] },
    ],
    ['a list of a kind in an array', [{ apiVersion: 'projectcalico.org/v3', kind: 'BGPPeerList', items: [bare] }]],
    [
      'items whose kind is empty',
      { apiVersion: 'projectcalico.org/v3', kind: 'BGPPeerList', items: [{ apiVersion: '', kind: '', ...bare }] },
    ],
  ])('%s', async (_, value) => {
    expect((await rules(value, file)).filter((rule) => rule === unsafe)).toEqual([unsafe]);
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? peer : { apiVersion: 'v1', kind: 'List', items: [nested(depth - 1)] };
}

test.each<[string, unknown, string]>([
  [
    'metallb',
    {
      apiVersion: 'metallb.io/v1beta2',
      kind: 'BGPPeerList',
      items: [
        {
          metadata: { name: 'p' },
          spec: {
            myASN: 64512,
            peerASN: 64513,
            peerAddress: '192.0.2.1',
            enableGracefulRestart: true,
            password: 'hunter2',
          },
        },
      ],
    },
    'metallb/plaintext-password',
  ],
  [
    'the CRD of Calico',
    { apiVersion: 'crd.projectcalico.org/v1', kind: 'BGPPeerList', items: [bare] },
    'calico/deprecated-api',
  ],
  [
    'a group that nobody serves',
    { apiVersion: 'projectcalico.org/v2', kind: 'BGPPeerList', items: [bare] },
    'input/unknown-api-version',
  ],
])('items take the group of %s', async (_, value, rule) => {
  const { report } = await scanned({ 'a.yaml': JSON.stringify(value) });
  expect(report.findings.map((found) => found.rule)).toContain(rule);
  expect(JSON.stringify(report)).not.toContain('hunter2');
});

test('a finding about what an item takes from its list is at the item', async () => {
  const text =
    'apiVersion: crd.projectcalico.org/v1\nkind: BGPPeerList\nitems:\n- metadata:\n    name: p\n  spec: {peerIP: 192.0.2.1, asNumber: 64513}\n';
  expect(places(await scanned({ 'a.yaml': text }))).toContain('a.yaml:4:3 calico/deprecated-api');
});

test('the Secrets of a SecretList are Secrets, and their data stays outside', async () => {
  const withPassword = { ...peer, spec: { ...spec, password: { secretKeyRef: { name: 'tor', key: 'other' } } } };
  const list = {
    apiVersion: 'v1',
    kind: 'SecretList',
    items: [{ metadata: { name: 'tor', namespace: 'kube-system' }, stringData: { rack: 'hunter2"' } }],
  };
  const { report } = await scanned({
    'a.yaml': JSON.stringify(withPassword),
    'b.yaml': JSON.stringify(list),
    'bgplint.yaml': 'complete: true\n',
  });
  expect(report.ledger.resources).toMatchObject({ kubernetes: 1 });
  expect(report.findings.map((found) => found.rule)).toContain('calico/password-secret-not-found');
  expect(JSON.stringify(report)).not.toContain('hunter2');
});
