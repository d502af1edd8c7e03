import { describe, expect, test } from 'vitest';
import { calicoPeer, meshOff, soundPeer } from '../support/objects.ts';
import { scanned } from '../support/scan.ts';

/** A peer of the rack `r` with a password. */
const peer = (name: string) =>
  calicoPeer(name, ['password: {secretKeyRef: {name: bgp, key: tor}}']).replace(`rack == '${name}'`, "rack == 'r'");
const other = soundPeer.replace('64513', '64514');
const copies = { 'prod/sound.yaml': soundPeer, 'test/sound.yaml': other };

async function duplicates(files: { readonly [file: string]: string }): Promise<string[]> {
  const { report } = await scanned(files);
  return report.findings
    .filter(({ rule }) => rule === 'calico/duplicate-peer')
    .map(({ level, file }) => `${level} ${file}`);
}

test('two objects of one cluster', async () => {
  expect(await duplicates({ ...copies, 'prod/a.yaml': peer('a'), 'prod/b.yaml': peer('b') })).toEqual([
    'error prod/b.yaml',
  ]);
});

test('two objects that are common to all clusters', async () => {
  expect(await duplicates({ ...copies, 'base/a.yaml': peer('a'), 'base/b.yaml': peer('b') })).toEqual([
    'error base/b.yaml',
  ]);
});

test('two that are common, of different folders: perhaps of two networks', async () => {
  expect(await duplicates({ ...copies, 'a/a.yaml': peer('a'), 'b/b.yaml': peer('b') })).toEqual([]);
});

test('one of a cluster and one that lies beside all of them is in the ledger', async () => {
  const files = { ...copies, 'other/a.yaml': peer('a'), 'prod/b.yaml': peer('b') };
  const { ledger } = (await scanned(files)).report;
  expect(ledger.undecided.map(({ rule, file }) => `${rule} ${file}`)).toEqual(['calico/duplicate-peer prod/b.yaml']);
});

test('one of a cluster and one that lies beside all of them, perhaps of another network', async () => {
  expect(await duplicates({ ...copies, 'other/a.yaml': peer('a'), 'prod/b.yaml': peer('b') })).toEqual([]);
});

test('the same where the config says what a cluster is', async () => {
  const config = 'clusters: [{ name: prod, paths: [prod/**, other/**] }, { name: test, paths: [test/**] }]\n';
  const files = { ...copies, 'other/a.yaml': peer('a'), 'prod/b.yaml': peer('b'), 'bgplint.yaml': config };
  expect(await duplicates(files)).toEqual(['error prod/b.yaml']);
});

test('what answers such a finding is not called unused', async () => {
  const comment = (text: string) =>
    text.replace(/(peerIP.*)/, '$1 # bgplint-ignore calico/duplicate-peer -- two racks');
  const unused = async (folder: string) => {
    const files = { ...copies, [`${folder}/a.yaml`]: peer('a'), 'prod/b.yaml': comment(peer('b')) };
    const { findings } = (await scanned(files)).report;
    return findings.filter(({ rule }) => rule === 'input/unused-suppression').map(({ file }) => file);
  };
  expect(await unused('other')).toEqual([]);
  expect(await unused('test')).toEqual(['prod/b.yaml']);
});

const config = (peerConfig: string, asNumber: number) => `apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata: {name: racks}
spec:
  bgpInstances:
    - name: main
      localASN: ${asNumber}
      peers: [{name: tor, peerAddress: 192.0.2.1, peerASN: 64513, peerConfigRef: {name: ${peerConfig}}}]
`;
const peerConfig = (extra: string) => `apiVersion: cilium.io/v2
kind: CiliumBGPPeerConfig
metadata: {name: tor}
spec: {ebgpMultihop: ${extra}}
`;
const missing = async (files: { readonly [file: string]: string }) => {
  const { findings, ledger } = (await scanned(files)).report;
  const rule = 'cilium/peer-config-not-found';
  const told = findings.filter((finding) => finding.rule === rule).map(({ level, file }) => `${level} ${file}`);
  return [...told, ...ledger.undecided.filter((one) => one.rule === rule).map(({ file }) => `undecided ${file}`)];
};

