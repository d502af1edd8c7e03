import { describe, expect, test } from 'vitest';
import { readIos } from '../../../../src/classify/router/ios/index.ts';
import type { Dialect, Neighbor, Process } from '../../../../src/classify/router/model.ts';
import { routerLines } from '../../../../src/lib/router/lines.ts';

const read = (dialect: Dialect, text: string) => readIos(routerLines(text), dialect);

const process = (dialect: Dialect, text: string, vrf = ''): Process => {
  const found = read(dialect, text).processes.find((one) => one.vrf === vrf);
  if (found === undefined) throw new Error(`no process in ${vrf}`);
  return found;
};

const neighbor = (dialect: Dialect, text: string, name: string, vrf = ''): Neighbor => {
  const found = process(dialect, text, vrf).neighbors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no neighbor ${name}`);
  return found;
};

const ios = `version 17.9
hostname tor-1
!
interface GigabitEthernet0/0/1
 vrf forwarding K8S
 ip address 10.1.0.2 255.255.255.0
 ip address 10.2.0.1 255.255.255.0 secondary
 standby 1 ip 10.1.0.1
 ipv6 address 2001:DB8:1::1/64
!
router bgp 1.10
 template peer-policy FROM-NODES
  route-map NODES in
  maximum-prefix 100 80 warning-only
 exit-peer-policy
 template peer-session BASE
  password 7 060506324F41
  timers 3 9
 exit-peer-session
 template peer-session NODES
  remote-as 64512
  fall-over bfd check-control-plane-failure
  inherit peer-session BASE
 exit-peer-session
 bgp router-id 192.0.2.254
 bgp graceful-restart restart-time 100
 bgp graceful-restart stalepath-time 200
 bgp graceful-restart
 bgp listen range 10.9.0.0/16 peer-group DYN
 bgp listen limit 300
 no bgp default ipv4-unicast
 timers bgp 10 30
 neighbor DYN peer-group
 neighbor DYN remote-as 64520
 neighbor DYN ebgp-multihop
 neighbor DYN disable-connected-check
 neighbor 10.3.0.10 inherit peer-session NODES
 neighbor 10.3.0.11 remote-as 64512
 neighbor 10.3.0.11 password cisco
 neighbor 10.3.0.11 ha-mode graceful-restart disable
 neighbor 10.3.0.11 transport connection-mode passive
 neighbor 10.3.0.11 shutdown
 neighbor 10.3.0.12 peer-group DYN
 neighbor 10.3.0.12 ebgp-multihop 3
 neighbor 10.3.0.12 frobnicate 7
 neighbor 2001:DB8::5 remote-as 64512
 !
 address-family ipv4
  neighbor DYN activate
  neighbor 10.3.0.10 activate
  neighbor 10.3.0.10 inherit peer-policy FROM-NODES
  neighbor 10.3.0.11 activate
  neighbor 10.3.0.11 prefix-list MISSING in
  neighbor 10.3.0.11 allowas-in
 exit-address-family
 !
 address-family ipv6
  neighbor 2001:DB8::5 activate
 exit-address-family
 !
 address-family ipv4 vrf K8S
  neighbor 10.1.0.20 remote-as 65001
  neighbor 10.1.0.20 local-as 65100 no-prepend replace-as
  neighbor 10.1.0.20 ttl-security hops 1
 exit-address-family
!
ip prefix-list NODES seq 5 permit 10.0.0.0/8 ge 24 le 32
ip as-path access-list 1 permit ^64512$
!
route-map NODES permit 10
 match ip address prefix-list NODES
end
`;

describe('IOS', () => {
  test('the process', () => {
    expect(process('ios', ios)).toMatchObject({
      as: { value: 65546, text: '1.10', path: ['router bgp 1.10', 2] },
      routerId: { value: '192.0.2.254' },
      gracefulRestart: { mode: 'restart', path: ['bgp graceful-restart', 1] },
      restartTime: { value: 100 },
      stalepathTime: { value: 200, path: ['bgp graceful-restart stalepath-time 200', 3] },
      listenLimit: { value: 300 },
      requiresPolicy: { value: false },
      unknown: [],
    });
    expect(read('ios', ios)).toMatchObject({ version: '17.9', hostname: 'tor-1', whole: true, notUnderstood: 1 });
  });

  test('a neighbor takes from templates of templates', () => {
    const found = neighbor('ios', ios, '10.3.0.10');
    expect(found).toMatchObject({
      path: ['neighbor 10.3.0.10 inherit peer-session NODES', 1],
      remoteAs: { rule: 'number', as: 64512, path: ['remote-as 64512', 1] },
      bfd: { checkControlPlane: true },
      holdTime: { value: 9, path: ['timers 3 9', 2] },
      families: [
        {
          afi: 'ipv4',
          safi: 'unicast',
          active: true,
          maximumPrefix: { value: 100, warningOnly: true },
          policies: [{ direction: 'in', kind: 'route-map', name: 'NODES', defined: true }],
        },
      ],
    });
    // Type 7 hides nothing: it is the password that the other neighbor has.
    expect(found.password?.token).toBe(neighbor('ios', ios, '10.3.0.11').password?.token);
    expect(found.password?.token).toEqual(expect.any(Number));
    expect(found.password?.path[0]).not.toContain('060506324F41');
  });

  test('a neighbor says what others do not', () => {
    expect(neighbor('ios', ios, '10.3.0.11')).toMatchObject({
      gracefulRestart: { mode: 'disabled', path: ['neighbor 10.3.0.11 ha-mode graceful-restart disable', 3] },
      passive: { path: ['neighbor 10.3.0.11 transport connection-mode passive', 4] },
      shutdown: { path: ['neighbor 10.3.0.11 shutdown', 2] },
      holdTime: { value: 30 },
      families: [{ allowasIn: {}, policies: [{ kind: 'prefix-list', name: 'MISSING', defined: false }] }],
    });
  });

  test('what a neighbor says goes before its group, and what is not known is kept', () => {
    expect(neighbor('ios', ios, '10.3.0.12')).toMatchObject({
      group: 'DYN',
      remoteAs: { as: 64520, path: ['neighbor DYN remote-as 64520', 3] },
      multihop: { ttl: 3, explicit: true },
      connectedCheckDisabled: {},
      families: [{ afi: 'ipv4', active: true, path: ['neighbor DYN activate', 2] }],
      unknown: [['neighbor 10.3.0.12 frobnicate 7']],
    });
  });

  test('a range is as its group, which is no neighbor', () => {
    expect(process('ios', ios).listenRanges).toMatchObject([
      { cidr: '10.9.0.0/16', group: 'DYN', neighbor: { name: 'DYN', multihop: { ttl: 255, explicit: false } } },
    ]);
    expect(process('ios', ios).neighbors.map(({ name }) => name)).toEqual([
      '10.3.0.10',
      '10.3.0.11',
      '10.3.0.12',
      '2001:DB8::5',
    ]);
  });

  test('IPv6 without IPv4', () => {
    expect(neighbor('ios', ios, '2001:DB8::5')).toMatchObject({
      address: '2001:db8::5',
      family: 6,
      families: [{ afi: 'ipv6', active: true }],
    });
  });

  test('a VRF has neighbors of its own, which are active', () => {
    expect(process('ios', ios, 'K8S')).toMatchObject({ as: { value: 65546 }, gracefulRestart: { mode: 'restart' } });
    expect(neighbor('ios', ios, '10.1.0.20', 'K8S')).toMatchObject({
      localAs: { as: 65100, noPrepend: true, replaceAs: true },
      ttlSecurity: { hops: 1 },
      families: [{ afi: 'ipv4', safi: 'unicast', active: true }],
    });
  });

  test('interfaces, with addresses of a pair of routers', () => {
    const [found] = read('ios', ios).interfaces;
    expect(found).toMatchObject({ name: 'GigabitEthernet0/0/1', vrf: 'K8S', shutdown: false });
    expect(found?.addresses.map(({ address, cidr }) => `${address} of ${cidr}`)).toEqual([
      '10.1.0.2 of 10.1.0.0/24',
      '10.2.0.1 of 10.2.0.0/24',
      '2001:db8:1::1 of 2001:db8:1::/64',
      '10.1.0.1 of 10.1.0.0/24',
    ]);
  });

  test('policies', () => {
    const { prefixLists, routeMaps, asPathLists } = read('ios', ios);
    expect(prefixLists).toMatchObject([{ name: 'NODES', entries: [{ seq: 5, cidr: '10.0.0.0/8', ge: 24, le: 32 }] }]);
    expect(routeMaps).toMatchObject([{ name: 'NODES', entries: [{ seq: 10, matches: [{ kind: 'prefix-list' }] }] }]);
    expect(asPathLists).toMatchObject([{ name: '1', entries: [{ action: 'permit', text: '^64512$' }] }]);
  });

  test.each([
    ['no line', '', { mode: 'disabled' }],
    ['switched off', ' no bgp graceful-restart', { mode: 'disabled', path: ['no bgp graceful-restart', 2] }],
    ['switched on', ' bgp graceful-restart', { mode: 'restart' }],
    ['of all families', ' bgp graceful-restart all', { mode: 'restart' }],
    ['by its time', ' bgp graceful-restart restart-time 60 stalepath-time 90', { mode: 'restart' }],
  ])('graceful restart: %s', (_, line, expected) => {
    const text = `router bgp 1\n neighbor 10.0.0.1 remote-as 2\n${line}\n`;
    expect(process('ios', text).gracefulRestart).toMatchObject(expected);
    expect(neighbor('ios', text, '10.0.0.1').gracefulRestart).toMatchObject(expected);
  });

  test('what was typed stands beside its block', () => {
    const typed = `Router(config)#interface GigabitEthernet1
Router(config-if)#ip address 10.0.0.1 255.255.255.0
Router(config-if)#exit
Router(config)#ip route 0.0.0.0 0.0.0.0 10.0.0.254
Router(config)#router bgp 65001
Router(config-router)#neighbor 10.0.0.10 remote-as 64512
Router(config-router)#address-family ipv4
Router(config-router-af)#neighbor 10.0.0.10 route-map X in
Router(config-router-af)#exit-address-family
Router(config-router)#neighbor 10.0.0.11 remote-as 64512
Router(config-router)#route-map X permit 10
Router(config-route-map)#match ip address prefix-list A B
`;
    const found = read('ios', typed);
    expect(found.notUnderstood).toBe(0);
    expect(found.interfaces).toMatchObject([{ addresses: [{ address: '10.0.0.1' }] }]);
    expect(found.processes[0]?.neighbors).toMatchObject([
      { name: '10.0.0.10', families: [{ policies: [{ name: 'X', defined: true }] }] },
      { name: '10.0.0.11' },
    ]);
    expect(found.routeMaps).toMatchObject([{ entries: [{ unread: true }] }]);
  });

  test('a banner is no configuration', () => {
    const text = 'banner motd ^C\nrouter bgp 1\n neighbor 10.0.0.1 remote-as 2\n^C\nrouter bgp 3\n';
    expect(read('ios', text).processes).toMatchObject([{ as: { value: 3 }, neighbors: [] }]);
  });

  test('a part of what a device prints is not whole', () => {
    const asked = `tor-1#show running-config | section bgp\n${ios}`;
    expect(read('ios', asked).whole).toBe(false);
    expect(read('ios', 'router bgp 1\n neighbor 10.0.0.1 remote-as 2\n').whole).toBe(false);
    expect(read('ios', `${ios}interface GigabitEthernet2\n ip address dhcp\n`).whole).toBe(false);
  });

  test('templates in a circle end', () => {
    const text = `router bgp 1
 template peer-session A
  inherit peer-session B
 template peer-session B
  inherit peer-session A
  remote-as 2
 neighbor 10.0.0.1 inherit peer-session A
`;
    expect(neighbor('ios', text, '10.0.0.1').remoteAs?.as).toBe(2);
  });

  test('a template that is not there may hold anything', () => {
    const text = 'router bgp 1\n neighbor 10.0.0.1 remote-as 2\n neighbor 10.0.0.1 inherit peer-session GONE\n';
    expect(neighbor('ios', text, '10.0.0.1').unknown).toEqual([['neighbor 10.0.0.1 inherit peer-session GONE', 4]]);
  });
});

