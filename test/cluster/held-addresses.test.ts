import { expect, test } from 'vitest';
import { classifyKubernetes } from '../../src/classify/kubernetes/index.ts';
import { heldAddresses } from '../../src/cluster/held-addresses.ts';
import { documents } from '../support/document.ts';

const heldIn = (...texts: string[]) => {
  let id = 0;
  const resources = documents(texts.join('\n---\n'), 'a.yaml').flatMap((document) => {
    const found = classifyKubernetes(document, id);
    id += found.length;
    return found;
  });
  return heldAddresses(resources);
};
const pool = (...addresses: string[]) =>
  `{apiVersion: metallb.io/v1beta1, kind: IPAddressPool, metadata: {name: a}, spec: {addresses: ${JSON.stringify(addresses)}}}`;
const peer = (address: string) =>
  `{apiVersion: metallb.io/v1beta2, kind: BGPPeer, metadata: {name: a}, spec: {peerAddress: "${address}"}}`;
const node = (...addresses: string[]) => {
  const listed = addresses.map((address) => ({ type: 'InternalIP', address }));
  return `{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: ${JSON.stringify(listed)}}}`;
};

test('the first address in each range, of routers and of nodes', () => {
  const held = heldIn(
    pool('192.0.2.0/28', '192.0.2.20-192.0.2.30'),
    peer('192.0.2.9'),
    peer('192.0.2.4'),
    node('192.0.2.30'),
  );
  expect(held).toEqual([
    {
      family: 'metallb',
      resource: 0,
      path: ['spec', 'addresses', 0],
      of: 'peer',
      address: '192.0.2.4',
      by: { resource: 2, name: 'a', path: ['spec', 'peerAddress'] },
    },
    {
      family: 'metallb',
      resource: 0,
      path: ['spec', 'addresses', 1],
      of: 'node',
      address: '192.0.2.30',
      by: { resource: 3, name: 'n1', path: ['status', 'addresses', 0, 'address'] },
    },
  ]);
});

test.each([
  ['198.51.100.10-198.51.100.20', '198.51.100.9'],
  ['198.51.100.10-198.51.100.20', '198.51.100.21'],
  ['::/0', '198.51.100.21'],
  ['0.0.0.0/0', '2001:db8::1'],
])('%s does not hold %s', (range, address) => {
  expect(heldIn(pool(range), peer(address))).toEqual([]);
});

test.each([
  ['198.51.100.10-198.51.100.20', '198.51.100.10'],
  ['198.51.100.10-198.51.100.20', '198.51.100.20'],
  ['2001:db8::/120', '2001:DB8:0::1'],
])('%s holds %s', (range, address) => {
  expect(heldIn(pool(range), peer(address))).toHaveLength(1);
});

test('an IPPool of Calico and its Nodes', () => {
  const api = 'apiVersion: projectcalico.org/v3';
  const held = heldIn(
    `{${api}, kind: IPPool, metadata: {name: p}, spec: {cidr: 10.0.0.0/16}}`,
    `{${api}, kind: Node, metadata: {name: n}, spec: {bgp: {ipv4Address: 10.0.3.4/24}}}`,
  );
  expect(held).toMatchObject([{ family: 'calico', of: 'node', address: '10.0.3.4' }]);
});
