import { describe, expect, test } from 'vitest';
import { jsonOf, outputOf, outputsOf, short, shorts } from './helpers.ts';

const agent = `Local AS   Peer AS   Peer Address   Session       Uptime   Family         Received   Advertised
64512      64513     198.51.100.1:179   established   4m13s    ipv4/unicast   6          2
                                                               ipv6/unicast   0          1
64512      64513     2001:db8::1:179    active        0s       ipv4/unicast   0          2
`;

describe("the agent's table", () => {
  test.each([
    ['as it is', agent],
    ['another name of families', agent.replaceAll('/unicast', '_unicast')],
    ['without uptimes', agent.replace('Uptime ', '').replace('4m13s ', '').replace(' 0s ', ' ')],
    ['with blanks lost', agent.replace(/ {2,}/g, ' ')],
    ['with a warning before it', `Command "peers" is deprecated, Use the subcommand: "shell bgp/peers"\n${agent}`],
    ['CRLF', agent.replaceAll('\n', '\r\n')],
    ['blank lines', agent.replaceAll('\n', '\n\n')],
  ])('%s', (_, text) => {
    const output = outputOf(text);
    expect(output).toMatchObject({ source: 'cilium-dbg', end: 'node', product: 'cilium', localAs: 64512, cut: false });
    expect(output.sessions.map(short)).toEqual(['198.51.100.1:179 established', '2001:db8::1:179 active']);
    expect(output.sessions[0]).toMatchObject({ received: 6, sent: 3, remoteAs: 64513 });
  });

  test('a peer without families ends no line', () => {
    const head = agent.split('\n')[0];
    expect(
      shorts(`${head}
64512      64513     198.51.100.1:179   active   0s   64512      64513     198.51.100.2:179   idle   0s   ipv4/unicast   0   0
`),
    ).toEqual(['198.51.100.1:179 active', '198.51.100.2:179 idle']);
  });

  test('no peers', () => {
    expect(outputOf(`${agent.split('\n')[0]}\n`)).toMatchObject({ sessions: [], cut: false });
  });

  test('BGP that is off', () => {
    expect(outputOf('Error: cannot get bgp peers list: BGP control plane is disabled\n')).toMatchObject({
      noPeers: { text: expect.stringContaining('disabled') },
      sessions: [],
    });
  });

  test.each([
    ['64512      64513', 'within a row'],
    ['64512      64513     198.51.100.3:179', 'within a row'],
    ['64512      64513     198.51.100.3:179   established   4m13s    ipv4/unicast   6', 'within a row'],
  ])('ends in a row: %s', (row, where) => {
    expect(outputOf(agent + row)).toMatchObject({ cut: true, cutAt: { text: where } });
  });
});

test('the table of all nodes', () => {
  const outputs = outputsOf(`$ cilium bgp peers
Node     Local AS   Peer AS   Peer Address     Session State   Uptime   Family         Received   Advertised
node-1   64512      64513     198.51.100.1     established     37m40s   ipv4/unicast   0          1
                                                                        ipv6/unicast   2          1
         64512      64513     2001:db8::1      idle            0s       ipv6/unicast   0          0
node-2   64512      64513     198.51.100.1     open_confirm    0s       ipv4/unicast   0          0
node-3
`);
  expect(outputs.map(({ source, node, sessions }) => [source, node, sessions.map(short)])).toEqual([
    ['cilium-cli', 'node-1', ['198.51.100.1 established', '2001:db8::1 idle']],
    ['cilium-cli', 'node-2', ['198.51.100.1 open_confirm']],
    ['cilium-cli', 'node-3', []],
  ]);
});

describe('the shell', () => {
  test('the table names peers, and says an instance once', () => {
    const output =
      outputOf(`Instance    Peer    Session State   Uptime   Family         Received   Accepted   Advertised
instance0   tor-a   established     4m13s    ipv4-unicast   6          5          2
                                             ipv6-unicast   0          0          1
            tor-b   active          -        ipv4-unicast   -          -          -
instance1   tor-a   connect         -        ipv4-unicast   -          -          -
`);
    expect(output.source).toBe('cilium-shell');
    expect(output.sessions).toMatchObject([
      { instance: 'instance0', name: 'tor-a', state: 'established', received: 6, sent: 3, since: '4m13s' },
      { instance: 'instance0', name: 'tor-b', state: 'active' },
      { instance: 'instance1', name: 'tor-a', state: 'connect' },
    ]);
  });

  const peer = (state: string, remote: string) => `  Peer: tor-a
    Address: 2001:db8::1
    Port: 1790
    PeerAsn: 64513
    LocalAsn: 64512
    Session State: ${state}
    Address Families:
      ipv4/unicast:
        Received Routes: 1
        Accepted Routes: 1
        Advertised Routes: 2
      ipv6/unicast:
        Received Routes: 3
    Graceful Restart:
      Enabled: true
      Restart Time: 2m0s
    Local Capabilities:
      route-refresh
      graceful-restart
    Remote Capabilities:
      route-refresh
${remote}    TCP Password Enabled: false
`;

  test('in full', () => {
    const output = outputOf(
      `Instance: instance0\n${peer('established', '      graceful-restart\n')}${peer('idle', '')}Instance: instance1\n`,
    );
    expect(output).toMatchObject({ cut: false, source: 'cilium-shell', localAs: 64512 });
    expect(output.sessions.map(short)).toEqual([
      '2001:db8::1:1790 established gr restart/helper',
      '2001:db8::1:1790 idle gr restart/disable',
    ]);
    expect(output.sessions[0]).toMatchObject({
      instance: 'instance0',
      name: 'tor-a',
      received: 4,
      sent: 2,
      remoteAs: 64513,
    });
  });

  test('in full, and ends too early', () => {
    const text = `Instance: instance0\n${peer('established', '')}`;
    expect(outputOf(text.slice(0, text.indexOf('Remote')))).toMatchObject({
      cut: true,
      cutAt: { text: 'within the peer tor-a' },
    });
  });
});

describe('JSON', () => {
  const peers = [
    {
      'local-asn': 64512,
      'peer-asn': 64513,
      'peer-address': '198.51.100.1',
      'peer-port': 179,
      'session-state': 'established',
      'graceful-restart': { enabled: true, 'restart-time-seconds': 120 },
      families: [
        { afi: 'ipv4', safi: 'unicast', received: 2, accepted: 2, advertised: 1 },
        { afi: 'ipv6', safi: 'unicast' },
      ],
    },
    { 'peer-asn': 64513, 'peer-address': '2001:db8::179', 'session-state': 'active' },
  ];

  test('of the agent', () => {
    expect(jsonOf(JSON.stringify(peers))).toMatchObject([
      {
        source: 'cilium-dbg',
        local_as: 64512,
        sessions: [
          {
            address: '198.51.100.1',
            port: 179,
            state: 'established',
            received: 2,
            sent: 1,
            graceful_restart: { local: 'restart' },
          },
          { address: '2001:db8::179', state: 'active', path: [1, 'session-state'] },
        ],
      },
    ]);
  });

  test('of all nodes', () => {
    expect(jsonOf(JSON.stringify({ 'node-1': peers, 'node-2': [] }))).toMatchObject([
      { source: 'cilium-cli', node: 'node-1', sessions: [{}, {}] },
      { source: 'cilium-cli', node: 'node-2', sessions: [] },
    ]);
  });

  test.each(['[]', '{}', '[{"peer-address":"198.51.100.1"}]', '{"a":[1]}', '[[]]', 'null'])('%s is none', (text) => {
    expect(jsonOf(text)).toEqual([]);
  });
});
