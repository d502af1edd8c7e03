/**
 * Hetzner Cloud (docs.hetzner.cloud/firewalls: what no rule lets in is dropped; without a rule for what goes out all does),
 * DigitalOcean (docs.digitalocean.com/products/networking/firewalls: what no rule allows is blocked, both ways) and Oracle Cloud
 * (docs.oracle.com/iaas/Content/Network/Concepts/networksecuritygroups.htm: rules only allow).
 */
import type { JsonObject } from '../../../src/model/document.ts';
import { type Change, planOf, type Row, type Verdict } from './row.ts';

const rowOf =
  (provider: string) =>
  (name: string, verdict: Verdict, ...changes: Change[]): Row => ({
    name,
    nodes: changes[0]?.address ?? '',
    verdict,
    plan: planOf(provider, ...changes),
  });
const out = (row: Row): Row => ({ ...row, way: 'out' });

const hcloud = rowOf('registry.terraform.io/hetznercloud/hcloud');
const hrule = (rule: JsonObject): JsonObject => ({
  direction: 'in',
  protocol: 'tcp',
  port: '179',
  source_ips: ['10.0.0.0/8'],
  destination_ips: [],
  description: null,
  ...rule,
});
const hfirewall = (...rules: JsonObject[]): Change => ({
  address: 'hcloud_firewall.nodes',
  after: { name: 'nodes', rule: rules.map(hrule), apply_to: [{ label_selector: 'k8s', server: 0 }] },
});
const anyone = ['0.0.0.0/0', '::/0'];

export const hetzner: readonly Row[] = [
  hcloud('a range of addresses', 'peers', hfirewall({})),
  hcloud('no rule lets in', 'closed', hfirewall()),
  hcloud('anyone', 'world', hfirewall({ source_ips: anyone })),
  hcloud('anyone, any port', 'world', hfirewall({ source_ips: anyone, port: 'any' })),
  hcloud('any port', 'peers', hfirewall({ port: 'any' })),
  hcloud('a range of ports', 'peers', hfirewall({ port: '170-180' })),
  hcloud('another range of ports', 'closed', hfirewall({ port: '80-85' })),
  hcloud('UDP', 'closed', hfirewall({ protocol: 'udp' })),
  hcloud('GRE', 'closed', hfirewall({ protocol: 'gre', port: null })),
  hcloud(
    'what goes out',
    'closed',
    hfirewall({ direction: 'out', source_ips: [], destination_ips: anyone, port: 'any' }),
  ),
  hcloud('addresses that are known after apply', 'undecided', {
    ...hfirewall({ source_ips: [null] }),
    unknown: { rule: [{ source_ips: [true], destination_ips: [] }] },
  }),
  out(hcloud('all goes out', 'peers', hfirewall({}))),
  out(
    hcloud(
      'DNS alone goes out',
      'closed',
      hfirewall({}, { direction: 'out', protocol: 'udp', port: '53', source_ips: [], destination_ips: anyone }),
    ),
  ),
];

const ocean = rowOf('registry.terraform.io/digitalocean/digitalocean');
const drule = (rule: JsonObject): JsonObject => ({
  protocol: 'tcp',
  port_range: '179',
  source_addresses: [],
  source_tags: [],
  source_droplet_ids: [],
  source_kubernetes_ids: [],
  source_load_balancer_uids: [],
  ...rule,
});
const dfirewall = (inbound: readonly JsonObject[], outbound: readonly JsonObject[] = []): Change => ({
  address: 'digitalocean_firewall.nodes',
  after: {
    name: 'nodes',
    tags: ['k8s'],
    inbound_rule: inbound.map(drule),
    outbound_rule: outbound.map((rule) => ({
      protocol: 'tcp',
      port_range: '179',
      destination_addresses: [],
      destination_tags: [],
      ...rule,
    })),
  },
  unknown: { status: true, created_at: true, pending_changes: true },
});

const droplet: Change = {
  address: 'digitalocean_droplet.worker',
  after: { name: 'worker', image: 'ubuntu-24-04-x64', size: 's-4vcpu-8gb', region: 'fra1', tags: ['k8s'] },
};

