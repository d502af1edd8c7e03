import { describe, expect, test } from 'vitest';
import { HostError } from '../../src/lib/host.ts';
import { calicoPeer, meshOff, metallbPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';
import { type Scanning, scanned } from '../support/scan.ts';

const rule = 'calico/mesh-disabled-without-peers';
const complete = { 'bgplint.yaml': 'complete: true\n', 'mesh.yaml': meshOff };
const cluster = (name: string) => `{ name: ${name}, complete: true, paths: [${name}] }`;
const pool = 'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: a}\n';
const filter = 'apiVersion: projectcalico.org/v3\nkind: BGPFilter\nmetadata: {name: a}\n';
const lonely = 'peerIP: 192.0.2.1\n  node: a';

/** The level of the claim, and why it is only a note. */
async function claim(files: Parameters<typeof scanned>[0], options: Scanning = {}) {
  const { report } = await scanned(files, options);
  const found = report.findings.filter((finding) => finding.rule === rule);
  return found.map(({ level, message }) => `${level} ${/; note only: (.*)$/.exec(message)?.[1] ?? ''}`.trim());
}

describe('a claim about the whole cluster', () => {
  test.each<[string, Parameters<typeof scanned>[0], Scanning, string]>([
    ['is an error where the scan holds everything', complete, {}, 'error'],
    [
      'is a note without a config',
      { 'mesh.yaml': meshOff },
      {},
      'note set `complete: true` in bgplint.yaml if the scan holds the whole cluster',
    ],
    [
      'is a note where the config says so',
      { ...complete, 'bgplint.yaml': 'complete: false' },
      {},
      'note set `complete: true` in bgplint.yaml if the scan holds the whole cluster',
    ],
    ['where only a file was read', complete, { paths: ['mesh.yaml'] }, 'note this run did not read the whole cluster'],
    [
      'where only a folder was read',
      { 'bgplint.yaml': 'complete: true', 'x/mesh.yaml': meshOff },
      { paths: ['x'] },
      'note this run did not read the whole cluster',
    ],
    ['where all was read, and more', complete, { paths: ['mesh.yaml', '.'] }, 'error'],
    [
      'beside a template of the family',
      { ...complete, 'b.yaml': `{{ if .x }}\n${soundPeer}{{ end }}\n` },
      {},
      'note b.yaml was not checked',
    ],
    [
      'beside a template of the family, by its name',
      { ...complete, 'b.yaml.j2': soundPeer },
      {},
      'note b.yaml.j2 was not checked',
    ],
    ['beside a template of another family', { ...complete, 'b.yaml.j2': pool }, {}, 'error'],
    ['beside a template about something else', { ...complete, 'b.yaml.j2': 'a: 1' }, {}, 'error'],
    [
      'beside an unreadable file',
      { ...complete, 'b.yaml': new HostError('permission denied') },
      {},
      'note b.yaml was not checked',
    ],
    [
      'beside a folder that cannot be listed',
      { ...complete, x: new HostError('permission denied'), 'x/b.yaml': '' },
      {},
      'note x was not checked',
    ],
    [
      'beside a broken file of the family',
      { ...complete, 'b.yaml': 'kind: BGPPeer\n a: [' },
      {},
      'note b.yaml was not checked',
    ],
    ['beside a broken file of another family', { ...complete, 'b.yaml': 'a: metallb.io/v1\n a: [' }, {}, 'error'],
    [
      'beside a patch',
      { ...complete, 'patches/b.yaml': filter, 'kustomization.yaml': 'patches: [{path: patches/b.yaml}]\n' },
      {},
      'note kustomization.yaml was not checked',
    ],
    [
      'beside a value that is not known',
      {
        ...complete,
        'b.yaml': calicoPeer('b').replace(/peerIP.*/s, `${lonely}\n  asNumber: 1\n  password: \${PASSWORD}\n`),
        'n.yaml': 'apiVersion: projectcalico.org/v3\nkind: Node\nmetadata: {name: c}\n',
      },
      {},
      'note a value in b.yaml is unknown',
    ],
    [
      'where an excluded file is the choice of the user',
      { ...complete, 'bgplint.yaml': 'complete: true\nexclude: [x]', 'x/b.yaml': 'kind: BGPPeer\n a: [' },
      {},
      'error',
    ],
    [
      'in one of the clusters of the config',
      {
        'bgplint.yaml': `clusters: [${cluster('a')}, { name: b, paths: [b] }]`,
        'a/mesh.yaml': meshOff,
        'b/p.yaml': soundPeer,
      },
      {},
      'error',
    ],
    [
      'in the cluster that is not complete',
      {
        'bgplint.yaml': `clusters: [${cluster('a')}, { name: b, paths: [b] }]`,
        'b/mesh.yaml': meshOff,
        'a/p.yaml': soundPeer,
      },
      {},
      'note set `complete: true` in bgplint.yaml if the scan holds the whole cluster',
    ],
    [
      'beside a fault of another cluster',
      {
        'bgplint.yaml': `clusters: [${cluster('a')}, ${cluster('b')}]`,
        'a/mesh.yaml': meshOff,
        'b/x.yaml': 'kind: BGPPeer\n a: [',
        'b/p.yaml': soundPeer,
      },
      {},
      'error',
    ],
    [
      'beside a fault of a common file',
      {
        'bgplint.yaml': `clusters: [${cluster('a')}, ${cluster('b')}]`,
        'a/mesh.yaml': meshOff,
        'x.yaml': 'kind: BGPPeer\n a: [',
        'b/p.yaml': soundPeer,
      },
      {},
      'note x.yaml was not checked',
    ],
    [
      'of a common file, certain in one cluster',
      {
        'bgplint.yaml': `clusters: [${cluster('a')}, { name: b, paths: [b] }]`,
        'mesh.yaml': meshOff,
        'a/m.yaml': metallbPeer('a'),
        'b/m.yaml': metallbPeer('b'),
      },
      {},
      'error',
    ],
  ])('%s', async (_, files, options, expected) => {
    expect(await claim(files, options)).toEqual([expected]);
  });

  test('that an object of the scan refutes is none', async () => {
    expect(await claim({ ...complete, 'b.yaml': soundPeer })).toEqual([]);
  });

  test('leaves other findings as they are', async () => {
    const other = onlyRules('calico/peer-without-password');
    const { report } = await scanned({ 'bgplint.yaml': other, 'a.yaml': calicoPeer('bad') });
    expect(report.findings).toMatchObject([{ rule: 'calico/peer-without-password', level: 'error' }]);
    expect(report.findings[0]?.message).not.toContain('a note');
  });
});

describe('the ledger calls a cluster complete', () => {
  test.each<[string, Parameters<typeof scanned>[0], boolean]>([
    ['where nothing is missing', complete, true],
    ['and not where a file could not be read', { ...complete, 'b.yaml': new HostError('permission denied') }, false],
    ['and not where nobody says so', { 'mesh.yaml': meshOff }, false],
  ])('%s', async (_, files, expected) => {
    const { report } = await scanned(files);
    expect(report.ledger.clusters.map((one) => one.complete)).toEqual([expected]);
  });
});
