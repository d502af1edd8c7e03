/** Lines about a process of BGP as a whole. */

import type { Cidr } from '../../../lib/address.ts';
import { isSubnetOf, parseCidr } from '../../../lib/address.ts';
import { asNumber } from './grammar/match.ts';
import { holdTimeRefusal, neighborLine, type Refusal } from './neighbor.ts';
import type { Instance, Said } from './state.ts';

/** Any line of an instance's own node, or of a family's: `family` is the one that it counts for. */
export function instanceLine(instance: Instance, family: string, said: Said): Refusal {
  const [first = '', second = '', third = ''] = said.words;
  if (first === 'neighbor') return neighborLine(instance, family, said);
  if (first === 'timers') return timers(instance, said);
  if (first !== 'bgp') return undefined;
  if (second === 'listen' && third === 'range') return range(instance, said);
  if (second === 'default' && /^(?:ipv[46]|l2vpn)-/.test(third)) {
    instance.defaults.set(third.replace('-', ' '), !said.negative);
    return undefined;
  }
  if (second === 'confederation' && third === 'peers') {
    for (const word of said.words.slice(3)) {
      const as = asNumber(word);
      if (as === undefined) continue;
      if (said.negative) instance.confederationPeers.delete(as);
      else instance.confederationPeers.add(as);
    }
    return undefined;
  }
  const known = instance.settings.get('router-id')?.words[2];
  if (second === 'router-id' && said.negative && third !== '' && third !== known)
    return { why: known === undefined ? 'no router ID is set' : `the router ID is ${known}` };
  keep(instance, settingOf(said.words), said);
  return undefined;
}

/** What a line sets, as later lines set it anew or take it back. */
function settingOf([, second = '', third = '']: readonly string[]): string {
  const parts = new Set([
    'graceful-restart',
    'confederation',
    'listen',
    'default',
    'bestpath',
    'long-lived-graceful-restart',
  ]);
  return parts.has(second) ? `${second} ${third}`.trim() : second;
}

function keep({ settings }: Instance, name: string, said: Said): void {
  // Each of the two modes of graceful restart takes the place of the other.
  if (!said.negative && name === 'graceful-restart') settings.delete('graceful-restart-disable');
  if (!said.negative && name === 'graceful-restart-disable') settings.delete('graceful-restart');
  // What is on without a line is off by one.
  if (said.negative && !switches.has(name)) settings.delete(name);
  else settings.set(name, said);
}

const switches: ReadonlySet<string> = new Set(['ebgp-requires-policy', 'graceful-restart notification']);

function timers(instance: Instance, said: Said): Refusal {
  const why = said.negative ? undefined : holdTimeRefusal(said.words[3] ?? '');
  if (why !== undefined) return { why };
  keep(instance, 'timers', said);
  return undefined;
}

function range(instance: Instance, said: Said): Refusal {
  const [, , , text = '', , name = ''] = said.words;
  const cidr = parseCidr(text);
  if (cidr === undefined) return undefined;
  if (said.negative) {
    instance.taken.remove(cidr);
    return undefined;
  }
  const refused = rangeRefusal(instance, cidr, name);
  // A range that is there already changes nothing.
  if (refused === '') return undefined;
  const made = { said, cidr, ...(refused !== undefined && { refused }) };
  if (refused === undefined) instance.taken.add(made);
  else instance.refusedRanges.push(made);
  return undefined;
}

/** Why FRR refuses a range; `''` for one that it has already. */
function rangeRefusal(instance: Instance, cidr: Cidr, name: string): string | undefined {
  const linkLocal = parseCidr('fe80::/10');
  if (linkLocal !== undefined && isSubnetOf(cidr, linkLocal)) return 'it is a range of link-local addresses';
  const other = instance.taken.touching(cidr);
  if (other !== undefined) {
    const [, , , text = '', , group = ''] = other.said.words;
    if (isSubnetOf(cidr, other.cidr) && isSubnetOf(other.cidr, cidr))
      return group === name ? '' : `the peer group ${group} has the same range`;
    return isSubnetOf(cidr, other.cidr)
      ? `it is inside ${text}, which is already a range`
      : `it contains ${text}, which is already a range`;
  }
  const group = instance.groups.get(name);
  if (group === undefined) return `no peer group ${name} is defined before this line`;
  return group.own.has('remote-as') ? undefined : `its peer group ${name} has no \`remote-as\` before this line`;
}
