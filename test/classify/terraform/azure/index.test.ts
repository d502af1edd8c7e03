import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/model/document.ts';
import { closedWays, type Made, openToAnyone, planOf, poolsIn, refersTo } from '../passages.ts';

const nsg = 'azurerm_network_security_group.nodes';

/** A group without rules of its own, as a plan shows a new one. */
const group = (name = 'nodes', more: Partial<Made> = {}): Made => ({
  after: { name, resource_group_name: 'rg-edge' },
  unknown: { security_rule: true },
  ...more,
});

/** A rule that is a resource of its own: Allow, inbound, TCP/179 from the virtual network, unless it says otherwise. */
const rule = (priority: number, more: JsonObject = {}): Made => ({
  after: {
    name: `rule-${priority}`,
    priority,
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    source_port_range: '*',
    source_port_ranges: null,
    destination_port_range: '179',
    destination_port_ranges: null,
    source_address_prefix: 'VirtualNetwork',
    source_address_prefixes: null,
    destination_address_prefix: '*',
    network_security_group_name: 'nodes',
    resource_group_name: 'rg-edge',
    ...more,
  },
});

const denyAll = { access: 'Deny', protocol: '*', destination_port_range: '*', source_address_prefix: '*' };

/** The ways into the group that the config names. */
const ways = (rules: { readonly [name: string]: Made }, more: { readonly [address: string]: Made } = {}) =>
  closedWays(
    planOf({
      [nsg]: group(),
      ...more,
      ...Object.fromEntries(
        Object.entries(rules).map(([name, made]) => [`azurerm_network_security_rule.${name}`, made]),
      ),
    }),
    [nsg],
  );

const closed = (by: string, before = '') => [
  `${nsg} > ${nsg}: closed by azurerm_network_security_rule.${by}${before === '' ? '' : ` before azurerm_network_security_rule.${before}`}`,
];

