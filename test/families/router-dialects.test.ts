import { describe, expect, test } from 'vitest';
import { isRouterText, routerDialect, unreadRouter } from '../../src/families/router-dialects.ts';

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

const bgp = ['router bgp 64513', ' neighbor 192.0.2.10 remote-as 64512'];

describe('the dialect of a router', () => {
  test.each([
    ['ios', text('Building configuration...', '', 'Current configuration : 2810 bytes', '!', ...bgp)],
    ['ios', text('version 17.9', ...bgp)],
    ['ios', text('interface GigabitEthernet0/0/1', ' ip address 192.0.2.1 255.255.255.0', '!', ...bgp)],
    ['ios', text(...bgp, ' neighbor 192.0.2.10 fall-over bfd')],
    ['ios', text(...bgp, ' neighbor 192.0.2.10 password 7 060506324F41')],
    ['ios', text('router bgp 64513', ' template peer-session NODES', '  remote-as 64512', ' exit-peer-session')],
    ['ios', text('router bgp 64513', ' address-family ipv4 vrf K8S', '  neighbor 192.0.2.10 remote-as 64512')],
    [
      'ios',
      text('tor-1#show running-config | section bgp', 'router bgp 1.10', ' bgp log-neighbor-changes', bgp[1] ?? ''),
    ],
    ['eos', text('! device: tor-1 (DCS-7050TX-64, EOS-4.28.3M)', ...bgp)],
    ['eos', text('router bgp 64513', '   neighbor NODES peer group', '   neighbor 192.0.2.10 peer group NODES')],
    ['eos', text(...bgp, '   bgp listen range 192.0.2.0/24 peer-group NODES remote-as 64512')],
    ['eos', text('vrf instance K8S', ...bgp)],
    ['eos', text('interface Loopback0', '   description id', '   ip address 192.0.2.1/32', ...bgp)],
    ['frr', text('frr defaults datacenter', 'interface Loopback0', ' ip address 192.0.2.1/32', ...bgp)],
    ['ios', text('router bgp 64513', ' bgp log-neighbor-changes', bgp[1] ?? '', ' address-family ipv4')],
    ['ios', text('tor-1(config)#router bgp 64513', `tor-1(config-router)#${bgp[1]}`, 'tor-1(config)#ip cef')],
    ['nxos', text('feature bgp', 'router bgp 64513', '  neighbor 192.0.2.10', '    remote-as 64512')],
    ['nxos', text('vrf context K8S', 'router bgp 64513', '  neighbor 192.0.2.10 remote-as 64512')],
    ['frr', text('frr version 8.4.4', 'frr defaults traditional', ...bgp)],
    ['frr', text('interface eth0', ' ip address 192.0.2.1/24', '!', ...bgp)],
    ['frr', text('router bgp 64513 vrf K8S', ' neighbor 192.0.2.10 remote-as external')],
    ['frr', text(...bgp)],
  ])('%s: %s', (dialect, of) => {
    expect(routerDialect(of)).toBe(dialect);
    expect(routerDialect(of.replaceAll('\n', '\r\n'))).toBe(dialect);
    expect(unreadRouter(of)).toBeUndefined();
  });

  test('what nothing else tells, the name of the file does', () => {
    const plain = text('router bgp 64513', ' bgp log-neighbor-changes', ' neighbor 192.0.2.10 remote-as 64512');
    expect(routerDialect(plain, 'routers/tor-1/frr.conf')).toBe('frr');
    expect(routerDialect(plain, 'routers/tor-1-ios.cfg')).toBe('ios');
  });
});

describe('no configuration of a router', () => {
  test.each([
    ['Markdown', text('# Peering', '', '```', ...bgp, '```')],
    ['a list of Markdown', text('| a | b |', '|---|---|', '', ...bgp)],
    ['YAML', text('data:', '  frr.conf: |', ...bgp.map((line) => `    ${line}`))],
    ['a script', text('#!/bin/sh', "cat > frr.conf <<'EOF'", ...bgp, 'EOF')],
    ['a sentence', text('Then write router bgp 64513 and save.')],
    ['other routing', text('router ospf 1', ' network 192.0.2.0/24 area 0')],
  ])('%s', (_, of) => {
    expect(isRouterText(of)).toBe(false);
    expect(routerDialect(of)).toBeUndefined();
    expect(unreadRouter(of)).toBeUndefined();
  });
});

