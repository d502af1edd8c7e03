/**
 * Where the machines of AWS say which security groups they carry and where they are (hashicorp/terraform-provider-aws
 * website/docs/r: instance, spot_instance_request, spot_fleet_request, launch_template, launch_configuration, autoscaling_group,
 * eks_node_group).
 */
import type { Path } from '../../../model/document.ts';

/** What says which groups a kind of machine carries, and where it is. `*` stands for each item of a list. */
export interface Shape {
  readonly groups: readonly Path[];
  readonly subnets: readonly Path[];
  readonly templates: readonly Path[];
  readonly interfaces: readonly Path[];
}

export const instance: Shape = {
  groups: [['vpc_security_group_ids'], ['security_groups']],
  subnets: [['subnet_id']],
  templates: [
    ['launch_template', '*', 'id'],
    ['launch_template', '*', 'name'],
  ],
  interfaces: [
    ['network_interface', '*', 'network_interface_id'],
    ['primary_network_interface', '*', 'network_interface_id'],
  ],
};

export const shapes: { readonly [type: string]: Shape } = {
  aws_instance: instance,
  aws_spot_instance_request: instance,
  aws_launch_template: {
    groups: [['vpc_security_group_ids'], ['network_interfaces', '*', 'security_groups']],
    subnets: [['network_interfaces', '*', 'subnet_id']],
    templates: [],
    interfaces: [['network_interfaces', '*', 'network_interface_id']],
  },
  aws_launch_configuration: { groups: [['security_groups']], subnets: [], templates: [], interfaces: [] },
  aws_autoscaling_group: {
    groups: [],
    subnets: [['vpc_zone_identifier']],
    templates: [
      ['launch_configuration'],
      ['launch_template', '*', 'id'],
      ['launch_template', '*', 'name'],
      [
        'mixed_instances_policy',
        '*',
        'launch_template',
        '*',
        'launch_template_specification',
        '*',
        'launch_template_id',
      ],
      [
        'mixed_instances_policy',
        '*',
        'launch_template',
        '*',
        'launch_template_specification',
        '*',
        'launch_template_name',
      ],
    ],
    interfaces: [],
  },
  aws_eks_node_group: {
    groups: [],
    subnets: [['subnet_ids']],
    templates: [
      ['launch_template', '*', 'id'],
      ['launch_template', '*', 'name'],
    ],
    interfaces: [],
  },
  aws_spot_fleet_request: {
    groups: [['launch_specification', '*', 'vpc_security_group_ids']],
    subnets: [['launch_specification', '*', 'subnet_id']],
    templates: [
      ['launch_template_config', '*', 'launch_template_specification', '*', 'id'],
      ['launch_template_config', '*', 'launch_template_specification', '*', 'name'],
    ],
    interfaces: [],
  },
};
