import { expect, test } from 'vitest';
import { fileKind } from '../../src/discover/kinds.ts';

test.each([
  ['a/peer.yaml', 'yaml'],
  ['Kustomization', 'yaml'],
  ['plan.json', 'json'],
  ['values.yaml.j2', 'template'],
  ['rules.v4', 'text'],
  ['rules.v6', 'text'],
  ['node.rules', 'text'],
  ['iptables', 'text'],
  ['etc/sysconfig/ip6tables', 'text'],
  ['iptables-save', 'text'],
  ['iptables-save.txt', 'text'],
  ['node-1.iptables-save', 'text'],
  ['worker_1_iptables.dump', 'text'],
  ['nftables.conf', 'text'],
  ['main.nft', 'text'],
  ['nft-ruleset.txt', 'text'],
  ['firewall.sh', 'text'],
  ['nftables.json', 'json'],
  ['iptables.yaml', 'yaml'],
  ['iptables.tf', 'other'],
  ['iptables.go', 'other'],
  ['iptables_test.py', 'other'],
  ['firewall.md', 'other'],
  ['notes.txt', 'loose'],
  ['frr.conf', 'loose'],
  ['tor-1.cfg', 'loose'],
  ['tor-a-confg', 'loose'],
  ['leaf1', 'loose'],
  ['node-status.txt', 'loose'],
  ['router.go', 'other'],
  ['lifting.txt', 'loose'],
  ['install.sh', 'other'],
])('%s is %s by its name', (name, kind) => {
  expect(fileKind(name)).toBe(kind);
});
