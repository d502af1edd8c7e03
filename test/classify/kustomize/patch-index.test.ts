/** Many patches for many objects: counted in looks at an object, not in time. */
import { describe, expect, test } from 'vitest';
import { Builds } from '../../../src/classify/kustomize/builds.ts';
import { PatchIndex } from '../../../src/classify/kustomize/patch-index.ts';
import { type Identity, targetOf } from '../../../src/classify/kustomize/targets.ts';

const gvk = { group: 'projectcalico.org', version: 'v3', kind: 'BGPPeer' };
const none = { namespaces: new Set<string>(), prefixes: new Set<string>(), suffixes: new Set<string>() };

function indexOf(targets: readonly object[]): PatchIndex {
  const builds = new Builds();
  builds.add('net', { isComponent: false, resources: ['p.yaml'], components: [] });
  const index = new PatchIndex(builds, { ...none, labels: new Map() });
  for (const target of targets) {
    const meant = targetOf(target as never);
    if (meant !== undefined) index.group('net', meant).writes.add(['spec', 'peerIP']);
  }
  return index;
}

/** Objects, and how often any of them was looked at. */
function objects(number: number) {
  const count = { looks: 0 };
  const all = Array.from({ length: number }, (_, i): Identity => {
    return {
      get gvk() {
        count.looks++;
        return gvk;
      },
      name: `p${i}`,
      namespace: '',
      object: {},
    };
  });
  return { all, count };
}

function looks(patches: number, number: number, target: (i: number) => object): { looks: number; reached: number } {
  const index = indexOf(Array.from({ length: patches }, (_, i) => target(i)));
  const { all, count } = objects(number);
  const reached = all.filter((object) => [...index.reaching('net/p.yaml', object)].length > 0).length;
  return { looks: count.looks, reached };
}

describe('as many patches as objects', () => {
  test('by name take as many looks an object as one does', () => {
    const named = (i: number) => ({ kind: 'BGPPeer', name: `p${i}` });
    const [one, many] = [looks(1, 2000, named), looks(2000, 2000, named)];
    expect(many).toEqual({ looks: one.looks, reached: 2000 });
  });

  test('by pattern are given up at a bound, and then nothing is patched', () => {
    const pattern = (i: number) => ({ kind: 'BGPPeer', name: `p${i}(x|)` });
    expect(looks(4000, 8000, pattern).looks).toBeLessThan(12_000_000);
    const any = looks(2000, 4000, (i) => ({ name: `${'.*'.repeat((i % 9) + 1)}`, labelSelector: `!x${i}` }));
    expect(any.reached).toBeLessThan(4000);
    expect(any.reached).toBeGreaterThan(0);
  });
});

describe('a patch sets a value', () => {
  const isPatched = (target: object, path: readonly string[]) => {
    const object: Identity = { gvk, name: 'p', namespace: '', object: {} };
    return indexOf([target]).isPatched('net/p.yaml', 0, object, path);
  };
  test.each<[object, readonly string[], boolean]>([
    [{ kind: 'BGPPeer' }, ['spec', 'peerIP'], true],
    [{ kind: 'BGPPeer' }, ['spec', 'asNumber'], false],
    [{ kind: 'BGPPeer', name: 'q' }, ['spec', 'peerIP'], false],
    [{ kind: 'BGP.*' }, ['spec', 'peerIP'], true],
    [{}, ['spec', 'peerIP'], false],
    [{ namespace: '.*' }, ['spec', 'peerIP'], false],
  ])('%j, %j: %s', (target, path, expected) => {
    expect(isPatched(target, path)).toBe(expected);
  });
});
