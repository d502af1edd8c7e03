/** iptables' matches: what an option of each of them asks (iptables-extensions(8)). */
import type { Field, Match, Statement } from '../../firewall/chains/ruleset.ts';
import { number, type Values } from '../../firewall/chains/values.ts';
import { addressesOf, flagsOf, interfacesOf, markOf, portsOf, protocolOf, rangeOfAddresses } from './values.ts';

/** An option: how many values follow it, and what it asks. Undefined: nothing, or nothing that could fail. */
export interface Option {
  readonly takes: number;
  statement(negated: boolean, values: readonly string[]): Statement | undefined;
}

type Options = { readonly [option: string]: Option };

const sometimes: Statement = { is: 'sometimes' };
const notUnderstood: Statement = { is: 'unknown' };
/** Holds for no packet of BGP. */
const never: Statement = { is: 'any', of: [], negated: false };
/** Holds once conntrack knows the packet, and never before. */
const ofAnyConnection: Statement = {
  is: 'match',
  field: 'ct_direction',
  values: { are: 'words', words: ['original', 'reply'] },
  negated: false,
};

const match = (field: Field, values: Values, negated: boolean): Match => ({ is: 'match', field, values, negated });

/** An option with one value. */
function one(field: Field, read: (text: string) => Values | undefined): Option {
  return {
    takes: 1,
    statement(negated, [text = '']) {
      const values = read(text);
      if (values === undefined) return negated ? never : undefined;
      return match(field, values, negated);
    },
  };
}

const list = (text: string): Values => ({ are: 'words', words: text.toLowerCase().split(',') });

const nothing = (takes: number): Option => ({ takes, statement: () => undefined });
const atTimes = (takes: number): Option => ({ takes, statement: () => sometimes });
const strange = (takes: number): Option => ({ takes, statement: () => notUnderstood });
const holdsNever = (takes: number): Option => ({ takes, statement: (negated) => (negated ? undefined : never) });

function named(...entries: readonly (readonly [names: string, option: Option])[]): Options {
  return Object.fromEntries(entries.flatMap(([names, option]) => names.split(' ').map((name) => [name, option])));
}

/** Options of no match. */
export const common: Options = named(
  ['-p --protocol --proto', one('protocol', protocolOf)],
  ['-s --source --src', one('source', addressesOf)],
  ['-d --destination --dst', one('destination', addressesOf)],
  ['-i --in-interface', one('in', interfacesOf)],
  ['-o --out-interface', one('out', interfacesOf)],
  // Connections of BGP keep to the path's MTU.
  ['-f --fragment', holdsNever(0)],
  ['-c --set-counters', nothing(2)],
  ['-w --wait', nothing(0)],
  ['-4 --ipv4 -6 --ipv6', nothing(0)],
);

const ports = named(
  ['--sport --source-port --sports --source-ports', one('source_port', portsOf)],
  ['--dport --destination-port --dports --destination-ports', one('destination_port', portsOf)],
);

const tcp: Options = {
  ...ports,
  ...named(
    [
      '--tcp-flags',
      {
        takes: 2,
        statement(negated, [mask = '', set = '']) {
          const [of, value] = [flagsOf(mask), flagsOf(set)];
          return of === undefined || value === undefined
            ? notUnderstood
            : match('tcp_flags', number(value, of), negated);
        },
      },
    ],
    // FIN, SYN, RST and ACK are looked at, and SYN is set.
    ['--syn', { takes: 0, statement: (negated) => match('tcp_flags', number(2, 23), negated) }],
    ['--tcp-option', atTimes(1)],
  ),
};

const either: Option = {
  takes: 1,
  statement(negated, [text = '']) {
    const values = portsOf(text);
    return {
      is: 'any',
      of: [match('source_port', values, false), match('destination_port', values, false)],
      negated,
    };
  },
};

const mark = (field: 'mark' | 'ct_mark'): Option => ({
  takes: 1,
  statement(negated, [text = '']) {
    const read = markOf(text);
    if (read === undefined) return notUnderstood;
    // The kernel compares what is under the mask with the whole value.
    return match(field, number(read.value, read.mask), negated);
  },
});

/** A port of the connection's first packet, or of its replies as they are expected: BGP's own, or the client's. */
const ofConnection = (isBgp: boolean): Option => ({
  takes: 1,
  statement(negated, [text = '']) {
    const values = portsOf(text);
    if (!isBgp || values.are !== 'numbers') return sometimes;
    const holds = values.ranges.some(({ from, to }) => from <= 179 && to >= 179);
    return holds === negated ? never : ofAnyConnection;
  },
});

const conntrack: Options = named(
  ['--ctstate --state', one('ct_state', list)],
  ['--ctstatus', one('ct_status', (text) => list(text.toLowerCase().replace('seen_reply', 'seen-reply')))],
  ['--ctdir', one('ct_direction', list)],
  [
    '--ctproto',
    {
      takes: 1,
      statement(negated, [text = '']) {
        const values = protocolOf(text);
        if (values?.are !== 'numbers') return values === undefined && !negated ? ofAnyConnection : notUnderstood;
        return values.ranges.some(({ from }) => from === 6) === negated ? never : ofAnyConnection;
      },
    },
  ],
  ['--ctorigsrc --ctorigdst --ctreplsrc --ctrepldst --ctexpire', atTimes(1)],
  ['--ctorigdstport --ctreplsrcport', ofConnection(true)],
  ['--ctorigsrcport --ctrepldstport', ofConnection(false)],
);

