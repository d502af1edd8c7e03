import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/model/document.ts';
import { type Planned, planOf, poolsIn, refers, waysIn } from '../../../support/plans.ts';

/** A network whose id is not known yet, with one subnetwork of 10.4.0.0/20. */
const network: { readonly [address: string]: Planned } = {
  'google_compute_network.lab': {
    after: { name: 'lab', auto_create_subnetworks: false },
    unknown: { id: true, self_link: true },
  },
  'google_compute_subnetwork.nodes': {
    after: { name: 'nodes', ip_cidr_range: '10.4.0.0/20', region: 'europe-west3' },
    unknown: { id: true, network: true, self_link: true },
    given: { network: refers('google_compute_network.lab.id', 'google_compute_network.lab') },
  },
};

/** A template on that subnetwork. */
const template = (after: JsonObject = {}): Planned => ({
  after: { name_prefix: 'node-', tags: ['node'], network_interface: [{}], ...after },
  unknown: { network_interface: [{ network: true, subnetwork: true }] },
  given: {
    network_interface: [
      { subnetwork: refers('google_compute_subnetwork.nodes.self_link', 'google_compute_subnetwork.nodes') },
    ],
  },
});

const firewall = (after: JsonObject, unknown: JsonObject = {}): Planned => ({
  after: { name: 'rule', direction: 'INGRESS', allow: [], deny: [], source_tags: null, target_tags: null, ...after },
  unknown: { network: true, id: true, ...unknown },
  given: { network: refers('google_compute_network.lab.name', 'google_compute_network.lab') },
});

const bgp = [{ protocol: 'tcp', ports: ['179'] }];
const egressOf = (ways: readonly string[]) => ways.filter((way) => way.includes(' out:'));
const bgpOf = (ways: readonly string[]) => ways.filter((way) => way.startsWith('bgp in'));

const nodes = ['google_compute_instance_template.node'];

/** What becomes of BGP to the template's instances, with some firewall rules. */
const withRules = (...rules: readonly Planned[]) =>
  bgpOf(
    waysIn(
      planOf({
        ...network,
        'google_compute_instance_template.node': template(),
        ...Object.fromEntries(rules.map((rule, i) => [`google_compute_firewall.r${i}`, rule])),
      }),
      nodes,
    ),
  );

const closed = ['bgp in: closed at google_compute_instance_template.node'];
const undecided = ['bgp in: unknown at google_compute_instance_template.node'];

