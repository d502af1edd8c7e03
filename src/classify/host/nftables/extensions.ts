/** What iptables-nft has put into a ruleset of nft's, by which only iptables knows more: `xt match recent`, `xt target "MARK"`. */

import type { Statement } from '../../../lib/nftables/syntax.ts';
import type { Statement as Meant } from '../../firewall/chains/ruleset.ts';

/** Targets after which the next rule is asked, and nothing is different for it (iptables-extensions(8)). */
const idle = new Set(
  (
    'AUDIT CHECKSUM CLASSIFY CONNSECMARK DSCP ECN HL HMARK IDLETIMER LED LOG NFLOG RATEEST SECMARK SET TCPMSS ' +
    'TCPOPTSTRIP TEE TOS TRACE TTL ULOG'
  ).split(' '),
);

/** Matches by what no dump tells. */
const sometimes = new Set(
  'hashlimit limit statistic recent time connlimit connbytes quota owner mac random nfacct rateest length ttl hl dscp tos'.split(
    ' ',
  ),
);

const verdicts: { readonly [target: string]: readonly Meant[] } = {
  REJECT: [{ is: 'verdict', verdict: { is: 'reject', with: '' } }],
  MASQUERADE: [{ is: 'verdict', verdict: { is: 'snat' } }],
  SNAT: [{ is: 'verdict', verdict: { is: 'snat' } }],
  DNAT: [{ is: 'verdict', verdict: { is: 'redirect' } }],
  REDIRECT: [{ is: 'verdict', verdict: { is: 'redirect' } }],
  TPROXY: [{ is: 'verdict', verdict: { is: 'redirect' } }],
  MARK: [{ is: 'mark', field: 'mark', change: 'unknown' }],
  // It may save the mark, or restore it.
  CONNMARK: [
    { is: 'mark', field: 'mark', change: 'unknown' },
    { is: 'mark', field: 'ct_mark', change: 'unknown' },
  ],
};

export function extensionOf({ kind, name }: Statement & { is: 'extension' }): readonly Meant[] {
  if (kind !== 'target' && name === 'comment') return [];
  if (kind !== 'target' && sometimes.has(name)) return [{ is: 'sometimes' }];
  if (kind === 'match') return [{ is: 'unknown' }];
  if (idle.has(name)) return [];
  if (Object.hasOwn(verdicts, name)) return verdicts[name] ?? [];
  // Before version 1.0.3 nft wrote no word for which it is; names of targets are in capitals.
  if (kind === 'unknown' && name !== name.toUpperCase()) return [{ is: 'unknown' }];
  return [{ is: 'unknown' }, { is: 'verdict', verdict: { is: 'unknown' } }];
}
