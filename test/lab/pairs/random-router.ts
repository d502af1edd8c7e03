/** A router's configuration, drawn at random, and written down in one of the many ways in which FRR takes it. */
import type { Random } from '../random.ts';

/** What stands about the node in the router's file. Absent members are not written. */
export interface RouterDraw {
  readonly as: number;
  readonly defaults?: 'traditional' | 'datacenter';
  readonly vrf?: string;
  readonly links: readonly string[];
  readonly loopback: readonly string[];
  readonly routerId: string;
  /** The node's address as the router lists it. */
  readonly node: string;
  readonly listed: 'neighbor' | 'group' | 'range';
  readonly range?: string;
  readonly remoteAs: string;
  /** Instead of that: one after the other. */
  readonly twice?: readonly [string, string];
  /** Of a group and of its member, in this order. */
  readonly ofGroup?: readonly string[];
  readonly ofMember?: readonly string[];
  /** The group has no remote-as. */
  readonly groupWithoutAs?: boolean;
  readonly confederation?: { readonly identifier: number; readonly peers: readonly number[] };
  readonly requiresPolicy: boolean;
  readonly defaultIpv4: boolean;
  readonly defaultIpv6: boolean;
  /** Of the process. */
  readonly process: readonly string[];
  /** Of the neighbor, behind its name. */
  readonly neighbor: readonly string[];
  /** Of the neighbor in its address family. */
  readonly family: readonly string[];
  readonly activate: boolean;
  readonly lists: readonly string[];
}

/** FRR reads all of these alike. */
export interface Spelling {
  readonly indent: string;
  readonly exits: 'exit' | 'bang' | 'none';
  readonly comments: boolean;
  readonly familyName: boolean;
  readonly trailing: string;
  readonly listsLast: boolean;
  /** Two blanks between words. */
  readonly wide: boolean;
  readonly abbreviated: boolean;
  readonly carriageReturn: boolean;
}

export function randomSpelling(random: Random): Spelling {
  return {
    indent: random.of(['', ' ', ' ', '  ', '    ', '\t']),
    exits: random.of(['exit', 'bang', 'bang', 'none'] as const),
    comments: random.chance(0.3),
    familyName: random.chance(0.7),
    trailing: random.of(['', '', '', ' ', '  ']),
    listsLast: random.chance(0.3),
    wide: random.chance(0.05),
    abbreviated: random.chance(0.05),
    carriageReturn: random.chance(0.04),
  };
}

