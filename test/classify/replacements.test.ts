import { expect, test } from 'vitest';
import { replaced } from '../../src/classify/replacements.ts';

const select = { group: 'metallb.io', kind: 'BGPPeer', name: 'a' };
const to = (...fieldPaths: readonly string[]) => ({ targets: [{ select, fieldPaths }] });

test.each<[string, readonly (string | number)[]]>([
  ['spec.peerAddress', ['spec', 'peerAddress']],
  ['spec.peers.0.address', ['spec', 'peers', 0, 'address']],
  ['spec.peers.[name=a].address', ['spec', 'peers']],
  ['spec.peers.[address=192.0.2.1].x', ['spec', 'peers']],
  ['spec.peers.*.address', ['spec', 'peers']],
  ['metadata.annotations.example\\.com/peer', ['metadata', 'annotations', 'example.com/peer']],
])('%s', (field, path) => {
  expect(replaced(to(field))).toEqual([{ ...select, path }]);
});

test('of a file: one, or a list of them', () => {
  const one = to('spec.a', 'spec.b');
  expect(replaced([one, to('spec.c')]).map(({ path }) => path.join('.'))).toEqual(['spec.a', 'spec.b', 'spec.c']);
});

test.each([
  [null],
  [5],
  [{}],
  [{ targets: 'x' }],
  [{ targets: [null, { select }, { fieldPaths: ['spec.a'] }, { select: 'BGPPeer', fieldPaths: ['spec.a'] }] }],
  [to('')],
  [{ targets: [{ select, fieldPaths: [5, null] }] }],
  [[[to('spec.a')]]],
])('nothing of %j', (value) => {
  expect(replaced(value)).toEqual([]);
});
