import { describe, expect, test } from 'vitest';
import { productOf, versionOfPackage } from '../../src/families/charts.ts';
import { versionsOf } from '../../src/families/versions.ts';
import type { Resource } from '../../src/model/resource.ts';
import { document } from '../support/document.ts';

const plain = { productVersion: versionOfPackage };

describe('the version that a chart installs', () => {
  test.each([
    ['1.17.3', '1.17.3'],
    ['v3.30.2', '3.30.2'],
    ['=1.17.3', '1.17.3'],
    ['0.14.8+up1', '0.14.8'],
    ['1.17', '1.17'],
    ['1.17.x', '1.17'],
    ['v1.17.*', '1.17'],
    ['~1.17', '1.17'],
    ['~1.17.2', '1.17'],
    ['^0.14.3', '0.14'],
    ['>=1.17.0 <1.18.0', '1.17'],
    ['>= 1.17.2, < 1.18.0-0', '1.17'],
    ['^1.17.0', undefined],
    ['>=1.17', undefined],
    ['>=1.17.0 <1.19.0', undefined],
    ['>=1.17.0 <2.18.0', undefined],
    ['1.x', undefined],
    ['*', undefined],
    ['', undefined],
    ['${VERSION}', undefined],
    ['latest', undefined],
  ])('%s is %s', (written, version) => {
    expect(productOf(plain, 'cilium', written)).toBe(version);
  });

  test('of a package of RKE2 the last two digits are its own', () => {
    expect(productOf(plain, 'rke2-calico', 'v3.30.200')).toBe('3.30.2');
    expect(productOf(plain, 'rke2-cilium', '1.16.1003')).toBe('1.16.10');
    expect(productOf(plain, 'rke2-calico', '3.25.001')).toBe('3.25.0');
    expect(productOf(plain, 'rke2-calico', '3.25.x')).toBe('3.25');
  });
});

const release = (id: number, version?: string, product?: string): Resource => ({
  id,
  document: document('{}'),
  base: [],
  family: 'cilium',
  kind: 'Release',
  gvk: { group: '', version: '', kind: '' },
  name: '',
  namespace: '',
  partial: false,
  facts: {},
  object: { ...(version && { version }), ...(product && { product }) },
});

test('the versions of a scan are told where they agree, as far as they do', () => {
  const said = (...all: Resource[]) => versionsOf(all).cilium?.['version'];
  expect(versionsOf([release(3, '1.17.3', '1.17.3')]).cilium).toEqual({
    version: '1.17.3',
    version_from: { resource: 3, path: ['version'] },
  });
  expect(said(release(1, '1.17.3', '1.17.3'), release(2, 'v1.17.3', '1.17.3'), release(3))).toBe('1.17.3');
  expect(said(release(1, '1.17.3', '1.17.3'), release(2, '1.17.5', '1.17.5'))).toBe('1.17');
  expect(said(release(1, '1.17.3', '1.17.3'), release(2, '1.18.0', '1.18.0'))).toBeUndefined();
  expect(said(release(1, '1.17.3', '1.17.3'), release(2, '${VERSION}'))).toBeUndefined();
  expect(said(release(1, '>=1.17'))).toBeUndefined();
});
