import { describe, expect, test } from 'vitest';
import { outputOf, outputsOf, short, shorts } from './helpers.ts';

const table = (...rows: string[]) => `+--------------+-------------------+-------+----------+-------------+
| PEER ADDRESS |     PEER TYPE     | STATE |  SINCE   |    INFO     |
+--------------+-------------------+-------+----------+-------------+
${rows.join('\n')}
+--------------+-------------------+-------+----------+-------------+
`;

const up = '| 198.51.100.2 | node-to-node mesh | up    | 09:12:44 | Established |';
const waits = '| 198.51.100.3 | global            | start | 09:12:45 | Passive     |';
const whole = `Calico process is running.

IPv4 BGP status
${table(up, waits)}
IPv6 BGP status
No IPv6 peers found.
`;

test('one node with sessions', () => {
  const output = outputOf(whole);
  expect(output).toMatchObject({
    source: 'calicoctl',
    end: 'node',
    product: 'calico',
    cut: false,
    familiesShown: [4, 6],
    agents: [{ running: true, text: 'Calico process is running.' }],
  });
  expect(output.noPeers).toBeUndefined();
  expect(output.sessions).toMatchObject([
    { address: '198.51.100.2', type: 'mesh', state: 'established', since: '09:12:44', text: 'Established', family: 4 },
    { address: '198.51.100.3', type: 'global', state: 'passive' },
  ]);
});

test.each([
  ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['CR CR LF', (text: string) => text.replaceAll('\n', '\r\r\n')],
  ['no-break spaces', (text: string) => text.replaceAll(' ', '\u00a0')],
  ['tabs', (text: string) => text.replace(/ {2,}/g, '\t')],
  ['colors', (text: string) => text.replaceAll('Established', '\u001b[32mEstab\u001b[1mlished\u001b[0m')],
  ['colors at the beginning', (text: string) => `\u001b[1m\u001b[34m${text}`],
  ['em dashes', (text: string) => text.replace(/-{2,}/g, (run) => '\u2014'.repeat(run.length / 2))],
  ['bars of boxes', (text: string) => text.replaceAll('|', '│').replaceAll('+', '┼').replaceAll('--', '──')],
  ['blank lines between rows', (text: string) => text.replaceAll('\n', '\n\n')],
  ['no blank lines', (text: string) => text.replace(/\n+/g, '\n')],
  ['an indent', (text: string) => text.replaceAll('\n', '\n    ')],
  ['no blanks at bars', (text: string) => text.replace(/ *\| */g, '|')],
  ['a byte order mark', (text: string) => `\ufeff${text}`],
  ['a prefix of pdsh', (text: string) => text.replace(/^/gm, 'node-1: ')],
  ['a prefix of kubectl', (text: string) => text.replace(/^/gm, '[pod/calico-node-x7x2k/calico-node] ')],
  [
    'a note of kubectl',
    (text: string) => `Defaulted container "calico-node" out of: calico-node, install-cni (init)\n${text}`,
  ],
  ['no end of the last line', (text: string) => text.trimEnd()],
])('the same with %s', (_, change) => {
  const output = outputOf(change(whole));
  expect(output.sessions.map(short)).toEqual(['198.51.100.2 established', '198.51.100.3 passive']);
  expect(output.cut).toBe(false);
  expect(output.agents).toMatchObject([{ running: true }]);
  expect(output.familiesShown).toEqual([4, 6]);
});

