import { describe, expect, test } from 'vitest';
import { nodeSchemas } from '../../src/host/schemas.ts';
import type { JsonObject } from '../../src/model/document.ts';

const schemas = nodeSchemas();
const title = (family: string, kind: string, version: string) => schemas(family, kind, version)?.schema()['title'];

describe('the structure of a kind', () => {
  test('is that of the version, where versions differ', () => {
    expect(title('metallb', 'BGPPeer', 'v1beta1')).toContain('metallb.io/v1beta1');
    expect(title('metallb', 'BGPPeer', 'v1beta2')).toContain('metallb.io/v1beta2');
  });

  test.each(['', 'v3', 'v9', '../metallb-BGPPeer', 'v1beta1.cjs', '/../calico-BGPPeer', '__proto__', '\u0000'])(
    'of version %j is the newest',
    (version) => {
      expect(title('metallb', 'BGPPeer', version)).toContain('v1beta2');
    },
  );

  test.each([
    ['kubernetes', 'Node'],
    ['metallb', 'Nothing'],
    ['..', 'main'],
  ])('of %s %s is not known', (family, kind) => {
    expect(schemas(family, kind, 'v1')).toBeUndefined();
  });
});

const errors = (kind: [string, string, string], spec: JsonObject) =>
  schemas(...kind)
    ?.errors({ spec })
    .map(({ keyword, instancePath, params }) => `${keyword} ${instancePath} ${JSON.stringify(params)}`);

test('items of a list must differ in its keys; one without them is like none', () => {
  const peers = [{ name: 'a' }, { peerASN: 1 }, { name: 'b' }, { name: 'a' }, { peerASN: 1 }, null];
  const found = errors(['cilium', 'CiliumBGPClusterConfig', 'v2'], { bgpInstances: [{ name: 'x', peers }] });
  expect(found?.filter((error) => error.startsWith('uniqueKeys'))).toEqual([
    'uniqueKeys /spec/bgpInstances/0/peers {"item":3,"keys":"name"}',
  ]);
});

describe('addresses as the API server reads them', () => {
  const pool = (cidr: string) => errors(['cilium', 'CiliumLoadBalancerIPPool', 'v2'], { blocks: [{ cidr }] });
  test.each([
    '192.0.2.0/24',
    '0.0.0.0/0',
    '192.0.2.1/32',
    '010.001.0.0/16',
    '::/0',
    '2001:db8::/32',
    '2001:db8:1:2:3:4:5:6/128',
    '1::2:3:4:5:6:7/64',
    '::ffff:192.0.2.1/128',
    '00001::/16',
    '1:2:3:4:5:6:192.0.2.1/128',
    'fe80::1/010',
  ])('%s', (cidr) => {
    expect(pool(cidr)).toEqual([]);
  });

  test.each([
    '',
    '192.0.2.0',
    '192.0.2.0/33',
    '192.0.2/24',
    '256.0.0.0/8',
    '192.0.2.0/',
    ' 192.0.2.0/24',
    '192.0.2.0/24\n',
    '2001:db8::/129',
    '2001:db8:/32',
    '1:2:3:4:5:6:7:8:9/64',
    '1::2:3:4:5:6:7:8/64',
    '1::2::3/64',
    '1:2:3:4:5:6:7:192.0.2.1/128',
    'fe80::1%eth0/64',
  ])('and not %j', (cidr) => {
    expect(pool(cidr)).toEqual(['format /spec/blocks/0/cidr {"format":"cidr"}']);
  });
});
