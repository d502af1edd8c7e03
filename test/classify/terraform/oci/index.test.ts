import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/model/document.ts';
import { closedWays, type Made, openToAnyone, planOf, poolsIn, refersTo } from '../passages.ts';

const nsg = 'oci_core_network_security_group.nodes';
const list = 'oci_core_security_list.nodes';

/** TCP/179 from the members of the group, unless it says otherwise. */
const rule = (more: JsonObject = {}, unknown: JsonObject = { source: true }): Made => ({
  after: {
    direction: 'INGRESS',
    protocol: '6',
    source_type: 'NETWORK_SECURITY_GROUP',
    stateless: null,
    tcp_options: [{ destination_port_range: [{ min: 179, max: 179 }], source_port_range: [] }],
    udp_options: [],
    ...more,
  },
  unknown: { network_security_group_id: true, ...unknown },
  given: { network_security_group_id: refersTo(`${nsg}.id`), source: refersTo(`${nsg}.id`) },
});

const group: Made = { after: { display_name: 'speakers' } };
const fromCidr = (source: string, more: JsonObject = {}) => rule({ source_type: 'CIDR_BLOCK', source, ...more }, {});

/** A security list: TCP/179 from the network, unless it says otherwise. */
const listOf = (...rules: readonly JsonObject[]): Made => ({
  after: {
    display_name: 'speakers',
    ingress_security_rules: rules.map((more) => ({
      protocol: '6',
      source: '10.30.0.0/16',
      source_type: 'CIDR_BLOCK',
      stateless: false,
      tcp_options: [{ min: 179, max: 179, source_port_range: [] }],
      udp_options: [],
      ...more,
    })),
    egress_security_rules: [],
  },
});

describe('a group', () => {
  const ways = (made: Made | undefined) =>
    closedWays(
      planOf({
        [nsg]: group,
        ...(made === undefined ? {} : { [`${nsg.replace('group', 'group_security_rule')}`]: made }),
      }),
      [nsg],
    );
  const closed = [`${nsg} > ${nsg}: closed`];

  test.each([
    ['its own members', rule()],
    ['all protocols', rule({ protocol: 'all', tcp_options: [] })],
    ['all ports of TCP', rule({ tcp_options: [] })],
    ['only ports of the client', rule({ tcp_options: [{ source_port_range: [{ min: 1024, max: 65535 }] }] })],
    ['a range', rule({ tcp_options: [{ destination_port_range: [{ min: 100, max: 200 }] }] })],
    ['a number', rule({ protocol: 6 })],
    ['everyone', fromCidr('0.0.0.0/0')],
    ['addresses that may be theirs', fromCidr('10.0.0.0/8')],
    ['a group that was not read', rule({ source: 'ocid1.networksecuritygroup.oc1..other' }, {})],
  ])('lets in %s, or may', (_, made) => {
    expect(ways(made)).toEqual([]);
  });

  test.each([
    ['nothing', undefined],
    ['another port', rule({ tcp_options: [{ destination_port_range: [{ min: 180, max: 190 }] }] })],
    ['UDP', rule({ protocol: '17' })],
    ['what goes out', rule({ direction: 'EGRESS' })],
    ['a service of Oracle', rule({ source_type: 'SERVICE_CIDR_BLOCK', source: 'all-fra-services' }, {})],
  ])('closed with %s alone', (_, made) => {
    expect(ways(made)).toEqual(closed);
  });

  test('a port that is not known decides only once it is', () => {
    const made = rule(
      { tcp_options: [{ destination_port_range: [{ min: 179 }] }] },
      {
        source: true,
        tcp_options: [{ destination_port_range: [{ max: true }] }],
      },
    );
    expect(ways(made)).toEqual([`${nsg} > ${nsg}: unknown on tcp_options.0.destination_port_range.0.max`]);
  });

  test('a security list of the plan may stand before its members as well', () => {
    expect(closedWays(planOf({ [nsg]: group, [list]: listOf({}) }), [nsg])).toEqual([]);
    expect(closedWays(planOf({ [nsg]: group, [list]: listOf() }), [nsg])).toEqual(closed);
  });
});

