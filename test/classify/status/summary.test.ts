import { describe, expect, test } from 'vitest';
import { outputOf, outputsOf, short, shorts } from './helpers.ts';

const identifier = 'BGP router identifier 198.51.100.1, local AS number 64513 VRF default vrf-id 0';
const numbers = `BGP table version 4
RIB entries 7, using 1344 bytes of memory
Peers 3, using 43 KiB of memory
`;
const head = 'Neighbor        V         AS   MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc';
const rows = `198.51.100.2    4      64512        20        22       12    0    0 00:00:11            5       12 node 1
198.51.100.3    4      64512         0         3        0    0    0    never       Active        0 N/A
*198.51.100.4   4      64512         5         6        0    0    0 00:00:01 Idle (Admin)        0 N/A`;
const whole = `
IPv4 Unicast Summary (VRF default):
${identifier}
${numbers}
${head}
${rows}

Total number of neighbors 3
`;
const expected = ['198.51.100.2 established', '198.51.100.3 active', '198.51.100.4 admin'];

test('FRR', () => {
  const output = outputOf(whole);
  expect(output).toMatchObject({
    source: 'frr-summary',
    end: 'either',
    product: 'frr',
    routerId: '198.51.100.1',
    localAs: 64513,
    cut: false,
    familiesShown: [4],
  });
  expect(output.sessions.map(short)).toEqual(expected);
  expect(output.sessions).toMatchObject([
    { received: 5, sent: 12, remoteAs: 64512, since: '00:00:11' },
    { since: 'never', text: 'Active' },
    { dynamic: true, text: 'Idle (Admin)' },
  ]);
});

test.each([
  ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['one blank between words', (text: string) => text.replace(/ +/g, ' ')],
  ['tabs', (text: string) => text.replace(/ {2,}/g, '\t')],
  ['no-break spaces', (text: string) => text.replaceAll(' ', '\u00a0')],
  ['blank lines', (text: string) => text.replaceAll('\n', '\n\n')],
  ['no blank lines', (text: string) => text.replace(/\n+/g, '\n')],
  ['an indent', (text: string) => text.replaceAll('\n', '\n      ')],
  ['a pager', (text: string) => text.replace('198.51.100.3 ', ' --More-- \b\b\b\b\b\b\b\b\b\b198.51.100.3 ')],
  ['a prompt', (text: string) => `tor-1# show bgp summary\n${text}tor-1# exit\n`],
  ['a name without VRF', (text: string) => text.replace(' (VRF default)', '')],
  ['an older identifier', (text: string) => text.replace(' VRF default vrf-id 0', ' vrf-id 0')],
])('the same with %s', (_, change) => {
  const output = outputOf(change(whole));
  expect(output.sessions.map(short)).toEqual(expected);
  expect(output.cut).toBe(false);
});

test('an old release has neither what was sent nor descriptions', () => {
  const text = `IPv4 Unicast Summary:
BGP router identifier 198.51.100.1, local AS number 64513 vrf-id 0
BGP table version 75
RIB entries 27, using 4104 bytes of memory
Peers 1, using 61 KiB of memory

Neighbor        V         AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd
198.51.100.2    4      64512     116     271        0    0    0 00:00:14            3

Total number of neighbors 1
`;
  expect(outputOf(text).sessions).toMatchObject([{ state: 'established', received: 3 }]);
  expect(outputOf(text).sessions[0]?.sent).toBeUndefined();
});

test('wide', () => {
  const text = `${identifier}
Neighbor        V         AS    LocalAS   MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc
198.51.100.2    4      64512      64999        15        22        0    0    0 00:07:00            2        1 a b c
`;
  expect(outputOf(text).sessions).toMatchObject([{ localAs: 64999, remoteAs: 64512, received: 2, sent: 1 }]);
});

test('several families, and neighbors in both', () => {
  const second = whole
    .replace('IPv4 Unicast', 'IPv6 Unicast')
    .replaceAll(/^198.51.100.2 .*$/gm, (row) => row.replace('           5       12', '       NoNeg    NoNeg'));
  const output = outputOf(whole + second);
  expect(output.sessions.map(short)).toEqual([
    ...expected,
    '198.51.100.2 no_neg ipv6-unicast',
    '198.51.100.3 active ipv6-unicast',
    '198.51.100.4 admin ipv6-unicast',
  ]);
  expect(output.familiesShown).toEqual([4, 6]);
});

test('VRFs', () => {
  const red = whole.replaceAll('VRF default', 'VRF RED').replaceAll('198.51.100', '203.0.113');
  const output = outputOf(whole + red);
  expect(output.sessions.map(({ vrf }) => vrf)).toEqual(['default', 'default', 'default', 'RED', 'RED', 'RED']);
  const instances = `Instance default:\n${whole.replace(' (VRF default)', '').replace(' VRF default', '')}\nInstance RED:\n${whole.replace(' (VRF default)', '').replace(' VRF default', '')}`;
  expect(outputOf(instances).sessions.map(({ vrf }) => vrf)).toEqual([
    'default',
    'default',
    'default',
    'RED',
    'RED',
    'RED',
  ]);
});

