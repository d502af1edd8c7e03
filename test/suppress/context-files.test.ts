/** Comments in files that give context: they are read in a second pass, once something of BGP was found. */
import { expect, test } from 'vitest';
import { scanned } from '../support/scan.ts';

const id = 'calico/autodetection-first-found';

const installation = (comment: string) => `apiVersion: operator.tigera.io/v1
kind: Installation
metadata:
  name: default
spec:
  calicoNetwork:
    bgp: Enabled
    nodeAddressAutodetectionV4:
${comment}      firstFound: true
`;

const peer = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: tor
spec:
  peerIP: 192.0.2.1
  asNumber: 64601
`;

const rules = `rules:\n  ${id}: note\n`;

const answered = async (files: { readonly [file: string]: string }) => {
  const { report } = await scanned({ 'bgplint.yaml': rules, ...files });
  const found = report.findings.filter(({ rule }) => rule === id || rule === 'input/unused-suppression');
  return found.map(({ rule, suppressed }) => `${rule}: ${suppressed?.by ?? 'open'}`).sort();
};

const comment = `      # bgplint-ignore ${id} -- one network\n`;

test('answer findings there', async () => {
  expect(await answered({ 'peer.yaml': peer, 'installation.yaml': installation('') })).toEqual([`${id}: open`]);
  expect(await answered({ 'peer.yaml': peer, 'installation.yaml': installation(comment) })).toEqual([`${id}: comment`]);
});

test('also in a later document of such a file', async () => {
  const node = 'apiVersion: v1\nkind: Node\nmetadata:\n  name: n1\n---\n';
  expect(await answered({ 'peer.yaml': peer, 'installation.yaml': node + installation(comment) })).toEqual([
    `${id}: comment`,
  ]);
});

test('count once where both passes read the file', async () => {
  expect(await answered({ 'all.yaml': `${peer}---\n${installation(comment)}` })).toEqual([`${id}: comment`]);
  const unused = `# bgplint-ignore calico/global-peer, calico/next-hop -- nothing\n${installation(comment)}`;
  expect(await answered({ 'all.yaml': `${peer}---\n${unused}` })).toEqual([
    `${id}: comment`,
    'input/unused-suppression: open',
    'input/unused-suppression: open',
  ]);
});