export const digitalocean: readonly Row[] = [
  ocean('tags of the nodes', 'peers', dfirewall([{ source_tags: ['k8s'] }])),
  ocean('a range of addresses', 'peers', dfirewall([{ source_addresses: ['10.0.0.0/8'] }])),
  ocean('tags of others', 'closed', dfirewall([{ source_tags: ['router'] }]), droplet),
  // Who else has the tags of the nodes may have those as well.
  ocean('tags of others, without a droplet', 'peers', dfirewall([{ source_tags: ['router'] }])),
  ocean('anyone', 'world', dfirewall([{ source_addresses: ['0.0.0.0/0'] }])),
  ocean('anyone who speaks IPv6', 'world', dfirewall([{ source_tags: ['k8s'] }, { source_addresses: ['::/0'] }])),
  ocean('anyone, all ports', 'world', dfirewall([{ source_addresses: anyone, port_range: '1-65535' }])),
  ocean('all ports', 'peers', dfirewall([{ source_tags: ['k8s'], port_range: '1-65535' }])),
  ocean('another range of ports', 'closed', dfirewall([{ source_tags: ['k8s'], port_range: '8000-9000' }])),
  ocean('UDP', 'closed', dfirewall([{ source_tags: ['k8s'], protocol: 'udp' }])),
  ocean('ICMP', 'closed', dfirewall([{ source_tags: ['k8s'], protocol: 'icmp', port_range: '' }])),
  ocean(
    'what goes out alone',
    'closed',
    dfirewall([{ source_tags: ['k8s'], port_range: '22' }], [{ destination_addresses: anyone, port_range: '1-65535' }]),
  ),
  out(
    ocean(
      'all goes out',
      'peers',
      dfirewall([{ source_tags: ['k8s'] }], [{ destination_addresses: anyone, port_range: '1-65535' }]),
    ),
  ),
  out(
    ocean(
      'HTTPS alone goes out',
      'closed',
      dfirewall([{ source_tags: ['k8s'] }], [{ destination_addresses: anyone, port_range: '443' }]),
    ),
  ),
];

const oracle = rowOf('registry.terraform.io/oracle/oci');
const nsg: Change = {
  address: 'oci_core_network_security_group.nodes',
  after: { compartment_id: 'ocid1.compartment.oc1..a', vcn_id: 'ocid1.vcn.oc1..a', display_name: 'nodes' },
  unknown: { state: true, time_created: true, defined_tags: true, freeform_tags: true },
};
const to = (min: number, max: number) => [{ destination_port_range: [{ min, max }], source_port_range: [] }];
/** A rule of the group; without a source it is the group itself. */
const orule = (rule: JsonObject): Change => ({
  address: 'oci_core_network_security_group_security_rule.bgp',
  after: {
    direction: 'INGRESS',
    protocol: '6',
    stateless: null,
    source_type: 'NETWORK_SECURITY_GROUP',
    tcp_options: to(179, 179),
    udp_options: [],
    icmp_options: [],
    ...rule,
  },
  refers: {
    network_security_group_id: `${nsg.address}.id`,
    ...(rule['source'] === undefined && rule['direction'] !== 'EGRESS' ? { source: `${nsg.address}.id` } : {}),
  },
});
const cidr = (source: string) => ({ source, source_type: 'CIDR_BLOCK' });
const list = (...rules: JsonObject[]): Change => ({
  address: 'oci_core_security_list.nodes',
  after: {
    compartment_id: 'ocid1.compartment.oc1..a',
    vcn_id: 'ocid1.vcn.oc1..a',
    display_name: 'nodes',
    egress_security_rules: [],
    ingress_security_rules: rules.map((rule) => ({
      protocol: '6',
      source: '10.0.0.0/8',
      source_type: 'CIDR_BLOCK',
      stateless: false,
      tcp_options: [{ min: 179, max: 179, source_port_range: [] }],
      udp_options: [],
      icmp_options: [],
      ...rule,
    })),
  },
});

export const oci: readonly Row[] = [
  oracle('no rule', 'closed', nsg),
  oracle('its own members', 'peers', nsg, orule({})),
  oracle('a range of addresses', 'peers', nsg, orule(cidr('10.0.0.0/8'))),
  oracle('anyone', 'world', nsg, orule(cidr('0.0.0.0/0'))),
  oracle('anyone who speaks IPv6', 'world', nsg, orule(cidr('::/0'))),
  oracle('all protocols', 'peers', nsg, orule({ protocol: 'all', tcp_options: [] })),
  oracle('all protocols, anyone', 'world', nsg, orule({ ...cidr('0.0.0.0/0'), protocol: 'all', tcp_options: [] })),
  oracle('no ports are all', 'peers', nsg, orule({ tcp_options: [] })),
  oracle(
    'from port 179 to any',
    'peers',
    nsg,
    orule({ tcp_options: [{ destination_port_range: [], source_port_range: [{ min: 1024, max: 65535 }] }] }),
  ),
  oracle('another range of ports', 'closed', nsg, orule({ tcp_options: to(10250, 10260) })),
  oracle('UDP', 'closed', nsg, orule({ protocol: '17', tcp_options: [] })),
  oracle(
    'what goes out',
    'closed',
    nsg,
    orule({ direction: 'EGRESS', source_type: null, destination: '0.0.0.0/0', destination_type: 'CIDR_BLOCK' }),
  ),
  oracle('a list: a range of addresses', 'peers', list({})),
  oracle('a list: anyone', 'world', list({ source: '0.0.0.0/0' })),
  oracle('a list: another port', 'closed', list({ tcp_options: [{ min: 22, max: 22, source_port_range: [] }] })),
  oracle('a list: no rule', 'closed', list()),
  oracle('a list: no ports are all', 'peers', list({ tcp_options: [] })),
];
