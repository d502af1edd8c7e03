/** AWS: spellings that Terraform takes and the plans of test/plans/aws do not have. */
import type { JsonObject } from '../../../src/model/document.ts';
import { type Change, planOf, type Row, type Verdict } from './row.ts';

const address = 'aws_security_group.nodes';
const own = {
  self: false,
  cidr_blocks: [],
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  security_groups: [],
  description: '',
};
const block = (more: JsonObject): JsonObject => ({ ...own, protocol: 'tcp', from_port: 179, to_port: 179, ...more });

const ssh = block({ from_port: 22, to_port: 22, self: true });

/** A group with rules of its own, which exists. */
const group = (...ingress: JsonObject[]): Change => ({
  address,
  after: { id: 'sg-00000000000000001', name: 'nodes', vpc_id: 'vpc-1', ingress, egress: [] },
  before: { id: 'sg-00000000000000001', name: 'nodes', vpc_id: 'vpc-1', ingress, egress: [] },
});
const rule = (more: JsonObject): Change => ({
  address: 'aws_security_group_rule.bgp',
  after: {
    type: 'ingress',
    protocol: 'tcp',
    from_port: 179,
    to_port: 179,
    self: null,
    security_group_id: 'sg-00000000000000001',
    ...more,
  },
});
const entry = (more: JsonObject): Change => ({
  address: 'aws_vpc_security_group_ingress_rule.bgp',
  after: { ip_protocol: 'tcp', from_port: 179, to_port: 179, security_group_id: 'sg-00000000000000001', ...more },
});

const row = (name: string, verdict: Verdict, ...changes: Change[]): Row => ({
  name,
  nodes: address,
  verdict,
  plan: planOf('registry.terraform.io/hashicorp/aws', ...changes),
});
const versioned = (one: Row, version: JsonObject): Row => ({
  ...one,
  plan: { ...(one.plan as JsonObject), ...version },
});

export const aws: readonly Row[] = [
  row('::/0 in full', 'world', group(block({ ipv6_cidr_blocks: ['0:0:0:0:0:0:0:0/0'] }))),
  row('all IPv6 that is routed', 'world', group(block({ ipv6_cidr_blocks: ['2000::/3'] }))),
  row('a CIDR with host bits', 'peers', group(block({ cidr_blocks: ['10.1.2.3/8'] }))),
  row('anyone, with host bits', 'world', group(block({ cidr_blocks: ['10.1.2.3/0'] }))),
  row(
    'all protocols and 0 to 65535',
    'peers',
    group(block({ protocol: '-1', from_port: 0, to_port: 65535, self: true })),
  ),
  row('ports as texts', 'peers', group(block({ from_port: '179', to_port: '179', self: true }))),
  row('from a group by its id', 'peers', group(block({ security_groups: ['sg-00000000000000001'] }))),
  row('from a group of an account', 'peers', group(block({ security_groups: ['123456789012/sg-00000000000000001'] }))),
  row('a rule by its group id', 'peers', group(ssh, block({ self: true })), rule({ self: true })),
  row(
    'a rule that the group itself takes away',
    'closed',
    {
      ...group(ssh),
      before: { id: 'sg-00000000000000001', name: 'nodes', ingress: [ssh, block({ self: true })], egress: [] },
    },
    { ...rule({ self: true }), before: rule({ self: true }).after ?? {} },
  ),
  row(
    'an entry without ports',
    'peers',
    group(block({ protocol: '-1', from_port: 0, to_port: 0, self: true })),
    entry({ ip_protocol: '-1', from_port: null, to_port: null, referenced_security_group_id: 'sg-00000000000000001' }),
  ),
  row(
    'TCP from 0 to 65535 for anyone',
    'world',
    group(block({ from_port: 0, to_port: 65535, cidr_blocks: ['0.0.0.0/0'] })),
  ),
  row('protocol 94 is not TCP', 'closed', group(block({ protocol: '94', from_port: 0, to_port: 0, self: true }))),
  row(
    'anyone but what is private',
    'world',
    group(
      block({
        cidr_blocks: [
          '1.0.0.0/8',
          '2.0.0.0/7',
          '4.0.0.0/6',
          '8.0.0.0/7',
          '11.0.0.0/8',
          '12.0.0.0/6',
          '16.0.0.0/4',
          '32.0.0.0/3',
          '64.0.0.0/2',
          '128.0.0.0/2',
          '192.0.0.0/3',
        ],
      }),
    ),
  ),
  versioned(row('OpenTofu', 'closed', group(ssh)), { format_version: '1.2', terraform_version: '1.8.3' }),
  versioned(row('Terraform 0.12', 'closed', group(ssh)), { format_version: '0.1', terraform_version: '0.12.31' }),
  versioned(row('a plan that is not whole', 'undecided', group(ssh)), { complete: false }),
];
