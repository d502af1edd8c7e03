import { describe, expect, test } from 'vitest';
import { jsonOf } from './helpers.ts';

const peer = (more: object = {}) => ({
  hostname: 'node-1',
  remoteAs: 64512,
  localAs: 64513,
  peerUptime: '00:21:22',
  pfxRcd: 1,
  pfxSnt: 3,
  state: 'Established',
  peerState: 'OK',
  idType: 'ipv4',
  ...more,
});

const family = (peers: object, more: object = {}) => ({
  routerId: '198.51.100.1',
  as: 64513,
  vrfName: 'default',
  peers,
  failedPeers: 0,
  totalPeers: Object.keys(peers).length,
  ...more,
});

describe('show bgp summary json', () => {
  test('several families', () => {
    const text = JSON.stringify({
      ipv4Unicast: family({
        '198.51.100.2': peer(),
        swp1: peer({ state: 'Active', peerState: 'OK', idType: 'interface' }),
      }),
      ipv6Unicast: family({ '2001:db8::2': peer({ dynamicPeer: true }) }),
    });
    expect(jsonOf(text)).toMatchObject([
      {
        source: 'frr-summary',
        router_id: '198.51.100.1',
        local_as: 64513,
        cut: false,
        families_shown: [4, 6],
        sessions: [
          {
            address: '198.51.100.2',
            name: 'node-1',
            state: 'established',
            received: 1,
            sent: 3,
            afi: 'ipv4-unicast',
            path: ['ipv4Unicast', 'peers', '198.51.100.2', 'state'],
          },
          { interface: 'swp1', state: 'active' },
          { address: '2001:db8::2', dynamic: true, afi: 'ipv6-unicast' },
        ],
      },
    ]);
  });

  test.each([
    [{ state: 'Idle (Admin)', peerState: undefined }, 'admin'],
    [{ state: 'Idle', peerState: 'Admin' }, 'admin'],
    [{ state: 'Idle', peerState: 'PfxCt' }, 'prefix_limit'],
    [{ state: 'Active', peerState: 'Passive' }, 'passive'],
    [{ state: 'Active', peerState: 'NSF passive' }, 'nsf_passive'],
    [{ state: 'Established', peerState: 'Policy' }, 'policy'],
    [{ state: 'Active', peerState: 'Policy' }, 'active'],
    [{ state: 'Established', peerState: undefined }, 'established'],
    [{ state: 'OpenSent', peerState: 'OK' }, 'open_sent'],
    [{ state: 'Whatever', peerState: 'OK' }, 'unknown'],
  ])('%j', (more, state) => {
    const text = JSON.stringify({ ipv4Unicast: family({ '198.51.100.2': peer(more) }) });
    expect(jsonOf(text)).toMatchObject([{ sessions: [{ state }] }]);
  });

  test('an old name of what was received', () => {
    const text = JSON.stringify({
      ipv4Unicast: family({ '198.51.100.2': { state: 'Established', prefixReceivedCount: 7 } }),
    });
    expect(jsonOf(text)).toMatchObject([{ sessions: [{ received: 7 }] }]);
  });

  test('all VRFs, and one family by itself', () => {
    const one = family({ '198.51.100.2': peer() }, { vrfName: undefined });
    expect(
      jsonOf(JSON.stringify({ default: { ipv4Unicast: one }, RED: { ipv4Unicast: one, ipv4Vpn: one } })),
    ).toMatchObject([{ sessions: [{ vrf: 'default' }, { vrf: 'RED' }, { vrf: 'RED', afi: 'ipv4-vpn' }] }]);
    expect(jsonOf(JSON.stringify(family({ '198.51.100.2': peer() })))).toMatchObject([
      { sessions: [{ vrf: 'default' }] },
    ]);
  });

  test('fewer peers than it counts', () => {
    const text = JSON.stringify({ ipv4Unicast: family({ '198.51.100.2': peer() }, { totalPeers: 3 }) });
    expect(jsonOf(text)).toMatchObject([{ cut: true, cut_at: { text: 'with 1 of 3 neighbors' } }]);
    const some = JSON.stringify({
      ipv4Unicast: family({ '198.51.100.2': peer() }, { totalPeers: 3, displayedPeers: 1 }),
    });
    expect(jsonOf(some)).toMatchObject([{ cut: false }]);
  });

  test('no peers', () => {
    expect(jsonOf(JSON.stringify({ ipv4Unicast: family({}) }))).toMatchObject([
      { no_peers: {}, sessions: [], cut: false },
    ]);
    expect(jsonOf('{}', 'bgp-summary.json')).toMatchObject([{ no_peers: { text: '{}' } }]);
    expect(jsonOf('{}', 'package.json')).toEqual([]);
    expect(jsonOf('{"warning":"Default BGP instance not found"}')).toMatchObject([{ no_peers: {} }]);
  });
});