describe('dialects that are not read are named', () => {
  test.each([
    ['IOS-XR', text('router bgp 64513', ' neighbor 192.0.2.10', '  remote-as 64512', '  use neighbor-group NODES')],
    [
      'IOS-XR',
      text(
        'route-policy PASS',
        '  pass',
        'end-policy',
        'router bgp 64513',
        ' neighbor 192.0.2.10',
        '  remote-as 64512',
      ),
    ],
    ['Aruba CX', text('!Version ArubaOS-CX GL.10.09.1000', ...bgp)],
    ['Dell OS10', text('! Version 10.5.2.3', 'router bgp 64513', ' neighbor 192.0.2.10', '  remote-as 64512')],
    [
      'a dialect whose neighbors are blocks, and which is not NX-OS',
      text('router bgp 64513', ' neighbor 192.0.2.10', '  description node', '  remote-as 64512'),
    ],
    ['Junos', text('set protocols bgp group nodes neighbor 192.0.2.10 peer-as 64512')],
    ['Junos', text('set routing-instances k8s protocols bgp group nodes allow 192.0.2.0/24')],
    [
      'Junos',
      text(
        'protocols {',
        '    bgp {',
        '        group nodes {',
        '            neighbor 192.0.2.10;',
        '        }',
        '    }',
        '}',
      ),
    ],
    ['SR Linux', text('set / network-instance default protocols bgp neighbor 192.0.2.10 peer-as 64512')],
    [
      'SR Linux',
      text(
        'network-instance default {',
        '  protocols {',
        '    bgp {',
        '      neighbor 192.0.2.10 {',
        '        peer-group nodes',
      ),
    ],
    ['VyOS', text('set protocols bgp neighbor 192.0.2.10 remote-as 64512')],
    ['VyOS', text("set protocols bgp 64513 neighbor 192.0.2.10 remote-as '64512'")],
    [
      'VyOS',
      text(
        'protocols {',
        '    bgp 64513 {',
        '        neighbor 192.0.2.10 {',
        '            remote-as 64512',
        '        }',
      ),
    ],
    ['MikroTik', text('/routing bgp connection', 'add name=node remote.address=192.0.2.10 remote.as=64512')],
    ['MikroTik', text('/routing bgp peer add name=node remote-address=192.0.2.10 remote-as=64512')],
    [
      "BIRD's own configuration",
      text('protocol bgp node1 {', '  local as 64513;', '  neighbor 192.0.2.10 as 64512;', '}'),
    ],
    [
      "GoBGP's configuration",
      text('[[neighbors]]', '  [neighbors.config]', '    neighbor-address = "192.0.2.10"', '    peer-as = 64512'),
    ],
    [
      "GoBGP's configuration",
      text('neighbors:', '- config:', '    neighbor-address: 192.0.2.10', '    peer-as: 64512'),
    ],
    ['Cumulus NCLU', text('net add bgp neighbor 192.0.2.10 remote-as 64512')],
    ['Cumulus NVUE', text('nv set vrf default router bgp neighbor 192.0.2.10 remote-as 64512')],
    [
      'Cumulus NVUE',
      text(
        '- set:',
        '    vrf:',
        '      default:',
        '        router:',
        '          bgp:',
        '            neighbor:',
        '              192.0.2.10:',
        '                remote-as: 64512',
      ),
    ],
    ['SONiC', '{"BGP_NEIGHBOR": {"192.0.2.10": {"asn": "64512"}}}'],
    ['Huawei VRP or Comware', text('bgp 64513', ' peer 192.0.2.10 as-number 64512')],
    ['Extreme SLX or NetIron', text('router bgp', ' local-as 64513', ' neighbor 192.0.2.10 remote-as 64512')],
  ])('%s: %s', (dialect, of) => {
    expect(unreadRouter(of)).toBe(dialect);
    expect(routerDialect(of)).toBeUndefined();
  });

  test.each([
    ['Junos without BGP', text('protocols {', '    ospf {', '        area 0.0.0.0;', '    }', '}')],
    ['BIRD without BGP', text('protocol kernel {', '  learn;', '}')],
    ['IOS-XR without neighbors', text('!! IOS XR Configuration 7.3.2', 'router bgp 64513', '!')],
    ['a page about Junos', text('# Junos', '', '```', 'set protocols bgp group nodes neighbor 192.0.2.10', '```')],
    ['SONiC without neighbors', '{"BGP_NEIGHBOR": {}}'],
    ['another YAML with neighbors', text('neighbors:', '- name: a')],
    [
      'frr-k8s',
      text('spec:', '  bgp:', '    routers:', '    - asn: 64512', '      neighbors:', '      - address: 192.0.2.1'),
    ],
  ])('but not %s', (_, of) => {
    expect(unreadRouter(of)).toBeUndefined();
  });
});
