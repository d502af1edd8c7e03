/**
 * Google Cloud: VPC firewall rules and firewall policies (cloud.google.com/firewall/docs/firewalls, …/firewall-policies-overview;
 * implied rules: all goes out, nothing comes in; the lowest priority decides, and at equal priority the denial).
 */
import type { JsonObject } from '../../../src/model/document.ts';
import { type Change, planOf, type Row, type Verdict } from './row.ts';

export const vpc: Change = {
  address: 'google_compute_network.cluster',
  after: { name: 'cluster', auto_create_subnetworks: false },
  unknown: { self_link: true, network_firewall_policy_enforcement_order: true },
};
const instance: Change = {
  address: 'google_compute_instance.worker',
  after: {
    name: 'worker',
    machine_type: 'e2-standard-4',
    zone: 'europe-west3-a',
    tags: ['node'],
    can_ip_forward: true,
    network_interface: [{ network: 'cluster' }],
    service_account: [{ email: 'node@example.iam.gserviceaccount.com', scopes: ['cloud-platform'] }],
  },
};
const network = vpc.address;
const machine = instance.address;

const tcp = (...ports: string[]) => [{ protocol: 'tcp', ports }];

/** A firewall rule of the network `cluster`. What the source does not give is computed. */
export function firewall(name: string, after: JsonObject): Change {
  const computed = ['source_ranges', 'destination_ranges'].filter((key) => after[key] === undefined);
  return {
    address: `google_compute_firewall.${name}`,
    after: {
      name,
      network: 'cluster',
      direction: 'INGRESS',
      priority: 1000,
      disabled: null,
      allow: [],
      deny: [],
      ...after,
    },
    unknown: { self_link: true, ...Object.fromEntries(computed.map((key) => [key, true])) },
  };
}

const nodes = { source_tags: ['node'], target_tags: ['node'] };
const inside = { source_ranges: ['10.0.0.0/8'] };
const bgp = firewall('bgp', { allow: tcp('179'), ...nodes });

const policy: Change = { address: 'google_compute_network_firewall_policy.p', after: { name: 'p' } };
const association: Change = {
  address: 'google_compute_network_firewall_policy_association.a',
  after: { name: 'a', attachment_target: 'cluster', firewall_policy: 'p' },
};
/** A rule of the policy `p`. */
const policyRule = (priority: number, action: string, match: JsonObject): Change => ({
  address: `google_compute_network_firewall_policy_rule.r${priority}`,
  after: { action, direction: 'INGRESS', priority, firewall_policy: 'p', disabled: null, match: [match] },
});
const on179 = { layer4_configs: [{ ip_protocol: 'tcp', ports: ['179'] }], src_ip_ranges: ['10.0.0.0/8'] };
const onAll = { layer4_configs: [{ ip_protocol: 'all', ports: [] }], src_ip_ranges: ['0.0.0.0/0'] };
const before: Change = {
  ...vpc,
  after: { ...vpc.after, network_firewall_policy_enforcement_order: 'BEFORE_CLASSIC_FIREWALL' },
  unknown: { self_link: true },
};

const row = (name: string, verdict: Verdict, named: string, ...changes: Change[]): Row => ({
  name,
  nodes: named,
  verdict,
  plan: planOf('registry.terraform.io/hashicorp/google', ...changes),
});
const out = (...args: Parameters<typeof row>): Row => ({ ...row(...args), way: 'out' });

