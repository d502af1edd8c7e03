/** What patches set is judged where the patch says it. */
import { describe, expect, test } from 'vitest';
import { command, project } from '../../support/command.ts';
import { calicoPeer, frrConfiguration, metallbPeer, soundPeer } from '../../support/objects.ts';
import { onlyRules } from '../../support/only-rules.ts';
import { places, scanned } from '../../support/scan.ts';

const net = { 'a.yaml': soundPeer };
const kustomization = (patches: string) => `resources: [a.yaml]\n${patches}\n`;
const inline = (patch: string, target = '{kind: BGPPeer}') =>
  kustomization(`patches:\n- target: ${target}\n  patch: |\n${patch.replace(/^/gm, '    ')}`);
const part = 'apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: {name: sound}\nspec:\n  peerIP: 192.0.2.300\n';

async function told(files: { readonly [file: string]: string }): Promise<string[]> {
  return places(await scanned(files)).filter((place) => !place.startsWith('a.yaml'));
}

describe('a value is judged', () => {
  test.each<[string, { readonly [file: string]: string }, string]>([
    [
      'of an operation',
      { 'kustomization.yaml': inline('- {op: replace, path: /spec/peerIP, value: 192.0.2.300}') },
      'kustomization.yaml:5:48 calico/peer-address-invalid',
    ],
    [
      'of an operation for a target that names no kind',
      { 'kustomization.yaml': inline('- {op: replace, path: /spec/peerIP, value: 192.0.2.300}', '{name: sound}') },
      'kustomization.yaml:5:48 calico/peer-address-invalid',
    ],
    [
      'of an operation in JSON',
      { 'kustomization.yaml': inline('[{"op": "add", "path": "/spec/peerIP", "value": "192.0.2.300"}]') },
      'kustomization.yaml:5:53 calico/peer-address-invalid',
    ],
    [
      'of a strategic merge patch',
      { 'kustomization.yaml': kustomization(`patches:\n- patch: |\n${part.replace(/^(?=.)/gm, '    ')}`) },
      'kustomization.yaml:8:15 calico/peer-address-invalid',
    ],
    [
      'of the second document of one',
      {
        'kustomization.yaml': kustomization(
          `patches:\n- patch: |\n${`---\nkind: A\nmetadata: {name: b}\n---\n${part}`.replace(/^(?=.)/gm, '    ')}`,
        ),
      },
      'kustomization.yaml:12:15 calico/peer-address-invalid',
    ],
    [
      'in patchesStrategicMerge',
      { 'kustomization.yaml': kustomization(`patchesStrategicMerge:\n- |\n${part.replace(/^(?=.)/gm, '  ')}`) },
      'kustomization.yaml:8:13 calico/peer-address-invalid',
    ],
    [
      "of a patch whose kind is the target's",
      { 'kustomization.yaml': inline('kind: any\nmetadata: {name: any}\nspec: {peerIP: 192.0.2.300}\n') },
      'kustomization.yaml:7:20 calico/peer-address-invalid',
    ],
    [
      'of operations in a file',
      {
        'kustomization.yaml': kustomization('patches: [{path: p.yaml, target: {kind: BGPPeer}}]'),
        'p.yaml': '- {op: add, path: /spec/peerIP, value: 192.0.2.300}\n',
      },
      'p.yaml:1:40 calico/peer-address-invalid',
    ],
    [
      'of a patch in a file that only its target makes one',
      {
        'kustomization.yaml': kustomization('patches: [{path: p.txt, target: {kind: BGPPeer}}]'),
        'p.txt': 'kind: any\nmetadata: {name: any}\nspec: {peerIP: 192.0.2.300}\n',
      },
      'p.txt:3:16 calico/peer-address-invalid',
    ],
    [
      'of a field that no such kind has',
      { 'kustomization.yaml': inline('- {op: add, path: /spec/peerIPs, value: 192.0.2.3}') },
      'kustomization.yaml:5:23 input/unknown-field',
    ],
    [
      'of all of an object',
      {
        'kustomization.yaml': inline(
          '- {op: replace, path: "", value: {metadata: {name: sound}, spec: {peerIP: 192.0.2.300, asNumber: 1}}}',
        ),
      },
      'kustomization.yaml:5:79 calico/peer-address-invalid',
    ],
    [
      'of a kustomization in JSON',
      {
        'kustomization.yaml': JSON.stringify({
          resources: ['a.yaml'],
          patches: [{ target: { kind: 'BGPPeer' }, patch: '[{op: add, path: /spec/peerIP, value: 192.0.2.300}]' }],
        }),
      },
      'kustomization.yaml:1:112 calico/peer-address-invalid',
    ],
  ])('%s', async (_, files, expected) => {
    const found = await told({ ...net, ...files });
    // Of this rule: another one may have something to say of the same patch.
    expect(found.filter((place) => place.split(' ')[1] === expected.split(' ')[1])).toEqual([expected]);
  });
});