describe('states and errors', () => {
  test.each([
    ['up    | 09:12:44 | Established', 'established'],
    ['start | 09:12:44 | Connect', 'connect'],
    ['start | 09:12:44 | OpenSent', 'open_sent'],
    ['start | 09:12:44 | OpenConfirm', 'open_confirm'],
    ['start | 2026-01-02 | Idle', 'idle'],
    ['start | 09:12:44 | Active Socket: Connection refused', 'active (Socket: Connection refused)'],
    ['start | 09:12:44 | Active        Socket: No route to host', 'active (Socket: No route to host)'],
    ['start | 09:12:44 | Idle BGP Error: Bad peer AS', 'idle (0202 BGP Error: Bad peer AS)'],
    ['start | 09:12:44 | Idle Received: Hold timer expired', 'idle (0400 Received: Hold timer expired)'],
    ['down  | 09:12:44 | Error: Kernel MD5 auth failed', 'down (Error: Kernel MD5 auth failed)'],
    ['start | 09:12:44 | Nonsense', 'unknown'],
  ])('%s', (columns, expected) => {
    expect(shorts(table(`| 198.51.100.2 | global | ${columns} |`))).toEqual([`198.51.100.2 ${expected}`]);
  });

  test('who said it', () => {
    const [ours, theirs] = outputOf(
      table(
        '| 198.51.100.2 | global | start | 09:12:44 | Idle BGP Error: Bad peer AS |',
        '| 198.51.100.3 | global | start | 09:12:44 | Idle Received: Bad peer AS |',
      ),
    ).sessions;
    expect(ours?.error).toMatchObject({ received: false, path: [expect.anything(), 5] });
    expect(theirs?.error).toMatchObject({ received: true, path: [expect.anything(), 5] });
  });

  test('an INFO that goes on below', () => {
    const text = table(
      '| 198.51.100.2 | node specific | start | 09:12:44 | Idle BGP Error: Bad BGP        |',
      '|              |               |       |          | identifier                     |',
      '| 198.51.100.3 | node specific | up    | 09:12:44 | Established                    |',
    );
    expect(shorts(text)).toEqual([
      '198.51.100.2 idle (0203 BGP Error: Bad BGP identifier)',
      '198.51.100.3 established',
    ]);
  });
});

test.each([
  ['198.51.100.2.port.1179', '198.51.100.2:1179'],
  ['2001:db8::1:port:1790', '2001:db8::1:1790'],
  ['2001:db8:0:0::a', '2001:db8::a'],
])('the address %s', (written, expected) => {
  expect(shorts(table(`| ${written} | global | up | 09:12:44 | Established |`))).toEqual([`${expected} established`]);
});

describe('what does not run', () => {
  test.each([
    ['Calico process is not running.', [[false, undefined]]],
    [
      'Calico process is running.\n\nThe BGP backend process (BIRD) is not running.',
      [
        [true, undefined],
        [false, undefined],
      ],
    ],
    [
      `Calico process is running.\n\nIPv4 BGP status\n${table(up)}\nINFO: BIRDv6 process: 'bird6' is not running.\n`,
      [
        [true, undefined],
        [false, 6],
      ],
    ],
    [
      'Calico process is running.\n\nIPv4 BGP status\nError querying BIRD: unable to connect to BIRDv4 socket: dial unix /var/run/bird/bird.ctl: connect: no such file or directory\nIPv6 BGP status\nNo IPv6 peers found.',
      [
        [true, undefined],
        [false, 4],
      ],
    ],
  ])('%s', (text, expected) => {
    const output = outputOf(text);
    expect(output.agents.map(({ running, family }) => [running, family])).toEqual(expected);
    expect(output.cut).toBe(false);
  });

  test('an old release', () => {
    const output = outputOf(`calico-node container is running. Status: Up 3 hours
Running felix version 1.4.0

IPv4 BGP status
IP: 198.51.100.1    AS Number: 64512 (inherited)
${table(up)}
IPv6 BGP status
No IPv6 address configured.
`);
    expect(output).toMatchObject({ cut: false, agents: [{ running: true }], sessions: [{ state: 'established' }] });
  });
});

test('no peers at all', () => {
  const output = outputOf(
    'Calico process is running.\n\nIPv4 BGP status\nNo IPv4 peers found.\n\nIPv6 BGP status\nNo IPv6 peers found.\n',
  );
  expect(output).toMatchObject({ cut: false, noPeers: { text: 'No IPv4 peers found.' }, sessions: [] });
});

