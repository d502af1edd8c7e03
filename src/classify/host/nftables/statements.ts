/** Rules of nft's language as lists of statements of the shared model. */

import { append } from '../../../lib/lists.ts';
import type { Expression, Statement, Verdict } from '../../../lib/nftables/syntax.ts';
import type { Lookup, MarkChange, Statement as Meant, Verdict as MeantVerdict } from '../../firewall/chains/ruleset.ts';
import { numbers } from '../../firewall/chains/values.ts';
import { extensionOf } from './extensions.ts';
import { only } from './keys.ts';
import { fieldsOf, keysOf, matchOf, needsOf, never, partsOf, sometimes, unknown } from './matches.ts';
import type { Sets } from './sets.ts';
import { bitsOf } from './values.ts';

/** What a rule comes down to. */
export function statementsOf(statements: readonly Statement[], sets: Sets): readonly Meant[] {
  const meant: Meant[] = [];
  const [one, other] = statements.filter(excludesPort);
  for (const statement of statements) {
    if (other === undefined || (statement !== one && statement !== other)) append(meant, meaningOf(statement, sets));
    else if (statement === other) append(meant, eitherOf(meaningOf(one as Statement, sets), meaningOf(other, sets)));
  }
  // What is not understood may be a verdict, but before another one, which nft would refuse.
  const last = statements.at(-1);
  const endsOpen = last?.is !== 'verdict' && last?.is !== 'vmap';
  if (endsOpen && statements.some(({ is }) => is === 'unknown')) meant.push(verdict({ is: 'unknown' }));
  return meant;
}

/** `tcp dport != 179` */
function excludesPort(statement: Statement): boolean {
  const { is } = statement;
  return (
    is === 'match' &&
    statement.op === '!=' &&
    statement.left.is === 'key' &&
    /^(?:(?:tcp|th) [sd]port|raw @th,(?:0|16),16)$/.test(statement.left.name) &&
    statement.right.is === 'value'
  );
}

/**
 * nft puts two comparisons of neighboring fields into one, with `!=` too: version 1.0.6 loads `tcp sport != 22 tcp dport != 179` as
 * a rule for packets that differ in either (`nft --debug=netlink`). Others load both, so that nobody knows unless either fits.
 */
function eitherOf(one: readonly Meant[], other: readonly Meant[]): readonly Meant[] {
  const both = [...one, ...other];
  const matches = both.filter((statement) => statement.is === 'match');
  const ports = matches.filter(({ field }) => field !== 'protocol');
  return [...matches.filter(({ field }) => field === 'protocol'), { is: 'any', of: ports, negated: false }, sometimes];
}

function meaningOf(statement: Statement, sets: Sets): readonly Meant[] {
  switch (statement.is) {
    case 'nothing':
      return [];
    case 'condition':
      return [sometimes];
    case 'update':
      return [...neededFor(statement.key), ...(statement.isCondition ? [sometimes] : [])];
    case 'unknown':
      return [unknown];
    case 'notrack':
      return [{ is: 'notrack' }];
    case 'match':
      return matchOf(statement.left, statement.op, statement.right, sets);
    case 'vmap':
      return mapOf(statement.key, statement.map, sets);
    case 'verdict':
      return [...needsOfReject(statement.verdict), verdict(verdictOf(statement.verdict))];
    case 'set':
      return changeOf(statement.key, statement.value);
    case 'extension':
      return extensionOf(statement);
  }
}

export const verdict = (meant: MeantVerdict): Meant => ({ is: 'verdict', verdict: meant });

/** An answer by ICMP is for packets of its own family alone, and a reset for TCP's. */
function needsOfReject({ name, detail }: Verdict): readonly Meant[] {
  if (name !== 'reject') return [];
  if (/^icmp(?!v6|x)/.test(detail)) return [only[4]];
  return detail.startsWith('icmpv6') ? [only[6]] : [];
}

export function verdictOf({ name, detail }: Verdict): MeantVerdict {
  switch (name) {
    case 'accept':
    case 'drop':
    case 'return':
    case 'continue':
    case 'redirect':
      return { is: name };
    case 'nat':
      return { is: 'snat' };
    case 'reject':
      return { is: 'reject', with: detail === '' ? 'icmpx-port-unreachable' : detail };
    case 'jump':
    case 'goto':
      return detail === '' ? { is: 'unknown' } : { is: name, chain: detail };
    default:
      return { is: 'unknown' };
  }
}

