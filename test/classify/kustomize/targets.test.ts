import { describe, expect, test } from 'vitest';
import { isMeant, matches, ownTarget, targetOf } from '../../../src/classify/kustomize/targets.ts';

describe('a pattern', () => {
  test.each<[string, string, boolean]>([
    ['', 'tor-a', true],
    ['tor-a', 'tor-a', true],
    ['tor', 'tor-a', false],
    ['tor-.*', 'tor-a', true],
    ['.*-b', 'tor-a', false],
    ['.*', 'tor-a', true],
    ['t.*o.*a', 'tor-a', true],
    ['tor-a.*a', 'tor-a', false],
    ['x|tor-.*', 'tor-a', true],
    ['(tor-a|tor-b)', 'tor-a', true],
    ['^tor-a$', 'tor-a', true],
    ['(a|b)-c', 'a', false],
    ['tor-[0-9]+', 'tor-12', true],
    ['tor-[0-9]+', 'tor-a', false],
    ['tor-\\d', 'tor-1', true],
    ['tor-.+', 'tor-', false],
    ['tor-[', 'tor-[', true],
    ['tor-[', 'tor-a', false],
  ])('%s, %s: %s', (pattern, found, expected) => {
    expect(matches(pattern, found)).toBe(expected);
  });

  test.each([
    '(a+)+$',
    `${'.*a'.repeat(60)}b`,
    '('.repeat(199),
    'a|'.repeat(100),
    `${'.*'.repeat(90)}x`,
    `${'a*'.repeat(90)}x`,
    'x'.repeat(1e6),
  ])('of a stranger takes no time', (pattern) => {
    expect(matches(pattern, 'a'.repeat(253))).toBe(false);
  });
});

describe('a target', () => {
  const object = {
    gvk: { group: 'metallb.io', version: 'v1beta2', kind: 'BGPPeer' },
    name: 'tor',
    namespace: 'bgp',
    object: { metadata: { labels: { tier: 'a', 'x.io/y': '' } } },
  };
  test.each<[object, boolean]>([
    [{}, true],
    [{ kind: 'BGPPeer', group: 'metallb.io', version: 'v1beta2' }, true],
    [{ group: 'projectcalico.org' }, false],
    [{ version: 'v1' }, false],
    [{ labelSelector: 'tier=a' }, true],
    [{ labelSelector: 'tier == a , x.io/y' }, true],
    [{ labelSelector: 'tier!=a' }, false],
    [{ labelSelector: 'other!=a' }, true],
    [{ labelSelector: 'tier in (b, a)' }, true],
    [{ labelSelector: 'tier notin (b, a)' }, false],
    [{ labelSelector: '!tier' }, false],
    [{ labelSelector: '!other' }, true],
    [{ labelSelector: 'tier=a,(' }, false],
    [{ annotationSelector: 'tier' }, false],
  ])('%j: %s', (value, expected) => {
    expect(isMeant(targetOf(value as never) as never, object)).toBe(expected);
  });

  test.each([[undefined], [null], [5], ['BGPPeer'], [[]]])('none: %j', (value) => {
    expect(targetOf(value)).toBeUndefined();
  });

  test('of a patch is the object that it names', () => {
    const value = { apiVersion: 'metallb.io/v1beta1', kind: 'BGPPeer', metadata: { name: 'tor' } };
    expect(ownTarget(value)).toMatchObject({ group: 'metallb.io', version: '', kind: 'BGPPeer', name: 'tor' });
    expect(ownTarget({ kind: 'BGPPeer' })).toBeUndefined();
  });
});