test('what replaces a copy in its folder finds what it names there', async () => {
  const files = {
    'bgp/a.yaml': config('tor', 64512),
    'bgp/b.yaml': config('tor', 64514),
    'bgp/c.yaml': peerConfig('2'),
    'bgp/d.yaml': peerConfig('3'),
  };
  expect(await missing(files)).toEqual([]);
  expect(await missing({ ...files, 'bgp/a.yaml': config('spine', 64512) })).toEqual(['undecided bgp/a.yaml']);
  expect(await missing({ ...files, 'bgp/b.yaml': config('spine', 64514) })).toEqual(['note bgp/b.yaml']);
});

test('what a folder misses that is a cluster', async () => {
  const files = {
    'a/bgp.yaml': config('spine', 64512),
    'a/tor.yaml': peerConfig('2'),
    'b/bgp.yaml': config('tor', 64514),
  };
  expect(await missing({ ...files, 'b/tor.yaml': peerConfig('3') })).toEqual(['note a/bgp.yaml']);
});

test('what a file misses beside no copies', async () => {
  expect(await missing({ 'bgp/a.yaml': config('spine', 64512), 'bgp/c.yaml': peerConfig('2') })).toEqual([
    'note bgp/a.yaml',
  ]);
});

const pool = (name: string, addresses: string) => `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: {name: ${name}, namespace: metallb-system}
spec: {addresses: [${addresses}]}
`;
const overlaps = async (files: { readonly [file: string]: string }) => {
  const { findings, ledger } = (await scanned(files)).report;
  const rule = 'metallb/pool-overlap';
  const told = findings.filter((finding) => finding.rule === rule).map(({ level, file }) => `${level} ${file}`);
  return [...told, ...ledger.undecided.filter((one) => one.rule === rule).map(({ file }) => `undecided ${file}`)];
};

describe('a copy of one of two objects that contradict each other', () => {
  const two = { 'm/a.yaml': pool('a', '10.0.0.0/24'), 'm/b.yaml': pool('b', '10.0.0.0/25') };
  const harmless = pool('b', '172.16.0.0/24');

  test('before it hides nothing', async () => {
    expect(await overlaps(two)).toEqual(['error m/b.yaml']);
    expect(await overlaps({ ...two, 'm/aa.yaml': harmless })).toEqual(['note m/b.yaml']);
  });

  test('in its file hides nothing', async () => {
    expect(await overlaps({ ...two, 'm/b.yaml': `${harmless}---\n${two['m/b.yaml']}` })).toEqual(['error m/b.yaml']);
  });

  test('in a folder below hides nothing', async () => {
    expect(await overlaps({ ...two, 'm/n/b.yaml': harmless })).toEqual(['error m/b.yaml']);
  });

  test('in a file that the kustomization leaves out hides nothing', async () => {
    const listed = { ...two, 'm/z.yaml': harmless, 'm/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n' };
    expect(await overlaps(listed)).toEqual(['error m/b.yaml']);
  });

  test('that holds the same makes a note of it: the files may be alternatives', async () => {
    const labelled = two['m/b.yaml'].replace('name: b', 'name: b, labels: {sample: y}');
    expect(await overlaps({ ...two, 'm/aa.yaml': labelled })).toContain('note m/b.yaml');
  });

  test('behind it is what the cluster keeps', async () => {
    expect(await overlaps({ ...two, 'm/z.yaml': harmless })).toEqual(['undecided m/b.yaml']);
  });
});

