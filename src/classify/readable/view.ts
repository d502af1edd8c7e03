/** Views: what of a value may be shown to everybody. What none names is hidden. */
import { families } from '../../families/index.ts';
import { isHarmless } from '../../lib/mask.ts';
import { unquoted } from '../../lib/quotes.ts';
import { isObjectName, mayNameSecret } from '../../lib/secret-words.ts';
import type { Json, JsonObject } from '../../model/document.ts';

/** How much of a scalar may be seen: all, nothing, or what `maskRouterPasswords` leaves. */
export type Sight = 'all' | 'none' | 'router';

/** What may be seen of a value. */
export interface View {
  scalar(value: Json): Sight;
  /** Of a member of an object. */
  member(key: string, object: JsonObject): View;
  /** Of the items of a list. */
  readonly item: View;
  /** True if the names of its members are those of a kind, and not a stranger's. */
  knows(key: string): boolean;
}

export const hidden: View = {
  scalar: () => 'none',
  member: () => hidden,
  get item() {
    return hidden;
  },
  knows: () => false,
};

/** Values that hold no secret as far as words tell; members whose names speak of one are hidden. */
export const free: View = {
  scalar: (value) => (typeof value !== 'string' || isHarmless(value) ? 'all' : 'none'),
  member: (key) => (mayNameSecret(key) ? hidden : free),
  get item() {
    return free;
  },
  knows: () => false,
};

/** The end of a field's name that says that its value is a number and no secret. */
const counting =
  /(?:port|seconds|time|timer|asn|number|count|hops?|ttl|mtu|limit|length|interval|weight|preference|priority)$/i;
const addressOrNetwork =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[\da-f:]*::|(?:[\da-f]{1,4}:){7})[\da-f:]{2,39})(?:\/\d{1,3})?$/i;

/**
 * The value of a field that its kind does not have, which may be a misspelt `password`: seen are an address, a network, a
 * boolean, and a number whose name says that it counts something; others are hidden.
 */
export function misplaced(key: string): View {
  if (mayNameSecret(key) || /^pas/i.test(key) || !/^[A-Za-z]{2,40}$/.test(key)) return hidden;
  return {
    scalar(value) {
      if (typeof value === 'boolean') return 'all';
      if (typeof value === 'number') return counting.test(key) && value < 2 ** 32 ? 'all' : 'none';
      return typeof value === 'string' && addressOrNetwork.test(value) ? 'all' : 'none';
    },
    member: misplaced,
    get item() {
      return this;
    },
    knows: () => false,
  };
}

/** The name of an object of Kubernetes. */
export const named: View = { ...hidden, scalar: (value) => (isObjectName(value) ? 'all' : 'none') };

/** Members that have a view; all others are hidden. */
export function only(views: { readonly [key: string]: View }): View {
  return {
    scalar: () => 'none',
    member: (key) => (Object.hasOwn(views, unquoted(key)) ? (views[unquoted(key)] ?? hidden) : hidden),
    get item() {
      return this;
    },
    knows: (key) => Object.hasOwn(views, unquoted(key)),
  };
}

const domains = [...new Set([...families.flatMap((row) => row.domains), 'helm.sh'])];

/** Annotations of products and tools, which hold no text of people. */
const settings = new RegExp(
  String.raw`^bgplint/|(?:^|\.)(?:${domains.map((domain) => domain.replaceAll('.', '\\.')).join('|')})/`,
);

const annotations: View = {
  ...hidden,
  member: (key) => (!mayNameSecret(key) && !key.includes('last-applied') && settings.test(key) ? free : hidden),
};

export const metadata: View = only({
  name: free,
  generateName: free,
  namespace: free,
  labels: free,
  annotations,
  creationTimestamp: free,
  generation: free,
  resourceVersion: free,
  uid: free,
  ownerReferences: only({
    apiVersion: free,
    kind: free,
    name: free,
    uid: free,
    controller: free,
    blockOwnerDeletion: free,
  }),
});

/** An object of any kind: what it is and how it is called. */
export const anyObject = (views: { readonly [key: string]: View } = {}): View =>
  only({ apiVersion: free, kind: free, metadata, ...views });
