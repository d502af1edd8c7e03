import { describe, expect, test } from 'vitest';
import { selectorFacts } from '../../../src/classify/kubernetes/facts.ts';
import type { JsonObject } from '../../../src/model/document.ts';

const everything = { key: '(all)', all: true, none: false, labels: [], faults: [], absent: true };

const nodesOf = (nodeSelectors: JsonObject['spec'] | undefined) =>
  selectorFacts('metallb', 'BGPPeer', { spec: nodeSelectors === undefined ? {} : { nodeSelectors } })[
    '/spec/nodeSelectors'
  ]?.['selector'];

describe('a field that is not there', () => {
  test.each([undefined, null, []])('%j of MetalLB selects every node', (value) =>
    expect(nodesOf(value)).toEqual(everything),
  );

  test('an empty selector too', () => expect(nodesOf([{}])).toEqual({ ...everything, absent: false }));

  test('of a Cilium advertisement it selects nothing', () => {
    const spec = { advertisements: [{ advertisementType: 'Service' }, { selector: {} }] };
    expect(selectorFacts('cilium', 'CiliumBGPAdvertisement', { spec })).toEqual({
      '/spec/advertisements/0/selector': {
        selector: { ...everything, key: '(none)', all: false, none: true },
      },
      '/spec/advertisements/1/selector': { selector: { ...everything, absent: false } },
    });
  });

  test('without a spec there is nothing to say', () => expect(selectorFacts('metallb', 'BGPPeer', {})).toEqual({}));
});

test.each([
  'antrea/BGPPolicy',
  'frr-k8s/FRRConfiguration',
  'cilium/CiliumBGPClusterConfig',
  'cilium/CiliumBGPPeeringPolicy',
])('one selector of nodes in %s', (kind) => {
  const [family = '', name = ''] = kind.split('/');
  const read = (spec: JsonObject) => selectorFacts(family, name, { spec })['/spec/nodeSelector'];
  expect(read({})).toEqual({ selector: everything });
  expect(read({ nodeSelector: { matchLabels: { rack: 'a' } } })).toEqual({
    selector: { key: 'rack=a', all: false, none: false, labels: ['rack'], faults: [], absent: false },
  });
});

test('a list is one key', () =>
  expect(nodesOf([{ matchLabels: { rack: 'b' } }, { matchLabels: { rack: 'a' } }])).toEqual({
    key: 'rack=a or rack=b',
    all: false,
    none: false,
    labels: ['rack'],
    faults: [],
    absent: false,
  }));

test('what has no meaning has no key', () => {
  expect(nodesOf(`\${SELECTORS}`)).toEqual({ faults: [], absent: false });
  expect(nodesOf([{ matchLabels: { rack: `\${RACK}` } }, { matchLabels: { a: 'b' } }])).not.toHaveProperty('key');
});

test('faults have their place in the object', () =>
  expect(nodesOf([{}, { matchExpressions: [{ key: 'rack', operator: 'in', values: ['a'] }] }])).toEqual({
    faults: [{ kind: 'operator', path: ['spec', 'nodeSelectors', 1, 'matchExpressions', 0, 'operator'], wants: 'In' }],
    absent: false,
  }));

/** metallb/metallb internal/config/config.go, validateLabelSelectorDuplicate: values are sorted, expressions are not. */
describe('what stands twice', () => {
  const rack = (...values: string[]) => ({ key: 'rack', operator: 'In', values });
  const edge = { key: 'edge', operator: 'Exists' };
  const faultsOf = (selectors: JsonObject[]) => (nodesOf(selectors) as { faults: object[] }).faults;
  test.each<[selectors: JsonObject[], faults: object[]]>([
    [
      [{ matchLabels: { a: '1', b: '2' } }, { matchLabels: { b: '2', a: '1' } }],
      [{ kind: 'duplicate-selector', path: ['spec', 'nodeSelectors', 1] }],
    ],
    [
      [{ matchExpressions: [rack('a', 'b')] }, { matchExpressions: [rack('b', 'a')] }],
      [{ kind: 'duplicate-selector', path: ['spec', 'nodeSelectors', 1] }],
    ],
    [[{ matchExpressions: [rack('a'), edge] }, { matchExpressions: [edge, rack('a')] }], []],
    [
      [{ matchExpressions: [rack('a', 'b'), edge, rack('b', 'a')] }],
      [{ kind: 'duplicate-expression', path: ['spec', 'nodeSelectors', 0, 'matchExpressions', 2] }],
    ],
    [
      [{ matchExpressions: [rack('a', 'b', 'a')] }],
      [{ kind: 'duplicate-value', path: ['spec', 'nodeSelectors', 0, 'matchExpressions', 0, 'values', 2] }],
    ],
    [[{ matchLabels: { rack: `\${R}` } }, { matchLabels: { rack: `\${R}` } }], []],
  ])('%j', (selectors, faults) => expect(faultsOf(selectors)).toEqual(faults));

  test('is not refused elsewhere', () => {
    const nodeSelector = { matchExpressions: [rack('a', 'a')] };
    expect(
      selectorFacts('frr-k8s', 'FRRConfiguration', { spec: { nodeSelector } })['/spec/nodeSelector'],
    ).toMatchObject({
      selector: { key: 'rack=a', faults: [] },
    });
  });
});
