/** What the readers of objects have in common. */
import { formatAddress, parseNetipAddress } from '../../../lib/address.ts';
import { at, isObject, text } from '../../../lib/json.ts';
import { maskRouterPasswords } from '../../../lib/mask.ts';
import { clip } from '../../../lib/text.ts';
import type { Json, JsonObject, Path } from '../../../model/document.ts';
import type { Session, SessionState, StatusOutput, Told } from '../model.ts';
import type { StatusReport } from '../report.ts';

/** What an object tells: sessions, complaints, both, or nothing. */
export interface Reading {
  readonly output?: StatusOutput;
  readonly report?: StatusReport;
}

const states: { readonly [word: string]: SessionState } = {
  established: 'established',
  idle: 'idle',
  connect: 'connect',
  active: 'active',
  opensent: 'open_sent',
  openconfirm: 'open_confirm',
  // bgpd/bgp_fsm.h and BIRD's proto/bgp/bgp.c: on the way down.
  clearing: 'idle',
  deleted: 'down',
  close: 'down',
};

/** The state that a word stands for, as BIRD, FRR and GoBGP write it in objects. */
export function stateOf(word: string): SessionState {
  const key = word.toLowerCase().replaceAll(/[\s_-]/g, '');
  return Object.hasOwn(states, key) ? (states[key] ?? 'unknown') : 'unknown';
}

/** An address in its shortest spelling, with its version; the text as a name where it is none. */
export function peerOf(written: string): Pick<Session, 'address' | 'family'> & { readonly other?: string } {
  const address = parseNetipAddress(written.replace(/%.*$/, ''));
  return address === undefined
    ? { other: clip(written, 253) }
    : { address: formatAddress(address), family: address.family };
}

const longest = 400;

/** What a controller wrote, without passwords, in one line. */
export function told(object: JsonObject, path: Path): Told {
  const written = maskRouterPasswords(text(object, path).slice(0, longest * 8));
  return { text: clip(written.replace(/\s+/g, ' ').trim(), longest), path };
}

/** The items of a list that are mappings, each with its path. */
export function itemsOf(object: JsonObject, path: Path): readonly { readonly item: JsonObject; readonly path: Path }[] {
  const list: Json | undefined = at(object, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((item, i) => (isObject(item) ? [{ item, path: [...path, i] }] : []));
}

/** The number at a path. */
export function numberAt(object: JsonObject, path: Path): number | undefined {
  const value = at(object, path);
  return typeof value === 'number' ? value : undefined;
}

/** A member where there is something to say. */
export function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined | '',
): { readonly [K in Key]?: Value } {
  return value === undefined || value === '' ? {} : ({ [key]: value } as { [K in Key]: Value });
}
