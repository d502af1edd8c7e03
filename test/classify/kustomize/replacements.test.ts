import { expect, test } from 'vitest';
import { replaced } from '../../../src/classify/kustomize/replacements.ts';

const select = { group: 'metallb.io', kind: 'BGPPeer', name: 'a' };
const source = { kind: 'ConfigMap' };
const to = (...fieldPaths: readonly string[]) => ({ source, targets: [{ select, fieldPaths }] });

test.each<[string, readonly (readonly string[])[]]>([
  ['spec.peerAddress', [['spec', 'peerAddress']]],
  ['spec.peers.0.address', [['spec', 'peers', '0', 'address']]],
  ['spec.peers.[name=a].address', [['spec', 'peers', '*', 'address']]],
  ['spec.peers.[address=192.0.2.1].x', [['spec', 'peers', '*', 'x']]],
  ['spec.peers.*.address', [['spec', 'peers', '*', 'address']]],
  ['metadata.annotations.example\\.com/peer', [['metadata', 'annotations', 'example.com/peer']]],
  ['*', []],
  ['[name=a].x', []],
  ['', []],
])('%s', (field, paths) => {
  expect(replaced(to(field))).toMatchObject([{ target: select, paths }]);
});

test('of a file: one, or a list of them', () => {
  const one = to('spec.a', 'spec.b');
  const paths = replaced([one, to('spec.c')]).flatMap((each) => each.paths.map((path) => path.join('.')));
  expect(paths).toEqual(['spec.a', 'spec.b', 'spec.c']);
});

test('what it leaves out', () => {
  const targets = [{ select, reject: [{ name: 'b' }, null], fieldPaths: ['spec.a'] }];
  expect(replaced({ sourceValue: 'x', targets })).toMatchObject([{ rejects: [{ name: 'b' }] }]);
});

test.each([
  [null],
  [5],
  [{}],
  [{ source, targets: 'x' }],
  [{ source, targets: [null, { select }, { fieldPaths: ['spec.a'] }, { select: 'BGPPeer', fieldPaths: ['spec.a'] }] }],
  [{ targets: to('spec.a').targets }],
  [[[to('spec.a')]]],
])('nothing of %j', (value) => {
  expect(replaced(value)).toEqual([]);
});