describe('show bgp neighbors json', () => {
  const neighbor = (more: object = {}) => ({
    remoteAs: 64512,
    localAs: 64513,
    localRouterId: '198.51.100.1',
    bgpState: 'Established',
    bgpTimerUpString: '00:00:37',
    lastResetDueTo: 'Waiting for peer OPEN',
    gracefulRestartInfo: { localGrMode: 'Helper*', remoteGrMode: 'Restart' },
    addressFamilyInfo: { ipv4Unicast: { acceptedPrefixCounter: 2, sentPrefixCounter: 5 } },
    ...more,
  });

  test('one', () => {
    expect(jsonOf(JSON.stringify({ '198.51.100.2': neighbor({ peerBfdInfo: { status: 'Down' } }) }))).toMatchObject([
      {
        source: 'frr-neighbors',
        router_id: '198.51.100.1',
        local_as: 64513,
        sessions: [
          {
            address: '198.51.100.2',
            state: 'established',
            since: '00:00:37',
            received: 2,
            sent: 5,
            graceful_restart: {
              local: 'helper',
              remote: 'restart',
              path: ['198.51.100.2', 'gracefulRestartInfo', 'remoteGrMode'],
            },
            bfd: { status: 'down' },
          },
        ],
      },
    ]);
  });

  test('no error of a session that is up', () => {
    const [output] = jsonOf(JSON.stringify({ '198.51.100.2': neighbor() }));
    expect(output).toHaveProperty('sessions.0.state', 'established');
    expect(output).not.toHaveProperty('sessions.0.error');
  });

  test.each([
    [{ bgpState: 'Active' }, 'active', 'Waiting for peer OPEN', undefined],
    [
      {
        bgpState: 'Idle',
        lastNotificationReason: 'OPEN Message Error/Bad Peer AS',
        lastErrorCodeSubcode: '0202',
        lastResetDueTo: 'BGP Notification send',
      },
      'idle',
      'OPEN Message Error/Bad Peer AS',
      '0202',
    ],
    [
      { bgpState: 'Idle', lastNotificationReason: 'Cease/BFD Down', lastResetDueTo: 'BGP Notification received' },
      'idle',
      'Cease/BFD Down',
      '060A',
    ],
    [{ bgpState: 'Active', bgpStateIs: 'passiveNSF' }, 'nsf_passive', 'Waiting for peer OPEN', undefined],
    [{ bgpState: 'Active', bgpStateIs: 'passive' }, 'passive', 'Waiting for peer OPEN', undefined],
    [
      { bgpState: 'Idle', adminShutDown: true, lastResetDueTo: 'Admin. shutdown' },
      'admin',
      'Admin. shutdown',
      undefined,
    ],
  ])('%j', (more, state, text, code) => {
    const [output] = jsonOf(JSON.stringify({ '198.51.100.2': neighbor(more) }));
    expect(output).toMatchObject({ sessions: [{ state, error: { text } }] });
    if (code !== undefined) expect(output).toHaveProperty('sessions.0.error.code', code);
    else expect(output).not.toHaveProperty('sessions.0.error.code');
  });

  test('RFC 8212', () => {
    const info = { ipv4Unicast: { inboundEbgpRequiresPolicy: 'Inbound updates discarded due to missing policy' } };
    expect(jsonOf(JSON.stringify({ '198.51.100.2': neighbor({ addressFamilyInfo: info }) }))).toMatchObject([
      { sessions: [{ state: 'policy', policy: { in: true, out: false } }] },
    ]);
  });

  test('an interface, and VRFs', () => {
    const text = JSON.stringify({ RED: { vrfId: 5, vrfName: 'RED', swp1: neighbor({ bgpNeighborAddr: 'fe80::1' }) } });
    expect(jsonOf(text)).toMatchObject([{ sessions: [{ address: 'fe80::1', interface: 'swp1', vrf: 'RED' }] }]);
  });

  test('no such neighbor', () => {
    expect(jsonOf('{"bgpNoSuchNeighbor":true}')).toMatchObject([
      { source: 'frr-neighbors', no_peers: {}, sessions: [] },
    ]);
  });
});

test.each(['{"peers":{}}', '{"a":{"peers":{"b":{"c":1}}}}', '{"ipv4Unicast":{"routes":{}}}', '[]', '{"bgpState":1}'])(
  '%s is none',
  (text) => {
    expect(jsonOf(text)).toEqual([]);
  },
);

test('names that every object inherits', () => {
  expect(jsonOf('{"ipv4Unicast":{"totalPeers":1,"peers":{"__proto__":{"state":"Active"}}}}')).toMatchObject([
    { sessions: [{ interface: '__proto__', state: 'active' }] },
  ]);
});