test('a VRF without neighbors beside one with some', () => {
  const output = outputOf(`${whole}\n% No BGP neighbors found in VRF RED\n`);
  expect(output).toMatchObject({ cut: false, sessions: [{}, {}, {}] });
  expect(output.noPeers).toBeUndefined();
});

test.each([
  ['5 (Policy)', '198.51.100.2 policy policy out'],
  ['(Policy) 3', '198.51.100.2 policy policy in'],
  ['(Policy) (Policy)', '198.51.100.2 policy policy in out'],
  ['NoNeg NoNeg', '198.51.100.2 no_neg'],
  ['Idle (PfxCt) 0', '198.51.100.2 prefix_limit'],
  ['OpenSent 0', '198.51.100.2 open_sent'],
  ['OpenConfirm 0', '198.51.100.2 open_confirm'],
  ['Clearing 0', '198.51.100.2 idle'],
])('%s', (columns, session) => {
  expect(shorts(`${identifier}\n${head}\n198.51.100.2 4 64512 8 10 0 0 0 00:03:09 ${columns} N/A\n`)).toEqual([
    session,
  ]);
});

test('names that are too long for their column', () => {
  const text = `${identifier}\n${head}
2001:db8:0:8::1000
                4      64512         0         0        0    0    0    never       Active        0 N/A
a-node-with-a-long-name(swp51)
                4      64512        20        22       12    0    0 00:00:11            5       12 N/A
node-2(198.51.100.9) 4      64512        20        22       12    0    0 00:00:11            5       12 N/A
swp52           4      64512        20        22       12    0    0 00:00:11            5       12 N/A

Total number of neighbors 4
`;
  const output = outputOf(text);
  expect(output.cut).toBe(false);
  expect(output.sessions).toMatchObject([
    { address: '2001:db8:0:8::1000', family: 6, state: 'active' },
    { name: 'a-node-with-a-long-name', interface: 'swp51', state: 'established' },
    { name: 'node-2', address: '198.51.100.9', state: 'established' },
    { interface: 'swp52', state: 'established' },
  ]);
});

test.each([
  '% No BGP neighbors found in VRF default',
  '% No BGP neighbors found',
  '% BGP instance not found',
  'No IPv4 Unicast neighbor is configured',
  '% No such neighbor in this view/vrf',
])('%s', (text) => {
  expect(outputOf(`${text}\n`)).toMatchObject({ cut: false, noPeers: { text }, sessions: [] });
});

test('a daemon that does not run', () => {
  expect(outputOf('bgpd is not running\n')).toMatchObject({ agents: [{ running: false }], cut: false });
});

test('only what failed', () => {
  const text = `${identifier}
BGP table version 4
RIB entries 7, using 1344 bytes of memory
Peers 3, using 43 KiB of memory

Neighbor EstdCnt DropCnt ResetTime Reason
198.51.100.3         0       0    never  Waiting for peer OPEN

Displayed neighbors 1
Total number of neighbors 3
`;
  const output = outputOf(text);
  expect(output.cut).toBe(false);
  expect(output.sessions.map(short)).toEqual(['198.51.100.3 down (Waiting for peer OPEN)']);
});

