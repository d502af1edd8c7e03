/** A patch with a target is told by what it is for, not by what stands in its own header. */
import { describe, expect, test } from 'vitest';
import { scanned } from '../support/scan.ts';

const pools = `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: {name: web, namespace: metallb-system, labels: {use: web}}
spec: {addresses: [10.4.0.0/24]}
---
apiVersion: metallb.io/v1beta1
kind: BGPAdvertisement
metadata: {name: all, namespace: metallb-system}
`;

const patch = (spec: string, kind = 'IPAddressPool', apiVersion = 'metallb.io/v1beta1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: _any_}\nspec: ${spec}\n`;

/** The findings about a patch of the target, in a file or in the kustomization's own text. */
async function told(target: string, text: string, inline = false): Promise<string[]> {
  const patched = inline ? `patch: ${JSON.stringify(text)}` : 'path: patch.yaml';
  const { findings } = (
    await scanned({
      'a/kustomization.yaml': `resources: [pools.yaml]\npatches: [{target: ${target}, ${patched}}]\n`,
      'a/pools.yaml': pools,
      ...(inline ? {} : { 'a/patch.yaml': text }),
    })
  ).report;
  return findings.map(({ rule, message }) => `${rule} ${/pool (\S+)/.exec(message)?.[1] ?? ''}`.trim());
}

describe.each([
  ['in a file', false],
  ['in the kustomization', true],
])('a patch %s', (_, inline) => {
  test.each([
    ['a name that is none', '{kind: IPAddressPool}', patch('{autoAssign: false}')],
    ['an empty list', '{kind: IPAddressPool, labelSelector: use=web}', patch('{addresses: []}')],
    ['another kind', '{kind: IPAddressPool}', patch('{autoAssign: false}', 'BGPPeer', 'metallb.io/v1beta2')],
    ['a kind that nobody has', '{kind: IPAddressPool}', patch('{autoAssign: false}', 'not-important')],
    ['a version that nobody has', '{kind: IPAddressPool}', patch('{autoAssign: false}', 'x', 'not-important')],
    ['a target that is not there', '{kind: IPAddressPool, name: mail}', patch('{autoAssign: false}')],
    ['a target of another kind that is not there', '{kind: BGPPeer}', patch('{addresses: [10.4.0.9-10.4.0.1]}')],
  ])('may have %s', async (_name, target, text) => {
    expect(await told(target, text, inline)).toEqual([]);
  });

  test.each([
    ['its own kind', patch('{addresses: [10.4.0.9-10.4.0.1]}')],
    ['another kind', patch('{addresses: [10.4.0.9-10.4.0.1]}', 'not-important', 'x')],
  ])('of %s is judged as what it makes of its target', async (_name, text) => {
    expect(await told('{kind: IPAddressPool}', text, inline)).toEqual([
      expect.stringMatching(/^metallb\/pool-range-invalid (?!_any_)/),
    ]);
  });
});

const config = (prefixes: string) => `apiVersion: frrk8s.metallb.io/v1beta1
kind: FRRConfiguration
metadata: {name: a, namespace: frr-k8s-system}
spec:
  bgp:
    routers:
      - asn: 64512
        prefixes: ${prefixes}
        neighbors:
          - {address: 10.0.0.1, asn: 64513, toAdvertise: {allowed: {prefixes: [10.5.0.0/24]}}}
`;

describe('what a list lacks that a patch adds to', () => {
  const rule = 'frr-k8s/prefix-not-advertised';
  const said = async (patched: string) => {
    const { findings, ledger } = (
      await scanned({
        'a/base/kustomization.yaml': 'resources: [bgp.yaml]\n',
        'a/base/bgp.yaml': config('[10.4.0.0/24]'),
        'a/over/kustomization.yaml': `resources: [../base]\npatches: [{target: {kind: FRRConfiguration}, patch: ${JSON.stringify(patched)}}]\n`,
      })
    ).report;
    const told = findings.filter((finding) => finding.rule === rule).map(({ file }) => `told ${file}`);
    return [...told, ...ledger.undecided.filter((one) => one.rule === rule).map(({ file }) => `undecided ${file}`)];
  };
  const operation = (op: string, path: string, value: string) => `[{op: ${op}, path: ${path}, value: ${value}}]`;

  test.each([
    ['at its end', operation('add', '/spec/bgp/routers/0/prefixes/-', '10.5.0.0/24')],
    ['at a place in it', operation('add', '/spec/bgp/routers/0/prefixes/1', '10.5.0.0/24')],
    ['by another list', operation('replace', '/spec/bgp/routers/0/prefixes', '[10.5.0.0/24]')],
  ])('is not known: %s', async (_, patched) => {
    expect(await said(patched)).toEqual(['undecided a/base/bgp.yaml']);
  });

  test.each([
    ['another list', operation('add', '/metadata/finalizers/-', 'x')],
    ['no list', operation('replace', '/spec/bgp/routers/0/asn', '64514')],
  ])('is known where it is %s', async (_, patched) => {
    expect(await said(patched)).toEqual(['told a/base/bgp.yaml']);
  });
});
