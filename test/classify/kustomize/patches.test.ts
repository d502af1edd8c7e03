import { describe, expect, test } from 'vitest';
import { command, project } from '../../support/command.ts';
import { metallbPeer } from '../../support/objects.ts';
import { places, scanned, verdictOf } from '../../support/scan.ts';

type Files = { readonly [file: string]: string };

/** Its address is none. */
const wrong = metallbPeer('tor').replace('192.0.2.1', '192.0.2.256');
const rule = 'metallb/peer-address-invalid';
const part = 'apiVersion: metallb.io/v1beta2\nkind: BGPPeer\nmetadata: {name: tor}\nspec: {peerAddress: 192.0.2.7}\n';

const verdict = (files: Files) => verdictOf(rule, files);

/** A base of one peer, and what an overlay says of it. */
const over = (said: string, more: Files = {}): Files => ({
  'net/p.yaml': wrong,
  'net/kustomization.yaml': 'resources: [p.yaml]\n',
  'eu/kustomization.yaml': `resources: [../net]\n${said}\n`,
  ...more,
});
const target = '{group: metallb.io, kind: BGPPeer, name: tor}';
const patched = 'patches: [{path: p.yaml}]';
const set = (value: string, op = 'replace') => `{op: ${op}, path: /spec/peerAddress, value: ${value}}`;
const patches = (meant: string, operation = set('192.0.2.7')) =>
  over(`patches: [{target: ${meant}, patch: '[${operation}]'}]`);

describe('a patch decides for', () => {
  test.each<[string, Files]>([
    ['its base', over(patched, { 'eu/p.yaml': part })],
    [
      'its base, under other names of the file and field',
      {
        'net/p.yaml': wrong,
        'net/Kustomization': 'bases: [p.yaml]\n',
        'eu/kustomization.yml': `bases: [../net/]\n${patched}\n`,
        'eu/p.yaml': part,
      },
    ],
    [
      'what its kustomization builds, in two steps',
      { ...over(''), 'eu-1/kustomization.yaml': `resources: [../eu]\n${patched}\n`, 'eu-1/p.yaml': part },
    ],
    [
      'what the users of its component build',
      over('components: [../parts/address]', {
        'parts/address/kustomization.yaml': `kind: Component\n${patched}\n`,
        'parts/address/p.yaml': part,
      }),
    ],
    [
      'what a component of a component patches',
      over('components: [../parts/all]', {
        'parts/all/kustomization.yaml': 'kind: Component\ncomponents: [../address]\n',
        'parts/address/kustomization.yaml': `kind: Component\n${patched}\n`,
        'parts/address/p.yaml': part,
      }),
    ],
    [
      'what a target picks',
      over('patches: [{path: p.yaml, target: {group: metallb.io, kind: BGPPeer, name: to.*}}]', {
        'eu/p.yaml': part.replace('tor', 'any'),
      }),
    ],
    ['what an operation replaces', patches(target)],
    ['what an operation adds anew', patches(target, set('192.0.2.7', 'add'))],
    ['what it deletes', over(patched, { 'eu/p.yaml': `${part}$patch: delete\n` })],
    ['what it deletes by a target', over(`patches: [{target: ${target}, patch: '{$patch: delete, kind: x}'}]`)],
    ['what an operation takes away', patches(target, '{op: remove, path: /spec/peerAddress}')],
    ['what an operation moves away', patches(target, '{op: move, from: /spec/peerAddress, path: /spec/x}')],
    ['what an operation copies to', patches(target, '{op: copy, from: /spec/x, path: /spec/peerAddress}')],
    ['all of a spec', patches(target, '{op: replace, path: /spec, value: {}}')],
    ['a version and a namespace', patches('{version: v1beta2, namespace: metallb-system, kind: BGPPeer}')],
    [
      'labels that it has',
      {
        ...patches('{labelSelector: "tier in (a, b),!x"}'),
        'net/p.yaml': wrong.replace('  name: tor', '  labels: {tier: a}\n  name: tor'),
      },
    ],
    [
      'a namespace that a kustomization sets',
      over(`namespace: bgp\n${patched}`, { 'eu/p.yaml': part.replace('{name: tor}', '{name: tor, namespace: bgp}') }),
    ],
    [
      'a name that a kustomization makes',
      {
        ...patches('{kind: BGPPeer, name: eu-tor-x}'),
        'net/kustomization.yaml': 'resources: [p.yaml]\nnamePrefix: eu-\nnameSuffix: -x\n',
      },
    ],
    [
      'labels that a kustomization gives',
      {
        ...patches('{labelSelector: "site=eu,tier=a,x=z"}'),
        'net/kustomization.yaml': 'resources: [p.yaml]\ncommonLabels: {site: eu, x: z}\nlabels: [{pairs: {tier: a}}]\n',
      },
    ],
    [
      'what a List of patches names',
      over(patched, { 'eu/p.yaml': `kind: List\nitems:\n- ${part.trimEnd().replaceAll('\n', '\n  ')}\n` }),
    ],
    [
      'an item of a List',
      {
        ...patches(target),
        'net/p.yaml': `kind: List\napiVersion: v1\nitems:\n- ${wrong.trimEnd().replaceAll('\n', '\n  ')}\n`,
      },
    ],
    [
      'one file, where all that build it do',
      over(patched, {
        'eu/p.yaml': part,
        'us/kustomization.yaml': 'resources: [../net]\npatches: [{path: ../eu/p.yaml}]\n',
      }),
    ],
  ])('%s', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: [], undecided: ['net/p.yaml'] });
  });
});

