import { describe, expect, test } from 'vitest';
import { outputOf, outputsOf, short, shorts } from './helpers.ts';

const head = 'name     proto    table    state  since       info';
const rows = `kernel1  Kernel   master   up     2026-01-02
device1  Device   master   up     2026-01-02
Mesh_198_51_100_2 BGP      master   up     09:12:44    Established
Global_198_51_100_254 BGP      master   start  09:12:45    Active        Socket: Connection refused
Node_203_0_113_1_port_1179 BGP      master   start  09:12:46    Idle          Received: Bad peer AS`;
const banner = 'BIRD v0.3.3+birdv1.6.8 ready.';
const expected = [
  '198.51.100.2 established',
  '198.51.100.254 active (Socket: Connection refused)',
  '203.0.113.1:1179 idle (0202 Received: Bad peer AS)',
];

describe("Calico's BIRD", () => {
  test.each([
    ['birdcl', `${banner}\n${head}\n${rows}\n`],
    ['no banner', `${head}\n${rows}\n`],
    ['a prompt', `root@node-1:/# birdcl -s /var/run/calico/bird.ctl show protocols\n${banner}\n${head}\n${rows}\n`],
    ['a shell of its own', `${banner}\nbird> show protocols\n${head}\n${rows}\nbird> quit\n`],
    ['the socket', `0001 BIRD 1.6.8 ready.\n2002-${head}\n1002-${rows.replaceAll('\n', '\n ')}\n0000 \n`],
    ['blanks that were lost', `${banner}\n${head}\n${rows}\n`.replace(/ +/g, ' ')],
    ['tabs', `${banner}\n${head}\n${rows}\n`.replace(/ {2,}/g, '\t')],
    ['blank lines', `${banner}\n${head}\n${rows}\n`.replaceAll('\n', '\n\n')],
  ])('%s', (_, text) => {
    const outputs = outputsOf(text).filter(({ sessions }) => sessions.length > 0);
    expect(outputs).toMatchObject([
      { source: 'birdcl', end: 'node', product: 'calico', cut: false, familiesShown: [4] },
    ]);
    expect(outputs[0]?.sessions.map(short)).toEqual(expected);
  });

  test('IPv6, and sessions of pods: one that waits for its pod is none', () => {
    expect(
      shorts(`${head}
Mesh_2001_db8__3 BGP      master   up     09:12:44    Established
Local_Workload_198_51_100_7 BGP      master   start  09:12:45    Passive
Local_Workload_198_51_100_8 BGP      master   up     09:12:45    Established
Local_Workload_198_51_100_9 BGP      master   start  09:12:45    Idle          Received: Bad peer AS`),
    ).toEqual([
      '2001:db8::3 established',
      '198.51.100.8 established',
      '198.51.100.9 idle (0202 Received: Bad peer AS)',
    ]);
  });

  test.each([
    ['down   09:12:44    Error: No listening socket', 'down (Error: No listening socket)'],
    ['down   09:12:44', 'admin'],
    ['start  09:12:44    Connect', 'connect'],
    ['start  09:12:44    Active        Socket: Connection reset by peer', 'active (Socket: Connection reset by peer)'],
    ['start  2026-01-02 09:12:44    OpenSent', 'open_sent'],
    ['up     2026-01-02 09:12:44    Established', 'established'],
  ])('%s', (columns, state) => {
    expect(shorts(`${head}\nGlobal_198_51_100_1 BGP      master   ${columns}\n`)).toEqual([`198.51.100.1 ${state}`]);
  });
});

test('BIRD 2 on a router', () => {
  const output = outputOf(`BIRD 2.14 ready.
Name       Proto      Table      State  Since         Info
device1    Device     ---        up     2026-01-02
node1      BGP        ---        up     09:12:44.117  Established
node2      BGP        ---        start  09:12:44.118  Passive
`);
  expect(output).toMatchObject({ end: 'either', product: 'bird', cut: false });
  expect(output.sessions.map(short)).toEqual(['node1 established', 'node2 passive']);
});