describe('firewall rules', () => {
  test.each<[string, JsonObject]>([
    ['no rule for it', { allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges: ['0.0.0.0/0'] }],
    [
      'the port of another',
      { allow: [{ protocol: 'tcp', ports: ['79'] }], source_tags: ['node'], target_tags: ['node'] },
    ],
    ['UDP', { allow: [{ protocol: 'udp', ports: ['179'] }], source_tags: ['node'] }],
    ['for others', { allow: bgp, source_tags: ['node'], target_tags: ['router'] }],
    ['from others', { allow: bgp, source_tags: ['router'], target_tags: ['node'] }],
    ['from another range', { allow: bgp, source_ranges: ['10.9.0.0/16'] }],
    ['disabled', { allow: bgp, source_tags: ['node'], disabled: true }],
    ['outwards', { allow: bgp, direction: 'EGRESS', destination_ranges: ['10.4.0.0/20'] }],
  ])('closed: %s', (_, rule) => expect(withRules(firewall(rule))).toEqual(closed));

  test.each<[string, JsonObject]>([
    ['by tags', { allow: bgp, source_tags: ['node'], target_tags: ['node'] }],
    ['for all machines', { allow: bgp, source_tags: ['node'] }],
    ['from the subnetwork', { allow: bgp, source_ranges: ['10.4.0.0/16'] }],
    ['from a tag or a range', { allow: bgp, source_ranges: ['10.9.0.0/16'], source_tags: ['node'] }],
    ['from anywhere, since no source is given', { allow: bgp, source_tags: [] }],
    ['all TCP', { allow: [{ protocol: 'TCP', ports: [] }], source_tags: ['node'] }],
    ['a number', { allow: [{ protocol: '6', ports: ['100-200'] }], source_tags: ['node'] }],
    ['all protocols', { allow: [{ protocol: 'all' }], source_tags: ['node'] }],
    ['one of several ports', { allow: [{ protocol: 'tcp', ports: ['22', '170-180'] }], source_tags: ['node'] }],
    ['perhaps from a part of the subnetwork', { allow: bgp, source_ranges: ['10.4.1.0/24'] }],
  ])('open: %s', (_, rule) => expect(withRules(firewall(rule))).toEqual([]));

  test('what the provider computes where no source is given', () => {
    const rule = { allow: bgp, source_tags: null };
    expect(withRules(firewall(rule, { source_ranges: true, direction: true }))).toEqual([]);
    const given = firewall(rule, { source_ranges: true });
    const expression = { ...given.given, source_ranges: refers('var.sources') };
    expect(withRules({ ...given, given: expression })).toEqual(undecided);
  });

  test('blocks, ports and tags that are not known yet', () => {
    const rule = { allow: bgp, source_tags: ['node'] };
    expect(withRules(firewall({ ...rule, allow: undefined as never }, { allow: true }))).toEqual(undecided);
    expect(
      withRules(firewall({ ...rule, allow: [{ protocol: 'tcp', ports: [null] }] }, { allow: [{ ports: [true] }] })),
    ).toEqual(undecided);
    expect(withRules(firewall({ ...rule, target_tags: [null] }, { target_tags: [true] }))).toEqual(undecided);
    expect(withRules(firewall({ ...rule, source_tags: [null] }, { source_tags: [true] }))).toEqual(undecided);
  });

  test('a network that is not known may be this one', () => {
    const rule = { ...firewall({ allow: bgp, source_tags: ['node'] }), given: { network: refers('local.network') } };
    expect(withRules(rule)).toEqual(undecided);
  });

  test('a deny of the same priority comes first, and so does a lower number', () => {
    const allow = firewall({ allow: bgp, source_tags: ['node'] });
    const deny = { deny: [{ protocol: 'tcp', ports: [] }], source_ranges: ['10.0.0.0/8'] };
    expect(withRules(allow, firewall(deny))).toEqual(closed);
    expect(withRules(allow, firewall({ ...deny, priority: 900 }))).toEqual(closed);
    expect(withRules(allow, firewall({ ...deny, priority: 1100 }))).toEqual([]);
    expect(withRules(allow, firewall({ ...deny, target_tags: ['router'] }))).toEqual([]);
    expect(withRules(allow, firewall({ ...deny, source_ranges: ['10.4.1.0/24'] }))).toEqual([]);
  });

  test('what goes out is let out unless a rule denies it', () => {
    const open = firewall({ allow: bgp, source_tags: ['node'] });
    const deny = firewall({ deny: [{ protocol: 'all' }], direction: 'EGRESS', destination_ranges: ['0.0.0.0/0'] });
    const plan = planOf({
      ...network,
      'google_compute_instance_template.node': template(),
      'google_compute_firewall.in': open,
      'google_compute_firewall.out': deny,
    });
    expect(egressOf(waysIn(plan, nodes))).toContain('bgp out: closed at google_compute_instance_template.node');
  });

  test('service accounts whose addresses are not known yet', () => {
    const account = (name: string): Planned => ({ after: { account_id: name }, unknown: { email: true, name: true } });
    const by = (source: string): Planned => {
      const rule = firewall({ allow: bgp }, { source_service_accounts: true, target_service_accounts: true });
      const given = {
        ...rule.given,
        source_service_accounts: refers(`google_service_account.${source}.email`),
        target_service_accounts: refers('google_service_account.node.email'),
      };
      return { ...rule, given };
    };
    const plan = (source: string) =>
      planOf({
        ...network,
        'google_service_account.node': account('node'),
        'google_service_account.router': account('router'),
        'google_compute_instance_template.node': {
          after: { tags: null, network_interface: [{}], service_account: [{ scopes: ['cloud-platform'] }] },
          unknown: { network_interface: [{ subnetwork: true, network: true }], service_account: [{ email: true }] },
          given: {
            ...template().given,
            service_account: [{ email: refers('google_service_account.node.email') }],
          },
        },
        'google_compute_firewall.bgp': by(source),
      });
    expect(bgpOf(waysIn(plan('node'), nodes))).toEqual([]);
    expect(bgpOf(waysIn(plan('router'), nodes))).toEqual(closed);
  });
});

