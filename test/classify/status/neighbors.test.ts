import { expect, test } from 'vitest';
import { outputOf, outputsOf, short, shorts } from './helpers.ts';

const restart = (local: string, remote: string) => `  Graceful restart information:
    Local GR Mode: ${local}
    Remote GR Mode: ${remote}
    R bit: False
    N bit: False
`;

const neighbor = (
  { address = '198.51.100.2', state = 'Established, up for 00:27:45', more = '', reset = 'Last reset never' } = {},
  modes = restart('Helper*', 'Restart'),
) => `BGP neighbor is ${address}, remote AS 64512, local AS 64513, external link
Hostname: node-1
  BGP version 4, remote router ID 198.51.100.2, local router ID 198.51.100.1
  BGP state = ${state}
  Last read 00:00:15, Last write 00:00:15
  Hold time is 180 seconds, keepalive interval is 60 seconds
${modes}  Message statistics:
    Inq depth is 0

 For address family: IPv4 Unicast
  Update group 1, subgroup 1
${more}  4 accepted prefixes

  Connections established 1; dropped 0
  ${reset}
  External BGP neighbor may be up to 1 hops away.
Local host: 198.51.100.1, Local port: 179
BGP connection: shared network
BGP Connect Retry Timer in Seconds: 120
Read thread: on  Write thread: on  FD used: 25

`;

test('one neighbor', () => {
  const output = outputOf(`${neighbor()}
  BFD: Type: single hop
  Detect Multiplier: 3, Min Rx interval: 300, Min Tx interval: 300
  Status: Down, Last update: 0:00:27:40
`);
  expect(output).toMatchObject({
    source: 'frr-neighbors',
    product: 'frr',
    cut: false,
    routerId: '198.51.100.1',
    localAs: 64513,
  });
  expect(output.sessions).toMatchObject([
    {
      address: '198.51.100.2',
      state: 'established',
      since: '00:27:45',
      received: 4,
      remoteAs: 64512,
      gracefulRestart: { local: 'helper', remote: 'restart' },
      bfd: { status: 'down' },
    },
  ]);
  expect(output.sessions[0]?.error).toBeUndefined();
});

test.each([
  [
    'Idle',
    '(0202 Notification sent (OPEN Message Error/Bad Peer AS))',
    'Last reset 00:00:09,  Notification sent (OPEN Message Error/Bad Peer AS)',
    'idle',
  ],
  ['Active', '(Waiting for peer OPEN)', 'Last reset 00:00:09,  Waiting for peer OPEN', 'active'],
  ['Active', '(Waiting for NHT)', 'Last reset 00:00:09,  Waiting for NHT (n/a)'.replace(' (n/a)', ''), 'active'],
  ['Active (passive)', '', 'Last reset never', 'passive'],
  [
    'Active (NSF passive)',
    '(NSF peer closed the session)',
    'Last reset 00:00:02,  NSF peer closed the session',
    'nsf_passive',
  ],
  ['OpenSent', '(BGP Notification send)', 'Last reset 00:00:02, due to BGP Notification send', 'open_sent'],
])('%s', (state, error, reset, expected) => {
  const text = neighbor({ state, reset }, restart('Helper*', 'NotApplicable'));
  expect(shorts(text)).toEqual([
    ['198.51.100.2', expected, error, 'gr helper/not_applicable'].filter(Boolean).join(' '),
  ]);
});

test('what made an established session fail before is no error of it', () => {
  expect(shorts(neighbor({ reset: 'Last reset 00:27:50,  Waiting for peer OPEN (n/a)' }))).toEqual([
    '198.51.100.2 established gr helper/restart',
  ]);
});

test('administrators, and limits', () => {
  expect(shorts(neighbor({ state: 'Idle', more: '  Administratively shut down\n' }))).toEqual([
    '198.51.100.2 admin (Administratively shut down) gr helper/restart',
  ]);
  expect(
    shorts(neighbor({ state: 'Idle', more: '  Peer had exceeded the max. no. of prefixes configured.\n' }))[0],
  ).toMatch(/^198.51.100.2 prefix_limit/);
});