describe('others that look like it', () => {
  test('IOS', () => {
    const output = outputOf(`tor-1#show ip bgp summary
BGP router identifier 198.51.100.1, local AS number 64513
BGP table version is 10, main routing table version 10
4 network entries using 576 bytes of memory
BGP activity 8/4 prefixes, 10/6 paths, scan interval 60 secs

Neighbor        V           AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
198.51.100.2    4        64512     432     435       10    0    0 06:21:44        2
198.51.100.3    4         1.10       0       0        1    0    0 never    Idle
*198.51.100.4   4        64512       0       0        1    0    0 00:01:02 Idle (Admin)
2001:DB8:0:CC00::1
                4        64512       0       0        1    0    0 never    Active
tor-1#
`);
    expect(output).toMatchObject({ source: 'ios-summary', end: 'router', product: 'cisco', node: 'tor-1', cut: false });
    expect(output.sessions.map(short)).toEqual([
      '198.51.100.2 established',
      '198.51.100.3 idle',
      '198.51.100.4 admin',
      '2001:db8:0:cc00::1 active',
    ]);
    expect(output.sessions[1]?.remoteAs).toBe(65_546);
  });

  test('IOS, several families', () => {
    const table = `BGP router identifier 198.51.100.1, local AS number 64513
BGP table version is 10, main routing table version 10

Neighbor        V           AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
198.51.100.2    4        64512     432     435       10    0    0 06:21:44        2
`;
    expect(shorts(`For address family: IPv4 Unicast\n${table}\nFor address family: VPNv4 Unicast\n${table}`)).toEqual([
      '198.51.100.2 established',
      '198.51.100.2 established vpnv4-unicast',
    ]);
  });

  test('EOS', () => {
    const output = outputOf(`BGP summary information for VRF default
Router identifier 198.51.100.1, local AS number 64513
Neighbor Status Codes: m - Under maintenance
  Description              Neighbor      V AS           MsgRcvd   MsgSent  InQ OutQ  Up/Down State   PfxRcd PfxAcc
  rack 4 node              198.51.100.2  4 64512            204       206    0    0 02:47:13 Estab   5      5
                           198.51.100.3  4 64512              0         0    0    0 02:50:01 Active
  node 3                   198.51.100.4  4 64512              0         0    0    0 02:50:01 Idle(Admin)
`);
    expect(output).toMatchObject({ source: 'ios-summary', product: 'arista', routerId: '198.51.100.1', cut: false });
    expect(output.sessions.map(short)).toEqual([
      '198.51.100.2 established',
      '198.51.100.3 active',
      '198.51.100.4 admin',
    ]);
    expect(output.sessions[0]).toMatchObject({ received: 5, remoteAs: 64512, since: '02:47:13' });
  });

  test('NX-OS', () => {
    const output = outputOf(`BGP summary information for VRF default, address family IPv4 Unicast
BGP router identifier 198.51.100.1, local AS number 64513
BGP table version is 120, IPv4 Unicast config peers 2, capable peers 1
8 network entries and 10 paths using 1520 bytes of memory

Neighbor        V    AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
198.51.100.2    4 64512   12026   12031      120    0    0     1w1d 3
198.51.100.3    4 64512       0       0        0    0    0     1w1d Shut (Admin)

BGP summary information for VRF red, address family IPv4 Unicast
BGP router identifier 198.51.100.1, local AS number 64513
Neighbor        V    AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
203.0.113.2     4 64512   12026   12031      120    0    0     1w1d Idle
`);
    expect(output.product).toBe('cisco');
    expect(output.sessions.map(short)).toEqual([
      '198.51.100.2 established',
      '198.51.100.3 admin',
      '203.0.113.2 idle vrf red',
    ]);
  });

  test('IOS-XR', () => {
    const output = outputOf(`RP/0/RP0/CPU0:tor-1#show bgp ipv4 unicast summary
BGP router identifier 198.51.100.1, local AS number 64513
BGP generic scan interval 60 secs
BGP main routing table version 9

Process       RcvTblVer   bRIB/RIB   LabelVer  ImportVer  SendTblVer  StandbyVer
Speaker               9          9          9          9           9           0

Neighbor        Spk    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down  St/PfxRcd
198.51.100.2      0 64512     105     104        9    0    0 01:39:10          4
198.51.100.3      0 64512       0       0        0    0    0 00:00:00       Idle
`);
    expect(output).toMatchObject({ node: 'tor-1', source: 'ios-summary' });
    expect(output.sessions.map(short)).toEqual(['198.51.100.2 established', '198.51.100.3 idle']);
  });

  test('SONiC', () => {
    const output = outputOf(`IPv4 Unicast Summary:
BGP router identifier 198.51.100.1, local AS number 65100 vrf-id 0
BGP table version 6405
RIB entries 12807, using 2458944 bytes of memory
Peers 2, using 8560 KiB of memory


Neighbhor      V     AS    MsgRcvd    MsgSent    TblVer    InQ    OutQ  Up/Down      State/PfxRcd  NeighborName
-----------  ---  -----  ---------  ---------  --------  -----  ------  ---------  --------------  --------------
198.51.100.2   4  64512       3995       4001         0      0       0  00:39:32             6400  node-1
198.51.100.3   4  64512          0          0         0      0       0  never              Active  node-2

Total number of neighbors 2
`);
    expect(output.sessions.map(short)).toEqual(['198.51.100.2 established', '198.51.100.3 active']);
    expect(output.cut).toBe(false);
  });
});

describe('output that ends too early', () => {
  test.each([
    ['IPv4 Unicast Summary:\n', 'before the list of neighbors'],
    [`${identifier}\n${numbers}`, 'before the list of neighbors'],
    [`${identifier}\n${numbers}\n${head}\n`, 'before the first neighbor'],
    [whole.slice(0, whole.indexOf('*198')), 'with 2 of 3 neighbors'],
    [whole.replace(/^198.51.100.3.*\n/m, ''), 'with 2 of 3 neighbors'],
    [whole.slice(0, whole.indexOf('never')), 'within a neighbor'],
    [`${whole}\nIPv6 Unicast Summary (VRF default):\n${identifier}\n`, 'before the list of neighbors'],
    [`${identifier}\n${head}\n2001:db8:0:8::1000\n`, 'within a neighbor'],
  ])('%s', (text, where) => {
    expect(outputOf(text)).toMatchObject({ cut: true, cutAt: { text: where } });
  });

  test('the neighbors that it counts are all there', () => {
    expect(outputOf(whole.slice(0, whole.indexOf('Total'))).cut).toBe(false);
  });
});

test('two routers in one text', () => {
  const other = whole.replaceAll('198.51.100', '203.0.113');
  const outputs = outputsOf(`=== tor-1 ===\n${whole}\n=== tor-2 ===\n${other}`);
  expect(outputs.map(({ node, sessions }) => [node, sessions.length])).toEqual([
    ['tor-1', 3],
    ['tor-2', 3],
  ]);
  expect(outputsOf(whole + other).map(({ sessions }) => sessions.length)).toEqual([3, 3]);
});
