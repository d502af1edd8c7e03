import { describe, expect, test } from 'vitest';
import {
  canonicalText,
  disjoint,
  isLabelKey,
  isLabelValue,
  parseLabelSelector,
  termsOf,
} from '../../src/lib/label-selector/index.ts';
import type { Json } from '../../src/model/document.ts';

const terms = (...selectors: Json[]) => termsOf(selectors.map((one) => parseLabelSelector(one).requirements ?? []));
const text = (...selectors: Json[]) => canonicalText(terms(...selectors));
const expression = (key: Json, operator: Json, values?: Json) => ({
  matchExpressions: [{ key, operator, ...(values !== undefined && { values }) }],
});

describe('what Kubernetes refuses', () => {
  test.each<[selector: Json, faults: object[]]>([
    [{}, []],
    [{ matchLabels: null, matchExpressions: null }, []],
    [expression('rack', 'In', ['a']), []],
    [expression('rack', 'NotIn', ['']), []],
    [expression('example.com/rack', 'Exists'), []],
    [expression('rack', 'Exists', []), []],
    [expression('rack', 'in', ['a']), [{ kind: 'operator', path: ['matchExpressions', 0, 'operator'], wants: 'In' }]],
    [expression('rack', 'Gt', ['1']), [{ kind: 'operator', path: ['matchExpressions', 0, 'operator'] }]],
    [expression('rack', 'In'), [{ kind: 'values-missing', path: ['matchExpressions', 0, 'values'] }]],
    [expression('rack', 'NotIn', []), [{ kind: 'values-missing', path: ['matchExpressions', 0, 'values'] }]],
    [
      expression('rack', 'DoesNotExist', ['a']),
      [{ kind: 'values-forbidden', path: ['matchExpressions', 0, 'values'] }],
    ],
    [expression('-rack', 'Exists'), [{ kind: 'key', path: ['matchExpressions', 0, 'key'] }]],
    [expression('rack', 'In', ['a', 'b c']), [{ kind: 'value', path: ['matchExpressions', 0, 'values', 1] }]],
    [{ matchLabels: { 'a/b/c': 'x' } }, [{ kind: 'key', path: ['matchLabels', 'a/b/c'] }]],
    [{ matchLabels: { rack: 'a_' } }, [{ kind: 'value', path: ['matchLabels', 'rack'] }]],
  ])('%j', (selector, faults) => {
    const parsed = parseLabelSelector(selector);
    expect(parsed.faults).toEqual(faults);
    expect(parsed.requirements === undefined).toBe(faults.length > 0);
  });

  test.each<Json>([
    'rack=a',
    { matchLabels: { rack: true } },
    { matchLabels: { rack: '${RACK}' } },
    { matchLabels: { '{{ .key }}': 'a' } },
    expression('rack', 'In', 'a'),
    expression('rack', 'In', [null]),
    expression('{{ .key }}', 'Exists'),
    { matchExpressions: ['rack'] },
    { matchExpressions: {} },
  ])('no meaning and no fault: %j', (selector) =>
    expect(parseLabelSelector(selector)).toMatchObject({ requirements: undefined, faults: [] }),
  );

  test.each<[key: string, ok: boolean]>([
    ['a', true],
    ['A.b_c-9', true],
    [`${'a'.repeat(63)}`, true],
    [`${'a'.repeat(64)}`, false],
    ['example.com/a', true],
    ['Example.com/a', false],
    ['/a', false],
    ['a/', false],
    ['', false],
    [`${'a'.repeat(253)}/a`, true],
    [`${'a'.repeat(254)}/a`, false],
    ['a\n', false],
  ])('key %j: %j', (key, ok) => expect(isLabelKey(key)).toBe(ok));

  test('values', () => {
    expect(['', 'a', 'A.1_b', 'a'.repeat(63)].map(isLabelValue)).toEqual([true, true, true, true]);
    expect(['-a', 'a-', 'a b', 'ä', 'a'.repeat(64)].map(isLabelValue)).toEqual([false, false, false, false, false]);
  });
});

describe('one text for one meaning', () => {
  test.each<[selectors: Json[], canonical: string]>([
    [[], '(none)'],
    [[{}], '(all)'],
    [[{ matchLabels: { rack: 'a' } }, {}], '(all)'],
    [[{ matchLabels: { b: '2', a: '1' } }], 'a=1,b=2'],
    [[expression('a', 'In', ['1'])], 'a=1'],
    [[expression('a', 'In', ['2', '1', '2'])], 'a in (1,2)'],
    [[expression('a', 'NotIn', ['2', '1'])], 'a notin (1,2)'],
    [[expression('a', 'Exists')], 'a'],
    [[expression('a', 'DoesNotExist')], '!a'],
    [[{ matchLabels: { a: '1' }, ...expression('a', 'NotIn', ['2']) }], 'a=1'],
    [[{ matchLabels: { a: '1' }, ...expression('a', 'NotIn', ['1']) }], '(none)'],
    [[{ matchLabels: { a: '1' }, ...expression('a', 'DoesNotExist') }], '(none)'],
    [[{ matchLabels: { b: '1' } }, { matchLabels: { a: '1' } }, { matchLabels: { b: '1' } }], 'a=1 or b=1'],
    [[{ matchLabels: { all: 'x', __proto__: '1' } }], 'all=x'],
  ])('%j is %s', (selectors, canonical) => expect(text(...selectors)).toBe(canonical));
});

describe('selectors of nodes that exclude each other', () => {
  const host = (...names: string[]) => expression('kubernetes.io/hostname', 'In', names);
  test('hostnames', () => {
    expect(disjoint(terms(host('a', 'b')), terms(host('c')))).toBe(true);
    expect(disjoint(terms(host('a', 'b')), terms(host('b', 'c')))).toBe(false);
  });

  test('a label and its absence', () => {
    const control = terms(expression('node-role.kubernetes.io/control-plane', 'Exists'));
    const workers = terms(expression('node-role.kubernetes.io/control-plane', 'DoesNotExist'));
    expect(disjoint(control, workers)).toBe(true);
    expect(disjoint(workers, terms(host('a')))).toBe(false);
  });

  test('lists: one that meets is enough', () => {
    expect(disjoint(terms(host('a'), host('b')), terms(host('c'), host('b')))).toBe(false);
    expect(disjoint(terms(host('a'), host('b')), terms(host('c'), host('d')))).toBe(true);
  });

  test('nothing shares with nothing', () => expect(disjoint(terms(), terms())).toBe(true));
});