describe('a file beside a kustomization', () => {
  const files = { 'm/a.yaml': pool('a', '10.0.0.0/24'), 'm/b.yaml': pool('b', '10.0.0.0/25') };
  const beside = (kustomization: string, more: { readonly [file: string]: string } = {}) =>
    overlaps({ ...files, 'm/kustomization.yaml': kustomization, ...more });

  test('that it leaves out contradicts nothing that it lists', async () => {
    expect(await beside('resources: [a.yaml]\n')).toEqual(['undecided m/b.yaml']);
    expect(await beside('kind: Component\nresources: [a.yaml]\n')).toEqual(['undecided m/b.yaml']);
    expect(await beside('bases: [../n]\nresources: [a.yaml]\n')).toEqual(['undecided m/b.yaml']);
  });

  test('that it leaves out has to do with nothing in other folders', async () => {
    const elsewhere = { 'm/a.yaml': pool('a', '10.9.0.0/24'), 'z/c.yaml': pool('c', '10.0.0.0/25') };
    expect(await beside('resources: [a.yaml]\n', elsewhere)).toEqual([]);
  });

  test('that it leaves out hides no pair of others', async () => {
    const third = { 'm/c.yaml': pool('c', '10.0.0.0/26') };
    expect(await beside('resources: [a.yaml, b.yaml]\n', third)).toContain('error m/b.yaml');
  });

  test.each<[string, string, { readonly [file: string]: string }?]>([
    ['a resource', 'resources: [a.yaml, ./b.yaml]\n'],
    ['what another one lists', 'resources: [a.yaml]\n', { 'n/kustomization.yaml': 'resources: [../m, ../m/b.yaml]\n' }],
    ['what a generator reads', 'resources: [a.yaml]\nconfigMapGenerator: [{name: x, files: [pools=b.yaml]}]\n'],
    ['anything, where it lists nothing', 'namespace: x\n'],
    [
      'anything, where it is an object of Flux',
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: ./x}\nresources: [a.yaml]\n',
    ],
    [
      'what stands in a folder below',
      'resources: [a.yaml]\n',
      { 'm/b.yaml': '', 'm/n/b.yaml': pool('b', '10.0.0.0/25') },
    ],
  ])('counts as %s', async (_, kustomization, more = {}) => {
    expect(await beside(kustomization, more)).toEqual([expect.stringMatching(/^error m\/(?:n\/)?b.yaml$/)]);
  });

  test('that it leaves out is judged by itself, and the ledger says so', async () => {
    const left = pool('b', '10.0.0.9-10.0.0.1');
    const { findings, ledger } = (
      await scanned({ ...files, 'm/b.yaml': left, 'm/kustomization.yaml': 'resources: [a.yaml]\n' })
    ).report;
    expect(findings.map(({ rule, file }) => `${rule} ${file}`)).toContain('metallb/pool-range-invalid m/b.yaml');
    // It is read.
    expect(ledger.unlisted).toEqual(['m/b.yaml']);
    expect(ledger.skipped).toEqual([]);
    expect(ledger.files).toMatchObject({ read: 2, skipped: 0 });
  });
});

test('what one cluster joins is not decided by where files stand that another one joins', async () => {
  // For the one neither file of the other's pair is its own, and one folder holds the other.
  const files = {
    'x/b.yaml': pool('b', '10.0.0.0/25'),
    'y/b.yaml': pool('b', '10.0.0.0/26'),
    'z.yaml': pool('z', '10.0.0.0/24'),
  };
  expect(await overlaps(files)).toEqual(['undecided z.yaml']);
});

test('samples beside each other are no errors, whichever of them hold one object', async () => {
  const files = {
    'k8s/a.yaml': pool('a', '10.0.0.0/24'),
    'k8s/a-aggregated.yaml': pool('a', '10.0.0.0/24').replace('spec: {', 'spec: {autoAssign: false, '),
    'k8s/b.yaml': pool('b', '10.0.0.0/25'),
    'k8s/c.yaml': pool('c', '10.0.1.0/24'),
  };
  const { findings } = (await scanned(files)).report;
  expect(findings.filter(({ level }) => level !== 'note')).toEqual([]);
  expect(findings.map(({ rule }) => rule)).toContain('input/duplicate-object');
});

