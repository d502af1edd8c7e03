import { expect, test } from 'vitest';
import { places, scanned } from '../../support/scan.ts';

test.each<[string, string, string[]]>([
  [
    'a HelmRelease',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: { values: { extra: { kind: BGPPeer } } }\n',
    ['a.yaml: values of a HelmRelease: render the chart first, and check the result'],
  ],
  [
    'tasks of Ansible',
    '- name: peers\n  kubernetes.core.k8s: { definition: { kind: BGPPeer } }\n- name: more\n  shell: x\n',
    ['a.yaml: Ansible tasks: check the manifests that they produce'],
  ],
  [
    'a block of tasks without a name',
    '- block:\n  - name: peers\n    args: { stdin: "{kind: BGPPeer}" }\n',
    ['a.yaml: Ansible tasks: check the manifests that they produce'],
  ],
  ['operations of a JSON patch', '- { op: replace, path: /spec/peerIP, value: BGPPeer }\n', []],
  ['another document', 'kind: ClusterRole\nrules: [{ resources: [BGPPeer] }]\n', []],
])('%s is in the ledger', async (_, text, left) => {
  const result = await scanned({ 'a.yaml': text });
  expect(places(result)).toEqual([]);
  expect(result.report.ledger.skipped.map(({ file, reason }) => `${file}: ${reason}`)).toEqual(left);
});
