import { describe, expect, test } from 'vitest';
import { verdictsOf } from '../../../../src/classify/firewall/chains/evaluate.ts';
import { readNftablesJson, readNftablesText } from '../../../../src/classify/host/nftables/documents.ts';
import { at } from '../../../../src/lib/json.ts';
import { defaultLimits } from '../../../../src/lib/limits.ts';
import type { Document, Json } from '../../../../src/model/document.ts';
import { parseHost } from '../../../../src/parse/host/index.ts';
import { parseJson } from '../../../../src/parse/index.ts';

const match = (left: Json, op: string, right: Json) => ({ match: { op, left, right } });
const rule = (chain: string, ...expr: Json[]) => ({ rule: { family: 'inet', table: 't', chain, expr } });
const port = { payload: { protocol: 'tcp', field: 'dport' } };

function documentOf(value: Json): Document {
  const { documents } = parseJson(
    { file: 'nft.json', text: JSON.stringify(value) },
    { limits: defaultLimits, wants: () => true },
  );
  return documents[0] as Document;
}

const base = (policy: string) => ({
  chain: { family: 'inet', table: 't', name: 'in', type: 'filter', hook: 'input', prio: 0, policy },
});

/** Where packets are dropped, in the JSON itself, and the texts of the places. */
function drops(value: Json): readonly (readonly [Json | undefined, string])[] {
  const document = documentOf(value);
  const ruleset = readNftablesJson(document);
  const verdicts = ruleset === undefined ? [] : verdictsOf(ruleset);
  const places = verdicts.filter(({ is }) => is === 'dropped').flatMap((one) => one.drops.map(({ place }) => place));
  return [...new Map(places.map((place) => [JSON.stringify(place.path), place])).values()].map(
    ({ path, text }) => [at(value, path), text] as const,
  );
}

describe('places in JSON', () => {
  test('a rule ends where its verdict is', () => {
    const reject = { reject: { type: 'tcp reset' } };
    const nftables = [base('accept'), rule('in', match(port, '==', { set: [22, { range: [100, 200] }] }), reject)];
    expect(drops({ nftables })).toEqual([[reject, 'tcp dport { 22, 100-200 } reject with tcp reset']]);
  });

  test('a policy', () => {
    expect(drops({ nftables: [base('drop')] })).toEqual([['drop', 'in policy drop']]);
  });

  test('a command', () => {
    const drop = { drop: null };
    const nftables = [{ add: base('accept') }, { add: rule('in', match(port, '!=', '@open'), drop) }];
    const set = { set: { family: 'inet', table: 't', name: 'open', type: 'inet_service', elem: [22] } };
    expect(drops({ nftables: [set, ...nftables] })).toEqual([[drop, 'tcp dport != @open drop']]);
  });
});

test.each<Json>([{}, [], { nftables: {} }, { nftables: 'x' }])('JSON of others is none: %j', (value) => {
  expect(readNftablesJson(documentOf(value))).toBeUndefined();
});

test('what iptables-save prints is no text of nft', () => {
  const source = { file: 'rules', text: '*filter\n:INPUT DROP [0:0]\nCOMMIT\n' };
  expect(parseHost(source, 'iptables').documents.map(readNftablesText)).toEqual([undefined]);
});

describe('what no ruleset should be', () => {
  const endless = [
    `table ip t { chain c { ${'{'.repeat(200_000)}`,
    `table ip t { chain c { tcp dport ${'{ '.repeat(100_000)} } } }`,
    `table ip t {\nchain c {\nmeta mark set ${'mark | '.repeat(100_000)} 1\n}\n}`,
    `table ip t {\nchain c {\ntcp dport ${'('.repeat(100_000)}\n}\n}`,
    `table ip t {\nchain c {\ntcp dport { ${'1:2,'.repeat(100_000)} } accept\n}\n}`,
    `table ip t {\nchain c {\n${'x:'.repeat(200_000)}\n}\n}`,
    `table ip t {\nchain c {\n${'"'.repeat(200_001)}\n}\n}`,
    `define a0 = { 1 }\n${Array.from({ length: 3000 }, (_, i) => `define a${i + 1} = { $a${i}, $a${i} }`).join('\n')}
table ip t {\nchain c {\ntype filter hook input priority 0;\ntcp dport $a3000 accept\n}\n}`,
    Array.from({ length: 50_000 }, (_, i) => `insert rule ip t c tcp dport ${i} accept`).join('\n'),
    Array.from(
      { length: 20_000 },
      (_, i) => `table ip t${i} { chain c { type filter hook input priority 0; }; }\nflush ruleset`,
    ).join('\n'),
  ];

  test.each(endless.map((text) => [text.slice(0, 40), text]))('%s…', (_, text) => {
    const [document] = parseHost({ file: 'x.nft', text }, 'nftables').documents;
    const ruleset = document && readNftablesText(document);
    if (ruleset !== undefined) expect(verdictsOf(ruleset).every(({ is }) => is !== 'dropped')).toBe(true);
  });
});
