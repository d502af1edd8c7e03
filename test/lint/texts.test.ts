import { expect, test } from 'vitest';
import { places, scanned } from '../support/scan.ts';

const closed = `*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
-A INPUT -p tcp -m tcp --dport 443 -j ACCEPT
COMMIT
`;

const rule = 'host/bgp-port-dropped';

test('a ruleset is read where it is called so, or named', async () => {
  expect(places(await scanned({ 'rules.v4': closed, 'notes.txt': closed }))).toEqual([]);
  expect(places(await scanned({ 'notes.txt': closed }, { paths: ['notes.txt'] }))).toEqual([`notes.txt:2:8 ${rule}`]);
});

test('what is called so and holds none is no gap', async () => {
  const { report } = await scanned({ 'alerts.rules': 'groups:\n  - name: bgp\n', 'iptables.txt': 'Chain INPUT\n' });
  expect(report.ledger.files).toMatchObject({ seen: 2, read: 0, skipped: 0 });
});

test('a comment suppresses', async () => {
  const text = closed.replace(':INPUT', `# bgplint-ignore ${rule} -- the router opens all sessions\n:INPUT`);
  const result = await scanned({ 'rules.v4': text }, { paths: ['rules.v4'] });
  expect(places(result)).toEqual([]);
  expect(result.report.findings.map(({ suppressed }) => suppressed)).not.toContain(null);
  expect(result.report.findings).toHaveLength(1);
});

test('what is not understood is undecided, at its line', async () => {
  const text = closed.replace('-p tcp -m tcp --dport 443', '-p tcp -m tcp --dport 179 -m bpf --object-pinned /bgp');
  const { report } = await scanned({ 'rules.v4': text });
  expect(report.findings).toEqual([]);
  expect(report.ledger.undecided).toMatchObject([{ rule, file: 'rules.v4', range: { startLine: 5 } }]);
});

test('a script that asks something stands in the ledger', async () => {
  const { report } = await scanned({ 'firewall.sh': 'if true; then\niptables -P INPUT DROP\nfi\n' });
  expect(report.ledger.skipped).toMatchObject([{ file: 'firewall.sh', reason: expect.stringContaining('script') }]);
});

test('what people write beside rules is in no message', async () => {
  const text = closed
    .replace('443 -j', '443 -m comment --comment "password hunter2" -j')
    .replace(':INPUT DROP', ':INPUT ACCEPT');
  const end = '-A INPUT -p tcp --dport 179 -m comment --comment "password hunter2" -j own\n-A own -j DROP\nCOMMIT';
  const result = await scanned({ 'rules.v4': text.replace('COMMIT', end) });
  expect(places(result)).toEqual([`rules.v4:7:1 ${rule}`]);
  expect(JSON.stringify(result.report)).not.toContain('hunter2');
});

test('routers in dialects that are not read are named, whatever their names are', async () => {
  const junos = 'set protocols bgp group nodes neighbor 192.0.2.10 peer-as 64512\n';
  const xr = 'router bgp 64513\n neighbor 192.0.2.10\n  remote-as 64512\n  use neighbor-group NODES\n';
  const { report } = await scanned({ 'a/mx.conf': junos, 'xr.cfg': xr, 'notes.txt': 'protocols bgp\n' });
  expect(report.findings).toEqual([]);
  expect(report.ledger.skipped).toMatchObject([
    { file: 'a/mx.conf', reason: expect.stringContaining('Junos') },
    { file: 'xr.cfg', reason: expect.stringContaining('IOS-XR') },
  ]);
});
