import { describe, expect, test } from 'vitest';
import { valueAt } from '../../src/editor/index.ts';
import { scanned } from '../support/scan.ts';

/** The path and the text of the value at `¦`. */
async function found(marked: string, file = 'a.yaml') {
  const offset = marked.indexOf('¦');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const value = valueAt(await scanned({ [file]: text }), file, offset);
  return value && [value.path.join('.'), value.on, text.slice(value.span.start, value.span.end)];
}

const peer = (spec: string) =>
  `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata:\n  name: tor\nspec:\n${spec}`;

describe('in YAML', () => {
  test.each([
    ['a value', peer('  peerIP: 192.0¦.2.1\n  asNumber: 1\n'), ['spec.peerIP', 'value', '192.0.2.1']],
    ['its end', peer('  peerIP: 192.0.2.1¦\n  asNumber: 1\n'), ['spec.peerIP', 'value', '192.0.2.1']],
    ['a key', peer('  pe¦erIP: 192.0.2.1\n'), ['spec.peerIP', 'key', 'peerIP']],
    ['an item', peer('  peerIP: 192.0.2.1\n  filters:\n    - a\n    - b¦b\n'), ['spec.filters.1', 'value', 'bb']],
    ['an item in brackets', peer('  peerIP: 192.0.2.1\n  filters: [a,¦b]\n'), ['spec.filters.1', 'value', 'b']],
    ['a value in quotes', peer('  peerIP: "192.¦0.2.1"\n'), ['spec.peerIP', 'value', '"192.0.2.1"']],
    [
      'a second document',
      `${peer('  peerIP: 192.0.2.1\n')}---\n${peer('  peerIP: 192.0.2.¦2\n')}`,
      ['spec.peerIP', 'value', '192.0.2.2'],
    ],
    [
      'what an alias means is at its anchor',
      peer('  peerIP: &a 192.0¦.2.1\n  reachableBy: *a\n'),
      ['spec.peerIP', 'value', '192.0.2.1'],
    ],
  ])('%s', async (_, marked, expected) => {
    expect(await found(marked)).toEqual(expected);
  });

  test('of a List the object that it is in', async () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n${['a', 'b'].map((name) => `- apiVersion: projectcalico.org/v3\n  kind: BGPPeer\n  metadata: {name: ${name}}\n  spec: {peerIP: 192.0.2.1}\n`).join('')}`;
    const value = valueAt(await scanned({ 'a.yaml': text }), 'a.yaml', text.indexOf('name: b') + 6);
    expect([value?.resource?.name, value?.path]).toEqual(['b', ['items', 1, 'metadata', 'name']]);
  });
});

test('in a text within a text', async () => {
  const marked = `apiVersion: v1
kind: ConfigMap
metadata:
  name: config
  namespace: metallb-system
data:
  config: |
    peers:
    - peer-address: 10.0.¦0.1
      peer-asn: 64501
      my-asn: 64500
`;
  expect(await found(marked)).toEqual(['peers.0.peer-address', 'value', '10.0.0.1']);
});

test('in JSON', async () => {
  const marked =
    '{"apiVersion":"projectcalico.org/v3","kind":"BGPPeer","metadata":{"name":"tor"},"spec":{"peerIP":"192.¦0.2.1"}}';
  expect(await found(marked, 'a.json')).toEqual(['spec.peerIP', 'value', '"192.0.2.1"']);
});

test('in lines of a router a word', async () => {
  const marked = 'hostname tor\nrouter bgp 64600\n neighbor 192.0.2.1 remote-as 6¦4512\n';
  expect(await found(marked, 'tor.conf')).toEqual(['neighbor 192.0.2.1 remote-as 64512.3', 'value', '64512']);
});

test('nothing is in a file that is not known', async () => {
  expect(valueAt(await scanned({ 'a.yaml': peer('  peerIP: 192.0.2.1\n') }), 'b.yaml', 0)).toBeUndefined();
});
