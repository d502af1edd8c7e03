import { describe, expect, test } from 'vitest';
import { nodePolicy } from '../../src/host/policy.ts';
import { PolicyLimit } from '../../src/lib/host.ts';
import type { JsonObject } from '../../src/model/document.ts';

const cluster = { name: 'all', complete: false, date: '2026-11-21', calico: {}, metallb: {}, cilium: {}, options: {} };

/** So many peers that break as many rules each. */
const peers = (number: number): JsonObject => ({
  cluster,
  calico: {
    BGPPeer: Array.from({ length: number }, (_, id) => ({
      id,
      file: 'a.yaml',
      partial: false,
      gvk: { group: 'projectcalico.org', version: 'v3', kind: 'BGPPeer' },
      name: `p${id}`,
      namespace: '',
      object: { spec: { peerIP: '192.0.2.1' } },
      facts: { '/spec/peerIP': { address: `10.0.${id >> 8}.${id & 255}`, family: 4 } },
    })),
  },
});

describe('the compiled rules', () => {
  const each = nodePolicy().evaluate(peers(1)).length;

  test('find all, though the answer takes more memory than the input tells', () => {
    expect(nodePolicy().evaluate(peers(8000))).toHaveLength(8000 * each);
  });

  test('serve again after a larger input, and give equal answers', () => {
    const policy = nodePolicy();
    const small = policy.evaluate(peers(1));
    expect(policy.evaluate(peers(500))).toHaveLength(500 * each);
    expect(policy.evaluate(peers(1))).toEqual(small);
  });

  test('give up on input that nests deeper than they can follow, and stay usable', () => {
    const policy = nodePolicy();
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`);
    try {
      policy.evaluate({ cluster, calico: { BGPPeer: [deep] } });
    } catch (error) {
      expect(error).toBeInstanceOf(PolicyLimit);
    }
    expect(policy.evaluate(peers(1))).toHaveLength(each);
  });
});