const eos = `! device: leaf-1 (DCS-7050SX3, EOS-4.30.1F)
vrf instance K8S
interface Vlan100
   vrf K8S
   ip address virtual 10.1.0.1/24
   ip virtual-router address 10.1.0.9
ip prefix-list NODES
   seq 10 permit 10.8.0.0/16 le 32
router bgp 65001
   router-id 10.255.0.1
   graceful-restart stalepath-time 60
   bgp listen range 10.20.0.0/16 peer-group NODES remote-as 64512
   bgp listen range 10.21.0.0/16 peer-group NODES peer-filter ANY
   dynamic peer max 50
   neighbor NODES peer group
   neighbor NODES bfd
   neighbor NODES password 7 CX4EAfb1EfOaMvPsb9DPGA==
   neighbor NODES maximum-routes 0
   neighbor NODES prefix-list NODES in
   neighbor 10.0.0.10 peer group NODES
   neighbor 10.0.0.10 remote-as 64512
   no neighbor 10.0.0.10 bfd
   no neighbor 10.0.0.10 graceful-restart-helper
   neighbor interface Et1-2 peer-group NODES remote-as 65100
   !
   vrf K8S
      local-as 65009
      neighbor 2001:db8::20 remote-as 64513
      neighbor 2001:db8::20 ttl maximum-hops 0
      !
      address-family ipv6
         neighbor 2001:db8::20 activate
`;

