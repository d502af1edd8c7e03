/** From where, and to where, a pool lets traffic pass, beside nodes. */
import { type Cidr, formatCidr } from '../../lib/address.ts';
import type { JsonObject, Path } from '../../model/document.ts';
import type { Numbers } from './input.ts';
import type { Layer, Pool } from './pool.ts';
import { covers, type TrafficName, traffics } from './ports.ts';
import { type FirewallRule, type Source, unknownReach } from './rule.ts';

/** No more CIDRs are told of one pool and kind of traffic. */
const mostCidrs = 256;

/** Places that a row is said to rest on: what rests on one that is not known is not decided by another. */
const mostPlaces = 16;

/** What rules ask: who may dial and whom the pool may dial, and from where BFD comes. */
const asked: readonly (readonly ['in' | 'out', TrafficName])[] = [
  ['in', 'bgp'],
  ['out', 'bgp'],
  ['in', 'bfd'],
  ['in', 'bfd-multihop'],
];

/**
 * A row for each direction and kind of traffic: the CIDRs at the other end. `whole`: beside these there are none but groups of the
 * plan; `groups`: some of those may pass. `rests_on`: what is not known yet, and may let others pass, the first ones.
 */
export function reachOf(pool: Pool, numbers: Pick<Numbers, 'rule' | 'source'>): JsonObject[] {
  return asked.map(([direction, traffic]) => {
    const layers = (direction === 'in' ? pool.inbound : pool.outbound).filter(({ reply }) => reply !== true);
    const row = new Row(numbers);
    for (const layer of layers) row.add(layer, traffic);
    return {
      direction,
      traffic,
      whole: row.whole && layers.length > 0,
      groups: row.groups,
      cidrs: row.cidrs,
      rests_on: row.restsOn,
    };
  });
}

class Row {
  readonly cidrs: { rule: number; cidr: string; text: string; path: Path }[] = [];
  whole = true;
  groups = false;
  readonly restsOn: { resource: number; path: Path }[] = [];
  readonly #numbers: Pick<Numbers, 'rule' | 'source'>;

  constructor(numbers: Pick<Numbers, 'rule' | 'source'>) {
    this.#numbers = numbers;
  }

  add(layer: Layer, traffic: TrafficName): void {
    if (layer.otherwise === 'allow') this.whole = false;
    for (const { source, path } of layer.unknown) this.#unknown(source, [path]);
    for (const rule of layer.rules) if (rule.action === 'allow') this.#rule(rule, traffic);
  }

  #rule(rule: FirewallRule, traffic: TrafficName): void {
    const { peers, protocol, ports, target, source } = rule;
    const reach = covers(protocol, ports, traffics[traffic]);
    if (reach === 'no') return;
    if (this.restsOn.length < mostPlaces) {
      const ofTarget = target.is === 'unknown' ? [rule.targetPath] : [];
      this.#unknown(source, [...unknownReach(rule), ...peers.unknown, ...ofTarget]);
    }
    if (peers.any !== undefined || peers.tags.length > 0) this.whole = false;
    if (peers.groups.some(({ reference }) => reference.is === 'foreign')) this.whole = false;
    if (peers.self !== undefined || peers.groups.length > 0) this.groups = true;
    for (const { text, cidr, path } of peers.cidrs) this.#cidr(rule, text, cidr, path);
    for (const { listed, whole, path } of peers.prefixLists) {
      if (!whole) this.#unknown(source, [path]);
      for (const { text, cidr } of listed) this.#cidr(rule, text, cidr, path);
    }
  }

  #unknown(source: Source, paths: readonly Path[]): void {
    for (const path of paths) {
      if (this.restsOn.length === mostPlaces) return;
      this.restsOn.push({ resource: this.#numbers.source(source), path });
    }
  }

  #cidr(rule: FirewallRule, text: string, cidr: Cidr | undefined, path: Path): void {
    if (cidr === undefined || this.cidrs.length === mostCidrs) this.whole = false;
    else this.cidrs.push({ rule: this.#numbers.rule(rule), cidr: formatCidr(cidr), text, path });
  }
}