test.each([
  ['  Inbound updates discarded due to missing policy\n', 'policy in'],
  ['  Outbound updates discarded due to missing policy\n', 'policy out'],
  [
    '  Inbound updates discarded due to missing policy\n  Outbound updates discarded due to missing policy\n',
    'policy in out',
  ],
])('RFC 8212: %s', (more, expected) => {
  expect(shorts(neighbor({ more, reset: 'Last reset 00:00:07,  Waiting for peer OPEN' }))).toEqual([
    `198.51.100.2 policy ${expected} gr helper/restart`,
  ]);
});

test.each([
  ['Disable', 'NotApplicable', 'disable/not_applicable'],
  ['Helper*\n', 'Restart\n', 'helper/restart'],
  ['Restart', 'Disable', 'restart/disable'],
  ['Restart', 'Helper', 'restart/helper'],
])('graceful restart: %s, %s', (local, remote, expected) => {
  expect(shorts(neighbor({}, restart(local, remote)))).toEqual([`198.51.100.2 established gr ${expected}`]);
  const old = neighbor({}, restart(local, remote).replace('information:', 'informations:'));
  expect(shorts(old)).toEqual([`198.51.100.2 established gr ${expected}`]);
});

test('several neighbors, of a listen range and without an address', () => {
  const text =
    neighbor() +
    neighbor({ address: '*198.51.100.3' }) +
    neighbor({ address: '2001:db8::3' }) +
    neighbor().replace('BGP neighbor is 198.51.100.2,', 'BGP neighbor on swp1: fe80::1,');
  const output = outputOf(text);
  expect(output.cut).toBe(false);
  expect(output.sessions).toMatchObject([
    { address: '198.51.100.2' },
    { address: '198.51.100.3', dynamic: true },
    { address: '2001:db8::3', family: 6 },
    { address: 'fe80::1', interface: 'swp1' },
  ]);
});

test('IOS, NX-OS and EOS say the state as well', () => {
  const text = `BGP neighbor is 198.51.100.2,  vrf RED,  remote AS 64512, external link
  BGP version 4, remote router ID 0.0.0.0
  BGP state = Active, down for 00:00:14
  Last read 00:00:14
`;
  expect(outputOf(text)).toMatchObject({
    cut: false,
    sessions: [{ address: '198.51.100.2', vrf: 'RED', state: 'active' }],
  });
  expect(
    shorts('BGP neighbor is 198.51.100.2, remote AS 64512, external link\n  BGP state is Established, up for 1d02h\n'),
  ).toEqual(['198.51.100.2 established']);
});

test('a part without its neighbor is of no known session', () => {
  const output = outputOf(restart('Helper*', 'Disable'));
  expect(output).toMatchObject({ cut: true, sessions: [{ state: 'unknown', gracefulRestart: { remote: 'disable' } }] });
});

test('output that ends too early', () => {
  const whole = neighbor() + neighbor({ address: '198.51.100.3' });
  const lines = whole.trimEnd().split('\n');
  for (const [i] of lines.entries()) {
    const output = outputsOf(lines.slice(0, i).join('\n'))[0];
    const isBetween = i > 0 && lines[i - 1] === '' && i > 20;
    if (output !== undefined && !isBetween && !/^Read thread/.test(lines[i - 1] ?? ''))
      expect(output.cut, `${i} lines`).toBe(true);
  }
  expect(outputOf(whole).cut).toBe(false);
});

test('a summary and the neighbors of one router', () => {
  const outputs = outputsOf(`tor-1# show bgp summary
% No BGP neighbors found in VRF default
tor-1# show bgp neighbors
${neighbor()}tor-1# `);
  expect(outputs.map(({ source, node }) => [source, node])).toEqual([
    ['frr-summary', 'tor-1'],
    ['frr-neighbors', 'tor-1'],
  ]);
  expect(outputs[1]?.sessions.map(short)).toEqual(['198.51.100.2 established gr helper/restart']);
});
