import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { command, project } from '../support/command.ts';

const peer = (name: string, asNumber: number, labels = '') => `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: {name: ${name}, namespace: metallb-system}
spec: {myASN: ${asNumber}, peerASN: 64601, peerAddress: 192.0.2.1${labels && `, nodeSelectors: [{matchLabels: {${labels}}}]`}}
`;

/** The levels of what is said of two peers that contradict each other. */
async function levels(files: { readonly [name: string]: string }): Promise<string[]> {
  const { out } = await command(project(files), ['--format', 'json', '.']);
  const { findings } = JSON.parse(out) as Report;
  const own = findings.filter(({ rule }) => rule === 'metallb/peers-disagree' || rule === 'metallb/duplicate-peer');
  return own.map(({ rule, level }) => `${rule} ${level}`).sort();
}

const both = (level: string) => [`metallb/duplicate-peer ${level}`, `metallb/peers-disagree ${level}`];

test('two folders beside each other may be two clusters', async () => {
  const files = { 'east/a.yaml': peer('a', 64701), 'west/b.yaml': peer('b', 64702) };
  // Of two folders nobody knows which is at fault: both are told of what disagrees.
  expect(await levels(files)).toEqual([...both('note'), 'metallb/peers-disagree note']);
  expect(await levels({ ...files, 'bgplint.yaml': 'complete: true\n' })).toEqual(both('error'));
  const listed = (...lists: string[]) =>
    `clusters:\n${lists.map((paths, i) => `  - {name: c${i}, paths: [${paths}]}\n`).join('')}`;
  expect(await levels({ ...files, 'bgplint.yaml': listed('east/**', 'west/**') })).toEqual([]);
  expect(await levels({ ...files, 'bgplint.yaml': listed('east/**, west/**') })).toEqual(both('error'));
});

test('a folder and what is below it are applied together', async () => {
  expect(await levels({ 'base/a.yaml': peer('a', 64701), 'base/east/b.yaml': peer('b', 64702) })).toEqual(
    both('error'),
  );
  expect(await levels({ 'a.yaml': peer('b', 64701), 'base/east/b.yaml': peer('a', 64702) })).toEqual(both('error'));
});

test('two selectors that may meet are a warning, and an error where a known node answers both', async () => {
  const peers = `${peer('a', 64701, 'rack: r1')}---\n${peer('b', 64702, 'zone: z1')}`;
  const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: n1, labels: {rack: r1, zone: z1}}\n';
  expect(await levels({ 'bgp.yaml': peers })).toEqual(both('warning'));
  expect(await levels({ 'bgp.yaml': `${peers}---\n${node}` })).toEqual(both('error'));
});
