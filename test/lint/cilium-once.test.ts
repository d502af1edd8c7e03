import { expect, test } from 'vitest';
import { scanned } from '../support/scan.ts';

const advertisement = `---
apiVersion: cilium.io/v2
kind: CiliumBGPAdvertisement
metadata: {name: services, labels: {advertise: bgp}}
spec:
  advertisements: [{advertisementType: Service, service: {addresses: [LoadBalancerIP]}, selector: {}}]
`;
const peerConfig = (...more: readonly string[]) => `---
apiVersion: cilium.io/v2
kind: CiliumBGPPeerConfig
metadata: {name: tor}
spec:
  families: [{afi: ipv4, safi: unicast, advertisements: {matchLabels: {advertise: bgp}}}]
${more.map((line) => `  ${line}\n`).join('')}`;
const sound = ['authSecretRef: bgp-tor', 'gracefulRestart: {enabled: true}'];

const clusterConfig = (...peers: readonly string[]) => `---
apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata: {name: racks}
spec:
  bgpInstances:
    - name: main
      localASN: 64512
      peers:
${peers.map((peer) => `        - {${peer}}\n`).join('')}`;
const peer = 'name: tor, peerAddress: 192.0.2.1, peerASN: 64513, peerConfigRef: {name: tor}';
const legacy = (neighbor: string) => `---
apiVersion: cilium.io/v2alpha1
kind: CiliumBGPPeeringPolicy
metadata: {name: racks}
spec:
  virtualRouters:
    - localASN: 64512
      exportPodCIDR: true
      neighbors:
        - {${neighbor}, authSecretRef: bgp-tor, gracefulRestart: {enabled: true}}
`;

/** The rules that report something, but for those about what is not in the scan. */
async function rules(...documents: readonly string[]): Promise<string[]> {
  const { findings } = (await scanned({ 'bgp.yaml': documents.join('') })).report;
  return findings.filter(({ level }) => level !== 'note').map(({ rule }) => rule);
}

test('what is sound', async () => {
  expect(await rules(peerConfig(...sound), clusterConfig(peer), advertisement)).toEqual([]);
});

test('a peer without a peer config lacks three things, and one line', async () => {
  expect(await rules(clusterConfig('name: tor, peerAddress: 192.0.2.1, peerASN: 64513'), advertisement)).toEqual([
    'cilium/peer-advertises-nothing',
  ]);
});

test('a reference without a name is told by the schema, and one that is filled in later by nobody', async () => {
  const refers = (reference: string) =>
    rules(peerConfig(...sound), clusterConfig(peer.replace('{name: tor}', reference)), advertisement);
  expect(await refers('{}')).toEqual(['input/missing-field']);
  expect(await refers('{name: null}')).toEqual(['input/missing-field']);
  expect(await refers("'${PEER_CONFIG}'")).toEqual([]);
  expect(await refers("''")).toEqual(['input/wrong-type']);
});

test('an address with a mask is told by its family', async () => {
  for (const address of ['192.0.2.1/32', '192.0.2.0/24', '2001:db8::1/128']) {
    const masked = peer.replace('192.0.2.1', address);
    expect(await rules(peerConfig(...sound), clusterConfig(masked), advertisement)).toEqual([
      'cilium/peer-address-has-mask',
    ]);
  }
});

test('another that is none is told by the schema', async () => {
  expect(await rules(peerConfig(...sound), clusterConfig(peer.replace('192.0.2.1', 'tor-1')), advertisement)).toEqual([
    'input/invalid-value',
  ]);
});

test('a hold time out of its range is told by the schema alone', async () => {
  const timers = (text: string) => rules(peerConfig(...sound, `timers: {${text}}`), clusterConfig(peer), advertisement);
  expect(await timers('holdTimeSeconds: 2')).toEqual(['input/invalid-value']);
  expect(await timers('holdTimeSeconds: 20')).toEqual(['cilium/timers']);
  expect(await timers('holdTimeSeconds: "20"')).toEqual(['input/wrong-type']);
});

test('a neighbor without an AS number is told by the schema, one of any AS by the family', async () => {
  const deprecated = 'cilium/deprecated-api';
  expect(await rules(legacy('peerAddress: 192.0.2.1/32'))).toEqual([deprecated, 'input/missing-field']);
  expect(await rules(legacy('peerAddress: 192.0.2.1/32, peerASN: 0'))).toEqual([
    deprecated,
    'cilium/peer-without-as-number',
  ]);
});

test('a peer config has one finding however many peers use it, and names them', async () => {
  const peers = ['a', 'b', 'c'].map((name) => peer.replace('name: tor', `name: ${name}`));
  const { findings } = (
    await scanned({
      'a.yaml': peerConfig('authSecretRef: bgp-tor'),
      'b.yaml': clusterConfig(...peers),
      'c.yaml': advertisement,
    })
  ).report;
  const found = findings.filter(({ rule }) => rule === 'cilium/graceful-restart-disabled');
  expect(found.map(({ related }) => related.map(({ file, range }) => `${file}:${range?.startLine}`))).toEqual([
    ['b.yaml:10', 'b.yaml:11', 'b.yaml:12'],
  ]);
});

test('a selector under `service` is told by the family, and beside another one by the schema', async () => {
  const nested = advertisement.replace('[LoadBalancerIP]}, selector: {}', '[LoadBalancerIP], selector: {}}');
  expect(await rules(peerConfig(...sound), clusterConfig(peer), nested)).toEqual([
    'cilium/advertisement-selects-nothing',
  ]);
  const both = advertisement.replace('[LoadBalancerIP]}', '[LoadBalancerIP], selector: {}}');
  expect(await rules(peerConfig(...sound), clusterConfig(peer), both)).toEqual(['input/unknown-field']);
});

test('a virtual router that announces nothing is told once', async () => {
  const told = async (...lines: readonly string[]) => {
    const policy = legacy('peerAddress: 192.0.2.1/32, peerASN: 64513').replace(
      'exportPodCIDR: true\n',
      ['exportPodCIDR: false\n', ...lines.map((line) => `      ${line}\n`)].join(''),
    );
    const { findings } = (await scanned({ 'bgp.yaml': policy })).report;
    return findings.map(({ rule }) => rule).filter((rule) => rule !== 'cilium/deprecated-api');
  };
  expect(await told()).toEqual(['cilium/peer-advertises-nothing']);
  expect(await told('serviceAdvertisements: [LoadBalancerIP]')).toEqual(['cilium/advertisement-selects-nothing']);
});