describe('EOS', () => {
  test('helps others to restart, and its times switch nothing on', () => {
    expect(process('eos', eos)).toMatchObject({
      routerId: { value: '10.255.0.1' },
      gracefulRestart: { mode: 'helper' },
      stalepathTime: { value: 60 },
      listenLimit: { value: 50 },
    });
    expect(process('eos', eos).gracefulRestart.path).toBeUndefined();
  });

  test('a neighbor takes back what its group says', () => {
    const found = neighbor('eos', eos, '10.0.0.10');
    expect(found).toMatchObject({
      group: 'NODES',
      password: { token: null },
      gracefulRestart: { mode: 'disabled' },
      families: [{ afi: 'ipv4', active: true, policies: [{ kind: 'prefix-list', defined: true }] }],
    });
    expect(found.bfd).toBeUndefined();
    expect(found.families[0]?.maximumPrefix).toBeUndefined();
  });

  test('ranges have an AS of their own', () => {
    expect(process('eos', eos).listenRanges).toMatchObject([
      { cidr: '10.20.0.0/16', neighbor: { remoteAs: { rule: 'number', as: 64512 }, bfd: {} } },
      { cidr: '10.21.0.0/16', neighbor: { remoteAs: { rule: 'auto' } } },
    ]);
    expect(neighbor('eos', eos, 'Et1-2')).toMatchObject({ interface: 'Et1-2', remoteAs: { as: 65100 } });
  });

  test('a VRF', () => {
    expect(process('eos', eos, 'K8S')).toMatchObject({ as: { value: 65009 } });
    expect(neighbor('eos', eos, '2001:db8::20', 'K8S')).toMatchObject({
      ttlSecurity: { hops: 1 },
      families: [{ afi: 'ipv6', active: true }],
    });
    expect(read('eos', eos).interfaces[0]?.addresses.map(({ address }) => address)).toEqual(['10.1.0.1', '10.1.0.9']);
  });

  test.each([
    ['no graceful-restart-helper', 'disabled'],
    ['graceful-restart', 'restart'],
    ['no graceful-restart', 'helper'],
  ])('%s', (line, mode) => {
    const text = `router bgp 1\n   ${line}\n   neighbor 10.0.0.1 remote-as 2\n`;
    expect(neighbor('eos', text, '10.0.0.1').gracefulRestart.mode).toBe(mode);
  });
});

