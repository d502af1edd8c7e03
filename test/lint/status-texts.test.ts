/** Which texts and JSON are taken for what a command printed of sessions, and what of them must not pass unread. */
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

const calico =
  'Calico process is running.\n\nIPv4 BGP status\nNo IPv4 peers found.\n\nIPv6 BGP status\nNo IPv6 peers found.\n';
const router = `router bgp 64513
 neighbor 198.51.100.2 remote-as 64512
exit
`;

const read = async (files: { readonly [file: string]: string }, args: readonly string[], stdin = '') => {
  const { code, out, err } = await command(project(files), [...args, '-f', 'json'], {
    readStdin: () => new TextEncoder().encode(stdin),
  });
  const report = out === '' ? undefined : JSON.parse(out);
  return { code, err, families: report?.ledger?.resources ?? {}, findings: report?.findings ?? [] };
};

describe('what is named is read whatever it is called', () => {
  test.each(['node-1', 'node-1.txt', 'a.status', 'x.md', 'x.json', 'x.yaml'])('%s', async (file) => {
    expect((await read({ [file]: calico }, [file])).families).toMatchObject({ status: 1 });
  });

  test('standard input without a name', async () => {
    expect((await read({}, ['-'], calico)).families).toMatchObject({ status: 1 });
    const json =
      '{"ipv4Unicast":{"routerId":"198.51.100.1","peers":{"198.51.100.2":{"state":"Active"}},"totalPeers":1}}';
    expect((await read({}, ['-'], json)).families).toMatchObject({ status: 1 });
  });

  test('JSON was asked for, and there is no daemon', async () => {
    expect((await read({ 'bgp.json': 'bgpd is not running\n' }, ['bgp.json'])).families).toMatchObject({ status: 1 });
  });

  test('a configuration, and what is printed of its sessions', async () => {
    const text = `tor-1# show running-config\n${router}tor-1# show bgp summary\n% No BGP neighbors found in VRF default\n`;
    expect((await read({ 'tor-1.txt': text }, ['tor-1.txt'])).families).toMatchObject({ status: 1 });
  });
});

test.each(['node-1-status.txt', 'bgp.log', 'frr-status'])('a walk looks into %s', async (file) => {
  expect((await read({ [file]: calico }, ['.'])).families).toMatchObject({ status: 1 });
  expect((await read({ [file]: 'nothing of it\n', 'a.yaml': 'a: 1\n' }, ['.'])).families).not.toHaveProperty('status');
});

describe('what holds nothing', () => {
  test('JSON without members, under a name that says what it is of', async () => {
    expect((await read({ 'bgp-summary.json': '{}\n' }, ['bgp-summary.json'])).families).toMatchObject({ status: 1 });
    expect((await read({ 'peers.json': '[]' }, ['peers.json'])).families).toMatchObject({ status: 1 });
    expect((await read({ 'package.json': '{}\n' }, ['package.json'])).families).not.toHaveProperty('status');
    expect((await read({ 'bgp-summary.json': '{}\n' }, ['.'])).families).not.toHaveProperty('status');
  });

  test('an empty file that is named', async () => {
    const { code, findings } = await read({ 'node-1-bgp.txt': '\n' }, ['node-1-bgp.txt']);
    expect(code).toBe(1);
    expect(findings).toMatchObject([{ rule: 'input/unreadable' }]);
    expect((await read({ 'a.txt': '' }, ['a.txt'])).findings).toEqual([]);
  });

  test('JSON that ends early', async () => {
    const text = '{"ipv4Unicast":{"routerId":"198.51.100.1","peers":{"198.51';
    expect((await read({ 'x.json': text }, ['x.json'])).findings).toMatchObject([{ rule: 'input/json-syntax' }]);
    expect((await read({}, ['-'], text)).code).not.toBe(0);
  });
});
