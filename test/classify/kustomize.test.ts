import { describe, expect, test } from 'vitest';
import { isKustomization, isPatched, type Patch, patchesOf, readKustomization } from '../../src/classify/kustomize.ts';
import { classifyKubernetes } from '../../src/classify/resources.ts';
import type { Resource } from '../../src/model.ts';
import { document, documents } from '../support/document.ts';
import { calicoPeer } from '../support/objects.ts';
import { places, scanned } from '../support/scan.ts';

const peer = classifyKubernetes(document(calicoPeer('tor-a')), 0)[0] as Resource;
const parse = (text: string) => documents(text).map((one) => one.value);
const json = JSON.stringify;

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
  test.each<[string, object, readonly (readonly [string, unknown])[]]>([
    [
      'patches in files',
      { patches: [{ path: 'a.yaml' }, { path: '../b.yaml', target }] },
      [
        ['a.yaml', undefined],
        ['../b.yaml', target],
      ],
    ],
    [
      'patchesStrategicMerge',
      { patchesStrategicMerge: ['a.yaml', 'b/c.yaml'] },
      [
        ['a.yaml', undefined],
        ['b/c.yaml', undefined],
      ],
    ],
    ['patchesJson6902', { patchesJson6902: [{ path: 'a.json', target }] }, [['a.json', target]]],
    [
      'nothing of use',
      { patches: [null, 5, 'x', { path: 5 }, { target }], patchesStrategicMerge: [{}, null], patchesJson6902: 'a' },
      [],
    ],
    ['nothing', {}, []],
  ])('%s', (_, value, expected) => {
    const { files, patches } = readKustomization(document(json(value)), parse);
    expect(files.map(({ file, target: said }) => [file, said])).toEqual(expected);
    expect(patches).toEqual([]);
  });
});

describe('a patch in it sets', () => {
  const merge =
    'apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata:\n  name: tor-a\nspec:\n  asNumber: 1\n  x: {part: 2}\n';
  const operations = '- {op: add, path: /spec/asNumber, value: 1}\n- {op: remove, path: /metadata/annotations/a~1b}\n';
  const target = { kind: 'BGPPeer', name: 'tor-.*' };
  const merged = ['BGPPeer tor-a spec.asNumber', 'BGPPeer tor-a spec.x.part'];
  const operated = ['BGPPeer tor-.* spec.asNumber', 'BGPPeer tor-.* metadata.annotations.a/b'];

  test.each<[string, object, readonly string[]]>([
    ['its leaves', { patches: [{ patch: merge }] }, merged],
    ['its leaves, in patchesStrategicMerge', { patchesStrategicMerge: [merge] }, merged],
    [
      'its leaves, in the target',
      { patches: [{ patch: merge, target: { kind: 'BGPPeer' } }] },
      ['BGPPeer  spec.asNumber', 'BGPPeer  spec.x.part'],
    ],
    ['what its operations name', { patches: [{ patch: operations, target }] }, operated],
    ['what its operations name, in patchesJson6902', { patchesJson6902: [{ patch: operations, target }] }, operated],
    [
      'what its operations name, in objects of any kind',
      { patches: [{ patch: operations, target: { name: 'a' } }] },
      [' a spec.asNumber', ' a metadata.annotations.a/b'],
    ],
    ['nothing without a target', { patches: [{ patch: operations }] }, []],
    [
      'nothing if it is no patch',
      {
        patches: [
          { patch: 'x', target },
          { patch: '[1, null]', target: 5 },
          { patch: '[1, {path: 5}]', target },
        ],
      },
      [],
    ],
  ])('%s', (_, value, expected) => {
    const { patches } = readKustomization(document(json(value)), parse);
    expect(patches.map(({ kind, name, path }) => `${kind} ${name} ${path.join('.')}`)).toEqual(expected);
  });
});

