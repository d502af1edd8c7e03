/** Packet filters in a plan that nothing here reads: they count neither as closed nor as open. */
import type { JsonObject } from '../../model/document.ts';
import { instancesOf } from './instances.ts';

/** Providers whose filters are read; and some with firewalls for requests, or for their own services, and none before machines. */
const otherProviders =
  /^(?:aws|azurerm|google|openstack|hcloud|digitalocean|oci|azuread|cloudflare|fastly|akamai|github|gitlab|datadog|kubernetes|kubectl|helm|mongodbatlas|aiven|snowflake|okta|incapsula|confluent)_/;

/** How the other providers name filters of packets: linode_firewall, vultr_firewall_rule, yandex_vpc_security_group_rule. */
const filter =
  /_(?:firewalls?|firewall_rules?|firewall_rule_sets?|firewall_groups?|firewall_policy|nsxt_firewall|(?:security_?group|secgroup)s?(?:_(?:lite_)?rules?(?:_set)?)?|network_acls?(?:_rules?)?|vpc_acl|access_control_group(?:_rule)?|network_security_rule)(?:_v\d)?$/;

/** Filters of the providers that are read, which stand beside those that are read. */
const beside =
  /^(?:aws_networkfirewall_(?:firewall|firewall_policy|rule_group)|azurerm_(?:firewall(?:_network_rule_collection|_policy(?:_rule_collection_group)?)?|network_manager_admin_rule)|openstack_fw_(?:group|policy|rule)_v\d|oci_network_firewall_\w+)$/;

/** Filters of other things than machines. */
const ofServices =
  /_(?:db|database|mysql|mysqlfs|postgresql|redis|mongodb|kafka|elasticache|redshift|waf\w*)_|_database_firewall$/;

/** The types of these resources. */
export const unreadTypes = {
  has: (type: string) =>
    beside.test(type) || (!otherProviders.test(type) && filter.test(type) && !ofServices.test(type)),
};

/** A clause for each type of resource that filters packets and is not read. */
export function unreadFirewalls(value: JsonObject): readonly string[] {
  const found = new Set<string>();
  for (const { type, after } of instancesOf(value, unreadTypes)) if (after !== undefined) found.add(type);
  return [...found].map((type) =>
    beside.test(type)
      ? `${type} in a plan: not read, and it may close what looks open`
      : `${type} in a plan: firewalls of this provider are not read`,
  );
}
