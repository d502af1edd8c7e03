import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { metallbPeer } from '../support/objects.ts';
import { places, scanned } from '../support/scan.ts';

type Files = { readonly [file: string]: string };

/** Its address is none. */
const wrong = metallbPeer('tor').replace('192.0.2.1', '192.0.2.256');
const rule = 'metallb/peer-address-invalid';
const part = 'apiVersion: metallb.io/v1beta2\nkind: BGPPeer\nmetadata: {name: tor}\nspec: {peerAddress: 192.0.2.7}\n';

async function verdict(files: Files): Promise<{ reported: string[]; undecided: string[] }> {
  const result = await scanned(files);
  return {
    reported: places(result)
      .filter((place) => place.endsWith(rule))
      .map((place) => place.replace(/:.*/, '')),
    undecided: result.report.ledger.undecided.filter((one) => one.rule === rule).map(({ file }) => file),
  };
}

describe('a patch decides for', () => {
  test.each<[string, Files, string]>([
    ['the base of its tree', { 'a/base/p.yaml': wrong, 'a/overlays/prod/p.yaml': part }, 'a/base/p.yaml'],
    ['the base beside the overlays', { 'base/p.yaml': wrong, 'overlays/prod/p.yaml': part }, 'base/p.yaml'],
    [
      'the tree, from an overlay of an overlay',
      { 'a/b/p.yaml': wrong, 'a/overlays/eu/patches/p.yaml': part },
      'a/b/p.yaml',
    ],
    ['the folder that it stands in', { 'a/p.yaml': wrong, 'a/p-patch.yaml': part }, 'a/p.yaml'],
    [
      'what its kustomization builds, in two steps',
      {
        'net/p.yaml': wrong,
        'eu/kustomization.yaml': 'resources: [../net]\n',
        'eu-1/kustomization.yaml': 'resources: [../eu]\npatches: [{path: p.yaml}]\n',
        'eu-1/p.yaml': part,
      },
      'net/p.yaml',
    ],
    [
      'what the users of its component build',
      {
        'net/p.yaml': wrong,
        'eu/kustomization.yaml': 'resources: [../net]\ncomponents: [../parts/address]\n',
        'parts/address/kustomization.yaml': 'kind: Component\npatches: [{path: p.yaml}]\n',
        'parts/address/p.yaml': part,
      },
      'net/p.yaml',
    ],
    [
      'what a target picks',
      {
        'net/p.yaml': wrong,
        'eu/kustomization.yaml':
          'resources: [../net]\npatches: [{path: p.yaml, target: {group: metallb.io, kind: BGPPeer, name: to.*}}]\n',
        'eu/p.yaml': part.replace('tor', 'any'),
      },
      'net/p.yaml',
    ],
  ])('%s', async (_, files, file) => {
    expect(await verdict(files)).toEqual({ reported: [], undecided: [file] });
  });
});

describe('a patch decides nothing for', () => {
  test.each<[string, Files]>([
    ['another project', { 'b/p.yaml': wrong, 'a/overlays/prod/p.yaml': part }],
    ['a project beside its folder', { 'b/p.yaml': wrong, 'a/p-patch.yaml': part }],
    [
      'what its kustomization does not build',
      {
        'b/p.yaml': wrong,
        'eu/kustomization.yaml': 'resources: [../net]\npatches: [{path: p.yaml}]\n',
        'eu/p.yaml': part,
        'net/other.yaml': metallbPeer('other'),
      },
    ],
    [
      'another group',
      {
        'b/p.yaml': wrong,
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
  const over = (replacements: string) => ({
    'net/p.yaml': wrong,
    'eu/kustomization.yaml': `resources: [../net]\nreplacements: [${replacements}]\n`,
  });

  test.each<[string, Files]>([
    ['in the kustomization', over(one('tor'))],
    ['of many objects', over(one('tor|leaf'))],
    ['in a file', { ...over('{path: r.yaml}'), 'eu/r.yaml': one('tor') }],
    ['in a list in a file', { ...over('{path: ../r.yaml}'), 'r.yaml': `- ${one('leaf')}\n- ${one('tor')}\n` }],
  ])('%s decides', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: [], undecided: ['net/p.yaml'] });
  });

  test.each<[string, Files]>([
    ['of another object', over(one('leaf'))],
    ['of another field', over(one('tor', 'spec.holdTime'))],
    ['in a file that nothing names', { 'net/p.yaml': wrong, 'r.yaml': one('tor') }],
  ])('%s does not', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: ['net/p.yaml'], undecided: [] });
  });

  test('makes no patch of the file that it stands in', async () => {
    expect(await verdict(over('{path: ../net/p.yaml}'))).toEqual({ reported: ['net/p.yaml'], undecided: [] });
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

  test('an frr-k8s neighbour', async () => {
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
