/** What is read of objects in a plan grows with the plan, and no faster. Nothing is timed. */
import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/lib/limits.ts';
import { scan } from '../../src/lint/scan.ts';
import { atOnce } from '../support/at-once.ts';
import { memory } from '../support/memory.ts';
import { charactersPassed } from '../support/steps.ts';

const options = {
  limits: defaultLimits,
  cwd: '/r',
  paths: ['/r'],
  nodes: [],
  schemas: () => undefined,
  progress: () => undefined,
  excluded: () => false,
};

/** A plan with as many manifests, texts and ConfigMaps. */
function planOf(count: number): string {
  const objects = (i: number): readonly (readonly [string, object])[] => {
    const peer = { apiVersion: 'metallb.io/v1beta2', kind: 'BGPPeer', metadata: { name: `p${i}` }, spec: { myASN: i } };
    const data = { config: `peers:\n- my-asn: ${i}\n  peer-asn: 64620\n  peer-address: 192.0.2.1\n` };
    return [
      ['kubernetes_manifest', { manifest: peer }],
      ['kubectl_manifest', { yaml_body: JSON.stringify(peer, null, 2) }],
      ['kubernetes_config_map', { metadata: [{ name: `c${i}` }], data }],
    ];
  };
  const resource_changes = Array.from({ length: count }, (_, i) => objects(i)).flatMap((some, i) =>
    some.map(([type, after]) => ({
      address: `${type}.x[${i}]`,
      mode: 'managed',
      type,
      name: 'x',
      change: { actions: ['create'], after, after_unknown: {}, after_sensitive: {} },
    })),
  );
  return JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes });
}

/** Reads it, and asks each object for a place. */
function work(count: number): number {
  const text = planOf(count);
  return charactersPassed(() => {
    const { resources } = atOnce(
      scan(memory({}), { candidates: [], left: [] }, [{ file: 'plan.json', text, kind: 'json' }], options),
    );
    expect(resources.length).toBe(3 * count);
    for (const { document, base } of resources) document.locate([{ path: [...base, 'spec', 'myASN'], on: 'value' }]);
  });
}

test('with twice the objects the work is twice as much', () => {
  const once = work(100);
  expect(work(200)).toBeLessThan(2.5 * once);
});
