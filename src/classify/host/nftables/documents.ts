/** Documents with rules of nftables: texts as `parse/host/nftables.ts` gives them, and JSON as nft prints it. */
import { hostFormat } from '../../../families/host-formats.ts';
import { at, isObject } from '../../../lib/json.ts';
import { isNftables, readJson } from '../../../lib/nftables/json/index.ts';
import { printed } from '../../../lib/nftables/print.ts';
import { tableName } from '../../../lib/nftables/syntax.ts';
import { readText } from '../../../lib/nftables/text/index.ts';
import type { Document, Json, Path } from '../../../model/document.ts';
import type { Ruleset } from '../../firewall/chains/ruleset.ts';
import { type Placing, rulesetOf } from './index.ts';

/** Undefined for a text that is none of nft's. */
export function readNftablesText({ source: { text } }: Document): Ruleset | undefined {
  if (hostFormat(text) !== 'nftables') return undefined;
  const placing: Placing = {
    chain: (table, chain) => ({ path: [tableName(table), chain.name], text: chain.name }),
    policy: (table, { name, policy }) => ({
      path: [tableName(table), name, 'policy'],
      text: `${name} policy ${policy?.verdict ?? 'accept'}`,
    }),
    rule: (table, chain, { place }, index) => ({
      path: [tableName(table), chain.name, 'rules', index],
      text: text.slice(place.start, Math.min(place.end, place.start + longest)),
    }),
    unread: ({ text: words }, index) => ({ path: ['*', '?', 'rules', index], text: words }),
  };
  return rulesetOf(readText(text), placing);
}

/** More of a rule is in no message. */
const longest = 400;

/** Undefined for JSON that is none of nft's. */
export function readNftablesJson({ value }: Document): Ruleset | undefined {
  if (!isNftables(value)) return undefined;
  const entries = value['nftables'];
  const placing: Placing = {
    chain: (_, { name, place }) => ({ path: entryPath(place.start, entries), text: name }),
    policy: (_, { name, policy, place }) => ({
      path: within(entryPath(policy?.place.start ?? place.start, entries), ['policy'], value),
      text: `${name} policy ${policy?.verdict ?? 'accept'}`,
    }),
    // The last of its statements is what decides.
    rule: (_table, _chain, rule) => ({
      path: within(entryPath(rule.place.start, entries), ['expr', rule.statements.length - 1], value),
      text: printed(rule),
    }),
    unread: ({ place, text }) => ({ path: ['nftables', place.start], text }),
  };
  return rulesetOf(readJson(entries), placing);
}

/** `{"rule": {…}}`, or a command: `{"add": {"rule": {…}}}`. */
function entryPath(index: number, entries: readonly Json[]): Path {
  const path: (string | number)[] = ['nftables', index];
  let value = entries[index];
  for (let depth = 0; depth < 2 && isObject(value); depth++) {
    const [name = ''] = Object.keys(value);
    path.push(name);
    value = value[name];
    if (!/^(?:add|create|insert)$/.test(name)) break;
  }
  return path;
}

/** A path in what another one leads to, or that one where it is not there. */
const within = (path: Path, below: Path, root: Json): Path =>
  at(root, [...path, ...below]) === undefined ? path : [...path, ...below];
