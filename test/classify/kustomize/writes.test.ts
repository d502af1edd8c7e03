import { describe, expect, test } from 'vitest';
import { mergedPaths, operationPaths, Writes } from '../../../src/classify/kustomize/writes.ts';

const dotted = (paths: readonly (readonly (string | number)[])[]) => paths.map((path) => path.join('.'));

describe('operations write', () => {
  test.each<[object, readonly string[]]>([
    [{ op: 'add', path: '/spec/a', value: 1 }, ['spec.a']],
    [{ op: 'replace', path: '/spec/a~1b', value: 1 }, ['spec.a/b']],
    [{ op: 'remove', path: '/spec/peers/0' }, ['spec.peers.0']],
    [{ op: 'add', path: '/spec/peers/0', value: 1 }, ['spec.peers.-']],
    [{ op: 'add', path: '/spec/peers/0/a', value: 1 }, ['spec.peers.0.a']],
    [{ op: 'move', from: '/spec/a', path: '/spec/b' }, ['spec.a', 'spec.b']],
    [{ op: 'copy', from: '/spec/a', path: '/spec/b' }, ['spec.b']],
    [{ op: 'test', path: '/spec/a', value: 1 }, []],
    [{ op: 'test', path: '', value: 1 }, []],
    [{ op: 'replace', path: '', value: {} }, []],
    [{ op: 'ADD', path: '/spec/a' }, []],
    [{ path: '/spec/a' }, []],
    [{ op: 'add', path: 5 }, []],
  ])('%j', (operation, expected) => {
    expect(dotted(operationPaths([operation as never, null, 5]))).toEqual(expected);
  });
});

test('a strategic merge patch writes its leaves, and wholes that it replaces', () => {
  const value = {
    apiVersion: 'v1',
    kind: 'A',
    metadata: { name: 'a', namespace: 'b', labels: { c: 'd' } },
    spec: { a: null, b: [1], c: {}, d: { $patch: 'replace', e: 1 }, f: { $patch: 'merge', g: 1 }, $setElementOrder: 1 },
  };
  expect(dotted(mergedPaths(value))).toEqual(['metadata.labels.c', 'spec.a', 'spec.b', 'spec.c', 'spec.d', 'spec.f.g']);
});

describe('what is written', () => {
  test.each<[readonly (readonly string[])[], readonly (string | number)[], boolean]>([
    [[['spec', 'a']], ['spec', 'a'], true],
    [[['spec', 'a']], ['spec', 'a', 'b'], true],
    [[['spec', 'a', 'b']], ['spec', 'a'], true],
    [[['spec', 'a']], ['spec', 'b'], false],
    [[['spec', 'a']], ['spec', 'ab'], false],
    [[['spec', 'a']], [], false],
    [[[]], ['spec'], false],
    [[], ['spec'], false],
    [[['spec', 'peers', '0', 'a']], ['spec', 'peers', 0, 'a'], true],
    [[['spec', 'peers', '1', 'a']], ['spec', 'peers', 0, 'a'], false],
    [[['spec', 'peers', '-']], ['spec', 'peers', 0], false],
    [[['spec', 'peers', '-']], ['spec', 'peers'], true],
    [[['spec', 'peers', '*', 'a']], ['spec', 'peers', 7, 'a'], true],
    [[['spec', 'peers', '*', 'a']], ['spec', 'peers', 7, 'b'], false],
    [[['spec', '*']], ['spec', 'a'], false],
    [[['__proto__', 'a']], ['__proto__', 'a'], true],
  ])('%j touches %j: %s', (paths, path, expected) => {
    const writes = new Writes();
    for (const one of paths) writes.add(one);
    expect(writes.touches(path)).toBe(expected);
  });

  test('is found in as many steps, whatever else is written', () => {
    const steps = (number: number) => {
      const writes = new Writes();
      for (let i = 0; i < number; i++) writes.add(['spec', `f${i}`, 'x']);
      let count = 0;
      writes.touches(['spec', 'f7', 'y'], () => count++);
      return count;
    };
    expect(steps(1000)).toBe(steps(10));
  });
});