/** The file. Lines whose order means nothing are in any order. */
export function write(draw: RouterDraw, spelling: Spelling, random: Random): string {
  const { indent, exits } = spelling;
  const inner = `${indent}${indent === '' ? '' : ' '}`;
  const exit = exits === 'exit' ? ['exit', '!'] : exits === 'bang' ? ['!'] : [];
  const v6 = draw.node.includes(':');
  const group = draw.listed === 'neighbor' ? undefined : random.of(['NODES', 'k8s', 'WORKERS-V1']);
  // What is said of the group, or of the neighbor itself: a member may have lines of its own.
  const to = () => (group !== undefined && (draw.listed === 'range' || random.chance(0.6)) ? group : draw.node);
  const about = draw.neighbor.map((line) => ({ line, to: to() }));
  const said = (whom: string, line: string) =>
    line.startsWith('no ') ? `no neighbor ${whom} ${line.slice(3)}` : `neighbor ${whom} ${line}`;
  const numbers = draw.groupWithoutAs === true ? [] : (draw.twice ?? [draw.remoteAs]);
  const remoteAs = numbers.map((as) => `neighbor ${group ?? draw.node} remote-as ${as}`);
  const opening = [
    ...(group === undefined ? [] : [`neighbor ${group} peer-group`]),
    ...remoteAs,
    ...(draw.listed === 'group' ? [`neighbor ${draw.node} peer-group ${group}`] : []),
    ...(draw.ofGroup ?? []).map((line) => said(group ?? draw.node, line)),
    ...(draw.ofMember ?? []).map((line) => said(draw.node, line)),
  ];
  const body = shuffled(
    [
      ...about.map(({ line, to: whom }) => said(whom, line)),
      ...(draw.listed === 'range' ? [`bgp listen range ${draw.range} peer-group ${group}`] : []),
    ],
    random,
  );
  const own = group !== undefined && (draw.listed === 'range' || random.chance(0.5)) ? group : draw.node;
  const familyLines = [
    ...(draw.activate ? [`neighbor ${own} activate`] : []),
    ...shuffled(draw.family, random).map((line) => said(own, line)),
  ];
  const family = v6 ? 'ipv6' : 'ipv4';
  const familyBlock =
    familyLines.length === 0
      ? []
      : [
          ...(exits === 'bang' ? [`${indent}!`] : []),
          `${indent}address-family ${family}${v6 || spelling.familyName ? ' unicast' : ''}`,
          ...familyLines.map((line) => `${inner}${line}`),
          // Without it the next line of the process is still one of the family.
          `${indent}exit-address-family`,
        ];
  const process = [
    `bgp router-id ${draw.routerId}`,
    ...(draw.requiresPolicy
      ? random.chance(0.2)
        ? ['bgp ebgp-requires-policy']
        : []
      : ['no bgp ebgp-requires-policy']),
    ...(draw.defaultIpv4 ? [] : ['no bgp default ipv4-unicast']),
    ...(draw.defaultIpv6 ? ['bgp default ipv6-unicast'] : []),
    ...(draw.confederation === undefined
      ? []
      : [
          `bgp confederation identifier ${draw.confederation.identifier}`,
          ...(draw.confederation.peers.length === 0
            ? []
            : [`bgp confederation peers ${draw.confederation.peers.join(' ')}`]),
        ]),
    ...draw.process,
  ];
  const comment = (text: string) => (spelling.comments ? [`! ${text}`] : []);
  const lists = [...comment('what we take of the nodes'), ...draw.lists];
  const lines = [
    'frr version 8.4.4',
    ...(draw.defaults === undefined ? [] : [`frr defaults ${draw.defaults}`]),
    'hostname tor-a',
    ...(random.chance(0.5) ? ['log syslog informational'] : []),
    ...(random.chance(0.3) ? ['service integrated-vtysh-config'] : []),
    '!',
    ...(draw.vrf === undefined ? [] : [`vrf ${draw.vrf}`, 'exit-vrf', '!']),
    'interface eth0',
    ...(random.chance(0.5) ? [`${indent}description to the rack`] : []),
    ...draw.links.map((link) => `${indent}${link.includes(':') ? 'ipv6' : 'ip'} address ${link}`),
    ...exit,
    ...(draw.loopback.length === 0
      ? []
      : [
          'interface lo',
          ...draw.loopback.map((one) => `${indent}${one.includes(':') ? 'ipv6' : 'ip'} address ${one}`),
          ...exit,
        ]),
    ...(spelling.listsLast ? [] : lists),
    ...comment('the nodes of the cluster'),
    `router bgp ${draw.as}${draw.vrf === undefined ? '' : ` vrf ${draw.vrf}`}`,
    // Defaults for neighbors count when these are made.
    ...shuffled(process, random).map((line) => `${indent}${line}`),
    ...opening.map((line) => `${indent}${line}`),
    ...(spelling.comments ? [`${indent}# one neighbor a node`] : []),
    ...body.map((line) => `${indent}${line}`),
    ...familyBlock,
    ...exit,
    ...(spelling.listsLast ? lists : []),
    ...(random.chance(0.5) ? ['line vty', '!'] : []),
    ...(random.chance(0.3) ? ['end'] : []),
  ];
  const spaced = (line: string) => (spelling.wide ? line.replaceAll(/(\S) (?=\S)/g, '$1  ') : line);
  const short = (line: string) => (spelling.abbreviated ? abbreviated(line) : line);
  const end = `${spelling.trailing}${spelling.carriageReturn ? '\r' : ''}\n`;
  return lines.map((line) => `${spaced(short(line))}${end}`).join('');
}

/** FRR takes each word by what tells it from others, in files too. */
const abbreviated = (line: string) =>
  line
    .replace(/^(\s*(?:no )?)neighbor /, '$1neigh ')
    .replace(/^interface /, 'int ')
    .replace(/^(\s*)ip address /, '$1ip addr ')
    .replace(' remote-as ', ' remote ')
    .replace('ebgp-requires-policy', 'ebgp-req')
    .replace(/ activate$/, ' act');

export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