const details = `Preference:     100
  Input filter:   ACCEPT
  Output filter:  (unnamed)
  Routes:         3 imported, 2 exported, 1 preferred
  BGP state:          Established
    Neighbor address: 198.51.100.9
    Neighbor AS:      64513
    Neighbor caps:    refresh CAPS AS4
    Session:          external AS4
    Source address:   198.51.100.1
    Hold timer:       66/90
    Keepalive timer:  18/30
`;

test.each([
  ['restart-aware', 'helper'],
  ['restart-able', 'restart'],
  ['enhanced-refresh', 'disable'],
])('show protocols all of 1.6: %s', (caps, remote) => {
  const output = outputOf(
    `${banner}\n${head}\ntor1     BGP      master   up     09:12:44    Established\n  ${details.replace('CAPS', caps)}`,
  );
  expect(output.cut).toBe(false);
  expect(output.sessions).toMatchObject([
    {
      name: 'tor1',
      address: '198.51.100.9',
      remoteAs: 64513,
      received: 3,
      sent: 2,
      state: 'established',
      gracefulRestart: { remote },
    },
  ]);
});

test('show protocols all of BIRD 2', () => {
  const output = outputOf(`BIRD 2.14 ready.
Name       Proto      Table      State  Since         Info
node1      BGP        ---        up     09:12:44.117  Established
  Description:    a node
  BGP state:          Established
    Neighbor address: 198.51.100.2
    Neighbor AS:      64512
    Local AS:         64513
    Neighbor ID:      198.51.100.2
    Local capabilities
      Multiprotocol
        AF announced: ipv4
      Route refresh
      Graceful restart
      4-octet AS numbers
    Neighbor capabilities
      Multiprotocol
        AF announced: ipv4
      Route refresh
      Graceful restart
        Restart time: 120
        AF supported: ipv4
        AF preserved: ipv4
      4-octet AS numbers
    Session:          external AS4
    Source address:   198.51.100.1
    Hold timer:       179.250/240
    Keepalive timer:  31.114/80
  Channel ipv4
    State:          UP
    Table:          master4
    Routes:         2 imported, 5 exported, 2 preferred
  Channel ipv6
    State:          UP
    Routes:         1 imported, 1 exported, 1 preferred
`);
  expect(output.sessions).toMatchObject([
    {
      address: '198.51.100.2',
      localAs: 64513,
      remoteAs: 64512,
      received: 3,
      sent: 6,
      gracefulRestart: { local: 'helper', remote: 'restart' },
    },
  ]);
});

test('routes that are kept while the other end restarts', () => {
  const [session] = outputOf(`${head}
node1    BGP      master   start  09:12:44    Active        Socket: Connection closed
  BGP state:          Active
    Neighbor address: 198.51.100.2
    Neighbor AS:      64512
    Neighbor graceful restart active
    Last error:       Socket: Connection closed
`).sessions;
  expect(session).toMatchObject({ state: 'active', stale: { text: 'Neighbor graceful restart active' } });
});

test('a program that does not run', () => {
  expect(
    outputOf('Unable to connect to server control socket (/var/run/calico/bird.ctl): No such file or directory\n'),
  ).toMatchObject({ agents: [{ running: false }], cut: false });
});

test('show status lists no sessions', () => {
  const output = outputOf(`BIRD 2.14 ready.
BIRD 2.14
Router ID is 198.51.100.1
Current server time is 2026-01-02 09:12:44.117
Last reboot on 2026-01-01 09:12:44.117
Daemon is up and running
`);
  expect(output).toMatchObject({ listsSessions: false, cut: false, routerId: '198.51.100.1' });
});

test.each([
  [`${banner}\n`, 'before the list of protocols'],
  [`${banner}\n${head}\n`, 'before the first protocol'],
  [`0001 BIRD 1.6.8 ready.\n2002-${head}\n1002-${rows.replaceAll('\n', '\n ')}\n`, 'before the end of the list'],
  [
    `${head}\ntor1     BGP      master   up     09:12:44    Established\n  ${details.slice(0, 300)}`,
    'within the details of tor1',
  ],
  [`${head}\n${rows}\nMesh_198_51_100_7 BGP      master`, 'within a line'],
])('ends too early: %s', (text, where) => {
  expect(outputOf(text)).toMatchObject({ cut: true, cutAt: { text: where } });
});
