/**
 * Azure: network security groups (learn.microsoft.com/azure/virtual-network/network-security-groups-overview: the lowest priority
 * decides; AllowVnetInBound 65000, AllowAzureLoadBalancerInBound 65001, DenyAllInBound 65500, and the same for what goes out).
 */
import type { JsonObject } from '../../../src/model/document.ts';
import { type Change, planOf, type Row, type Verdict } from './row.ts';

const address = 'azurerm_network_security_group.nodes';
const place = { location: 'westeurope', resource_group_name: 'rg' };

/** The group, whose rules are resources. */
const nsg: Change = { address, after: { name: 'nodes', ...place }, unknown: { security_rule: true } };
/** The group with rules of its own. */
const inline = (...rules: JsonObject[]): Change => ({
  address,
  after: { name: 'nodes', ...place, security_rule: rules },
});

/** All that a block of a group holds; what the source does not give is empty. */
const block = (priority: number, access: string, rule: JsonObject): JsonObject => ({
  name: `r${priority}`,
  description: '',
  direction: 'Inbound',
  priority,
  access,
  protocol: 'Tcp',
  source_port_range: '*',
  source_port_ranges: [],
  destination_port_range: '179',
  destination_port_ranges: [],
  source_address_prefix: '*',
  source_address_prefixes: [],
  source_application_security_group_ids: [],
  destination_address_prefix: '*',
  destination_address_prefixes: [],
  destination_application_security_group_ids: [],
  ...rule,
});

/** A rule as a resource; what the source does not give is null. */
const rule = (priority: number, access: string, more: JsonObject = {}): Change => ({
  address: `azurerm_network_security_rule.r${priority}`,
  after: Object.fromEntries(
    Object.entries({
      ...block(priority, access, more),
      network_security_group_name: 'nodes',
      resource_group_name: 'rg',
      ...more,
    }).map(([key, value]) => [key, value === '' || (Array.isArray(value) && value.length === 0) ? null : value]),
  ),
});

const vnet = { source_address_prefix: 'VirtualNetwork' };
const denyAll = rule(4096, 'Deny', { protocol: '*', destination_port_range: '*' });

const row = (name: string, verdict: Verdict, ...changes: Change[]): Row => ({
  name,
  nodes: address,
  verdict,
  plan: planOf('registry.terraform.io/hashicorp/azurerm', ...changes),
});
const out = (...args: Parameters<typeof row>): Row => ({ ...row(...args), way: 'out' });

export const azure: readonly Row[] = [
  row('no rule: the network is let in', 'peers', nsg),
  row('a denial of all', 'closed', nsg, denyAll),
  row('a denial of all after what is let in', 'peers', nsg, rule(100, 'Allow', vnet), denyAll),
  row(
    'a denial of TCP before what is let in',
    'closed',
    nsg,
    rule(800, 'Deny', { destination_port_range: '*' }),
    rule(900, 'Allow', vnet),
  ),
  row(
    'a denial of TCP after what is let in',
    'peers',
    nsg,
    rule(800, 'Allow', vnet),
    rule(900, 'Deny', { destination_port_range: '*' }),
  ),
  row(
    'a denial of TCP in small letters',
    'closed',
    nsg,
    rule(800, 'Deny', { protocol: 'tcp' }),
    rule(900, 'Allow', vnet),
  ),
  row('a denial of UDP', 'peers', nsg, rule(800, 'Deny', { protocol: 'Udp' })),
  row(
    'a denial of the Internet',
    'peers',
    nsg,
    rule(100, 'Deny', { source_address_prefix: 'Internet', protocol: '*', destination_port_range: '*' }),
  ),
  row(
    "a denial of the load balancer's probes",
    'peers',
    nsg,
    rule(100, 'Deny', { source_address_prefix: 'AzureLoadBalancer', protocol: '*', destination_port_range: '*' }),
  ),
  row(
    'a denial of the network',
    'closed',
    nsg,
    rule(100, 'Deny', { ...vnet, protocol: '*', destination_port_range: '*' }),
  ),
  row(
    'a denial by ranges of ports',
    'closed',
    nsg,
    rule(100, 'Deny', { destination_port_range: '', destination_port_ranges: ['22', '170-180'] }),
  ),
  row(
    'a denial by other ranges of ports',
    'peers',
    nsg,
    rule(100, 'Deny', { destination_port_range: '', destination_port_ranges: ['22', '180-190'] }),
  ),
  row(
    'a denial of connections from port 179',
    'peers',
    nsg,
    rule(100, 'Deny', { source_port_range: '179', destination_port_range: '22' }),
  ),
  row('a denial for another group', 'peers', nsg, rule(100, 'Deny', { network_security_group_name: 'other' })),
  row(
    'a denial of what goes out',
    'peers',
    nsg,
    rule(100, 'Deny', { direction: 'Outbound', protocol: '*', destination_port_range: '*' }),
  ),
  row('a denial whose priority is known after apply', 'undecided', nsg, rule(900, 'Allow', vnet), {
    ...rule(4096, 'Deny', { destination_port_range: '*', priority: null }),
    refers: { priority: 'terraform_data.p.output' },
  }),
  row('a denial whose ports are known after apply', 'undecided', nsg, {
    ...rule(100, 'Deny', { destination_port_range: null }),
    refers: { destination_port_range: 'terraform_data.p.output' },
  }),
  // That nodes are in one network no plan tells, and AllowVnetInBound rests on it: it is not the blocks alone that decide.
  row('blocks that are known after apply', 'peers, perhaps world', {
    address,
    after: { name: 'nodes', ...place },
    refers: { security_rule: 'terraform_data.p.output' },
  }),
  row('its own block denies', 'closed', inline(block(100, 'Deny', { protocol: '*', destination_port_range: '*' }))),
  row(
    'its own block denies later',
    'peers',
    inline(block(100, 'Allow', vnet), block(200, 'Deny', { protocol: '*', destination_port_range: '*' })),
  ),
  row('its own block lets anyone in', 'world', inline(block(100, 'Allow', {}))),
  row('anyone', 'world', nsg, rule(100, 'Allow')),
  row('the Internet', 'world', nsg, rule(100, 'Allow', { source_address_prefix: 'Internet' })),
  row('anyone, as a CIDR', 'world', nsg, rule(100, 'Allow', { source_address_prefix: '0.0.0.0/0' })),
  row(
    'anyone, by halves',
    'world',
    nsg,
    rule(100, 'Allow', { source_address_prefix: '', source_address_prefixes: ['0.0.0.0/1', '128.0.0.0/1'] }),
  ),
  row('anyone, all ports', 'world', nsg, rule(100, 'Allow', { destination_port_range: '*' })),
  row(
    'anyone, all protocols',
    'world',
    nsg,
    rule(100, 'Allow', { protocol: '*', destination_port_range: '*', source_address_prefix: 'Internet' }),
  ),
  row('anyone, a range of ports', 'world', nsg, rule(100, 'Allow', { destination_port_range: '100-200' })),
  row('anyone, another port', 'peers', nsg, rule(100, 'Allow', { destination_port_range: '443' })),
  out('no rule: to the network', 'peers', nsg),
  out(
    'a denial of what goes out',
    'closed',
    nsg,
    rule(100, 'Deny', { direction: 'Outbound', protocol: '*', destination_port_range: '*' }),
  ),
  out(
    'a denial of what goes out to the Internet',
    'peers',
    nsg,
    rule(100, 'Deny', {
      direction: 'Outbound',
      protocol: '*',
      destination_port_range: '*',
      destination_address_prefix: 'Internet',
    }),
  ),
];
