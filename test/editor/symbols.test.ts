import { expect, test } from 'vitest';
import { type FileSymbol, meet, symbols } from '../../src/editor/index.ts';
import { known, shown } from './known.ts';
import { network } from './network.ts';

const outline = (text: string, found: readonly FileSymbol[]): unknown[] =>
  found.map(({ name, detail, kind, selection, children }) => [
    `${kind} ${name} (${detail}) at ${shown(text, selection)}`,
    ...outline(text, children),
  ]);

const within = ({ range, selection, children }: FileSymbol): boolean =>
  meet(range, selection) && children.every((child) => meet(range, child.range) && within(child));

test('objects in the order of their file', async () => {
  const text = network['metallb.yaml'];
  expect(outline(text, symbols(await known(network), 'metallb.yaml'))).toEqual([
    ['object gold (IPAddressPool) at gold'],
    ['object all (BGPAdvertisement) at all'],
  ]);
});

test('a router with its neighbors', async () => {
  const text = network['tor-a.conf'];
  const found = symbols(await known(network), 'tor-a.conf');
  expect(outline(text, found)).toEqual([
    [
      expect.stringMatching(/^router tor-a \(router\)/),
      ['session 10.0.0.1 (AS 64512) at 10.0.0.1'],
      ['session 10.0.0.2 (AS 64512) at 10.0.0.2'],
    ],
  ]);
  expect(found.every(within)).toBe(true);
});

test('an object with its list of peers', async () => {
  const text = `apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata:
  name: racks
spec:
  bgpInstances:
    - name: main
      localASN: 64512
      peers:
        - name: tor-a
          peerASN: 64601
          peerAddress: 192.0.2.1
        - name: tor-b
          peerASN: 64602
`;
  const found = symbols(await known({ 'a.yaml': text }), 'a.yaml');
  expect(found.map(({ name, children }) => [name, children.map((one) => `${one.name} ${one.detail}`)])).toEqual([
    ['racks', ['192.0.2.1 AS 64601', 'tor-b AS 64602']],
  ]);
  expect(found.every(within)).toBe(true);
});

test('what a command printed, with its sessions', async () => {
  const text = `IPv4 BGP status
+--------------+-----------+-------+----------+-------------+
| PEER ADDRESS | PEER TYPE | STATE |  SINCE   |    INFO     |
+--------------+-----------+-------+----------+-------------+
| 192.0.2.1    | global    | up    | 12:00:00 | Established |
| 192.0.2.2    | global    | start | 12:00:00 | Active      |
+--------------+-----------+-------+----------+-------------+
`;
  const [found] = symbols(await known({ ...network, 'status.txt': text }), 'status.txt');
  expect(found?.children.map(({ name }) => name)).toEqual(['192.0.2.1', '192.0.2.2']);
});

test('none of a file that was edited since', async () => {
  expect(symbols(await known(network, { 'peer.yaml': '' }), 'peer.yaml')).toEqual([]);
});