const nxos = `feature bgp
interface Vlan10
  vrf member K8S
  ip address 10.1.0.2/24
  hsrp 10
    ip 10.1.0.1
router bgp 65001
  router-id 10.255.0.2
  graceful-restart stalepath-time 60
  template peer NODES
    remote-as 64512
    password 3 9125d59c18a9b015
    bfd
    address-family ipv4 unicast
      route-map IN in
      maximum-prefix 100
  neighbor 10.0.0.10
    inherit peer NODES
  neighbor 10.0.0.11 remote-as 64513
    password 7 060506324F41
    shutdown
  neighbor 10.30.0.0/16 remote-as 64512
    maximum-peers 20
    address-family ipv4 unicast
  vrf K8S
    no graceful-restart
    neighbor 10.1.0.20
      inherit peer NODES
      ebgp-multihop 2
`;

describe('NX-OS', () => {
  test('restarts gracefully without a line', () => {
    expect(process('nxos', nxos)).toMatchObject({ gracefulRestart: { mode: 'restart' }, stalepathTime: { value: 60 } });
    expect(process('nxos', nxos, 'K8S').gracefulRestart).toEqual({
      mode: 'disabled',
      path: ['no graceful-restart', 1],
    });
  });

  test('neighbors are blocks, and take from templates', () => {
    expect(neighbor('nxos', nxos, '10.0.0.10')).toMatchObject({
      group: 'NODES',
      remoteAs: { as: 64512, path: ['remote-as 64512', 1] },
      bfd: { path: ['bfd', 0] },
      password: { token: null },
      families: [
        { afi: 'ipv4', active: true, maximumPrefix: { value: 100 }, policies: [{ name: 'IN', defined: false }] },
      ],
    });
    expect(neighbor('nxos', nxos, '10.0.0.11')).toMatchObject({
      remoteAs: { as: 64513 },
      shutdown: { path: ['shutdown', 0] },
      families: [],
    });
    expect(neighbor('nxos', nxos, '10.1.0.20', 'K8S')).toMatchObject({ multihop: { ttl: 2 }, remoteAs: { as: 64512 } });
  });

  test('a prefix is a range', () => {
    expect(process('nxos', nxos).listenRanges).toMatchObject([
      { cidr: '10.30.0.0/16', group: '', neighbor: { remoteAs: { as: 64512 }, families: [{ active: true }] } },
    ]);
    expect(process('nxos', nxos).neighbors.map(({ name }) => name)).toEqual(['10.0.0.10', '10.0.0.11']);
  });

  test('addresses of HSRP', () => {
    expect(read('nxos', nxos).interfaces[0]?.addresses.map(({ address }) => address)).toEqual(['10.1.0.2', '10.1.0.1']);
  });
});
