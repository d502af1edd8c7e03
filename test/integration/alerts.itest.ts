/**
 * The rules of docs/alerts.md in Prometheus itself: `promtool test rules`, of Debian's package prometheus. BGPLINT_PROMTOOL names
 * the program.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { offeredGroups } from '../support/alerts-page.ts';
import { toolOf } from './tools.ts';

const promtool = toolOf('BGPLINT_PROMTOOL', 'promtool');
const folder = mkdtempSync(join(tmpdir(), 'bgplint-alerts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Samples of one series a minute, in promtool's words. */
interface Series {
  readonly series: string;
  readonly values: string;
}

/** A session's series over an hour. `up` and `down` are its values; `_` stands for no sample. */
type Life = readonly ('up' | 'down' | '_')[];

const minutes = (what: 'up' | 'down' | '_', count: number): Life => Array.from({ length: count }, () => what);

const lives: { readonly [name: string]: Life } = {
  'all is well': minutes('up', 60),
  'goes down': [...minutes('up', 10), ...minutes('down', 50)],
  'is back within the delay': [...minutes('up', 10), 'down', ...minutes('up', 49)],
  'flaps every minute': Array.from({ length: 60 }, (_, minute) => (minute % 2 === 0 ? 'up' : 'down')),
  'vanishes with its pod': [...minutes('up', 10), ...minutes('_', 50)],
  'is back after its pod was updated': [...minutes('up', 10), ...minutes('_', 2), ...minutes('up', 48)],
};

const sample = { up: '1', down: '0', _: 'stale' };

/** One series of a gauge that is 1 while a session is up. */
const gauge =
  (series: string) =>
  (life: Life): readonly Series[] => [{ series, values: life.map((what) => sample[what]).join(' ') }];

/** bird_exporter has the state as a label: each is a series, and a session that is down goes from one to the other. */
const bird = (life: Life): readonly Series[] =>
  ['Established', 'Connect', 'Active'].map((state) => ({
    series: `bird_protocol_up{instance="192.0.2.10:9324",name="Global_192_0_2_1",proto="BGP",ip_version="4",state="${state}"}`,
    values: life
      .map((what, minute) => {
        const is = what === 'up' ? 'Established' : minute % 2 === 0 ? 'Connect' : 'Active';
        return what === '_' || is !== state ? 'stale' : sample[what];
      })
      .join(' '),
  }));

/** Calico Enterprise counts its peers by their state. */
const peers = (life: Life): readonly Series[] =>
  (['Established', 'Down'] as const).map((status) => ({
    series: `bgp_peers{instance="192.0.2.10",ip_version="IPv4",status="${status}"}`,
    values: life
      .map((what) => (what === '_' ? 'stale' : (what === 'up') === (status === 'Established') ? '1' : '0'))
      .join(' '),
  }));

const exporters: { readonly [group: string]: (life: Life) => readonly Series[] } = {
  'calico-bgp': bird,
  'calico-enterprise-bgp': peers,
  'metallb-bgp': gauge('metallb_bgp_session_up{instance="192.0.2.10:7473",peer="192.0.2.1"}'),
  'frr-k8s-bgp': gauge('frrk8s_bgp_session_up{instance="192.0.2.10:9141",peer="192.0.2.1",vrf="default"}'),
  'cilium-bgp': gauge(
    'cilium_bgp_control_plane_session_state{instance="192.0.2.10:9962",vrouter="64512",neighbor="192.0.2.1:179"}',
  ),
  'router-bgp': gauge('frr_bgp_peer_state{instance="192.0.2.1:9342",peer="192.0.2.10",vrf="default",afi="ipv4"}'),
};

/** Which of a group's two alerts fires when: `[from, to]` in minutes, both seen. */
const firing: { readonly [life: string]: { readonly alert: 0 | 1; readonly from: number; readonly to: number } } = {
  'goes down': { alert: 0, from: 13, to: 59 },
  'vanishes with its pod': { alert: 1, from: 16, to: 23 },
};

const groups = offeredGroups();

test('each group of the page has an exporter here', () => {
  expect(groups.map(({ name }) => name).sort()).toEqual(Object.keys(exporters).sort());
});

describe.skipIf(promtool === undefined).each(groups)('$name', ({ name, rules, text }) => {
  const rulesFile = join(folder, `${name}.yaml`);
  writeFileSync(rulesFile, text);

  test.each(Object.keys(lives))('a session that %s', (lifeName) => {
    const life = lives[lifeName] ?? [];
    const fires = firing[lifeName];
    const series = exporters[name]?.(life) ?? [];
    const checks = life.map((_, minute) => {
      const isFiring = fires !== undefined && minute >= fires.from && minute <= fires.to;
      const isBetween =
        fires !== undefined && Math.min(Math.abs(minute - fires.from), Math.abs(minute - fires.to)) <= 2;
      const alert = rules[fires?.alert ?? 0]?.alert ?? '';
      const samples = isFiring ? [{ labels: `{alertname="${alert}"}`, value: 1 }] : [];
      return { minute, isSure: isFiring || !isBetween, samples };
    });
    const tests = {
      rule_files: [rulesFile],
      evaluation_interval: '30s',
      tests: [
        {
          interval: '1m',
          input_series: series,
          promql_expr_test: checks
            .filter(({ isSure }) => isSure)
            .map(({ minute, samples }) => ({
              expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
              eval_time: `${minute}m`,
              exp_samples: samples,
            })),
        },
      ],
    };
    const testFile = join(folder, `${name}.test.yaml`);
    writeFileSync(testFile, JSON.stringify(tests));
    const { status, stdout, stderr } = spawnSync(promtool ?? '', ['test', 'rules', testFile], { encoding: 'utf8' });
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});

describe.skipIf(promtool === undefined)('what the page warns of', () => {
  test('without `without (state)` the alert for BIRD never fires', () => {
    const rulesFile = join(folder, 'plain.yaml');
    const plain = {
      groups: [{ name: 'plain', rules: [{ alert: 'Plain', expr: 'bird_protocol_up{proto="BGP"} == 0', for: '2m' }] }],
    };
    writeFileSync(rulesFile, JSON.stringify(plain));
    const tests = {
      rule_files: [rulesFile],
      evaluation_interval: '30s',
      tests: [
        {
          interval: '1m',
          input_series: bird(lives['goes down'] ?? []),
          promql_expr_test: [30, 45, 59].map((minute) => ({
            expr: 'count(ALERTS{alertstate="firing"})',
            eval_time: `${minute}m`,
            exp_samples: [],
          })),
        },
      ],
    };
    const testFile = join(folder, 'plain.test.yaml');
    writeFileSync(testFile, JSON.stringify(tests));
    const { status, stdout, stderr } = spawnSync(promtool ?? '', ['test', 'rules', testFile], { encoding: 'utf8' });
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});