/** Each of these would silence what it does not build. */
describe('what decides nothing', () => {
  const replacement = (select: string, fields = '[spec.peerAddress]', more = '') =>
    over(`replacements: [{sourceValue: 192.0.2.7, targets: [{select: ${select}, fieldPaths: ${fields}${more}}]}]`);
  test.each<[string, Files]>([
    ['a target that is empty', patches('{}')],
    ['a target of nothing but a group', patches('{group: metallb.io}')],
    ['a target of another kind', patches('{kind: BFDProfile}')],
    ['a target of another name', patches('{kind: BGPPeer, name: to}')],
    ['a target of another version', patches('{kind: BGPPeer, version: v1beta1}')],
    ['a target of another namespace', patches('{kind: BGPPeer, namespace: other}')],
    ['labels that it has not', patches('{kind: BGPPeer, labelSelector: tier=a}')],
    [
      'labels that another kustomization gives',
      {
        ...patches('{kind: BGPPeer, labelSelector: tier=a}'),
        'x/kustomization.yaml': 'labels: [{pairs: {tier: a}}]\n',
      },
    ],
    ['annotations that it has not', patches('{kind: BGPPeer, annotationSelector: tier}')],
    ['an operation that only tests', patches(target, set('192.0.2.256', 'test'))],
    ['no operation', patches(target, set('192.0.2.7', 'set'))],
    ['an operation on all of the object', patches(target, '{op: replace, path: "", value: {}}')],
    ['an operation beside it', patches(target, '{op: add, path: /spec/holdTime, value: 90s}')],
    ['an operation on a name that begins alike', patches(target, '{op: add, path: /spec/peerAddressX, value: 1}')],
    ['a patch without a target', over(`patches: [{patch: '[${set('192.0.2.7')}]'}]`)],
    ['a replacement that selects all', replacement('{}')],
    ['a replacement of every field', replacement(target, '["*"]')],
    ['a replacement of no field', replacement(target, '[]')],
    [
      'a replacement that leaves it out',
      replacement('{kind: BGPPeer}', '[spec.peerAddress]', ', reject: [{name: tor}]'),
    ],
    ['a replacement without a source', over(`replacements: [{targets: [{select: ${target}, fieldPaths: [spec]}]}]`)],
    [
      'a delete in one of two builds',
      over(patched, { 'eu/p.yaml': `${part}$patch: delete\n`, 'us/kustomization.yaml': 'resources: [../net]\n' }),
    ],
    ['a delete of all', over(`patches: [{target: {}, patch: '{$patch: delete}'}]`)],
    ['a delete of another object', over(`patches: [{target: {kind: BGPPeer, name: to}, patch: '{$patch: delete}'}]`)],
    ['a patch in a file that nothing names', over('', { 'eu/p-patch.yaml': part })],
    ['a part under overlays', over('', { 'net/overlays/p.yaml': part })],
    ['a part beside it', over('', { 'net/part.yaml': part })],
    [
      'a part with a directive, which nothing lists',
      over('', { 'net/q.yaml': part.replace('spec: {', 'spec: {$patch: replace, ') }),
    ],
    [
      'a component that nothing uses',
      over('', { 'x/kustomization.yaml': `kind: Component\n${patched}\n`, 'x/p.yaml': part }),
    ],
    [
      'a component among the resources',
      over('', {
        'eu/kustomization.yaml': 'resources: [../net, ../y]\n',
        'y/kustomization.yaml': `kind: Component\n${patched}\n`,
        'y/p.yaml': part,
      }),
    ],
    [
      'a kustomization that lists nothing',
      { 'net/p.yaml': wrong, 'net/kustomization.yaml': 'patches: [{path: q.yaml}]\n', 'net/q.yaml': part },
    ],
    [
      'a kustomization that lists a folder without one',
      {
        'net/p.yaml': wrong,
        'eu/kustomization.yaml': `resources: [../net]\n${patched}\n`,
        'eu/p.yaml': part,
      },
    ],
    [
      'one of two that build it',
      over(patched, { 'eu/p.yaml': part, 'us/kustomization.yaml': 'resources: [../net]\n' }),
    ],
    [
      'two kustomizations in one folder',
      over(patched, { 'eu/p.yaml': part, 'eu/Kustomization': 'resources: [../net]\n' }),
    ],
    [
      'a Kustomization of Flux, which patches in ways of its own',
      over('', {
        'x/kustomization.yaml': `kind: Kustomization\nspec: {resources: [../net], patches: [{target: ${target}, patch: '[${set('::1')}]'}]}\n`,
      }),
    ],
    ['a template of a kustomization', over(`{{ if .x }}\n${patched}\n{{ end }}`, { 'eu/p.yaml': part })],
  ])('%s', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: ['net/p.yaml'], undecided: [] });
  });
});