describe('within a group', () => {
  test('no rule is no wall: the virtual network is let in by an implied one', () => {
    expect(ways({})).toEqual([]);
  });

  test('what denies all closes it, unless an earlier one allows', () => {
    expect(ways({ all: rule(4096, denyAll) })).toEqual(closed('all'));
    expect(ways({ all: rule(4096, denyAll), bgp: rule(200) })).toEqual([]);
    expect(ways({ all: rule(800, denyAll), bgp: rule(900) })).toEqual(closed('all', 'bgp'));
  });

  test.each([
    ['the same in another case', { protocol: 'TCP', access: 'allow', direction: 'inbound' }],
    ['all protocols', { protocol: '*' }],
    ['a range', { destination_port_range: '170-190' }],
    ['one of several ranges', { destination_port_range: null, destination_port_ranges: ['22', '100-200'] }],
    ['any source', { source_address_prefix: 'Any' }],
    ['the source beside others', { source_address_prefix: null, source_address_prefixes: ['192.0.2.1', '*'] }],
    ['a tag in another case', { source_address_prefix: 'virtualnetwork' }],
    ['the ports that a client takes', { source_port_range: '1024-65535' }],
    ['all IPv4', { source_address_prefix: '0.0.0.0/0' }],
    ['to the virtual network', { destination_address_prefix: 'VirtualNetwork' }],
    ['CIDRs that may hold nodes', { source_address_prefix: '10.0.0.0/8' }],
    [
      'an application security group that may hold them',
      {
        source_address_prefix: null,
        source_application_security_group_ids: ['/subscriptions/0/resourceGroups/x/providers/asg'],
      },
    ],
    ['addresses that may be theirs', { destination_address_prefix: '10.9.0.0/24' }],
    ['some ports of a client', { source_port_range: '40000-50000' }],
  ])('an earlier rule may let it in: %s', (_, more) => {
    expect(ways({ all: rule(4096, denyAll), bgp: rule(200, more) })).toEqual([]);
  });

  test.each([
    ['UDP', { protocol: 'Udp' }],
    ['another port', { destination_port_range: '180' }],
    ['from the Internet', { source_address_prefix: 'Internet' }],
    ['from another service', { source_address_prefix: 'Storage.WestEurope' }],
    ['from the load balancer', { source_address_prefix: 'AzureLoadBalancer' }],
    ['179 as the source port', { source_port_range: '179', destination_port_range: '*' }],
    ['outbound', { direction: 'Outbound' }],
    ['all protocols, another port', { protocol: '*', destination_port_range: '22' }],
    ['of another group', { network_security_group_name: 'other' }],
    ['of another resource group', { resource_group_name: 'rg-other' }],
    ['only IPv6', { source_address_prefix: '::/0' }],
  ])('an earlier rule for something else does not: %s', (_, more) => {
    expect(ways({ all: rule(4096, denyAll), bgp: rule(200, more) })).toEqual(closed('all'));
  });

  test.each([
    ['the Internet', { source_address_prefix: 'Internet' }],
    ['UDP', { protocol: 'Udp' }],
    ['a part of the addresses', { source_address_prefix: '10.1.0.0/16' }],
    ['what comes from port 179', { source_port_range: '179' }],
    ['one machine', { destination_address_prefix: '10.9.0.4' }],
  ])('a rule that denies %s before does not close it', (_, more) => {
    expect(ways({ some: rule(100, { ...denyAll, ...more }), bgp: rule(200) })).toEqual([]);
  });

  test('a rule that denies the port to all IPv4 does', () => {
    const deny = rule(100, { access: 'Deny', source_address_prefix: '0.0.0.0/0' });
    expect(ways({ deny, bgp: rule(200) })).toEqual(closed('deny', 'bgp'));
  });

  test.each(['priority', 'access', 'direction', 'protocol', 'destination_port_range', 'source_address_prefix'])(
    'a rule of which %s is not known decides only once it is',
    (attribute) => {
      const { after } = rule(200);
      const { [attribute]: _, ...rest } = after;
      const bgp = { after: rest, unknown: { [attribute]: true } };
      expect(ways({ all: rule(4096, denyAll), bgp })).toEqual([`${nsg} > ${nsg}: unknown on ${attribute}`]);
    },
  );

  test('a rule for a group whose name is not known belongs to the one that it refers to', () => {
    const { network_security_group_name: _, ...after } = rule(200).after;
    const bgp = {
      after,
      unknown: { network_security_group_name: true },
      given: { network_security_group_name: refersTo(`${nsg}.name`) },
    };
    expect(ways({ all: rule(4096, denyAll), bgp })).toEqual([]);
    expect(ways({ all: rule(4096, denyAll), bgp: { ...bgp, given: {} } })).toEqual([
      `${nsg} > ${nsg}: unknown on network_security_group_name`,
    ]);
  });

  test('rules inside of the group, with empty texts and lists for what is not given', () => {
    const inline = (more: JsonObject) => ({
      ...rule(100).after,
      destination_port_ranges: [],
      source_port_ranges: [],
      source_address_prefixes: [],
      source_application_security_group_ids: [],
      ...more,
    });
    const plan = (...rules: readonly JsonObject[]) =>
      planOf({ [nsg]: group('nodes', { after: { name: 'nodes', security_rule: rules }, unknown: {} }) });
    const deny = inline({ name: 'deny', priority: 150, ...denyAll });
    const ports = { destination_port_range: '', destination_port_ranges: ['179'] };
    expect(closedWays(plan(deny, inline(ports)), [nsg])).toEqual([]);
    expect(closedWays(plan(inline({ ...ports, priority: 151 }), deny), [nsg])).toEqual([
      `${nsg} > ${nsg}: closed by ${nsg} before ${nsg}`,
    ]);
  });
});

describe('a group that exists', () => {
  const { after: now } = rule(800, { ...denyAll, name: 'deny' });
  const listed = {
    name: 'nodes',
    resource_group_name: 'rg-edge',
    security_rule: [now, rule(900, { name: 'bgp' }).after],
  };
  const item = (address: string, before: JsonObject | null, after: JsonObject | null) => ({
    ...((planOf({ [address]: { after: {} } })['resource_changes'] as JsonObject[])[0] ?? {}),
    change: { actions: after === null ? ['delete'] : ['update'], before, after, after_unknown: {} },
  });
  const ways = (...rules: readonly JsonObject[]) =>
    closedWays({ ...planOf({}), resource_changes: [item(nsg, listed, listed), ...rules] }, [nsg]);
  const deny = 'azurerm_network_security_rule.deny';

  test('lists its rules', () => {
    expect(ways()).toEqual([`${nsg} > ${nsg}: closed by ${nsg} before ${nsg}`]);
  });

  test('where resources declare them, these speak: one that goes, or comes behind', () => {
    expect(ways(item(deny, now, null))).toEqual([]);
    expect(ways(item(deny, now, { ...now, priority: 1000 }))).toEqual([]);
    expect(ways(item(deny, now, now))).toEqual([`${nsg} > ${nsg}: closed by ${deny} before ${nsg}`]);
  });
});

