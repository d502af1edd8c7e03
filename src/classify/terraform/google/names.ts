/** Network tags and service accounts: by these, rules of Google Cloud name machines. */
import { append } from '../../../lib/lists.ts';
import type { Path } from '../../../model/document.ts';
import type { PeerTag, Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import { isNone, type PlacedText, textsAt } from '../texts.ts';
import { resolverOf, targetOf } from './networks.ts';

export const accountType = 'google_service_account';

export interface Names {
  readonly known: readonly PeerTag[];
  readonly unknown: readonly Path[];
}

/** Service accounts of the plan, whose addresses may not be known yet. */
export class Accounts {
  readonly #resolver: ReturnType<typeof resolverOf<ReturnType<typeof accountOf>>>;

  constructor(accounts: readonly Attributes[], root: Module | undefined) {
    this.#resolver = resolverOf(accounts.map(accountOf), root);
  }

  /** What an account is called here: its address where it is not of the plan, else what the plan calls it. */
  byText(text: string): string {
    return nameOf(this.#resolver.byText(text)) ?? text;
  }

  /** The account that a value will name; undefined where that is not known. */
  byReference(values: Attributes, path: Path): string | undefined {
    return nameOf(this.#resolver.byReference(values.instance, path));
  }

  /** All that a list will name; `rest`: it may name more. */
  allByReference(values: Attributes, path: Path): { readonly names: readonly string[]; readonly rest: boolean } {
    const { items, rest } = this.#resolver.allByReference(values.instance, path, never);
    return { names: items.map(({ instance }) => instance.address), rest };
  }
}

const never = /^(?!)/;

function accountOf(values: Attributes) {
  const email = values.at(['email']);
  return { ...targetOf(values), label: typeof email === 'string' && email !== '' ? email : undefined };
}

function nameOf(reference: Reference<ReturnType<typeof accountOf>>): string | undefined {
  if (reference.is === 'known') return reference.item.instance.address;
  return reference.is === 'foreign' ? reference.id : undefined;
}

/** Tags and service accounts at two places; undefined where neither is given. */
export function namesAt(
  values: Attributes,
  { tags, accounts }: { readonly tags?: Path; readonly accounts?: Path },
  read: Accounts,
): Names | undefined {
  const given = tags === undefined ? { known: [], unknown: [] } : textsAt(values, tags);
  const emails = accounts === undefined ? { known: [], unknown: [] } : textsAt(values, accounts);
  if (isNone(given) && isNone(emails)) return undefined;
  const resolved: PlacedText[] = emails.known.map(({ text, path }) => ({ text: read.byText(text), path }));
  const unknown = [...given.unknown];
  const [first] = emails.unknown;
  if (first !== undefined && accounts !== undefined) {
    // Which of several references a hole in a list is, nothing says.
    const { names, rest } = read.allByReference(values, accounts);
    for (const text of names) resolved.push({ text, path: first });
    if (rest) append(unknown, emails.unknown);
  }
  return { known: [...given.known, ...resolved], unknown };
}

/** Names in a form that can be compared; undefined for all machines. */
export function scopeOf(names: Names | undefined, values: Attributes): string | undefined {
  if (names === undefined) return undefined;
  const own = names.unknown.length > 0 ? values.address : '';
  return JSON.stringify([own, ...names.known.map(({ text }) => text).sort()]);
}
