import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/model/document.ts';
import { closedWays, type Made, openToAnyone, planOf, poolsIn, refersTo } from '../passages.ts';

const firewall = 'digitalocean_firewall.nodes';

/** A firewall with these rules for what comes in; each is for TCP/179 from droplets with the tag k8s unless it says otherwise. */
const made = (rules: readonly JsonObject[], more: JsonObject = {}): Made => ({
  after: {
    name: 'nodes',
    tags: ['k8s'],
    droplet_ids: null,
    inbound_rule: rules.map((rule) => ({
      protocol: 'tcp',
      port_range: '179',
      source_addresses: null,
      source_droplet_ids: null,
      source_tags: null,
      source_kubernetes_ids: null,
      source_load_balancer_uids: null,
      ...rule,
    })),
    outbound_rule: [{ protocol: 'tcp', port_range: '1-65535', destination_addresses: ['0.0.0.0/0', '::/0'] }],
    ...more,
  },
});

const ways = (rules: readonly JsonObject[], more: { readonly [address: string]: Made } = {}, nodes = firewall) =>
  closedWays(planOf({ [firewall]: made(rules), ...more }), [nodes]);

const closed = [`${firewall} > ${firewall}: closed`];

describe('within a firewall', () => {
  test.each([
    ['its own tag', { source_tags: ['k8s'] }],
    ['its own tag in another case', { source_tags: ['K8S'] }],
    ['a range', { source_tags: ['k8s'], port_range: '100-200' }],
    ['all ports, as the API answers', { source_tags: ['k8s'], port_range: '0' }],
    ['all ports, as the provider keeps them', { source_tags: ['k8s'], port_range: 'all' }],
    ['all IPv4', { source_addresses: ['0.0.0.0/0'] }],
    ['addresses that may be theirs', { source_addresses: ['10.0.0.0/8'] }],
    ['one address', { source_addresses: ['10.10.0.4'] }],
    ['a cluster that may be theirs', { source_kubernetes_ids: ['8d91899c'] }],
  ])('open, or perhaps: %s', (_, rule) => {
    expect(ways([rule])).toEqual([]);
  });

  test.each([
    ['no rule', undefined],
    ['another port', { source_tags: ['k8s'], port_range: '180' }],
    ['UDP', { source_tags: ['k8s'], protocol: 'udp' }],
    ['ICMP', { source_tags: ['k8s'], protocol: 'icmp', port_range: '' }],
    ['only IPv6', { source_addresses: ['2001:db8::/32'], protocol: 'udp' }],
  ])('closed: %s', (_, rule) => {
    expect(ways(rule === undefined ? [] : [rule])).toEqual(closed);
  });

  test('a rule that is not known decides only once it is', () => {
    const unknown = { ...made([{}]), unknown: { inbound_rule: [{ source_tags: true }] } };
    expect(closedWays(planOf({ [firewall]: unknown }), [firewall])).toEqual([
      `${firewall} > ${firewall}: unknown on inbound_rule.0.source_tags`,
    ]);
    const { inbound_rule: _, ...after } = made([]).after;
    expect(closedWays(planOf({ [firewall]: { after, unknown: { inbound_rule: true } } }), [firewall])).toEqual([
      `${firewall} > ${firewall}: unknown on inbound_rule`,
    ]);
  });

  test('IP in IP cannot be let in', () => {
    const plan = planOf({ [firewall]: made([{ source_addresses: ['0.0.0.0/0'], port_range: '1-65535' }]) });
    expect(closedWays(plan, [firewall], 'ipip')).toEqual(closed);
  });

  test('what goes out is filtered as well', () => {
    const plan = (...outbound_rule: readonly JsonObject[]) => planOf({ [firewall]: made([], { outbound_rule }) });
    const web = { protocol: 'tcp', port_range: '443', destination_addresses: ['0.0.0.0/0'] };
    const all = { protocol: 'tcp', port_range: '1-65535', destination_addresses: ['0.0.0.0/0'] };
    expect(closedWays(plan(web), [firewall], 'bgp', 'out')).toEqual(closed);
    expect(closedWays(plan(web, all), [firewall], 'bgp', 'out')).toEqual([]);
  });
});

describe('Droplets', () => {
  const droplet = (tags: readonly string[]): Made => ({ after: { name: 'a', tags } });
  const worker = 'digitalocean_droplet.worker';

  test('all firewalls of their tags add up', () => {
    const other = { ...made([{ source_tags: ['peer'] }], { name: 'other', tags: ['peer'] }) };
    const more = (tags: readonly string[]) => ({ [worker]: droplet(tags), 'digitalocean_firewall.other': other });
    expect(ways([], more(['k8s']), worker)).toEqual([`${worker} > ${worker}: closed`]);
    expect(ways([], more(['k8s', 'peer']), worker)).toEqual([]);
  });

  test('without a firewall all is open', () => {
    expect(ways([], { [worker]: droplet(['web']) }, worker)).toEqual([]);
  });

  test('a tag that they do not have lets none of them in', () => {
    expect(ways([{ source_tags: ['web'] }], { [worker]: droplet(['k8s']) }, worker)).toEqual([
      `${worker} > ${worker}: closed`,
    ]);
  });

  test('by their ids, known or not', () => {
    const byId = (ids: readonly number[]) =>
      planOf({
        [firewall]: made([{ source_droplet_ids: ids }], { tags: null, droplet_ids: [31] }),
        [worker]: { after: { name: 'a', id: '31', tags: null } },
      });
    expect(closedWays(byId([31]), [firewall])).toEqual([]);
    expect(closedWays(byId([32]), [firewall])).toEqual(closed);
    const byReference = planOf({
      [firewall]: {
        ...made([{ source_tags: ['k8s'] }], { tags: null }),
        unknown: { droplet_ids: true },
        given: { droplet_ids: refersTo(`${worker}.id`) },
      },
      [worker]: droplet(['k8s']),
    });
    expect(closedWays(byReference, [worker])).toEqual([]);
    expect(poolsIn(byReference)).toEqual([`(${worker}: the name of ${worker} says so)`]);
  });
});

test('what anyone may reach', () => {
  const rules = [
    { source_addresses: ['0.0.0.0/0', '::/0'] },
    { source_tags: ['k8s'] },
    { source_addresses: ['198.51.100.0/24'] },
    { source_addresses: ['0.0.0.0/0'], port_range: '443' },
  ];
  expect(openToAnyone(planOf({ [firewall]: made(rules) }))).toEqual([`${firewall}: 0.0.0.0/0`, `${firewall}: ::/0`]);
});