const packetType = (text: string) => list(text.toLowerCase().replace('unicast', 'host').replace('otherhost', 'other'));

/** All options of a match are alike: it holds for some packets, which no dump tells apart. */
const apart = (flags: string, withValue: string, withTwo = ''): Options =>
  named([flags, atTimes(0)], [withValue, atTimes(1)], [withTwo, atTimes(2)]);

/** By the match's name. Of one that is not here nothing is understood. */
export const matches: ReadonlyMap<string, Options> = new Map<string, Options>([
  ['tcp', tcp],
  ['udp', ports],
  ['udplite', ports],
  ['sctp', { ...ports, ...named(['--chunk-types', atTimes(2)]) }],
  ['dccp', ports],
  ['multiport', { ...ports, '--ports': either }],
  ['icmp', named(['--icmp-type', holdsNever(1)])],
  ['icmp6', named(['--icmpv6-type', holdsNever(1)])],
  ['ipv6-icmp', named(['--icmpv6-type', holdsNever(1)])],
  ['comment', named(['--comment', nothing(1)])],
  ['conntrack', conntrack],
  ['state', conntrack],
  ['mark', named(['--mark', mark('mark')])],
  ['connmark', named(['--mark', mark('ct_mark')])],
  [
    'addrtype',
    named(
      ['--src-type', one('source_type', list)],
      ['--dst-type', one('destination_type', list)],
      ['--limit-iface-in --limit-iface-out', atTimes(0)],
    ),
  ],
  ['pkttype', named(['--pkt-type', one('packet_type', packetType)])],
  [
    'iprange',
    named(['--src-range', one('source', rangeOfAddresses)], ['--dst-range', one('destination', rangeOfAddresses)]),
  ],
  // What an ipset holds is not in the dump.
  [
    'set',
    named(
      ['--match-set', strange(2)],
      ['--return-nomatch', nothing(0)],
      ['--update-counters --update-subcounters', nothing(0)],
    ),
  ],
  [
    'recent',
    {
      ...apart('--rcheck --update --remove --rsource --rdest --rttl --reap', '--seconds --hitcount --name --mask'),
      '--set': nothing(0),
    },
  ],
  ['limit', apart('', '--limit --limit-burst')],
  [
    'hashlimit',
    apart(
      '--hashlimit-rate-match',
      '--hashlimit --hashlimit-upto --hashlimit-above --hashlimit-burst --hashlimit-mode --hashlimit-name --hashlimit-srcmask --hashlimit-dstmask --hashlimit-htable-size --hashlimit-htable-max --hashlimit-htable-expire --hashlimit-htable-gcinterval --hashlimit-rate-interval',
    ),
  ],
  ['connlimit', apart('--connlimit-saddr --connlimit-daddr', '--connlimit-upto --connlimit-above --connlimit-mask')],
  ['connbytes', apart('', '--connbytes --connbytes-dir --connbytes-mode')],
  ['statistic', apart('', '--mode --probability --every --packet')],
  [
    'time',
    apart(
      '--kerneltz --contiguous --utc --localtz',
      '--datestart --datestop --timestart --timestop --monthdays --weekdays',
    ),
  ],
  ['mac', apart('', '--mac-source')],
  ['owner', apart('--socket-exists --suppl-groups', '--uid-owner --gid-owner')],
  ['rpfilter', apart('--loose --validmark --accept-local --invert', '')],
  ['physdev', apart('--physdev-is-in --physdev-is-out --physdev-is-bridged', '--physdev-in --physdev-out')],
  ['policy', apart('--strict --next', '--dir --pol --reqid --spi --proto --mode --tunnel-src --tunnel-dst')],
  ['socket', apart('--transparent --nowildcard --restore-skmark', '')],
  ['string', apart('--icase', '--algo --from --to --string --hex-string')],
  ['length', apart('', '--length')],
  ['tcpmss', apart('', '--mss')],
  ['ttl', apart('', '--ttl-eq --ttl-lt --ttl-gt')],
  ['hl', apart('', '--hl-eq --hl-lt --hl-gt')],
  ['dscp', apart('', '--dscp --dscp-class')],
  ['tos', apart('', '--tos')],
  ['ecn', apart('--ecn-tcp-cwr --ecn-tcp-ece', '--ecn-ip-ect')],
  ['helper', apart('', '--helper')],
  ['cgroup', apart('', '--path --cgroup')],
  ['cpu', apart('', '--cpu')],
  ['realm', apart('', '--realm')],
  ['devgroup', apart('', '--src-group --dst-group')],
  ['nfacct', named(['--nfacct-name', nothing(1)])],
  ['quota', apart('', '--quota')],
]);
