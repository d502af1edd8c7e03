import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/model/document.ts';
import { type Planned, planOf, poolsIn, refers, waysIn } from '../../../support/plans.ts';

const group = (name: string, after: JsonObject = {}): Planned => ({
  after: { name, delete_default_rules: null, ...after },
  unknown: { id: true, all_tags: true },
});

const at = 'openstack_networking_secgroup_v2.rack';
const target = { security_group_id: refers(`${at}.id`, at) };

/** A rule of the group `rack`, whose id is not known yet. */
const rule = (after: JsonObject, given: JsonObject = {}, unknown: JsonObject = {}): Planned => ({
  after: {
    direction: 'ingress',
    ethertype: 'IPv4',
    protocol: 'tcp',
    port_range_min: 179,
    port_range_max: 179,
    ...after,
  },
  unknown: { id: true, security_group_id: true, remote_group_id: true, remote_ip_prefix: true, ...unknown },
  given: { ...target, ...given },
});

const own = { remote_group_id: refers(`${at}.id`, at) };
const bgpIn = (plan: JsonObject, nodes: readonly string[] = [at]) =>
  waysIn(plan, nodes).filter((way) => way.startsWith('bgp in'));

const closed = [`bgp in: closed at ${at}`];
const undecided = [`bgp in: unknown at ${at}`];
const withRule = (planned: Planned) =>
  bgpIn(planOf({ [at]: group('rack'), 'openstack_networking_secgroup_rule_v2.bgp': planned }));

describe('rules', () => {
  test.each<[string, Planned]>([
    ['from its own members', rule({}, own)],
    ['from anyone', rule({})],
    ['a number', rule({ protocol: '6' }, own)],
    ['all protocols', rule({ protocol: null, port_range_min: null, port_range_max: null }, own)],
    ['all ports, written as zeros', rule({ port_range_min: 0, port_range_max: 0 }, own)],
    ['from a range that may hold them', rule({ remote_ip_prefix: '10.20.0.0/16' }, {}, { remote_ip_prefix: false })],
    ['for IPv6, which nodes may speak', rule({ ethertype: 'IPv6' }, own)],
    [
      'from a group of another plan, which they may carry',
      rule({ remote_group_id: '5b1c8e0e-30f4-4a55-8c27-3f7f0b0a9f11' }),
    ],
  ])('open: %s', (_, planned) => expect(withRule(planned)).toEqual([]));

  test.each<[string, Planned]>([
    ['another port', rule({ port_range_min: 22, port_range_max: 22 }, own)],
    ['UDP', rule({ protocol: 'udp' }, own)],
    ['outwards', rule({ direction: 'egress' }, own)],
    [
      'of another group',
      { ...rule({}, own), given: { ...own, security_group_id: refers('openstack_networking_secgroup_v2.other.id') } },
    ],
  ])('closed: %s', (_, planned) => {
    const plan = planOf({
      [at]: group('rack'),
      'openstack_networking_secgroup_v2.other': group('other'),
      'openstack_networking_secgroup_rule_v2.bgp': planned,
    });
    expect(bgpIn(plan)).toEqual(closed);
  });

  test('what is not known yet', () => {
    const range = { port_range_min: refers('var.low'), port_range_max: refers('var.high') };
    const unknown = { port_range_min: true, port_range_max: true };
    expect(
      withRule(
        rule({ port_range_min: undefined as never, port_range_max: undefined as never }, { ...own, ...range }, unknown),
      ),
    ).toEqual(undecided);
    expect(withRule(rule({}, { remote_ip_prefix: refers('local.range') }))).toEqual(undecided);
  });

  test('a group of Nova holds its own', () => {
    const nova = 'openstack_compute_secgroup_v2.rack';
    const plan = (port: number) =>
      planOf({
        [nova]: {
          after: { name: 'rack', rule: [{ ip_protocol: 'tcp', from_port: port, to_port: port, self: true, cidr: '' }] },
        },
      });
    expect(bgpIn(plan(179), [nova])).toEqual([]);
    expect(bgpIn(plan(22), [nova])).toEqual([`bgp in: closed at ${nova}`]);
  });

  test('a new group lets everything out, unless its default rules are deleted', () => {
    const out = (after: JsonObject) =>
      waysIn(planOf({ [at]: group('rack', after) }), [at]).filter((way) => way.startsWith('bgp out'));
    expect(out({})).toEqual([]);
    expect(out({ delete_default_rules: true })).toEqual([`bgp out: closed at ${at}`]);
  });
});

