import { describe, expect, test } from 'vitest';
import { isKustomization, readKustomization } from '../../../src/classify/kustomize/kustomization.ts';
import { document } from '../../support/document.ts';
import { calicoPeer } from '../../support/objects.ts';
import { places, scanned } from '../../support/scan.ts';

const read = (value: object) => readKustomization(document(JSON.stringify(value), 'kustomization.json'));

test.each([
  ['kustomization.yaml', true],
  ['a/kustomization.yml', true],
  ['a/Kustomization', true],
  ['a/my-kustomization.yaml', false],
  ['kustomization.yaml.bak', false],
])('%s', (file, expected) => {
  expect(isKustomization(file)).toBe(expected);
});

describe('a kustomization names', () => {
  const target = { kind: 'BGPPeer' };
  test.each<[string, object, readonly (readonly [unknown, unknown])[]]>([
    [
      'patches in files',
      { patches: [{ path: 'a.yaml' }, { path: '../b.yaml', target }] },
      [
        ['a.yaml', undefined],
        ['../b.yaml', 'BGPPeer'],
      ],
    ],
    [
      'patchesStrategicMerge, files and texts',
      { patchesStrategicMerge: ['a.yaml', 'kind: A\n', '{"kind": "B"}'] },
      [
        ['a.yaml', undefined],
        [['patchesStrategicMerge', 1], undefined],
        [['patchesStrategicMerge', 2], undefined],
      ],
    ],
    ['patchesJson6902', { patchesJson6902: [{ path: 'a.json', target }] }, [['a.json', 'BGPPeer']]],
    ['patches in its own text', { patches: [{ patch: '[]', target }] }, [[['patches', 0, 'patch'], 'BGPPeer']]],
    [
      'nothing of use',
      { patches: [null, 5, 'x', { path: 5 }, { target }], patchesStrategicMerge: [{}, null], patchesJson6902: 'a' },
      [],
    ],
    ['nothing', {}, []],
  ])('%s', (_, value, expected) => {
    expect(read(value).patches.map(({ file, inline, target: said }) => [file ?? inline, said?.kind])).toEqual(expected);
  });

  test('many replacements', () => {
    const one = { sourceValue: 'x', targets: [{ select: target, fieldPaths: ['spec.a'] }] };
    const many = Array.from({ length: 300_000 }, () => one);
    expect(read({ replacements: many }).replacements).toHaveLength(300_000);
  });

  test('what it builds, and by what', () => {
    const value = { resources: ['a.yaml', 5, ''], bases: ['b'], components: ['c'], helmCharts: [{}], generators: [] };
    expect(read({ ...value, kind: 'Component', namespace: 'x' })).toMatchObject({
      isComponent: true,
      resources: ['a.yaml', 'b'],
      components: ['c'],
      makes: ['helmCharts'],
      namespace: 'x',
    });
  });
});

describe('in a scan', () => {
  const base = calicoPeer('tor-a', ['password: {secretKeyRef: {name: a, key: b}}']).replace(/ {2}asNumber.*\n/, '');
  const rule = 'calico/peer-without-as-number';
  const patch = 'apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: {name: tor-a}\nspec: {asNumber: 1}\n';
  const operation = '[{"op": "add", "path": "/spec/asNumber", "value": 1}]';
  const target = '{kind: BGPPeer, name: tor-a}';
  const net = { 'base/p.yaml': base, 'base/kustomization.yaml': 'resources: [p.yaml]\n' };

  test.each<[string, string, { readonly [file: string]: string }]>([
    ['a file', 'patches: [{path: as.yaml}]', { 'eu/as.yaml': patch }],
    ['a file elsewhere', 'patches: [{path: ../shared/./as.yaml}]', { 'shared/as.yaml': patch }],
    [
      'a file under a target',
      `patches: [{path: as.yaml, target: ${target}}]`,
      { 'eu/as.yaml': patch.replace('tor-a', 'any') },
    ],
    ['operations in a file', `patches: [{path: as.json, target: ${target}}]`, { 'eu/as.json': operation }],
    [
      'operations in YAML in a file',
      `patches: [{path: as.yaml, target: ${target}}]`,
      { 'eu/as.yaml': operation.replace(/[[\]]/g, '').replace(/^/, '- ') },
    ],
    ['operations', `patches: [{patch: '${operation}', target: ${target}}]`, {}],
    ['a part of the object', `patches:\n- patch: |\n    ${patch.replaceAll('\n', '\n    ')}`, {}],
  ])('%s decides for its base', async (_, kustomization, files) => {
    const all = { ...net, 'eu/kustomization.yaml': `resources: [../base]\n${kustomization}\n`, ...files };
    const { report } = await scanned(all);
    expect(report.findings.filter((found) => found.rule === rule)).toEqual([]);
    expect(report.ledger.undecided).toMatchObject([
      { rule, file: 'base/p.yaml', reason: 'a patch in the scan sets it' },
    ]);
  });

  test('one of another object does not', async () => {
    const kustomization = `resources: [../base]\npatches: [{patch: '${operation}', target: {kind: BGPPeer, name: tor-b}}]\n`;
    const result = await scanned({ ...net, 'eu/kustomization.yaml': kustomization });
    expect(places(result).join()).toContain(rule);
  });
});