describe('output that ends too early', () => {
  test.each([
    ['Calico process is running.\n', 'before the sessions'],
    ['Calico process is running.\n\nIPv4 BGP status\n', 'before the IPv4 sessions'],
    [whole.slice(0, whole.indexOf('| PEER')), 'before the IPv4 sessions'],
    [whole.slice(0, whole.indexOf('| 198')), 'before the first row of its table'],
    [whole.slice(0, whole.indexOf('| 198.51.100.3')), 'before the end of its table'],
    [whole.slice(0, whole.indexOf('No IPv6')), 'before the IPv6 sessions'],
    [whole.replace(/\| 198.51.100.2[\s\S]*(?=\nIPv6)/, ''), 'before the first row of its table'],
  ])('%s', (text, where) => {
    expect(outputOf(text)).toMatchObject({ cut: true, cutAt: { text: where } });
  });

  test('a row that ends within a word is of no known state', () => {
    const text = whole.slice(0, whole.indexOf('Established') + 6);
    expect(shorts(text)).toEqual(['198.51.100.2 unknown']);
    expect(shorts(text.slice(0, text.indexOf('up ') + 3))).toEqual(['198.51.100.2 unknown']);
  });

  test('rows that a search has left', () => {
    expect(outputOf(`${waits}\n`)).toMatchObject({ cut: true, sessions: [{ state: 'passive' }] });
  });
});

describe('several nodes in one text', () => {
  const second = whole.replaceAll('198.51.100', '203.0.113');
  test.each([
    ['nothing between them', `${whole}${second}`, [undefined, undefined]],
    ['headings', `=== node-1 ===\n${whole}\n=== node-2 ===\n${second}`, ['node-1', 'node-2']],
    ['headings of tail', `==> node-1.txt <==\n${whole}\n==> node-2.log <==\n${second}`, ['node-1', 'node-2']],
    ['names alone', `node-1:\n${whole}\nnode-2:\n${second}`, ['node-1', 'node-2']],
    [
      'words around names',
      `## calicoctl node status on node-1\n${whole}\n## Node: node-2 (203.0.113.9)\n${second}`,
      ['node-1', 'node-2'],
    ],
    [
      'prompts',
      `root@node-1:~# calicoctl node status\n${whole}\nroot@node-2:~# sudo calicoctl node status\n${second}`,
      ['node-1', 'node-2'],
    ],
    [
      'brackets',
      `[core@node-1 ~]$ sudo calicoctl node status\n${whole}[core@node-2 ~]$ calicoctl node status\n${second}`,
      ['node-1', 'node-2'],
    ],
    [
      'ssh',
      `$ ssh node-1 sudo calicoctl node status\n${whole}$ ssh root@node-2 calicoctl node status\n${second}`,
      ['node-1', 'node-2'],
    ],
    [
      'containers',
      `$ docker exec kind-worker calicoctl node status\n${whole}$ docker exec -it kind-worker2 calicoctl node status\n${second}`,
      ['kind-worker', 'kind-worker2'],
    ],
    ['ansible', `node-1 | CHANGED | rc=0 >>\n${whole}\nnode-2 | CHANGED | rc=0 >>\n${second}`, ['node-1', 'node-2']],
    [
      'pdsh',
      `${whole.trimEnd().replace(/^/gm, 'node-1: ')}\n${second.trimEnd().replace(/^/gm, 'node-2: ')}`,
      ['node-1', 'node-2'],
    ],
  ])('with %s', (_, text, nodes) => {
    const outputs = outputsOf(text);
    expect(outputs.map(({ node }) => node)).toEqual(nodes);
    expect(outputs.map(({ cut }) => cut)).toEqual([false, false]);
    expect(outputs.map(({ sessions }) => sessions.map(({ address }) => address))).toEqual([
      ['198.51.100.2', '198.51.100.3'],
      ['203.0.113.2', '203.0.113.3'],
    ]);
  });

  test('pdsh mixes lines of machines', () => {
    const lines = [whole.split('\n'), second.split('\n')];
    const mixed = lines[0]?.flatMap((line, i) => [`node-1: ${line}`, `node-2: ${lines[1]?.[i]}`]).join('\n') ?? '';
    expect(outputsOf(mixed).map(({ node, sessions }) => [node, sessions.length])).toEqual([
      ['node-1', 2],
      ['node-2', 2],
    ]);
  });
});

test.each([
  ['a manifest that quotes it', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  note: |\n    Calico process is running.\n'],
  ['prose', 'Check that the Calico process is running. Then look at IPv4 BGP status in the console.\n'],
  ['a script', '#!/bin/sh\n# prints: Calico process is running.\ncalicoctl node status | grep Established\n'],
])('%s is none', (_, text) => {
  expect(outputsOf(text)).toEqual([]);
});