describe('machines', () => {
  const worker = 'oci_core_instance.worker';
  const subnet = (lists: Made['given'] = { security_list_ids: refersTo(`${list}.id`) }): Made => ({
    after: { cidr_block: '10.30.4.0/24' },
    unknown: { vcn_id: true, security_list_ids: true },
    given: { vcn_id: refersTo('oci_core_vcn.main.id'), ...lists },
  });
  const instance = (groups: JsonObject = {}): Made => ({
    after: { display_name: 'worker', create_vnic_details: [{}] },
    unknown: { create_vnic_details: [{ subnet_id: true, nsg_ids: true }] },
    given: { create_vnic_details: [{ subnet_id: refersTo('oci_core_subnet.nodes.id'), ...groups }] },
  });
  const vcn = { 'oci_core_vcn.main': { after: { cidr_blocks: ['10.30.0.0/16'] } } };
  const ways = (made: { readonly [address: string]: Made }, nodes = worker) =>
    closedWays(planOf({ ...vcn, 'oci_core_subnet.nodes': subnet(), [worker]: instance(), ...made }), [nodes]);
  const closed = [`${worker} > ${worker}: closed`];

  test('lists of the subnet and groups of the interface add up', () => {
    expect(ways({ [list]: listOf() })).toEqual(closed);
    expect(ways({ [list]: listOf({}) })).toEqual([]);
    const withGroup = { [worker]: instance({ nsg_ids: refersTo(`${nsg}.id`) }), [nsg]: group, [list]: listOf() };
    expect(ways(withGroup)).toEqual(closed);
    expect(ways({ ...withGroup, 'oci_core_network_security_group_security_rule.bgp': rule() })).toEqual([]);
  });

  test('a CIDR is compared with the subnet', () => {
    expect(ways({ [list]: listOf({ source: '10.30.4.0/24' }) })).toEqual([]);
    expect(ways({ [list]: listOf({ source: '10.31.0.0/16' }) })).toEqual(closed);
  });

  test('a list may write its range as groups do', () => {
    const range = (min: number) => [{ destination_port_range: [{ min, max: min }], min: null, max: null }];
    expect(ways({ [list]: listOf({ tcp_options: range(179) }) })).toEqual([]);
    expect(ways({ [list]: listOf({ tcp_options: range(180) }) })).toEqual(closed);
  });

  test('without lists, the default one of the network stands there', () => {
    const made = (more: { readonly [address: string]: Made }) =>
      ways({ 'oci_core_subnet.nodes': subnet({}), [list]: listOf(), ...more });
    expect(made({})).toEqual([]);
    const byDefault = (...rules: readonly JsonObject[]): { readonly [address: string]: Made } => ({
      'oci_core_default_security_list.main': {
        ...listOf(...rules),
        unknown: { manage_default_resource_id: true },
        given: { manage_default_resource_id: refersTo('oci_core_vcn.main.default_security_list_id') },
      },
    });
    expect(made(byDefault())).toEqual(closed);
    expect(made(byDefault({}))).toEqual([]);
  });

  test('node pools of OKE have them as well', () => {
    const pool = 'oci_containerengine_node_pool.nodes';
    const made: Made = {
      after: { name: 'nodes', node_config_details: [{ placement_configs: [{}] }] },
      unknown: { node_config_details: [{ nsg_ids: true, placement_configs: [{ subnet_id: true }] }] },
      given: {
        node_config_details: [{ placement_configs: [{ subnet_id: refersTo('oci_core_subnet.nodes.id') }] }],
      },
    };
    expect(ways({ [list]: listOf(), [pool]: made }, pool)).toEqual([`${pool} > ${pool}: closed`]);
    expect(ways({ [list]: listOf({}), [pool]: made }, pool)).toEqual([]);
  });

  test('what the plan suggests', () => {
    expect(
      poolsIn(planOf({ ...vcn, 'oci_core_subnet.nodes': subnet(), [worker]: instance(), [list]: listOf() })),
    ).toEqual([`(${list}: ${worker} uses it)`]);
  });
});

test('what anyone may reach', () => {
  const address = 'oci_core_network_security_group_security_rule.bgp';
  const plan = (made: Made) => planOf({ [nsg]: group, [address]: made, [list]: listOf({ source: '0.0.0.0/0' }) });
  expect(openToAnyone(plan(rule()))).toEqual([`${list}: 0.0.0.0/0`]);
  expect(openToAnyone(plan(fromCidr('::/0')))).toEqual([`${list}: 0.0.0.0/0`, `${address}: ::/0`]);
  expect(openToAnyone(plan(fromCidr('0.0.0.0/0', { direction: 'EGRESS' })))).toEqual([`${list}: 0.0.0.0/0`]);
});