describe('what is nowhere in a guessed cluster', () => {
  const spine = peerConfig('2').replace('name: tor', 'name: spine');
  const files = {
    'a/bgp.yaml': config('spine', 64512),
    'b/bgp.yaml': config('tor', 64514),
    'b/tor.yaml': peerConfig('3'),
  };

  test('and in a folder of another one is not decided', async () => {
    expect(await missing(files)).toEqual(['note a/bgp.yaml']);
    expect(await missing({ ...files, 'b/spine.yaml': spine })).toEqual(['undecided a/bgp.yaml']);
  });

  test('and misspelt in its own is an error, unless a folder of another one has the name', async () => {
    const near = { ...files, 'a/spines.yaml': spine.replace('name: spine', 'name: spines') };
    expect(await missing(near)).toEqual(['error a/bgp.yaml']);
    expect(await missing({ ...near, 'b/spine.yaml': spine })).toEqual(['undecided a/bgp.yaml']);
  });

  test('is a note that names the cluster where all of them are said to be complete', async () => {
    const all = { ...files, 'b/spine.yaml': spine, 'bgplint.yaml': 'complete: true\n' };
    expect(await missing(all)).toEqual(['note a/bgp.yaml']);
    const [found] = (await scanned(all)).report.findings.filter(({ rule }) => rule === 'cilium/peer-config-not-found');
    expect(found?.message).toMatch(/ a, and the clusters are guessed$/);
  });

  const lonely = async (more: { readonly [file: string]: string }) => {
    const { findings, ledger } = (await scanned({ ...copies, ...more })).report;
    const rule = 'calico/mesh-disabled-without-peers';
    const told = findings.filter((finding) => finding.rule === rule).map(({ level, file }) => `${level} ${file}`);
    return [...told, ...ledger.undecided.filter((one) => one.rule === rule).map(({ file }) => `undecided ${file}`)];
  };

  test('and in one beside all of them is in the ledger', async () => {
    expect(await lonely({ 'lab/mesh.yaml': meshOff })).toEqual(['undecided lab/mesh.yaml']);
    const mesh = { 'x/mesh.yaml': meshOff, 'y/mesh.yaml': meshOff.replace('spec:', 'spec:\n  asNumber: 64512') };
    const beside = await lonely({ ...mesh, 'prod/sound.yaml': '', 'test/sound.yaml': '', 'z/peer.yaml': soundPeer });
    expect(beside).toEqual(['undecided x/mesh.yaml', 'undecided y/mesh.yaml']);
  });

  test.each([
    ['a folder around it', {}, 'peer.yaml'],
    [
      'what is built with it',
      {
        'x/kustomization.yaml': 'resources: [mesh.yaml, ../z]\n',
        'y/kustomization.yaml': 'resources: [mesh.yaml, ../z]\n',
        'z/kustomization.yaml': 'resources: [peer.yaml]\n',
      },
      'z/peer.yaml',
    ],
  ])('and in %s is nothing', async (_, kustomizations, peers) => {
    const mesh = { 'x/mesh.yaml': meshOff, 'y/mesh.yaml': meshOff.replace('spec:', 'spec:\n  asNumber: 64512') };
    const without = { 'prod/sound.yaml': '', 'test/sound.yaml': '' };
    expect(await lonely({ ...mesh, ...without, ...kustomizations, [peers]: soundPeer })).toEqual([]);
  });
});

test('what one kustomization builds is joined, whatever folders it is in', async () => {
  const files = {
    'base/a.yaml': pool('a', '10.0.0.0/24'),
    'x/b.yaml': pool('b', '10.0.0.0/25'),
    'y/b.yaml': pool('b', '10.0.1.0/25'),
  };
  expect(await overlaps(files)).toEqual(['undecided x/b.yaml']);
  const built = {
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'x/kustomization.yaml': 'resources: [b.yaml, ../base]\n',
    'y/kustomization.yaml': 'resources: [b.yaml, ../base]\n',
  };
  expect(await overlaps({ ...files, ...built })).toEqual(['note x/b.yaml']);
});
