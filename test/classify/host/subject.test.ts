import { expect, test } from 'vitest';
import { readIptables } from '../../../src/classify/host/iptables/index.ts';
import { subjectOf } from '../../../src/classify/host/subject.ts';
import { parseIptables } from '../../../src/parse/host/iptables.ts';

test.each([
  ['-A INPUT -p tcp --dport 179 -j ACCEPT', 'bgp'],
  ['-A INPUT -p tcp --dport 179 -j DROP', 'bgp'],
  ['-A INPUT -p tcp -m multiport --dports 22,179 -j ACCEPT', 'bgp'],
  ['-A INPUT -p tcp -m multiport --dports 23,179,445 -j DROP', 'nothing'],
  ['-A INPUT -p tcp --dport 1:1023 -j ACCEPT', 'nothing'],
  ['-A INPUT -p udp --dport 3784 -j ACCEPT', 'bgp'],
  ['-A bgp-peers -s 10.0.0.0/8 -j ACCEPT', 'bgp'],
  ['-A BIRDHOUSE -j ACCEPT', 'nothing'],
  ['-A cali-failsafe-in -p tcp -m multiport --dports 179 -j ACCEPT', 'node'],
  ['-A cali-INPUT -p ipencap -j ACCEPT', 'bgp'],
  ['-A INPUT -p ipencap -j ACCEPT', 'nothing'],
  ['-A KUBE-FIREWALL -j DROP', 'node'],
  ['-A INPUT -p tcp --dport 10250 -j ACCEPT', 'node'],
  ['-A FORWARD -i cali+ -j ACCEPT', 'node'],
  ['-A INPUT -p tcp -m multiport --dports 80,443 -j ACCEPT', 'service'],
  ['-A INPUT -p tcp --dport 22 -j ACCEPT', 'nothing'],
])('%s tells of %s', (rule, subject) => {
  const [document] = parseIptables({ file: 'a.rules', text: `*filter\n${rule}\nCOMMIT\n` }).documents;
  const ruleset = document && readIptables(document);
  expect(ruleset && subjectOf(ruleset)).toBe(subject);
});
