import { expect, test } from 'vitest';
import { unreadFirewalls } from '../../../src/classify/terraform/unread-firewalls.ts';
import { planOf } from './passages.ts';

const reasons = (type: string) =>
  unreadFirewalls(planOf({ [`${type}.a`]: { after: {} }, [`${type}.b`]: { after: {} } }));

test.each([
  'linode_firewall',
  'vultr_firewall_rule',
  'alicloud_security_group_rule',
  'tencentcloud_security_group_rule_set',
  'yandex_vpc_security_group',
  'yandex_vpc_security_group_rule',
  'ibm_is_security_group_rule',
  'exoscale_security_group_rule',
  'scaleway_instance_security_group',
  'upcloud_firewall_rules',
  'ovh_ip_firewall_rule',
  'huaweicloud_networking_secgroup_rule',
  'opentelekomcloud_networking_secgroup_rule_v2',
  'cloudstack_network_acl_rule',
  'proxmox_virtual_environment_firewall_rules',
])('%s is named, once', (type) => {
  expect(reasons(type)).toEqual([`${type} in a plan: firewalls of this provider are not read`]);
});

test.each(['aws_networkfirewall_rule_group', 'azurerm_firewall_network_rule_collection', 'openstack_fw_rule_v2'])(
  '%s is named as one beside those that are read',
  (type) => {
    expect(reasons(type)).toEqual([`${type} in a plan: not read, and it may close what looks open`]);
  },
);

test.each([
  'aws_security_group',
  'azurerm_network_security_rule',
  'azurerm_mssql_firewall_rule',
  'google_compute_firewall',
  'google_compute_security_policy',
  'digitalocean_database_firewall',
  'cloudflare_firewall_rule',
  'oci_core_security_list',
  'hcloud_firewall',
  'linode_instance',
])('%s is none of them', (type) => {
  expect(reasons(type)).toEqual([]);
});

test('what the plan removes filters nothing', () => {
  const change = { actions: ['delete'], before: {}, after: null, after_unknown: {} };
  const item = { address: 'linode_firewall.a', mode: 'managed', type: 'linode_firewall', name: 'a', change };
  expect(unreadFirewalls({ resource_changes: [item] })).toEqual([]);
});
