/**
 * Groups that attributes of other resources name: those that AWS makes by itself, which are none of the plan's
 * (hashicorp/terraform-provider-aws website/docs/r: eks_cluster, eks_node_group, directory_service_directory,
 * workspaces_directory, sagemaker_domain), and a VPC's default group, which an aws_default_security_group takes over.
 */
import type { TerraformGroup } from '../firewalling.ts';
import type { OtherNames, ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';
import { referenceAt } from './reference-at.ts';

export const vpcTypes: ReadonlySet<string> = new Set(['aws_vpc', 'aws_default_vpc']);

/** Attributes, without indexes, by type of resource. */
const madeByAws: { readonly [type: string]: string } = {
  aws_eks_cluster: 'vpc_config.cluster_security_group_id',
  aws_eks_node_group: 'resources.remote_access_security_group_id',
  aws_directory_service_directory: 'security_group_id',
  aws_workspaces_directory: 'workspace_security_group_id',
  aws_sagemaker_domain: 'security_group_id_for_domain_boundary',
};

/** What is named where not a group's own id is; `vpcs`: those of the plan. */
export function otherGroups<Vpc extends Target>(
  groups: readonly TerraformGroup[],
  vpcs: ReferenceResolver<Vpc>,
): OtherNames<TerraformGroup> {
  const byVpc = new Map<Vpc, TerraformGroup>();
  // Of a default group whose VPC is not known, nobody can say that it is not this VPC's.
  let loose = false;
  for (const group of groups) {
    if (group.instance.type !== 'aws_default_security_group') continue;
    const vpc = referenceAt(group.source, ['vpc_id'], vpcs);
    if (vpc.is === 'known') byVpc.set(vpc.item, group);
    else loose ||= vpc.is === 'unknown';
  }
  return (block, attribute) => {
    const { type } = block;
    const name = attribute.map((step) => step.name).join('.');
    if (Object.hasOwn(madeByAws, type)) return madeByAws[type] === name ? 'foreign' : undefined;
    if (!vpcTypes.has(type) || name !== 'default_security_group_id') return undefined;
    const vpc = vpcs.byBlock(block);
    return vpc === undefined ? undefined : (byVpc.get(vpc) ?? (loose ? undefined : 'foreign'));
  };
}