describe('machines', () => {
  const bgp = 'openstack_networking_secgroup_v2.bgp';
  const rules = {
    [at]: group('rack'),
    [bgp]: group('bgp'),
    'openstack_networking_secgroup_rule_v2.bgp': {
      ...rule({}),
      given: { security_group_id: refers(`${bgp}.id`, bgp), remote_group_id: refers(`${bgp}.id`, bgp) },
    },
  };
  const machine = 'openstack_compute_instance_v2.m1';
  const instance = (after: JsonObject, given: JsonObject = {}, unknown: JsonObject = {}): Planned => ({
    after: { name: 'm1', network: [{ name: 'lab' }], ...after },
    unknown: { id: true, network: [{ port: true, uuid: true }], ...unknown },
    given,
  });

  test('groups of a machine add up, whatever names them', () => {
    const names = instance({ security_groups: ['rack', 'bgp'] });
    expect(bgpIn(planOf({ ...rules, [machine]: names }))).toEqual([]);
    expect(bgpIn(planOf({ ...rules, [machine]: instance({ security_groups: ['rack'] }) }))).toEqual(closed);
  });

  test('the project’s group default may let anything in', () => {
    expect(bgpIn(planOf({ ...rules, [machine]: instance({ security_groups: ['rack', 'default'] }) }))).toEqual([]);
    expect(bgpIn(planOf({ ...rules, [machine]: instance({}, {}, { security_groups: true }) }), [machine])).toEqual([]);
  });

  const port = 'openstack_networking_port_v2.p1';
  const onPort = instance({ network: [{}] }, { network: [{ port: refers(`${port}.id`, port) }] });
  const portWith = (after: JsonObject, ids: readonly string[] = []): Planned => ({
    after: { network_id: 'n', ...after },
    unknown: {
      id: true,
      all_fixed_ips: true,
      ...(ids.length > 0 ? { security_group_ids: [true] } : { security_group_ids: true, port_security_enabled: true }),
    },
    given: ids.length > 0 ? { security_group_ids: refers(...ids.flatMap((id) => [`${id}.id`, id])) } : {},
  });

  test('a port carries groups for its machine', () => {
    expect(bgpIn(planOf({ ...rules, [port]: portWith({}, [at, bgp]), [machine]: onPort }))).toEqual([]);
    expect(bgpIn(planOf({ ...rules, [port]: portWith({}, [at]), [machine]: onPort }))).toEqual(closed);
    expect(
      bgpIn(planOf({ ...rules, [port]: portWith({ security_group_ids: [null] }, [at]), [machine]: onPort }), [machine]),
    ).toEqual([`bgp in: closed at ${machine}`]);
  });

  test('a port without port security is open, one without groups carries default', () => {
    const open = { ...portWith({ port_security_enabled: false }), unknown: { id: true, security_group_ids: true } };
    expect(bgpIn(planOf({ ...rules, [port]: open, [machine]: onPort }), [machine])).toEqual([]);
    expect(bgpIn(planOf({ ...rules, [port]: portWith({}), [machine]: onPort }), [machine])).toEqual([]);
  });

  test('what is called a node is one', () => {
    const worker = 'openstack_compute_instance_v2.k8s_worker';
    const plan = planOf({
      ...rules,
      [worker]: instance({ security_groups: ['rack'] }),
      [machine]: instance({ security_groups: ['bgp'] }),
    });
    expect(poolsIn(plan)).toEqual([at]);
    expect(bgpIn(plan, [])).toEqual(closed);
  });
});
