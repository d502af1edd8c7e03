/**
 * Which ranges that are handed out hold the address of a router or a node: it may be given away, and two machines answer for it.
 *
 * Outside of the rules, as exact intervals: pairs of pools and peers in Rego would take the square.
 */
import { kindOf } from '../families/index.ts';
import { type Address, parseAddress, parseCidr } from '../lib/address.ts';
import { at, expanded, pointer } from '../lib/json.ts';
import { append } from '../lib/lists.ts';
import { compare } from '../lib/order.ts';
import { type AddressRange, parseRange, rangeOf } from '../lib/ranges.ts';
import type { JsonObject, Path } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

type Owner = 'peer' | 'node';

interface Owned {
  readonly address: Address;
  readonly text: string;
  readonly resource: Resource;
  readonly path: Path;
}

/**
 * `{ family, resource, path, of, address, by }` for each range in a field of `handsOut` (src/families) that holds an address
 * in one of `peerAddresses` or `nodeAddresses`: `of` says which, `address` is the first such address, canonical, and `by`
 * where it stands, `{ resource, name, path }`. One for each range and `of`. Without patches, which do not say what else the pool has.
 */
export function heldAddresses(resources: readonly Resource[]): JsonObject[] {
  const owned: { readonly [of in Owner]: Owned[] } = { peer: [], node: [] };
  for (const resource of resources) {
    const row = kindOf(resource.family, resource.kind);
    for (const path of row?.peerAddresses ?? []) append(owned.peer, addressesAt(resource, path));
    for (const path of row?.nodeAddresses ?? []) append(owned.node, addressesAt(resource, path));
  }
  const held: JsonObject[] = [];
  for (const of of ['peer', 'node'] as const) {
    const sorted = owned[of].sort((a, b) => order(a.address, b.address));
    if (sorted.length === 0) continue;
    for (const resource of resources) {
      if (resource.partial) continue;
      for (const field of kindOf(resource.family, resource.kind)?.handsOut ?? []) {
        for (const path of expanded(resource.object, field)) {
          const range = rangeAt(resource, path);
          const first = range === undefined ? undefined : firstWithin(sorted, range);
          if (first !== undefined) held.push(entry(of, resource, path, first));
        }
      }
    }
  }
  return held;
}

function entry(of: Owner, { family, id }: Resource, path: Path, { text, resource, path: place }: Owned): JsonObject {
  return {
    family,
    resource: id,
    path: [...path],
    of,
    address: text,
    by: { resource: resource.id, name: resource.name, path: [...place] },
  };
}

function addressesAt(resource: Resource, field: readonly string[]): Owned[] {
  return expanded(resource.object, field).flatMap((path) => {
    const text = at(resource.facts[pointer(path)], ['address']);
    const address = typeof text === 'string' ? parseAddress(text) : undefined;
    return address === undefined || typeof text !== 'string' ? [] : [{ address, text, resource, path }];
  });
}

/** The range of a fact: its `range`, else its `cidr`. */
function rangeAt({ facts }: Resource, path: Path): AddressRange | undefined {
  const { range: text, cidr } = facts[pointer(path)] ?? {};
  if (typeof text === 'string') return parseRange(text);
  const network = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
  return network === undefined ? undefined : rangeOf(network);
}

/** The first of the addresses in order that lies in the range. */
function firstWithin(sorted: readonly Owned[], { family, first, last }: AddressRange): Owned | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && order(other.address, { family, bits: first }) < 0) low = middle + 1;
    else high = middle;
  }
  const found = sorted[low];
  return found !== undefined && found.address.family === family && found.address.bits <= last ? found : undefined;
}

function order(a: Address, b: Address): number {
  return a.family - b.family || compare(a.bits, b.bits);
}
