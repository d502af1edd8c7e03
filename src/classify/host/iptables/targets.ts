/** iptables' targets: what becomes of a packet for which a rule holds (iptables-extensions(8)). */
import type { MarkChange, Statement, Verdict } from '../../firewall/chains/ruleset.ts';
import { markOf, word } from './values.ts';

/** They change or note something by which no rule decides. */
const onward = new Set(
  'LOG NFLOG ULOG TRACE AUDIT CLASSIFY TCPMSS DSCP TOS TTL HL CHECKSUM SET RATEEST SECMARK CONNSECMARK IDLETIMER LED TEE ECN TCPOPTSTRIP'.split(
    ' ',
  ),
);

const verdict = (is: Exclude<Verdict['is'], 'reject' | 'jump' | 'goto'>): Statement[] => [
  { is: 'verdict', verdict: { is } },
];

/** What `-j name` does with the options that follow it. Undefined for a chain. */
export function targetOf(name: string, options: readonly string[]): readonly Statement[] | undefined {
  const option = (wanted: string) => {
    const at = options.indexOf(wanted);
    return at < 0 ? undefined : (options[at + 1] ?? '');
  };
  switch (name) {
    case 'ACCEPT':
      return verdict('accept');
    case 'DROP':
      return verdict('drop');
    case 'RETURN':
      return verdict('return');
    case 'REJECT':
      return [{ is: 'verdict', verdict: { is: 'reject', with: option('--reject-with') ?? 'icmp-port-unreachable' } }];
    case 'SNAT':
    case 'MASQUERADE':
      return verdict('snat');
    case 'DNAT':
    case 'REDIRECT':
    case 'NETMAP':
    case 'TPROXY':
      return verdict('redirect');
    case 'QUEUE':
    case 'NFQUEUE':
    case 'SYNPROXY':
    case 'CLUSTERIP':
      return verdict('unknown');
    case 'NOTRACK':
      return [{ is: 'notrack' }];
    case 'CT':
      return options.includes('--notrack') ? [{ is: 'notrack' }] : [];
    case 'MARK':
      return [{ is: 'mark', field: 'mark', change: markChange(option) ?? 'unknown' }];
    case 'HMARK':
      return [{ is: 'mark', field: 'mark', change: 'unknown' }];
    case 'CONNMARK':
      return [connmark(options, option)];
    default:
      return onward.has(name) ? [] : undefined;
  }
}

type Find = (option: string) => string | undefined;

const all = 0xffff_ffff;
const not = (bits: number) => ~bits >>> 0;

/** `--set-xmark v/m`: (old & ~m) ^ v; `--set-mark v/m`: (old & ~m) | v. */
function markChange(option: Find): MarkChange | undefined {
  const [xor, set] = [markOf(option('--set-xmark') ?? '-'), markOf(option('--set-mark') ?? '-')];
  if (xor !== undefined) return { and: not(xor.mask), xor: xor.value };
  if (set !== undefined) return { and: (not(set.mask) & not(set.value)) >>> 0, xor: set.value };
  const [and, or, flip] = ['--and-mark', '--or-mark', '--xor-mark'].map((name) => word(option(name) ?? '-'));
  if (and !== undefined) return { and, xor: 0 };
  if (or !== undefined) return { and: not(or), xor: or };
  return flip === undefined ? undefined : { and: all, xor: flip };
}

/** save: ct = (ct & ~ctmask) ^ (mark & nfmask); restore: mark = (mark & ~nfmask) ^ (ct & ctmask). */
function connmark(options: readonly string[], option: Find): Statement {
  const mask = word(option('--mask') ?? '-') ?? all;
  const [nf, ct] = [word(option('--nfmask') ?? '-') ?? mask, word(option('--ctmask') ?? '-') ?? mask];
  if (options.includes('--save-mark')) return { is: 'mark', field: 'ct_mark', change: { keep: not(ct), copy: nf } };
  if (options.includes('--restore-mark')) return { is: 'mark', field: 'mark', change: { keep: not(nf), copy: ct } };
  return { is: 'mark', field: 'ct_mark', change: markChange(option) ?? 'unknown' };
}