describe('policies', () => {
  const policy = (type: string, rules: readonly JsonObject[], target = 'google_compute_network.lab.id') => ({
    [`${type}.p`]: { after: { name: 'p', region: 'europe-west3' }, unknown: { id: true } },
    [`${type}_association.p`]: {
      after: { name: 'p', firewall_policy: 'p', region: 'europe-west3' },
      unknown: { attachment_target: true },
      given: { attachment_target: refers(target) },
    },
    ...Object.fromEntries(
      rules.map((after, i) => [
        `${type}_rule.r${i}`,
        { after: { firewall_policy: 'p', direction: 'INGRESS', priority: 100 * (i + 1), ...after } },
      ]),
    ),
  });
  const match = (range: string, port = '179') => [
    { src_ip_ranges: [range], layer4_configs: [{ ip_protocol: 'tcp', ports: [port] }] },
  ];
  const all = [{ src_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'all', ports: null }] }];
  const global = 'google_compute_network_firewall_policy';
  const waysWith = (resources: { readonly [address: string]: Planned }) =>
    bgpOf(waysIn(planOf({ ...network, 'google_compute_instance_template.node': template(), ...resources }), nodes));

  test('a rule of the network’s policy opens it', () => {
    expect(waysWith(policy(global, [{ action: 'allow', match: match('10.4.0.0/20') }]))).toEqual([]);
    expect(waysWith(policy(global, [{ action: 'allow', match: match('10.4.0.0/20', '22') }]))).toEqual(closed);
    expect(waysWith(policy(global, [{ action: 'allow', match: match('10.4.0.0/20'), disabled: true }]))).toEqual(
      closed,
    );
  });

  test('a policy without an association is none', () => {
    const { [`${global}_association.p`]: _, ...rest } = policy(global, [
      { action: 'allow', match: match('10.0.0.0/8') },
    ]);
    expect(waysWith(rest)).toEqual(closed);
  });

  test('firewall rules come first, unless the network says otherwise', () => {
    const denied = policy(global, [{ action: 'deny', match: all }]);
    const open = { 'google_compute_firewall.bgp': firewall({ allow: bgp, source_tags: ['node'] }) };
    expect(waysWith({ ...denied, ...open })).toEqual([]);
    const first: Planned = {
      after: { name: 'lab', network_firewall_policy_enforcement_order: 'BEFORE_CLASSIC_FIREWALL' },
      unknown: { id: true },
    };
    expect(waysWith({ ...denied, ...open, 'google_compute_network.lab': first })).toEqual(closed);
  });

  test('goto_next leaves the policy', () => {
    const next = policy(global, [
      { action: 'goto_next', match: match('10.0.0.0/8') },
      { action: 'deny', match: all },
    ]);
    const regional = policy('google_compute_region_network_firewall_policy', [
      { action: 'allow', match: match('10.4.0.0/16') },
    ]);
    expect(waysWith({ ...next, ...regional })).toEqual([]);
    expect(waysWith({ ...policy(global, [{ action: 'deny', match: all }]), ...regional })).toEqual(closed);
  });

  test('a regional policy of another region is none', () => {
    const { ...regional } = policy('google_compute_region_network_firewall_policy', [
      { action: 'allow', match: match('10.4.0.0/16') },
    ]);
    const type = 'google_compute_region_network_firewall_policy';
    regional[`${type}_association.p`] = {
      after: { name: 'p', firewall_policy: 'p', region: 'us-east1' },
      unknown: { attachment_target: true },
      given: { attachment_target: refers('google_compute_network.lab.id') },
    };
    expect(waysWith(regional)).toEqual(closed);
  });

  test('a hierarchical policy may be for the project', () => {
    const type = 'google_compute_firewall_policy';
    const open = { 'google_compute_firewall.bgp': firewall({ allow: bgp, source_tags: ['node'] }) };
    const organization = (rules: readonly JsonObject[]) => ({
      ...policy(type, rules),
      [`${type}_association.p`]: { after: { name: 'p', firewall_policy: 'p', attachment_target: 'organizations/1' } },
    });
    expect(waysWith(organization([{ action: 'allow', match: match('10.0.0.0/8') }]))).toEqual([]);
    expect(waysWith({ ...open, ...organization([{ action: 'deny', match: all }]) })).toEqual([]);
  });

  test('secure tags and address groups may hold the nodes', () => {
    const rule = (src: JsonObject) =>
      policy(global, [{ action: 'allow', match: [{ ...match('10.9.0.0/16')[0], ...src }] }]);
    expect(waysWith(rule({}))).toEqual(closed);
    expect(waysWith(rule({ src_address_groups: ['projects/p/locations/global/addressGroups/nodes'] }))).toEqual([]);
    expect(waysWith(rule({ src_secure_tags: [{ name: 'tagValues/1' }] }))).toEqual([]);
  });

  test('rules inside of a policy', () => {
    const type = 'google_compute_network_firewall_policy_with_rules';
    const { [`${global}_association.p`]: association } = policy(global, []);
    const of = (port: string) => ({
      [`${type}.p`]: {
        after: {
          name: 'p',
          rule: [
            {
              action: 'allow',
              direction: 'INGRESS',
              priority: 10,
              match: [{ src_ip_ranges: ['10.0.0.0/8'], layer4_config: [{ ip_protocol: 'tcp', ports: [port] }] }],
            },
          ],
        },
      },
      [`${global}_association.p`]: association ?? { after: {} },
    });
    expect(waysWith(of('179'))).toEqual([]);
    expect(waysWith(of('22'))).toEqual(closed);
  });
});