describe('nothing is told', () => {
  /** What would speak if a part were taken for all of its object, or a value for what is applied. */
  const config = onlyRules(
    'calico/as-number-format',
    'calico/global-peer',
    'calico/peer-address-invalid',
    'calico/peer-without-as-number',
    'calico/peer-without-password',
    'calico/peer-without-target',
    'input/cross-field',
    'input/invalid-value',
    'input/missing-field',
    'input/unknown-api-version',
    'input/unknown-field',
    'input/wrong-type',
  );
  test.each<[string, string]>([
    ['of a sound value', inline('- {op: replace, path: /spec/peerIP, value: 192.0.2.3}')],
    ['of a value that only tests', inline('- {op: test, path: /spec/peerIP, value: 192.0.2.300}')],
    ['of another kind', inline('- {op: replace, path: /spec/peerIP, value: 192.0.2.300}', '{kind: Deployment}')],
    ['of what a part leaves out', inline('- {op: replace, path: /spec/asNumber, value: 64514}')],
    ['of a directive', inline('kind: x\nmetadata: {name: x}\nspec: {asNumber: 64514, $patch: merge}\n')],
    ['of a name that stands for any', inline('kind: x\nmetadata: {name: _any_}\nspec: {asNumber: 64514}\n')],
    ['of a placeholder', inline('- {op: replace, path: /spec/peerIP, value: "${ROUTER}"}')],
  ])('%s', async (_, text) => {
    expect(await told({ 'bgplint.yaml': config, ...net, 'kustomization.yaml': text })).toEqual([]);
  });
});

test('a password that a patch sets is told, and shown nowhere', async () => {
  const operations = [
    '- {op: add, path: /spec/bgp/routers/0/neighbors/0/password, value: hunter2}',
    '- {op: add, path: /spec/bgp/routers/0/neighbors/0/ebgpMultiHop, value: 5}',
  ].join('\n');
  const text = `resources: [a.yaml]\npatches:\n- target: {kind: FRRConfiguration}\n  patch: |\n${operations.replace(/^/gm, '    ')}\n`;
  const folder = project({ 'a.yaml': frrConfiguration([]), 'kustomization.yaml': text });
  for (const format of ['pretty', 'json', 'sarif', 'markdown']) {
    const { out } = await command(folder, ['--no-config', '--format', format]);
    expect(out).toContain('frr-k8s/plaintext-password');
    expect(out).not.toContain('hunter2');
  }
});

test.each([
  'path: /spec/password\n  op: add\n  value: hunter2',
  'value:\n    hunter2\n  op: add\n  path: /spec/password',
])('nor is one that is no password of its kind: %j', async (operation) => {
  const text = inline(`- {op: add, path: /spec/peerIP, value: 192.0.2.300}\n- ${operation}\n`);
  const folder = project({ 'a.yaml': soundPeer, 'kustomization.yaml': text });
  for (const format of ['pretty', 'json', 'sarif', 'markdown']) {
    const { out } = await command(folder, ['--no-config', '--format', format]);
    expect(out).toContain('calico/peer-address-invalid');
    expect(out).not.toContain('hunter2');
  }
});

describe('the ledger says what is patched, not built', () => {
  const reasons = async (files: { readonly [file: string]: string }) =>
    (await scanned(files)).report.ledger.skipped.map(({ file, reason }) => `${file}: ${reason}`);
  const replacing = `sourceValue: all()\n  targets: [{select: {kind: BGPPeer}, fieldPaths: [spec.nodeSelector]}]`;
  test.each<[string, string]>([
    ['by an operation', inline('- {op: remove, path: /spec/password}')],
    ['by an operation on all of it', inline('- {op: replace, path: "", value: {}}', '{}')],
    ['by a part', kustomization(`patches:\n- patch: |\n${part.replace(/^(?=.)/gm, '    ')}`)],
    ['by a replacement', kustomization(`replacements:\n- ${replacing}`)],
  ])('%s', async (_, text) => {
    expect(await reasons({ ...net, 'kustomization.yaml': text })).toEqual([
      'kustomization.yaml: patched, not built: kustomize build . | bgplint -',
    ]);
    const below = await reasons({ "it's/a.yaml": soundPeer, "it's/kustomization.yaml": text });
    expect(below.join()).toContain(String.raw`kustomize build 'it'\''s' | bgplint -`);
  });

  test('where a program makes what is built', async () => {
    const text = kustomization('transformers: [t.yaml]');
    expect(await reasons({ ...net, 'kustomization.yaml': text })).toEqual([
      'kustomization.yaml: transformers: not built: kustomize build . | bgplint -',
    ]);
  });

  test('where whole objects are patches of what is elsewhere', async () => {
    const text = 'resources: ["https://example.com/base"]\npatches: [{path: a.yaml}]\n';
    expect(await reasons({ 'a.yaml': calicoPeer('a'), 'kustomization.yaml': text })).toEqual([
      'kustomization.yaml: patches of objects that are not in the scan, checked in part: kustomize build . | bgplint -',
    ]);
  });

  test.each<[string, string]>([
    ['what is patched is none of BGP', kustomization(`patches: [{target: {kind: Deployment}, patch: '[]'}]`)],
    ['nothing is patched', kustomization('namePrefix: x')],
    ['others are patched', `patches: [{target: {kind: BGPPeer}, patch: '[{op: remove, path: /spec/password}]'}]\n`],
  ])('not where %s', async (_, text) => {
    expect(await reasons({ ...net, 'kustomization.yaml': text })).toEqual([]);
  });
});