describe('what anyone may reach', () => {
  test.each([['*'], ['Internet'], ['any'], ['0.0.0.0/0'], ['::/0']])('%s', (source) => {
    const plan = planOf({
      [nsg]: group(),
      'azurerm_network_security_rule.bgp': rule(100, { source_address_prefix: source }),
    });
    expect(openToAnyone(plan)).toHaveLength(1);
  });

  test('a source port is chosen by whoever dials', () => {
    const bgp = rule(100, { source_address_prefix: '*', source_port_range: '179' });
    expect(openToAnyone(planOf({ [nsg]: group(), 'azurerm_network_security_rule.bgp': bgp }))).toHaveLength(1);
  });

  test('not what an earlier rule denies to anyone', () => {
    const bgp = rule(200, { source_address_prefix: '*' });
    const deny = (more: JsonObject) => rule(100, { ...denyAll, ...more });
    const plan = (made: Made) =>
      planOf({ [nsg]: group(), 'azurerm_network_security_rule.d': made, 'azurerm_network_security_rule.bgp': bgp });
    expect(openToAnyone(plan(deny({})))).toEqual([]);
    expect(openToAnyone(plan(deny({ source_address_prefix: 'Internet' })))).toEqual([]);
    expect(openToAnyone(plan(deny({ protocol: 'Udp' })))).toHaveLength(1);
    expect(openToAnyone(plan(deny({ priority: 300 })))).toHaveLength(1);
  });

  test.each([['VirtualNetwork'], ['Storage'], ['10.0.0.0/8']])('not %s', (source) => {
    const bgp = rule(100, { source_address_prefix: source });
    expect(openToAnyone(planOf({ [nsg]: group(), 'azurerm_network_security_rule.bgp': bgp }))).toEqual([]);
  });

  test('nobody, where it is not known whether the rule allows', () => {
    const { access: _, ...after } = rule(100, { source_address_prefix: '*' }).after;
    const bgp = { after, unknown: { access: true } };
    expect(openToAnyone(planOf({ [nsg]: group(), 'azurerm_network_security_rule.bgp': bgp }))).toEqual([]);
  });
});

