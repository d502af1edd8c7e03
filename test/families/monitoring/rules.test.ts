import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expressionFacts, ruleLists, speaksOfAlerts } from '../../../src/families/monitoring/rules.ts';
import { offeredGroups } from '../../support/alerts-page.ts';
import { root } from '../../support/run.ts';

const rule = { alert: 'A', expr: 'metallb_bgp_session_up == 0' };

test('lists of rules are found wherever they stand', () => {
  const values = {
    a: { groups: [{ name: 'g', rules: [rule] }] },
    b: [{ extra: [{ record: 'r', expr: 'x' }] }],
    c: [1, 'x'],
  };
  expect(ruleLists(values)).toEqual([
    ['a', 'groups', 0, 'rules'],
    ['b', 0, 'extra'],
  ]);
});

test('only expressions about BGP have facts', () => {
  const facts = expressionFacts({ groups: [{ rules: [{ alert: 'Up', expr: 'up == 0' }, rule] }] });
  expect(Object.keys(facts)).toEqual(['/groups/0/rules', '/groups/0/rules/1/expr']);
});

test.each([
  ['rules about BGP', '- alert: A\n  expr: metallb_bgp_session_up == 0\n', true],
  ['JSON', '{"alert": "A", "expr": "bird_protocol_up == 0"}', true],
  ['rules about other things', '- alert: A\n  expr: up == 0\n', false],
  ['a dashboard', '{"title": "BGP", "targets": [{"expr": "metallb_bgp_session_up"}], "alert": {}}', false],
  ['a peer', 'kind: BGPPeer\nspec:\n  matchExpressions: []\n', false],
])('%s', (_, text, speaks) => {
  expect(speaksOfAlerts(text)).toBe(speaks);
});

/** The expressions by which rules say what tells that a session is down. */
const said = [
  ...(readFileSync(`${root}/policies/lib/monitoring/metrics.rego`, 'utf8')
    .split('\ndown := {')[1]
    ?.split('\n}')[0]
    ?.matchAll(/^\t"([^"]+)": "((?:[^"\\]|\\.)*)",$/gm) ?? []),
].map(([, product = '', expression = '']) => ({ product, expression: expression.replaceAll('\\"', '"') }));

test('docs/alerts.md has an alert with each expression that a finding names', () => {
  const offered = offeredGroups().map(({ rules }) => rules[0]?.expr);
  expect(said.map(({ product }) => product).sort()).toEqual(['calico', 'cilium', 'frr-k8s', 'metallb']);
  for (const { product, expression } of said) expect(offered, product).toContain(expression);
});
