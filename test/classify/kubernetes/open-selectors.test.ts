import { expect, test } from 'vitest';
import { selectorFacts } from '../../../src/classify/kubernetes/facts.ts';
import type { Json } from '../../../src/model/document.ts';

function fact(family: string, kind: string, field: string, value: Json): unknown {
  return selectorFacts(family, kind, { spec: { [field]: value } })[`/spec/${field}`]?.['selector'];
}

const cilium = (value: Json) => fact('cilium', 'CiliumBGPClusterConfig', 'nodeSelector', value);

const metallb = (value: Json) => fact('metallb', 'BGPPeer', 'nodeSelectors', value);

const open = { matchLabels: { rack: '${RACK}' } };

const contrary = [
  { key: 'a', operator: 'Exists' },
  { key: 'a', operator: 'DoesNotExist' },
];

test.each<[string, unknown, unknown]>([
  ['a label', cilium(open), ['spec', 'nodeSelector', 'matchLabels', 'rack']],
  ['a key', cilium({ matchLabels: { '${KEY}': 'a' } }), ['spec', 'nodeSelector', 'matchLabels', '*']],
  [
    'one of the values',
    cilium({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b', '<c>'] }] }),
    ['spec', 'nodeSelector', 'matchExpressions', 0, 'values', 1],
  ],
  ['one of several', metallb([{ matchLabels: { a: 'b' } }, open]), ['spec', 'nodeSelectors', 1, 'matchLabels', 'rack']],
])('%s that is a placeholder leaves a selector unknown, and its place is told', (_, selector, unknown) => {
  expect(selector).toMatchObject({ unknown, faults: [] });
  expect(selector).not.toHaveProperty('key');
});

test.each<[string, unknown, object]>([
  ['beside what selects everything', metallb([open, {}]), { all: true, none: false }],
  ['in a contradiction', cilium({ ...open, matchExpressions: contrary }), { all: false, none: true }],
  [
    'in a contradiction beside another',
    metallb([{ ...open, matchExpressions: contrary }, { matchLabels: { a: 'b' } }]),
    { key: 'a=b' },
  ],
])('a placeholder %s makes no difference', (_, selector, meaning) => {
  expect(selector).toMatchObject(meaning);
  expect(selector).not.toHaveProperty('unknown');
});

test('neither does a selector have a place that is unknown where something else is wrong in it', () => {
  expect(cilium({ matchLabels: { rack: '${RACK}', b: 5 } })).not.toHaveProperty('unknown');
  expect(cilium({ ...open, matchExpressions: [{ key: 'a', operator: 'is' }] })).not.toHaveProperty('unknown');
});