describe('a patch decides nothing for', () => {
  const built = { 'b/p.yaml': wrong, 'b/kustomization.yaml': 'resources: [p.yaml]\n' };
  test.each<[string, Files]>([
    ['another project', { ...built, 'a/overlays/prod/p.yaml': part }],
    [
      'what its kustomization does not build',
      {
        ...built,
        'eu/kustomization.yaml': 'resources: [../net]\npatches: [{path: p.yaml}]\n',
        'eu/p.yaml': part,
        'net/other.yaml': metallbPeer('other'),
        'net/kustomization.yaml': 'resources: [other.yaml]\n',
      },
    ],
    [
      'another group',
      {
        ...built,
        'eu/kustomization.yaml':
          'resources: [../b]\npatches: [{path: p.yaml, target: {group: projectcalico.org, kind: BGPPeer}}]\n',
        'eu/p.yaml': part,
      },
    ],
  ])('%s', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: ['b/p.yaml'], undecided: [] });
  });
});

test('a kustomization names files above the folder that the command runs in', async () => {
  const folder = project({
    'here/net/p.yaml': wrong,
    'here/net/kustomization.yaml': 'resources: [p.yaml]\n',
    'eu/kustomization.yaml': 'resources: [../here/net]\npatches: [{path: ../here/part.yaml}]\n',
    'here/part.yaml': part,
  });
  const { code, out } = await command(`${folder}/here`, ['--no-config', '--format', 'json', '..']);
  expect(code, out).toBe(0);
  expect(JSON.parse(out).ledger.undecided).toMatchObject([{ rule, file: 'net/p.yaml' }]);
});

describe('a replacement', () => {
  const one = (name: string, field = 'spec.peerAddress') =>
    `{sourceValue: 192.0.2.7, targets: [{select: {kind: BGPPeer, name: ${name}}, fieldPaths: [${field}]}]}`;
  const replacing = (replacements: string) => over(`replacements: [${replacements}]`);

  test.each<[string, Files]>([
    ['in the kustomization', replacing(one('tor'))],
    ['of many objects', replacing(one('tor|leaf'))],
    ['in a file', { ...replacing('{path: r.yaml}'), 'eu/r.yaml': one('tor') }],
    ['in a list in a file', { ...replacing('{path: ../r.yaml}'), 'r.yaml': `- ${one('leaf')}\n- ${one('tor')}\n` }],
  ])('%s decides', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: [], undecided: ['net/p.yaml'] });
  });

  test.each<[string, Files]>([
    ['of another object', replacing(one('leaf'))],
    ['of another field', replacing(one('tor', 'spec.holdTime'))],
    ['in a file that nothing names', { 'net/p.yaml': wrong, 'r.yaml': one('tor') }],
  ])('%s does not', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: ['net/p.yaml'], undecided: [] });
  });

  test('makes no patch of the file that it stands in', async () => {
    expect(await verdict(replacing('{path: ../net/p.yaml}'))).toEqual({ reported: ['net/p.yaml'], undecided: [] });
  });
});

describe('no patch takes a password out of', () => {
  test('the base', async () => {
    const result = await scanned({
      'base/p.yaml': metallbPeer('tor', ['password: hunter2']),
      'overlays/prod/p.yaml': part.replace('peerAddress: 192.0.2.7', 'password: null'),
    });
    expect(places(result)).toContain('base/p.yaml:11:13 metallb/plaintext-password');
  });

  test('an frr-k8s neighbor', async () => {
    const neighbor = { address: '192.0.2.1', asn: 64513, password: 'hunter2' };
    const object = (changed: object) =>
      JSON.stringify({
        apiVersion: 'frrk8s.metallb.io/v1beta1',
        kind: 'FRRConfiguration',
        metadata: { name: 'tor', namespace: 'frr-k8s-system' },
        spec: { bgp: { routers: [{ asn: 64512, neighbors: [{ ...neighbor, ...changed }] }] } },
      });
    const result = await scanned({
      'base.yaml': object({}),
      'kustomization.yaml': 'resources: [base.yaml]\npatches: [{path: part.yaml}]\n',
      'part.yaml': object({ password: null }),
    });
    expect(places(result).join()).toMatch(/base\.yaml:1:\d+ frr-k8s\/plaintext-password/);
  });
});
