/** What both kinds of FRR's JSON say of a neighbor. */
import { at, text } from '../../lib/json.ts';
import type { Json, Path } from '../../model/document.ts';
import type { Session } from './model.ts';
import { addressOf } from './words.ts';

/** A part of a document, and the VRF of which it speaks. */
export interface Found {
  readonly path: Path;
  readonly vrf: string;
}

/** What a neighbor is called. */
export function named(key: string, peer: Json): Pick<Session, 'address' | 'family' | 'interface' | 'name'> {
  const hostname = text(peer, ['hostname']);
  const own = addressOf(key);
  const seen = own.address === undefined ? addressOf(text(peer, ['bgpNeighborAddr'])) : own;
  return { ...seen, ...(own.address === undefined && { interface: key }), ...(hostname !== '' && { name: hostname }) };
}

/** Members that are numbers: of each the first of its names that is there. */
export function numbers<Name extends string>(
  peer: Json,
  wanted: { readonly [K in Name]: readonly string[] },
): { readonly [K in Name]?: number } {
  const found: { [K in Name]?: number } = {};
  for (const [name, members] of Object.entries(wanted) as [Name, readonly string[]][]) {
    const value = members.map((member) => at(peer, [member])).find((one) => typeof one === 'number');
    if (typeof value === 'number') found[name] = value;
  }
  return found;
}