describe('machines', () => {
  const network: { readonly [address: string]: Made } = {
    [nsg]: group(),
    'azurerm_network_security_group.subnet': group('subnet'),
    'azurerm_subnet.nodes': { after: { name: 'nodes', address_prefixes: ['10.20.0.0/24'] } },
    'azurerm_subnet_network_security_group_association.nodes': {
      after: {},
      unknown: { subnet_id: true, network_security_group_id: true },
      given: {
        subnet_id: refersTo('azurerm_subnet.nodes.id'),
        network_security_group_id: refersTo('azurerm_network_security_group.subnet.id'),
      },
    },
    'azurerm_network_interface.a': {
      after: { name: 'a', ip_configuration: [{ name: 'primary' }] },
      unknown: { ip_configuration: [{ subnet_id: true }] },
      given: { ip_configuration: [{ subnet_id: refersTo('azurerm_subnet.nodes.id') }] },
    },
    'azurerm_network_interface_security_group_association.a': {
      after: {},
      unknown: { network_interface_id: true, network_security_group_id: true },
      given: {
        network_interface_id: refersTo('azurerm_network_interface.a.id'),
        network_security_group_id: refersTo(`${nsg}.id`),
      },
    },
    'azurerm_linux_virtual_machine.worker': {
      after: { name: 'worker' },
      unknown: { network_interface_ids: true },
      given: { network_interface_ids: refersTo('azurerm_network_interface.a.id') },
    },
  };
  const scaleSet: Made = {
    after: { name: 'pool', network_interface: [{ name: 'eth0', ip_configuration: [{ name: 'primary' }] }] },
    unknown: { network_interface: [{ network_security_group_id: true, ip_configuration: [{ subnet_id: true }] }] },
    given: {
      network_interface: [
        {
          network_security_group_id: refersTo(`${nsg}.id`),
          ip_configuration: [{ subnet_id: refersTo('azurerm_subnet.nodes.id') }],
        },
      ],
    },
  };
  const named = (rules: { readonly [name: string]: Made }, nodes: string, more: { [address: string]: Made } = {}) =>
    closedWays(
      planOf({
        ...network,
        ...more,
        ...Object.fromEntries(
          Object.entries(rules).map(([name, made]) => [`azurerm_network_security_rule.${name}`, made]),
        ),
      }),
      [nodes],
    );
  const onSubnet = { network_security_group_name: 'subnet' };
  const worker = 'azurerm_linux_virtual_machine.worker';

  test('both groups have to let it in', () => {
    expect(named({ bgp: rule(100), all: rule(200, { ...denyAll, ...onSubnet }) }, worker)).toEqual([
      `${worker} > ${worker}: closed by azurerm_network_security_rule.all`,
    ]);
    expect(named({ bgp: rule(100, onSubnet), all: rule(200, { ...denyAll, ...onSubnet }) }, worker)).toEqual([]);
    expect(named({ bgp: rule(100, onSubnet), all: rule(200, denyAll) }, nsg)).toEqual([
      `${nsg} > ${nsg}: closed by azurerm_network_security_rule.all`,
    ]);
  });

  test('a CIDR is compared with their subnet', () => {
    const rules = (source: string) => ({
      bgp: rule(100, { source_address_prefix: source }),
      all: rule(200, denyAll),
    });
    expect(named(rules('10.20.0.0/16'), worker)).toEqual([]);
    expect(named(rules('10.20.0.128/25'), worker)).toEqual([]);
    expect(named(rules('10.21.0.0/16'), worker)).toEqual([
      `${worker} > ${worker}: closed by azurerm_network_security_rule.all`,
    ]);
  });

  test('a destination is, too', () => {
    const rules = (destination: string) => ({
      deny: rule(100, { ...denyAll, destination_address_prefix: destination }),
      bgp: rule(200),
    });
    expect(named(rules('10.21.0.0/16'), worker)).toEqual([]);
    expect(named(rules('10.20.0.0/16'), worker)).toEqual([
      `${worker} > ${worker}: closed by azurerm_network_security_rule.deny before azurerm_network_security_rule.bgp`,
    ]);
  });

  test('scale sets and node pools of AKS have them as well', () => {
    const set = 'azurerm_linux_virtual_machine_scale_set.pool';
    const all = rule(200, denyAll);
    expect(named({ all }, set, { [set]: scaleSet })).toEqual([
      `${set} > ${set}: closed by azurerm_network_security_rule.all`,
    ]);
    const aks = 'azurerm_kubernetes_cluster_node_pool.more';
    const more = {
      [aks]: {
        after: { name: 'more' },
        unknown: { vnet_subnet_id: true },
        given: { vnet_subnet_id: refersTo('azurerm_subnet.nodes.id') },
      },
    };
    expect(named({ all }, aks, more)).toEqual([]);
    expect(named({ all: rule(200, { ...denyAll, ...onSubnet }) }, aks, more)).toEqual([
      `${aks} > ${aks}: closed by azurerm_network_security_rule.all`,
    ]);
  });

  test('members of an application security group are known by it', () => {
    const asg = 'azurerm_application_security_group.speakers';
    const association = (name: string) => ({
      after: {},
      unknown: { network_interface_id: true, application_security_group_id: true },
      given: {
        network_interface_id: refersTo(`azurerm_network_interface.${name}.id`),
        application_security_group_id: refersTo(`${asg}.id`),
      },
    });
    const { source_address_prefix: _, ...after } = rule(100).after;
    const bgp: Made = {
      after,
      unknown: { source_application_security_group_ids: true },
      given: { source_application_security_group_ids: refersTo(`${asg}.id`) },
    };
    const rules = { bgp, all: rule(200, denyAll) };
    const type = 'azurerm_network_interface_application_security_group_association';
    const speakers = { [asg]: { after: { name: 'speakers' } } };
    expect(named(rules, worker, { ...speakers, [`${type}.a`]: association('a') })).toEqual([]);
    expect(named(rules, worker, speakers)).toEqual([
      `${worker} > ${worker}: closed by azurerm_network_security_rule.all`,
    ]);
  });

  test('Azure lets no IP in IP pass', () => {
    const plan = planOf(network);
    expect(closedWays(plan, [worker], 'ipip')).toEqual([`${worker} > ${worker}: closed`]);
    expect(closedWays(plan, [worker], 'vxlan')).toEqual([]);
  });

  test('what the plan suggests: machines, else groups, by their names; and groups that name the port', () => {
    expect(poolsIn(planOf(network))).toEqual([expect.stringContaining(`(${worker}: `)]);
    expect(poolsIn(planOf({ [nsg]: group() }))).toEqual([expect.stringContaining(`(${nsg}: `)]);
    const edge = 'azurerm_network_security_group.edge';
    const bgp = rule(100, { network_security_group_name: 'edge' });
    expect(poolsIn(planOf({ [edge]: group('edge') }))).toEqual([]);
    expect(poolsIn(planOf({ [edge]: group('edge'), 'azurerm_network_security_rule.bgp': bgp }))).toEqual([
      `(${edge}: its rules name TCP/179)`,
    ]);
  });
});
