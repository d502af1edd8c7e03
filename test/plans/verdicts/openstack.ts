/**
 * OpenStack: security groups allow only, and a new one has two rules that let all out (docs.openstack.org/api-ref/network/v2,
 * "Security group rules"; `delete_default_rules` of the provider takes those away).
 */
import type { JsonObject } from '../../../src/model/document.ts';
import { type Change, planOf, type Row, type Verdict } from './row.ts';

const address = 'openstack_networking_secgroup_v2.nodes';
const group = (name = 'nodes', more: JsonObject = {}): Change => ({
  address: `openstack_networking_secgroup_v2.${name}`,
  after: { name, delete_default_rules: null, ...more },
  unknown: { all_tags: true, description: true, region: true, tenant_id: true },
});

/** A rule of the group; what the source does not give is computed. */
function rule(name: string, after: JsonObject, remote?: string): Change {
  return {
    address: `openstack_networking_secgroup_rule_v2.${name}`,
    after: {
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'tcp',
      port_range_min: 179,
      port_range_max: 179,
      ...after,
    },
    refers: { security_group_id: `${address}.id`, ...(remote === undefined ? {} : { remote_group_id: remote }) },
    unknown: Object.fromEntries(
      ['protocol', 'port_range_min', 'port_range_max', 'remote_ip_prefix', 'remote_group_id', 'region']
        .filter((key) => after[key] === null || (after[key] === undefined && /^(?:remote|region)/.test(key)))
        .map((key) => [key, true]),
    ),
  };
}
const self = `${address}.id`;
const server: Change = {
  address: 'openstack_compute_instance_v2.worker',
  after: { name: 'worker', flavor_name: 'm1.large', security_groups: ['nodes', 'bgp'], network: [{ name: 'cluster' }] },
};
const compute = (...rules: JsonObject[]): Change => ({
  address: 'openstack_compute_secgroup_v2.nodes',
  after: { name: 'nodes', description: 'nodes', rule: rules },
});
const old = { ip_protocol: 'tcp', from_port: 179, to_port: 179, cidr: '', self: false, from_group_id: '' };

const row = (name: string, verdict: Verdict, ...changes: Change[]): Row => ({
  name,
  nodes: changes[0]?.address ?? '',
  verdict,
  plan: planOf('registry.terraform.io/terraform-provider-openstack/openstack', ...changes),
});
const out = (...args: Parameters<typeof row>): Row => ({ ...row(...args), way: 'out' });

export const openstack: readonly Row[] = [
  row('no rule', 'closed', group()),
  row('its own members', 'peers', group(), rule('bgp', {}, self)),
  row('a range of addresses', 'peers', group(), rule('bgp', { remote_ip_prefix: '10.0.0.0/8' })),
  row('no remote end is anyone', 'world', group(), rule('bgp', {})),
  row('anyone', 'world', group(), rule('bgp', { remote_ip_prefix: '0.0.0.0/0' })),
  row('anyone who speaks IPv6', 'world', group(), rule('bgp', { ethertype: 'IPv6', remote_ip_prefix: '::/0' })),
  row(
    'no protocol is all',
    'peers',
    group(),
    rule('all', { protocol: null, port_range_min: null, port_range_max: null }, self),
  ),
  row(
    'an empty protocol is all',
    'peers',
    group(),
    rule('all', { protocol: '', port_range_min: null, port_range_max: null }, self),
  ),
  row('no ports are all', 'peers', group(), rule('all', { port_range_min: null, port_range_max: null }, self)),
  row(
    'all ports, anyone',
    'world',
    group(),
    rule('all', { port_range_min: 1, port_range_max: 65535, remote_ip_prefix: '0.0.0.0/0' }),
  ),
  row('a range of ports', 'peers', group(), rule('some', { port_range_min: 100, port_range_max: 200 }, self)),
  row('another port', 'closed', group(), rule('ssh', { port_range_min: 22, port_range_max: 22 }, self)),
  row('UDP', 'closed', group(), rule('bgp', { protocol: 'udp' }, self)),
  row('TCP by its number', 'peers', group(), rule('bgp', { protocol: '6' }, self)),
  row('what goes out', 'closed', group(), rule('bgp', { direction: 'egress' }, self)),
  row('addresses that are known after apply', 'undecided', group(), {
    ...rule('bgp', { remote_ip_prefix: null }),
    refers: { security_group_id: self, remote_ip_prefix: 'openstack_networking_subnet_v2.a.cidr' },
  }),
  row('a server carries two groups', 'peers', server, group(), group('bgp'), {
    ...rule('bgp', {}, 'openstack_networking_secgroup_v2.bgp.id'),
    refers: {
      security_group_id: 'openstack_networking_secgroup_v2.bgp.id',
      remote_group_id: 'openstack_networking_secgroup_v2.bgp.id',
    },
  }),
  row('a server carries two groups, and both are closed', 'closed', server, group(), group('bgp')),
  row('compute: its own members', 'peers', compute({ ...old, self: true })),
  row('compute: anyone', 'world', compute({ ...old, cidr: '0.0.0.0/0' })),
  row('compute: another port', 'closed', compute({ ...old, self: true, from_port: 22, to_port: 22 })),
  out('all goes out', 'peers', group(), rule('bgp', {}, self)),
  out(
    'without the rules that let all out',
    'closed',
    group('nodes', { delete_default_rules: true }),
    rule('bgp', {}, self),
  ),
];
