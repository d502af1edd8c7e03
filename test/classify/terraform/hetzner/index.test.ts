import { describe, expect, test } from 'vitest';
import { isSelected } from '../../../../src/classify/terraform/hetzner/selectors.ts';
import type { JsonObject } from '../../../../src/model/document.ts';
import { type Planned, planOf, poolsIn, refers, waysIn } from '../../../support/plans.ts';

const at = 'hcloud_firewall.edge';
const firewall = (...rule: readonly JsonObject[]): Planned => ({
  after: { name: 'edge', rule, apply_to: [] },
  unknown: { id: true },
});
const tcp = (port: string, source = '203.0.113.0/24'): JsonObject => ({
  direction: 'in',
  protocol: 'tcp',
  port,
  source_ips: [source],
  destination_ips: [],
});
const ways = (plan: JsonObject, direction: string, nodes: readonly string[] = [at]) =>
  waysIn(plan, nodes).filter((way) => way.startsWith(`bgp ${direction}`));
const closed = [`bgp in: closed at ${at}`];

describe('rules', () => {
  test.each<[string, JsonObject]>([
    ['the port', tcp('179')],
    ['a range', tcp('100-200')],
    ['any port', tcp('any')],
    ['from anyone', tcp('179', '0.0.0.0/0')],
  ])('open: %s', (_, rule) => expect(ways(planOf({ [at]: firewall(rule) }), 'in')).toEqual([]));

  test.each<[string, readonly JsonObject[]]>([
    ['none', []],
    ['another port', [tcp('22', '0.0.0.0/0')]],
    ['UDP', [{ ...tcp('179'), protocol: 'udp' }]],
    ['outwards', [{ ...tcp('179'), direction: 'out', source_ips: [], destination_ips: ['0.0.0.0/0'] }]],
    ['from nobody', [{ ...tcp('179'), source_ips: [] }]],
  ])('closed: %s', (_, rules) => expect(ways(planOf({ [at]: firewall(...rules) }), 'in')).toEqual(closed));

  test('the addresses of servers that are not made yet', () => {
    const rule = { direction: 'in', protocol: 'tcp', port: '179', source_ips: [null] };
    const planned: Planned = { after: { name: 'edge', rule: [rule] }, unknown: { rule: [{ source_ips: [true] }] } };
    expect(ways(planOf({ [at]: planned }), 'in')).toEqual([`bgp in: unknown at ${at}`]);
  });

  test('everything goes out until a rule is for it', () => {
    const out = { direction: 'out', protocol: 'tcp', port: '443', destination_ips: ['0.0.0.0/0'] };
    expect(ways(planOf({ [at]: firewall() }), 'out')).toEqual([]);
    expect(ways(planOf({ [at]: firewall(out) }), 'out')).toEqual([`bgp out: closed at ${at}`]);
  });

  test('a private network is not filtered', () => {
    const network: Planned = { after: { name: 'lab', ip_range: '10.30.0.0/16' }, unknown: { id: true } };
    expect(ways(planOf({ [at]: firewall(), 'hcloud_network.lab': network }), 'in')).toEqual([]);
    const server: Planned = {
      after: { name: 'm1', network: [{ network_id: 17 }] },
      unknown: { firewall_ids: [true] },
      given: { firewall_ids: refers(`${at}.id`) },
    };
    expect(ways(planOf({ [at]: firewall(), 'hcloud_server.m1': server }), 'in')).toEqual([]);
  });
});

describe('servers', () => {
  const bgp = 'hcloud_firewall.bgp';
  const both = {
    [at]: firewall(tcp('22')),
    [bgp]: { ...firewall(tcp('179')), after: { name: 'bgp', rule: [tcp('179')] } },
  };
  const server = (ids: readonly string[], labels: JsonObject = {}): Planned => ({
    after: { name: 'm1', labels },
    unknown: { id: true, firewall_ids: ids.length > 0 ? ids.map(() => true) : true },
    given: ids.length > 0 ? { firewall_ids: refers(...ids.flatMap((id) => [`${id}.id`, id])) } : {},
  });

  test('firewalls of one server add up', () => {
    expect(ways(planOf({ ...both, 'hcloud_server.m1': server([at, bgp]) }), 'in')).toEqual([]);
    expect(ways(planOf({ ...both, 'hcloud_server.m1': server([at]) }), 'in')).toEqual(closed);
  });

  test.each<[string, Planned]>([
    [
      'by an id',
      {
        after: { label_selectors: null },
        unknown: { firewall_id: true, server_ids: [true] },
        given: { firewall_id: refers(`${bgp}.id`, bgp), server_ids: refers('hcloud_server.m1.id', 'hcloud_server.m1') },
      },
    ],
    [
      'by a label',
      {
        after: { label_selectors: ['role=rack'], server_ids: null },
        unknown: { firewall_id: true },
        given: { firewall_id: refers(`${bgp}.id`, bgp) },
      },
    ],
  ])('an attachment: %s', (_, attachment) => {
    const plan = (planned: Planned) =>
      planOf({ ...both, 'hcloud_server.m1': server([at], { role: 'rack' }), 'hcloud_firewall_attachment.a': planned });
    expect(ways(plan(attachment), 'in')).toEqual([]);
    expect(
      ways(plan({ ...attachment, given: { ...attachment.given, firewall_id: refers(`${at}.id`, at) } }), 'in'),
    ).toEqual(closed);
  });

  test('apply_to of a firewall', () => {
    const selecting = (label_selector: string): Planned => ({
      after: { name: 'bgp', rule: [tcp('179')], apply_to: [{ label_selector, server: null }] },
      unknown: { id: true },
    });
    const plan = (selector: string) =>
      planOf({ ...both, [bgp]: selecting(selector), 'hcloud_server.m1': server([at], { role: 'rack' }) });
    expect(ways(plan('role in (rack,edge)'), 'in')).toEqual([]);
    expect(ways(plan('role!=rack'), 'in')).toEqual(closed);
  });

  test('a server without any is open', () => {
    expect(ways(planOf({ ...both, 'hcloud_server.m1': server([]) }), 'in', ['hcloud_server.m1'])).toEqual([]);
  });

  test('what is called a node is one', () => {
    const plan = planOf({ ...both, 'hcloud_server.worker': server([at]), 'hcloud_server.m2': server([bgp]) });
    expect(poolsIn(plan)).toEqual([at]);
  });
});

test.each<[string, boolean]>([
  ['role', true],
  ['!role', false],
  ['!other', true],
  ['role=rack', true],
  ['role == rack , zone!=b', true],
  ['role in (rack, edge),zone in (b)', false],
  ['zone notin (b)', true],
  ['role=', false],
  ['role=(', false],
  ['', false],
])('the selector %j', (selector, expected) => {
  expect(
    isSelected(
      selector,
      new Map([
        ['role', 'rack'],
        ['zone', 'a'],
      ]),
    ),
  ).toBe(expected);
});
