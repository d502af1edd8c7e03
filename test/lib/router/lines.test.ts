import { describe, expect, test } from 'vitest';
import { pathOf, routerLines, shownLine } from '../../../src/lib/router/lines.ts';
import { maskRouterText } from '../../../src/lib/router/mask.ts';

const keys = (text: string) => routerLines(text).map(({ key }) => key);

describe('lines of a router', () => {
  test('are their words, with the columns before them', () => {
    const [first, second] = routerLines('router bgp 64512\r\n\tneighbor   192.0.2.1 remote-as 64513\r\n');
    expect(first?.key).toBe('router bgp 64512');
    expect(second?.key).toBe('neighbor 192.0.2.1 remote-as 64513');
    expect(second?.indent).toBe(1);
    expect(second?.number).toBe(1);
    expect(second && pathOf(second, 3)).toEqual(['neighbor 192.0.2.1 remote-as 64513', 3]);
  });

  test('that come again have keys of their own, even where one is written like that', () => {
    expect(keys('exit\nexit (2)\nexit\nexit\nexit (2)')).toEqual([
      'exit',
      'exit (2)',
      'exit (3)',
      'exit (4)',
      'exit (2) (2)',
    ]);
    const many = keys('exit\n'.repeat(200));
    expect(new Set(many).size).toBe(200);
  });

  test('are what stands behind a prompt and a pager', () => {
    const lines = routerLines(
      'tor1# show running-config\nRouter#sh run\nr(config-router)# neighbor 192.0.2.1 remote-as 1\n --More-- \b\b\b\b\b\b\b\b\bexit\n',
    );
    expect(lines.map(shownLine)).toEqual(['show running-config', 'sh run', 'neighbor 192.0.2.1 remote-as 1', 'exit']);
    expect(lines.map(({ typed }) => typed)).toEqual(['exec', 'exec', 'config', false]);
  });
});

describe('secrets of a router', () => {
  const sure = 'S3cr';
  test.each([
    `neighbor 192.0.2.1 password ${sure}`,
    `neighbor 192.0.2.1 password 7 ${sure}`,
    `no neighbor password password ${sure} ${sure}`,
    `neighbor 192.0.2.1 pasword ${sure}`,
    `neighbor 192.0.2.1 timers 3 9 password ${sure}`,
    `neighbor 192.0.2.1 description the password is ${sure}`,
    `username admin privilege 15 secret 5 ${sure}`,
    `enable secret 9 ${sure}`,
    `enable password ${sure}`,
    `password ${sure}`,
    `snmp-server community ${sure} RO`,
    `snmp-server host 192.0.2.7 version 2c ${sure}`,
    `ip ospf message-digest-key 1 md5 ${sure}`,
    `ip ospf authentication-key ${sure}`,
    `key-string ${sure}`,
    `tacacs-server host 192.0.2.9 key 7 ${sure}`,
    `crypto isakmp key ${sure} address 192.0.2.9`,
    `ntp authentication-key 1 md5 ${sure} 7`,
    `isis password clear ${sure}`,
    `! the password is ${sure}`,
    `copy ftp://user:${sure}@192.0.2.1/x flash:`,
    `neighbor 192.0.2.1 password\n ${sure}`,
    `router1(config-router)# neighbor 192.0.2.1 password ${sure}`,
  ])('are in no key and in no text that is shown: %s', (text) => {
    const masked = maskRouterText(text);
    expect(masked).not.toContain(sure);
    expect(masked).toHaveLength(text.length);
    expect(JSON.stringify(keys(text))).not.toContain(sure);
    expect(JSON.stringify(routerLines(text).map(shownLine))).not.toContain(sure);
  });

  test.each([
    'neighbor password remote-as 64512',
    'neighbor 192.0.2.1 route-map secret-in in',
    'neighbor 192.0.2.1 peer-group password',
    'route-map token permit 10',
    'ip prefix-list key seq 5 permit 192.0.2.0/24 le 32',
    'match ip address prefix-list secret',
    'bgp graceful-restart restart-time 120',
    'ip as-path access-list secret permit ^64512$',
    'service password-encryption\nhostname tor1',
    'neighbor 192.0.2.1 peer-group secret\nexit-vrf',
  ])('are not what people name a list or a group: %s', (text) => {
    expect(maskRouterText(text)).toBe(text);
  });

  test('take time in proportion to the text', () => {
    for (const text of [
      'password '.repeat(100_000),
      `${' '.repeat(500_000)}ore`,
      'neighbor password\n'.repeat(20_000),
      `${'a'.repeat(500_000)}#`,
    ])
      expect(maskRouterText(text)).toHaveLength(text.length);
  });
});
