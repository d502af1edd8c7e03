import { expect, test } from 'vitest';
import { policyFacts } from '../../../src/families/calico/policy.ts';
import type { JsonObject } from '../../../src/model/document.ts';

const verdict = (...ingress: readonly JsonObject[]) => policyFacts({ spec: { ingress } })['/spec/ingress']?.['bgp'];
const allow = (rule: JsonObject) => verdict({ action: 'Allow', ...rule });

test.each<[string, JsonObject, 'perhaps' | undefined]>([
  ['anything', {}, 'perhaps'],
  ['TCP', { protocol: 'TCP' }, 'perhaps'],
  ['its number', { protocol: 6 }, 'perhaps'],
  ['UDP', { protocol: 'UDP', destination: { ports: [179] } }, undefined],
  ['all but TCP', { notProtocol: 'TCP' }, undefined],
  ['all but UDP', { notProtocol: 'UDP' }, 'perhaps'],
  ['the port', { protocol: 'TCP', destination: { ports: [179] } }, 'perhaps'],
  ['a range', { protocol: 'TCP', destination: { ports: [22, '170:180'] } }, 'perhaps'],
  ['another range', { protocol: 'TCP', destination: { ports: ['180:200'] } }, undefined],
  ['a name', { protocol: 'TCP', destination: { ports: ['bgp'] } }, 'perhaps'],
  ['all but the port', { protocol: 'TCP', destination: { notPorts: [179] } }, undefined],
  ['all but another port', { protocol: 'TCP', destination: { notPorts: [22] } }, 'perhaps'],
  ['a port of the source', { protocol: 'TCP', source: { ports: [179] } }, 'perhaps'],
  ['a network', { source: { nets: ['192.0.2.0/24'] } }, 'perhaps'],
  ['a placeholder', { protocol: '${PROTOCOL}', destination: { ports: [22] } }, undefined],
  ['a placeholder as a port', { protocol: 'TCP', destination: { ports: ['${PORT}'] } }, 'perhaps'],
])('a rule that allows %s', (_, rule, expected) => {
  expect(allow(rule)).toBe(expected);
});

test('the first rule that is sure to match decides, and Log decides nothing', () => {
  const bgp = { protocol: 'TCP', destination: { ports: [179] } };
  expect(verdict({ action: 'Deny' }, { action: 'Allow' })).toBe('deny');
  expect(verdict({ action: 'Log' }, { action: 'Deny', ...bgp }, { action: 'Allow' })).toBe('deny');
  expect(verdict({ action: 'Deny', source: { nets: ['192.0.2.0/24'] } }, { action: 'Allow', ...bgp })).toBe('perhaps');
  expect(verdict({ action: 'Deny', protocol: 'UDP' }, { action: 'Pass' })).toBe('perhaps');
  expect(verdict({ action: '${ACTION}' })).toBe('perhaps');
  expect(verdict()).toBeUndefined();
});

test('a direction that types leave out has no fact', () => {
  const rules = { ingress: [{ action: 'Allow' }], egress: [{ action: 'Allow' }] };
  expect(Object.keys(policyFacts({ spec: { ...rules, types: ['Egress'] } }))).toEqual(['/spec/egress']);
  expect(Object.keys(policyFacts({ spec: { ...rules, types: [] } }))).toEqual(['/spec/ingress', '/spec/egress']);
  expect(Object.keys(policyFacts({ spec: { ...rules, types: ['${TYPE}'] } }))).toHaveLength(2);
});
