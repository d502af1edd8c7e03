/** From where TCP/179 is let in to machines, beside their own kind. */
import { type Cidr, formatCidr } from '../../lib/address.ts';
import type { JsonObject, Path } from '../../model/document.ts';
import type { Pool } from './pool.ts';
import { coversBgp } from './ports.ts';
import type { FirewallRule } from './rule.ts';

/** No more are told. */
const mostSources = 256;

/**
 * The CIDRs that a pool lets TCP/179 in from. `whole`: there is nothing else that lets it in, known or not, but the pool itself
 * and other groups.
 */
export function bgpSources(pool: Pool, numberOf: (rule: FirewallRule) => number): JsonObject {
  const cidrs: { rule: number; cidr: string; text: string; path: Path }[] = [];
  let whole = true;
  for (const layer of pool.inbound) {
    if (layer.reply === true) continue;
    if (layer.otherwise === 'allow' || layer.unknown.some(({ source, path }) => source.isUnknown(path))) whole = false;
    for (const rule of layer.rules) {
      if (rule.action !== 'allow' || coversBgp(rule.protocol, rule.ports) === 'no') continue;
      const { peers } = rule;
      if (coversBgp(rule.protocol, rule.ports) === 'unknown' || rule.target.is === 'unknown') whole = false;
      if (peers.any !== undefined || peers.unknown.length + peers.tags.length > 0) whole = false;
      const add = (text: string, cidr: Cidr | undefined, path: Path) => {
        if (cidr === undefined || cidrs.length === mostSources) whole = false;
        else cidrs.push({ rule: numberOf(rule), cidr: formatCidr(cidr), text, path });
      };
      for (const { text, cidr, path } of peers.cidrs) add(text, cidr, path);
      for (const { listed, whole: isWhole, path } of peers.prefixLists) {
        if (!isWhole) whole = false;
        for (const { text, cidr } of listed) add(text, cidr, path);
      }
      if (peers.groups.some(({ reference }) => reference.is === 'foreign')) whole = false;
    }
  }
  return { whole, cidrs };
}
