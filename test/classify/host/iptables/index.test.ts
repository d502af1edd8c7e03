import { describe, expect, test } from 'vitest';
import { verdictsOf } from '../../../../src/classify/firewall/chains/evaluate.ts';
import { readIptables } from '../../../../src/classify/host/iptables/index.ts';
import { parseIptables } from '../../../../src/parse/host/iptables.ts';

function verdicts(text: string, file = 'rules.v4') {
  const [document] = parseIptables({ file, text }).documents;
  const ruleset = document && readIptables(document);
  if (ruleset === undefined) throw new Error('no ruleset');
  return verdictsOf(ruleset);
}

/** What becomes of connections in where nothing but this rule, and what belongs to a connection, is accepted. */
function ofRule(rule: string): string | undefined {
  const lines = [
    '*filter',
    ':INPUT DROP [0:0]',
    '-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT',
    rule,
    'COMMIT',
  ];
  return verdicts(`${lines.join('\n')}\n`).find(({ connection }) => connection === 'in')?.is;
}

describe('a rule that accepts lets connections to TCP/179 in', () => {
  test.each([
    ['', 'passes'],
    ['-p tcp', 'passes'],
    ['-p 6', 'passes'],
    ['-p all', 'passes'],
    ['! -p udp', 'passes'],
    ['-p udp', 'dropped'],
    ['! -p tcp', 'dropped'],
    ['-p tcp -m tcp --dport 179', 'passes'],
    ['-p tcp --dport bgp', 'passes'],
    ['-p tcp --dport 100:200', 'passes'],
    ['-p tcp --dport 180:', 'dropped'],
    ['-p tcp --dport :179', 'passes'],
    ['-p tcp ! --dport 179', 'dropped'],
    ['-p tcp --dport ! 22', 'passes'],
    ['-p tcp --sport 179', 'dropped'],
    ['-p tcp --sport 1024:65535 --dport 179', 'passes'],
    ['-p tcp --sport 40000:41000 --dport 179', 'perhaps'],
    ['-p tcp --dport $PORT', 'undecided'],
    ['-p tcp -m multiport --dports 22,170:179', 'passes'],
    ['-p tcp -m multiport ! --dports 22,179', 'dropped'],
    ['-p tcp -m multiport --ports 179', 'passes'],
    ['-p tcp --syn', 'passes'],
    ['-p tcp --tcp-flags SYN,ACK ACK', 'dropped'],
    ['-s 0.0.0.0/0', 'passes'],
    ['-s 10.0.0.0/8', 'perhaps'],
    ['-s 10.0.0.0/255.0.0.0', 'perhaps'],
    ['! -s 10.0.0.0/8', 'perhaps'],
    ['-s 127.0.0.1', 'dropped'],
    ['! -s 127.0.0.0/8', 'passes'],
    ['-d 224.0.0.5/32', 'dropped'],
    ['-s router.example', 'undecided'],
    ['-m iprange --src-range 10.0.0.1-10.0.0.9', 'perhaps'],
    ['-m iprange --src-range 0.0.0.0-255.255.255.255', 'passes'],
    ['-i eth0', 'perhaps'],
    ['-i eth+', 'perhaps'],
    ['-i lo', 'dropped'],
    ['! -i lo', 'passes'],
    ['-i cali+', 'dropped'],
    ['-i +', 'passes'],
    ['-m conntrack --ctstate NEW', 'passes'],
    ['-m state --state NEW,RELATED', 'passes'],
    ['-m conntrack ! --ctstate INVALID', 'passes'],
    ['-m conntrack --ctstate UNTRACKED,DNAT', 'dropped'],
    ['-m conntrack --ctdir REPLY', 'dropped'],
    ['-m conntrack --ctorigdstport 179', 'passes'],
    ['-m conntrack ! --ctorigdstport 179', 'dropped'],
    ['-m conntrack --ctproto 6', 'passes'],
    ['-m conntrack --ctproto udp', 'dropped'],
    ['-m addrtype --dst-type LOCAL', 'passes'],
    ['-m addrtype --src-type LOCAL', 'dropped'],
    ['-m addrtype ! --dst-type BROADCAST,MULTICAST', 'passes'],
    ['-m pkttype --pkt-type unicast', 'passes'],
    ['-m comment --comment "for \\"bgp\\" -j DROP"', 'passes'],
    ['-m limit --limit 3/min', 'perhaps'],
    ['-m recent --set --name bgp --rsource', 'perhaps'],
    ['-m mac --mac-source 02:00:00:00:00:01', 'perhaps'],
    ['-m physdev --physdev-in eth0', 'perhaps'],
    ['-m mark --mark 0x1', 'perhaps'],
    ['-m set --match-set peers src', 'undecided'],
    ['-m u32 --u32 "0>>22&0x3C@12>>26&0x3C@0=0x1"', 'undecided'],
    ['-p icmp -m icmp --icmp-type 8', 'dropped'],
    ['-f', 'dropped'],
  ])('%s: %s', (match, is) => {
    expect(ofRule(`-A INPUT ${match} -j ACCEPT`)).toBe(is);
  });

  test.each([
    ['-A INPUT -j LOG --log-prefix "all "', 'dropped'],
    ['-A INPUT -j REJECT --reject-with tcp-reset', 'dropped'],
    ['-A INPUT -j RETURN', 'dropped'],
    ['-A INPUT -j NFQUEUE --queue-num 0', 'undecided'],
    ['-A INPUT -j somewhere', 'undecided'],
    ['-A INPUT --fancy 1 -j ACCEPT', 'undecided'],
    ['-A INPUT', 'dropped'],
  ])('%s: %s', (rule, is) => {
    expect(ofRule(rule)).toBe(is);
  });
});