/** `tcp dport vmap { 22 : accept, 179 : jump bgp }`. */
function mapOf(left: Expression, map: Expression, sets: Sets): readonly Meant[] {
  const keys = keysOf(left.is === 'concatenation' ? left.parts : [left]);
  const contents = sets.contentsOf(map);
  if (keys === undefined || contents?.elements === undefined) return [unknown, verdict({ is: 'unknown' })];
  if (keys.some((key) => key.is === 'never')) return [never];
  const needs = needsOf(keys);
  const { elements } = contents;
  const entries = sets.entriesOf(elements, keys, () =>
    elements.flatMap(({ key, data }) =>
      key.is === 'any' ? [] : [{ keys: partsOf(key, keys), verdict: dataOf(data) }],
    ),
  );
  const otherwise = sets.otherwiseOf(elements);
  const lookup: Lookup = {
    is: 'lookup',
    fields: fieldsOf(keys),
    entries,
    negated: false,
    whole: !contents.dynamic,
    ...(otherwise === undefined ? {} : { otherwise: dataOf(otherwise.data) }),
  };
  return [...needs, lookup];
}

function dataOf(data: Expression | undefined): MeantVerdict {
  return data?.is === 'verdict' ? verdictOf(data.verdict) : { is: 'unknown' };
}

/** What a packet is not the same after, for rules and for whom it reaches. */
const readdressed =
  /^(?:(?:tcp|udp|th) [sd]port|ip6? [sd]addr|ip protocol|ip6 nexthdr|meta (?:pkttype|protocol)|raw .*)$/;

function changeOf(key: string, value: Expression): readonly Meant[] {
  if (key === 'meta mark') {
    const change = markChange('meta mark', 'ct mark', value);
    // Without conntrack there is no mark to copy, and the rule ends (nft_ct.c).
    const needs: readonly Meant[] = change !== 'unknown' && 'copy' in change ? [isTracked] : [];
    return [...needs, { is: 'mark', field: 'mark', change }];
  }
  if (key === 'ct mark') return [{ is: 'mark', field: 'ct_mark', change: markChange('ct mark', 'meta mark', value) }];
  const needs = neededFor({ is: 'key', name: key });
  return readdressed.test(key) ? [...needs, verdict({ is: 'unknown' })] : needs;
}

/** A packet that has no such header is none for the rule. */
function neededFor(key: Expression): readonly Meant[] {
  const keys = keysOf(key.is === 'concatenation' ? key.parts : [key]);
  if (keys === undefined) return [unknown];
  return keys.some(({ is }) => is === 'never') ? [never] : needsOf(keys);
}

const all = 0xffff_ffff;

/** Holds for any mark of a connection. */
const isTracked: Meant = { is: 'match', field: 'ct_mark', values: numbers([0, all]), negated: false };

/** A number, or the mark or the other one with bits set, cleared and turned. */
function markChange(own: string, other: string, value: Expression): MarkChange {
  const fixed = bitsOf('mark', value);
  if (fixed !== undefined) return { and: 0, xor: fixed };
  const operations: { readonly op: string; readonly bits: number }[] = [];
  let inner = value;
  while (inner.is === 'binary') {
    const bits = inner.right.is === 'binary' ? undefined : bitsOf('mark', inner.right);
    if (bits === undefined) return 'unknown';
    operations.push({ op: inner.op, bits });
    inner = inner.left;
  }
  if (inner.is !== 'key') return 'unknown';
  let [and, xor] = [all, 0];
  for (const { op, bits } of operations.reverse()) {
    if (op === '&') [and, xor] = [and & bits, xor & bits];
    else if (op === '|') [and, xor] = [and & ~bits, (xor & ~bits) | bits];
    else if (op === '^') xor ^= bits;
    else return 'unknown';
  }
  if (inner.name === own) return { and: and >>> 0, xor: xor >>> 0 };
  return inner.name === other && xor === 0 ? { keep: 0, copy: and >>> 0 } : 'unknown';
}
