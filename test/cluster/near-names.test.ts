import { expect, test } from 'vitest';
import { classifyKubernetes } from '../../src/classify/kubernetes/index.ts';
import { nearNamesOf } from '../../src/cluster/near-names.ts';
import { documents } from '../support/document.ts';

const nearIn = (...texts: string[]) => {
  let id = 0;
  const resources = documents(texts.join('\n---\n'), 'a.yaml').flatMap((document) => {
    const found = classifyKubernetes(document, id);
    id += found.length;
    return found;
  });
  return nearNamesOf(resources);
};
const object = (api: string, kind: string, name: string, rest: string) =>
  `{apiVersion: ${api}, kind: ${kind}, metadata: {name: ${name}}, ${rest}}`;
const peer = (name: string, spec: string) => object('metallb.io/v1beta2', 'BGPPeer', name, `spec: {${spec}}`);

test('a reference that names nothing, and the name that is near', () => {
  const profile = object('metallb.io/v1beta1', 'BFDProfile', 'fast', 'spec: {}');
  expect(nearIn(profile, peer('a', 'bfdProfile: fats'), peer('b', 'bfdProfile: fast'))).toEqual([
    { of: 'metallb/BFDProfile', name: 'fats', near: ['fast'] },
  ]);
});

test('a name of another kind is not near', () => {
  expect(nearIn(peer('fast', 'bfdProfile: fats'))).toEqual([]);
});

test('a placeholder is no name', () => {
  const profile = object('metallb.io/v1beta1', 'BFDProfile', '"${FAST}"', 'spec: {}');
  expect(nearIn(profile, peer('a', 'bfdProfile: "${FATS}"'))).toEqual([]);
});

test('names that fields give', () => {
  const community = object('metallb.io/v1beta1', 'Community', 'c', 'spec: {communities: [{name: no-transit}]}');
  const advertisement = object('metallb.io/v1beta1', 'BGPAdvertisement', 'a', 'spec: {communities: [no-transti]}');
  expect(nearIn(community, advertisement)).toEqual([
    { of: 'metallb/Community.spec.communities', name: 'no-transti', near: ['no-transit'] },
  ]);
});

test('of what stands in one object only names there count', () => {
  const config = (name: string, profile: string, asked: string) =>
    object(
      'frrk8s.metallb.io/v1beta1',
      'FRRConfiguration',
      name,
      `spec: {bgp: {bfdProfiles: [{name: ${profile}}], routers: [{neighbors: [{bfdProfile: ${asked}}]}]}}`,
    );
  expect(nearIn(config('a', 'fast', 'fats'), config('b', 'slow', 'fats'))).toEqual([
    { of: 'frr-k8s/bfdProfile', resource: 0, name: 'fats', near: ['fast'] },
  ]);
});

test('labels, and the Secrets that something makes', () => {
  const config = object(
    'cilium.io/v2',
    'CiliumBGPPeerConfig',
    'a',
    'spec: {authSecretRef: bgp-paswords, families: [{advertisements: {matchLabels: {advertise: bpg}}}]}',
  );
  const advertisement =
    '{apiVersion: cilium.io/v2, kind: CiliumBGPAdvertisement, metadata: {name: a, labels: {advertise: bgp}}}';
  const secret = object('external-secrets.io/v1', 'ExternalSecret', 'x', 'spec: {target: {name: bgp-passwords}}');
  expect(nearIn(config, advertisement, secret)).toEqual([
    { of: 'kubernetes/Secret', name: 'bgp-paswords', near: ['bgp-passwords'] },
    { of: 'cilium/CiliumBGPAdvertisement.metadata.labels', name: 'advertise=bpg', near: ['advertise=bgp'] },
  ]);
});

test('keys of the Secret that is named, and names behind a word', () => {
  const calico = (kind: string, name: string, spec: string) =>
    object('projectcalico.org/v3', kind, name, `spec: {${spec}}`);
  const asking = (name: string, key: string) =>
    calico('BGPPeer', 'a', `node: host-east, password: {secretKeyRef: {name: ${name}, key: ${key}}}`);
  const secret = object('v1', 'Secret', 'tor', 'stringData: {left: a}');
  const node = calico('Node', 'host-west', 'bgp: {}');
  expect(nearIn(secret, node, asking('tor', 'letf'), calico('BGPConfiguration', 'node.host-wset', ''))).toEqual([
    { of: 'kubernetes/Secret.key', name: 'tor/letf', near: ['tor/left'] },
    { of: 'kubernetes/Node', name: 'host-wset', near: ['host-west'] },
  ]);
  expect(nearIn(secret, calico('BGPConfiguration', 'default', ''), asking('tor', 'left'))).toEqual([]);
});