describe('an object is patched', () => {
  const path = ['spec', 'asNumber'];
  test.each<[string, Omit<Patch, 'group'>, boolean]>([
    ['where a patch sets the value', { kind: 'BGPPeer', name: 'tor-a', path }, true],
    ['where it sets what holds it', { kind: 'BGPPeer', name: 'tor-a', path: ['spec'] }, true],
    ['where it sets a part', { kind: 'BGPPeer', name: 'tor-a', path: [...path, 'x'] }, true],
    ['not beside it', { kind: 'BGPPeer', name: 'tor-a', path: ['spec', 'peerIP'] }, false],
    ['by any name', { kind: 'BGPPeer', name: '', path }, true],
    ['by any kind', { kind: '', name: 'tor-a', path }, true],
    ['not of another kind', { kind: 'BGPFilter', name: '', path }, false],
    ['by a pattern', { kind: 'BGPPeer', name: 'tor-.*', path }, true],
    ['by one of two', { kind: 'BGPPeer', name: 'x|tor-.*', path }, true],
    ['by a group', { kind: 'BGPPeer', name: '(tor-a|tor-b)', path }, true],
    ['not by a part of its name', { kind: 'BGPPeer', name: 'tor', path }, false],
    ['not by a pattern that ends elsewhere', { kind: 'BGPPeer', name: '.*-b', path }, false],
    ['by a pattern that is all', { kind: 'BGPPeer', name: '.*', path }, true],
  ])('%s', (_, patch, expected) => {
    expect(isPatched(peer, path, [{ group: '', ...patch }])).toBe(expected);
  });

  test.each([
    ['projectcalico.org', true],
    ['metallb.io', false],
  ])('of the group %s: %s', (group, expected) => {
    expect(isPatched(peer, path, [{ group, kind: 'BGPPeer', name: 'tor-a', path }])).toBe(expected);
  });

  test('its group is that of the patch, or of the target', () => {
    const merge = { apiVersion: 'metallb.io/v1beta2', kind: 'BGPPeer', metadata: { name: 'a' }, spec: { x: 1 } };
    expect(patchesOf(merge, undefined)).toMatchObject([{ group: 'metallb.io' }]);
    expect(patchesOf(merge, { kind: 'BGPPeer' })).toMatchObject([{ group: '' }]);
    expect(patchesOf(merge, { group: 'projectcalico.org' })).toMatchObject([{ group: 'projectcalico.org' }]);
  });

  test.each([
    '(a+)+$',
    `${'.*a'.repeat(60)}b`,
    '('.repeat(199),
    'a|'.repeat(100),
    `${'.*'.repeat(90)}x`,
    'x'.repeat(1e6),
  ])('no pattern of a stranger takes long', (name) => {
    const long = { ...peer, name: 'a'.repeat(253) };
    expect(isPatched(long, path, [{ group: '', kind: 'BGPPeer', name, path }])).toBe(false);
  });

  test('nor does a deep patch', () => {
    const deep = `${'{"a":'.repeat(150)}1${'}'.repeat(150)}`;
    expect(patchesOf({ kind: 'BGPPeer', spec: JSON.parse(deep) }, undefined)).toHaveLength(1);
  });
});

describe('in a scan', () => {
  const base = calicoPeer('tor-a', ['password: {secretKeyRef: {name: a, key: b}}']).replace(/ {2}asNumber.*\n/, '');
  const rule = 'calico/peer-without-as-number';
  const patch = 'apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: {name: tor-a}\nspec: {asNumber: 1}\n';
  const operation = '[{"op": "add", "path": "/spec/asNumber", "value": 1}]';
  const target = '{kind: BGPPeer, name: tor-a}';

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
    const all = { 'base/p.yaml': base, 'eu/kustomization.yaml': `resources: [../base]\n${kustomization}\n`, ...files };
    const { report } = await scanned(all);
    expect(report.findings.filter((found) => found.rule === rule)).toEqual([]);
    expect(report.ledger.undecided).toMatchObject([
      { rule, file: 'base/p.yaml', reason: 'a patch in the scan sets it' },
    ]);
  });

  test('one of another object does not', async () => {
    const kustomization = `resources: [../base]\npatches: [{patch: '${operation}', target: {kind: BGPPeer, name: tor-b}}]\n`;
    const result = await scanned({ 'base/p.yaml': base, 'eu/kustomization.yaml': kustomization });
    expect(places(result).join()).toContain(rule);
  });
});