describe('which machines are nodes', () => {
  const mutual = (port: string, after: JsonObject = {}): Planned => ({
    after: {
      name: 'bgp',
      network: 'elsewhere',
      allow: [{ protocol: 'tcp', ports: [port] }],
      source_tags: ['k8s'],
      target_tags: ['k8s'],
      ...after,
    },
    unknown: { source_ranges: true },
  });
  const at = 'google_compute_firewall.bgp';
  const waysOf = (plan: JsonObject, named: readonly string[] = []) => bgpOf(waysIn(plan, named));

  test('a tag that says so, where a rule of the plan is for traffic between its machines', () => {
    expect(waysOf(planOf({ [at]: mutual('79') }))).toEqual([`bgp in: closed at ${at}`]);
    expect(poolsIn(planOf({ [at]: mutual('79') }))).toEqual(['tag k8s']);
    expect(waysOf(planOf({ [at]: mutual('179') }))).toEqual([]);
    expect(poolsIn(planOf({ [at]: mutual('79', { source_tags: ['bastion'] }) }))).toEqual([]);
    expect(poolsIn(planOf({ [at]: mutual('79', { source_tags: ['web'], target_tags: ['web'] }) }))).toEqual([]);
  });

  test('a tag in a network of the plan, where a rule lets its subnetwork in', () => {
    const rule = (range: string) =>
      planOf({
        ...network,
        [at]: firewall({ allow: [{ protocol: 'tcp', ports: ['79'] }], source_ranges: [range], target_tags: ['k8s'] }),
      });
    expect(waysOf(rule('10.4.0.0/16'))).toEqual([`bgp in: closed at ${at}`]);
    expect(poolsIn(rule('0.0.0.0/0'))).toEqual([]);
    expect(poolsIn(rule('192.0.2.0/24'))).toEqual([]);
  });

  test('a network that the plan does not make may have rules that it does not show', () => {
    const plan = planOf({
      'google_compute_instance_template.node': {
        after: { tags: ['node'], network_interface: [{ network: 'elsewhere', subnetwork: '' }] },
      },
      'google_compute_firewall.ssh': {
        after: { network: 'elsewhere', allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges: ['0.0.0.0/0'] },
      },
    });
    expect(waysOf(plan, nodes)).toEqual([]);
  });

  test('Google lets machines of the network default reach each other, but for other protocols', () => {
    const plan = planOf({ [at]: mutual('79', { network: 'default' }) });
    expect(waysIn(plan)).toEqual([`ipip in: closed at ${at}`]);
  });

  test('a network that the config names: all of its machines', () => {
    const named = ['google_compute_network.lab'];
    const plan = (rule: JsonObject) => planOf({ ...network, 'google_compute_firewall.r': firewall(rule) });
    expect(waysOf(plan({ allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges: ['10.0.0.0/8'] }), named)).toEqual(
      ['bgp in: closed at google_compute_network.lab'],
    );
    expect(waysOf(plan({ allow: bgp, source_ranges: ['10.4.0.0/20'] }), named)).toEqual([]);
    expect(waysOf(plan({ allow: bgp, source_tags: ['node'], target_tags: ['node'] }), named)).toEqual([]);
  });

  test('a firewall rule that the config names: the machines that it is for', () => {
    const plan = planOf({
      ...network,
      [at]: firewall({ allow: bgp, source_tags: ['master', 'worker'], target_tags: ['master', 'worker'] }),
    });
    expect(waysOf(plan, [at])).toEqual([]);
    expect(poolsIn(plan, [at])).toEqual(['tag master', 'tag worker']);
    const oneWay = planOf({
      ...network,
      [at]: firewall({ allow: bgp, source_tags: ['master'], target_tags: ['master', 'worker'] }),
    });
    expect(waysOf(oneWay, [at])).toEqual([`bgp in: closed at ${at}`]);
  });

  test('a firewall rule that is disabled names its machines all the same', () => {
    const rule = firewall({ allow: bgp, source_tags: ['node'], target_tags: ['node'], disabled: true });
    expect(waysOf(planOf({ ...network, [at]: rule }), [at])).toEqual([`bgp in: closed at ${at}`]);
  });

  test('a group of instances has what its template has', () => {
    const group = 'google_compute_region_instance_group_manager.g';
    const template_ = 'google_compute_instance_template.node';
    const plan = (port: string) =>
      planOf({
        ...network,
        [template_]: template(),
        [group]: {
          after: { name: 'g', version: [{ name: null }] },
          unknown: { version: [{ instance_template: true }] },
          given: { version: [{ instance_template: refers(`${template_}.self_link`, template_) }] },
        },
        'google_compute_firewall.r': firewall({ allow: [{ protocol: 'tcp', ports: [port] }], source_tags: ['node'] }),
      });
    expect(waysOf(plan('22'), [group])).toEqual([`bgp in: closed at ${group}`]);
    expect(waysOf(plan('179'), [group])).toEqual([]);
  });

  test('GKE makes rules for its nodes that no plan shows', () => {
    const plan = planOf({
      'google_container_node_pool.node': { after: { cluster: 'lab', node_config: [{ tags: ['node'] }] } },
      'google_container_cluster.lab': { after: { name: 'lab', network: 'elsewhere' } },
    });
    expect(waysOf(plan, ['google_container_node_pool.node'])).toEqual([]);
    expect(poolsIn(plan)).toEqual([]);
  });

  test('a plan that is not whole leaves it open', () => {
    const plan = planOf({ ...network, 'google_compute_instance_template.node': template() }, { errored: true });
    expect(waysOf(plan, nodes)).toEqual(undecided);
  });

  test('machines with the same tags are one pool', () => {
    const plan = planOf({
      ...network,
      'google_compute_instance_template.node': template(),
      'google_compute_instance_template.node2': template(),
      'google_compute_instance_template.worker': template({ tags: ['worker'] }),
      'google_compute_instance_template.bastion': template({ name_prefix: 'bastion-', tags: ['bastion'] }),
    });
    expect(poolsIn(plan)).toEqual(['google_compute_instance_template.node', 'google_compute_instance_template.worker']);
  });
});