describe('what is no patch is judged whole', () => {
  const whole = metallbPeer('tor', []);
  const rule = 'metallb/peer-without-password';
  test.each<[string, string, { readonly [file: string]: string }]>([
    ['under overlays', 'overlays/prod/p.yaml', {}],
    ['under patches', 'patches/p.yaml', {}],
    ['by its name', 'p-patch.yaml', {}],
    ['beside a kustomization', 'p.yaml', { 'kustomization.yaml': 'resources: []\n' }],
    [
      'as a patch of what is not built',
      'p.yaml',
      { 'kustomization.yaml': 'resources: [q.yaml]\npatches: [{path: p.yaml}]\n', 'q.yaml': metallbPeer('other') },
    ],
    [
      'as a resource that is a patch elsewhere',
      'p.yaml',
      {
        'kustomization.yaml': 'resources: [p.yaml]\n',
        'x/kustomization.yaml': 'resources: [..]\npatches: [{path: ../p.yaml}]\n',
      },
    ],
  ])('%s', async (_, file, more) => {
    expect(places(await scanned({ [file]: whole, ...more })).join()).toContain(`${file}:6:1 ${rule}`);
  });

  test('with a directive, which is an unknown field', async () => {
    const found = places(await scanned({ 'overlays/p.yaml': `${whole}  $patch: replace\n` }));
    expect(found).toContain('overlays/p.yaml:11:3 input/unknown-field');
    expect(found.join()).toContain(rule);
  });

  test.each<[string, string]>([
    ['where it lacks what its kind requires, under overlays', 'overlays/p.yaml'],
    ['where it does beside a kustomization', 'net/p.yaml'],
  ])('but %s', async (_, file) => {
    const text = whole.replace(/ {2}(?:myASN|peerAddress).*\n/g, '');
    const found = places(await scanned({ [file]: text, 'net/kustomization.yaml': 'resources: []\n' }));
    expect(found.join()).not.toContain(rule);
  });
});

describe('the ledger says what only kustomize knows', () => {
  const skipped = async (files: { readonly [file: string]: string }) =>
    (await scanned(files)).report.ledger.skipped.map(({ file, reason }) => `${file}: ${reason}`);
  const advice = 'kustomize build . | bgplint -';

  test('of a patch that makes a peer of something else', async () => {
    const patch = `patches:\n- target: {kind: ConfigMap}\n  options: {allowKindChange: true}\n  patch: |\n    - {op: replace, path: /kind, value: BGPPeer}\n`;
    const other = soundPeer.replace('BGPPeer', 'ConfigMap').replace('projectcalico.org/v3', 'v1');
    expect(await skipped({ 'a.yaml': other, 'kustomization.yaml': kustomization(patch) })).toEqual([
      `kustomization.yaml: allowKindChange: not built: ${advice}`,
    ]);
  });

  test.each([
    ['configurations', 'commonAnnotations: {nodeSelector: all()}\nconfigurations: [c.yaml]'],
    ['fields of labels', 'labels: [{pairs: {vrf: red}, fields: [{kind: BGPPeer, path: spec, create: true}]}]'],
  ])('of %s', async (name, said) => {
    expect(await skipped({ ...net, 'kustomization.yaml': kustomization(said) })).toEqual([
      `kustomization.yaml: ${name}: not built: ${advice}`,
    ]);
  });

  test('of labels that kustomize puts where labels stand', async () => {
    expect(await skipped({ ...net, 'kustomization.yaml': kustomization('labels: [{pairs: {a: b}}]') })).toEqual([]);
  });
});
