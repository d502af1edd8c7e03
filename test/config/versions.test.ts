import { expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';

test.each<[string, readonly string[]]>([
  ['calico: { version: "3.32" }', []],
  ['calico: { version: "3.9.1" }', []],
  ['calico: { version: "3.33.1" }', []],
  ['calico: { version: "3.34" }', ['Calico 3.34']],
  ['calico: { version: "4.0" }', ['Calico 4.0']],
  ['calico: { version: "3.30" }\nmetallb: { version: "0.99" }', ['MetalLB 0.99']],
  ['cilium: { version: "1.20.2" }', []],
  ['cilium: { version: "1.21" }', ['Cilium 1.21']],
  [
    'clusters: [{ name: a, paths: [a], calico: { version: "9.9" } }, { name: b, paths: [b], calico: { version: "9.9" } }]',
    ['Calico 9.9'],
  ],
])('a version that the rules do not know is told, and stops nothing: %s', async (config, told) => {
  const folder = project({
    'bgplint.yaml': `${onlyRules('calico/peer-without-password')}${config}\n`,
    'a.yaml': soundPeer,
  });
  const { code, out, err } = await command(folder, ['.']);
  expect([code, out]).toEqual([0, expect.stringContaining('no findings')]);
  expect([...err.matchAll(/do not know (\S+ \S+),/g)].map(([, version]) => version)).toEqual(told);
});