describe('tables', () => {
  const accepting = (...before: string[]) =>
    verdicts([...before, '*filter', ':INPUT ACCEPT [0:0]', ':OUTPUT ACCEPT [0:0]', 'COMMIT', ''].join('\n'));

  test.each([
    ['raw', 'PREROUTING', 'in'],
    ['mangle', 'PREROUTING', 'in'],
    ['mangle', 'INPUT', 'in'],
    ['security', 'INPUT', 'in'],
    ['raw', 'OUTPUT', 'out'],
    ['mangle', 'POSTROUTING', 'out'],
  ])('%s has a say in %s', (table, chain, connection) => {
    const found = accepting(`*${table}`, `-A ${chain} -p tcp --dport 179 -j DROP`, 'COMMIT');
    expect(found.map(({ connection: of, is }) => [of, is])).toEqual(
      ['in', 'out'].map((of) => [of, of === connection ? 'dropped' : 'passes']),
    );
  });

  test('what raw does not track is in no state', () => {
    const text = [
      '*raw',
      '-A PREROUTING -p tcp --dport 179 -j CT --notrack',
      'COMMIT',
      '*filter',
      ':INPUT DROP [0:0]',
      '-A INPUT -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT',
      'COMMIT',
    ];
    expect(verdicts(text.join('\n')).map(({ is }) => is)).toEqual(['dropped', 'passes']);
  });

  test('raw is asked before conntrack knows a connection', () => {
    const raw = (match: string) => accepting('*raw', `-A PREROUTING -m conntrack ${match} -j DROP`, 'COMMIT')[0]?.is;
    expect(raw('--ctorigdstport 179')).toBe('passes');
    expect(raw('! --ctdir REPLY')).toBe('passes');
    expect(raw('--ctstate INVALID')).toBe('dropped');
  });

  test('nat may send a connection elsewhere, where nobody knows what answers', () => {
    const to = (target: string) => accepting('*nat', `-A PREROUTING -p tcp --dport 179 -j ${target}`, 'COMMIT')[0]?.is;
    expect(to('REDIRECT --to-ports 1790')).toBe('undecided');
    expect(to('ACCEPT')).toBe('passes');
  });

  test('a connection that is marked as a whole keeps its mark', () => {
    const text = [
      '*mangle',
      '-A PREROUTING -j CONNMARK --restore-mark --nfmask 0xf0 --ctmask 0xf0',
      '-A PREROUTING -p tcp --dport 179 -m conntrack --ctstate NEW -j MARK --set-xmark 0x10/0xf0',
      '-A PREROUTING -j CONNMARK --save-mark --nfmask 0xf0 --ctmask 0xf0',
      'COMMIT',
      '*filter',
      ':INPUT DROP [0:0]',
      '-A INPUT -m mark --mark 0x10/0xf0 -j ACCEPT',
      'COMMIT',
    ];
    expect(verdicts(text.join('\n')).map(({ is }) => is)).toEqual(['passes', 'dropped']);
  });
});

describe('the IP version', () => {
  test.each([
    ['# Generated by ip6tables-save v1.8.9\n', 'a.rules', '', 6],
    ['# Generated by iptables-save v1.8.9\n', 'rules.v6', '', 4],
    ['', 'rules.v6', '', 6],
    ['', 'a.rules', '-A INPUT -s 2001:db8::/32 -j ACCEPT\n', 6],
    ['', 'a.rules', '', 4],
  ])('%j in %s with %j', (heading, file, rule, family) => {
    const found = verdicts(`${heading}*filter\n:INPUT DROP [0:0]\n${rule}COMMIT\n`, file);
    expect(new Set(found.map(({ family: of }) => of))).toEqual(new Set([family]));
  });
});
