import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/document.ts';
import { fixtures } from '../support/fixtures.ts';
import { root, run } from '../support/run.ts';

/** What the findings of a rule offer to paste, in a fixture of it. */
async function pastedIn(rule: string, fixture: string): Promise<readonly JsonObject[]> {
  const { report } = await run(`${root}/test/rules/${rule}/${fixture}`);
  return report.findings.filter((found) => found.rule === rule).flatMap(({ paste }) => paste ?? []);
}

describe('what is missing is offered with the names of the scan', () => {
  test.each([
    ['calico/password-secret-not-found', 'bad-example', ['Secret', 'Role', 'RoleBinding'], 'tor-passwords'],
    ['calico/password-secret-not-found', 'bad-role', ['Role', 'RoleBinding'], undefined],
    ['calico/filter-not-found', 'bad-nowhere', ['BGPFilter'], 'to-tor'],
    ['metallb/bfd-profile-not-found', 'bad-nowhere', ['BFDProfile'], 'racks'],
    ['monitoring/no-bgp-alert', 'bad-complete', ['PrometheusRule'], 'bgp-sessions'],
    ['metallb/password-secret-invalid', 'bad-nowhere', ['Secret'], 'rack-1'],
    ['metallb/community-not-found', 'bad-complete', ['Community'], 'vpn-only'],
  ])('%s, %s', async (rule, fixture, kinds, name) => {
    const objects = await pastedIn(rule, fixture);
    expect(objects.slice(0, kinds.length).map(({ kind }) => kind)).toEqual(kinds);
    if (name !== undefined) expect(objects[0]).toMatchObject({ metadata: { name } });
  });

  test('but not in the place of a name that is near', async () => {
    expect(await pastedIn('metallb/bfd-profile-not-found', 'bad-example.yaml')).toEqual([]);
    expect(await pastedIn('calico/password-secret-not-found', 'bad-near-name.yaml')).toEqual([]);
  });

  test('and not where it may be outside of the scan, as it would replace that', async () => {
    expect(await pastedIn('calico/password-secret-not-found', 'bad-not-complete.yaml')).toEqual([]);
  });
});

const bad = fixtures().filter((fixture) => fixture.bad && /not-found|secret-invalid|no-bgp-alert/.test(fixture.rule));

test.each(bad.map(({ path }) => path))(
  '%s: nothing that is pasted holds a password or lets more in or out',
  async (path) => {
    const { report } = await run(path);
    for (const object of report.findings.flatMap(({ paste }) => paste ?? [])) {
      expect(object).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String), metadata: {} });
      expect(['Secret', 'Role', 'RoleBinding', 'BFDProfile', 'BGPFilter', 'Community', 'PrometheusRule']).toContain(
        object['kind'],
      );
      expect(object).not.toHaveProperty('stringData');
      // The API server refuses this: it is no base64.
      for (const value of Object.values(object['data'] ?? {})) expect(value).toMatch(/^<[^>]+>$/);
    }
  },
);