export const google: readonly Row[] = [
  row('no rule: what comes in is denied', 'closed', network, vpc, instance),
  row('a range of addresses', 'peers', network, vpc, firewall('bgp', { allow: tcp('179'), ...inside })),
  row('tags of the nodes', 'peers', machine, vpc, instance, bgp),
  row('tcp:79', 'closed', machine, vpc, instance, firewall('bgp', { allow: tcp('79'), ...nodes })),
  row('anyone', 'world', network, vpc, firewall('bgp', { allow: tcp('179'), source_ranges: ['0.0.0.0/0'] })),
  row(
    'anyone, by halves',
    'world',
    network,
    vpc,
    firewall('bgp', { allow: tcp('179'), source_ranges: ['0.0.0.0/1', '128.0.0.0/1'] }),
  ),
  row(
    'anyone who speaks IPv6',
    'world',
    machine,
    vpc,
    instance,
    bgp,
    firewall('v6', { allow: tcp('179'), source_ranges: ['::/0'] }),
  ),
  row('no source is anyone', 'world', network, vpc, firewall('bgp', { allow: tcp('179') })),
  row('sources that are known after apply', 'undecided', network, vpc, {
    ...firewall('bgp', { allow: tcp('179') }),
    refers: { source_ranges: 'google_compute_subnetwork.a.ip_cidr_range' },
  }),
  row(
    'all protocols for anyone',
    'world',
    network,
    vpc,
    firewall('all', { allow: [{ protocol: 'all', ports: [] }], source_ranges: ['0.0.0.0/0'] }),
  ),
  row(
    'all ports for anyone',
    'world',
    network,
    vpc,
    firewall('all', { allow: tcp('0-65535'), source_ranges: ['0.0.0.0/0'] }),
  ),
  row('no ports are all', 'peers', machine, vpc, instance, firewall('all', { allow: tcp(), ...nodes })),
  row('a range of ports', 'peers', machine, vpc, instance, firewall('bgp', { allow: tcp('22', '100-200'), ...nodes })),
  row(
    'udp:179',
    'closed',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: [{ protocol: 'udp', ports: ['179'] }], ...nodes }),
  ),
  row(
    'TCP in capitals',
    'peers',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: [{ protocol: 'TCP', ports: ['179'] }], ...nodes }),
  ),
  row(
    'TCP by its number',
    'peers',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: [{ protocol: '6', ports: ['179'] }], ...nodes }),
  ),
  row(
    'a denial of lower priority number',
    'closed',
    machine,
    vpc,
    instance,
    bgp,
    firewall('no', { deny: tcp(), priority: 500, ...nodes }),
  ),
  row(
    'a denial of higher priority number',
    'peers',
    machine,
    vpc,
    instance,
    bgp,
    firewall('no', { deny: tcp(), priority: 1500, ...nodes }),
  ),
  row(
    'a denial of equal priority',
    'closed',
    machine,
    vpc,
    instance,
    bgp,
    firewall('no', { deny: tcp('179'), ...nodes }),
  ),
  row(
    'a denial for others',
    'peers',
    machine,
    vpc,
    instance,
    bgp,
    firewall('no', { deny: tcp('179'), priority: 1, source_tags: ['bastion'], target_tags: ['node'] }),
  ),
  row('a denial whose priority is known after apply', 'undecided', machine, vpc, instance, bgp, {
    ...firewall('no', { deny: tcp('179'), ...nodes, priority: null }),
    refers: { priority: 'terraform_data.p.output' },
  }),
  row(
    'a rule that is disabled',
    'closed',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: tcp('179'), disabled: true, ...nodes }),
  ),
  row(
    'a denial that is disabled',
    'peers',
    machine,
    vpc,
    instance,
    bgp,
    firewall('no', { deny: tcp(), priority: 1, disabled: true, ...nodes }),
  ),
  row(
    'a rule for what goes out',
    'closed',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: tcp('179'), direction: 'EGRESS', destination_ranges: ['10.0.0.0/8'] }),
  ),
  row(
    'for other targets',
    'closed',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: tcp('179'), source_tags: ['node'], target_tags: ['router'] }),
  ),
  row(
    'from other sources',
    'closed',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: tcp('179'), source_tags: ['router'], target_tags: ['node'] }),
  ),
  row(
    'sources are a union',
    'peers',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: tcp('179'), ...nodes, source_ranges: ['192.0.2.0/24'] }),
  ),
  row(
    'service accounts of the nodes',
    'peers',
    machine,
    vpc,
    instance,
    firewall('bgp', {
      allow: tcp('179'),
      source_service_accounts: ['node@example.iam.gserviceaccount.com'],
      target_service_accounts: ['node@example.iam.gserviceaccount.com'],
    }),
  ),
  row(
    'service accounts of others',
    'closed',
    machine,
    vpc,
    instance,
    firewall('bgp', {
      allow: tcp('179'),
      source_service_accounts: ['web@example.iam.gserviceaccount.com'],
      target_service_accounts: ['node@example.iam.gserviceaccount.com'],
    }),
  ),
  row(
    'another network',
    'closed',
    machine,
    vpc,
    instance,
    firewall('bgp', { allow: tcp('179'), ...nodes, network: 'other' }),
  ),
  row('a policy', 'peers', network, vpc, policy, association, policyRule(100, 'allow', on179)),
  row('a policy of no network', 'closed', network, vpc, policy, policyRule(100, 'allow', on179)),
  row(
    'a policy that denies, after the rules of the network',
    'peers',
    machine,
    vpc,
    instance,
    bgp,
    policy,
    association,
    policyRule(100, 'deny', onAll),
  ),
  row(
    'a policy that denies, before the rules of the network',
    'closed',
    machine,
    before,
    instance,
    bgp,
    policy,
    association,
    policyRule(100, 'deny', onAll),
  ),
  row(
    'a policy that leaves it to the rules of the network',
    'peers',
    machine,
    before,
    instance,
    bgp,
    policy,
    association,
    policyRule(100, 'goto_next', on179),
    policyRule(200, 'deny', onAll),
  ),
  out('all goes out', 'peers', machine, vpc, instance, bgp),
  out(
    'nothing goes out',
    'closed',
    machine,
    vpc,
    instance,
    bgp,
    firewall('no', { direction: 'EGRESS', deny: [{ protocol: 'all', ports: [] }], destination_ranges: ['0.0.0.0/0'] }),
  ),
];
