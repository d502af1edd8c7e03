/** What may be read of Terraform's resources: networks, firewalls and machines. */
import { free, only, type View } from './view.ts';

const google = [
  ...['network', 'subnetwork', 'network_interface', 'direction', 'disabled', 'priority', 'allow', 'deny', 'ports'],
  ...['source_ranges', 'destination_ranges', 'source_tags', 'target_tags', 'tags', 'region', 'ip_cidr_range'],
  ...['source_service_accounts', 'target_service_accounts', 'firewall_policy', 'attachment_target', 'action'],
  ...['match', 'layer4_configs', 'layer4_config', 'src_ip_ranges', 'dest_ip_ranges', 'can_ip_forward'],
];

const openstack = [
  ...['ethertype', 'port_range_min', 'port_range_max', 'remote_ip_prefix', 'remote_group_id', 'security_group_ids'],
  ...['delete_default_rules', 'no_security_groups', 'port_security_enabled', 'rule', 'cidr', 'from_group_id'],
];

const hetzner = [
  'rule',
  'port',
  'source_ips',
  'destination_ips',
  'firewall_ids',
  'firewall_id',
  'apply_to',
  'label_selector',
];

const azure = [
  ...['security_rule', 'priority', 'direction', 'access', 'network_security_group_name', 'resource_group_name'],
  ...['source', 'destination'].flatMap((end) => [
    `${end}_port_range`,
    `${end}_port_ranges`,
    `${end}_address_prefix`,
    `${end}_address_prefixes`,
    `${end}_application_security_group_ids`,
  ]),
];

const digitalOcean = [
  ...['inbound_rule', 'outbound_rule', 'port_range', 'droplet_ids', 'tags'],
  ...['source', 'destination'].flatMap((end) => [
    `${end}_addresses`,
    `${end}_droplet_ids`,
    `${end}_tags`,
    `${end}_kubernetes_ids`,
    `${end}_load_balancer_uids`,
  ]),
];

const oci = [
  ...['display_name', 'network_security_group_id', 'ingress_security_rules', 'egress_security_rules', 'stateless'],
  ...['source', 'source_type', 'destination', 'destination_type', 'tcp_options', 'udp_options', 'min', 'max'],
  ...['source_port_range', 'destination_port_range'],
];

/** What rules read of a security group, and what tells it from others. */
export const terraform: View = only(
  Object.fromEntries(
    [
      ...[
        'id',
        'name',
        'arn',
        'vpc_id',
        'type',
        'ingress',
        'egress',
        'from_port',
        'to_port',
        'protocol',
        'ip_protocol',
      ],
      ...['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6', 'prefix_list_ids', 'prefix_list_id', 'self'],
      ...['security_groups', 'security_group_id', 'source_security_group_id', 'referenced_security_group_id'],
      ...['source_dest_check', 'ip_forwarding_enabled', 'enable_ip_forwarding'],
      ...azure,
      ...digitalOcean,
      ...oci,
      ...google,
      ...openstack,
      ...hetzner,
    ].map((attribute) => [attribute, terraformValue()]),
  ),
);

function terraformValue(): View {
  return {
    scalar: (value) => free.scalar(value),
    member: (key, object) => terraform.member(key, object),
    get item() {
      return terraformValue();
    },
    knows: (key) => terraform.knows(key),
  };
}
