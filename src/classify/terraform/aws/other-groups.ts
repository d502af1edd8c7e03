/**
 * Groups that attributes of other resources name: those that AWS makes by itself, which are none of the plan's
 * (hashicorp/terraform-provider-aws website/docs/r: eks_cluster, eks_node_group, directory_service_directory,
 * workspaces_directory, sagemaker_domain), and a VPC's default group, which an aws_default_security_group takes over.
 */
import { append } from '../../../lib/lists.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup } from '../firewalling.ts';
import type { ReferenceResolver } from '../references.ts';
import type { OtherNames } from '../search.ts';
import type { Target } from '../targets.ts';
import { formatModule } from '../traversal.ts';
import { vpcTypes } from './networks.ts';
import { referenceAt } from './reference-at.ts';

export const groupDataTypes: ReadonlySet<string> = new Set(['aws_security_group', 'aws_security_groups']);

/** Attributes, without indexes, by type of resource. */
const madeByAws: { readonly [type: string]: string } = {
  aws_eks_cluster: 'vpc_config.cluster_security_group_id',
  aws_eks_node_group: 'resources.remote_access_security_group_id',
  aws_directory_service_directory: 'security_group_id',
  aws_workspaces_directory: 'workspace_security_group_id',
  aws_sagemaker_domain: 'security_group_id_for_domain_boundary',
};

/** The default groups that a plan takes over. */
export class DefaultGroups<Vpc extends Target> {
  readonly #byVpc = new Map<Vpc, TerraformGroup>();
  /** True where the VPC of one is not known: nobody can say that it is not that of another. */
  #loose = false;

  constructor(groups: readonly TerraformGroup[], vpcs: ReferenceResolver<Vpc>) {
    for (const group of groups) {
      if (group.instance.type !== 'aws_default_security_group') continue;
      const vpc = referenceAt(group.source, ['vpc_id'], vpcs);
      if (vpc.is === 'known') this.#byVpc.set(vpc.item, group);
      else this.#loose ||= vpc.is === 'unknown';
    }
  }

  /** That of a VPC; undefined where it may be any of the plan. */
  of(vpc: Vpc | undefined): TerraformGroup | 'foreign' | undefined {
    if (vpc === undefined) return this.#loose || this.#byVpc.size > 0 ? undefined : 'foreign';
    return this.#byVpc.get(vpc) ?? (this.#loose ? undefined : 'foreign');
  }
}

/** What is named where not a group's own id is; `vpcs`: those of the plan. `data`: what data sources have read of groups. */
export function otherGroups<Vpc extends Target>(
  groups: readonly TerraformGroup[],
  vpcs: ReferenceResolver<Vpc>,
  defaults: DefaultGroups<Vpc>,
  data: readonly Attributes[],
): OtherNames<TerraformGroup> {
  const ids = readIds(data);
  const byId = new Map(groups.flatMap((group) => (group.id === undefined ? [] : [[group.id, group]])));
  return (block, attribute) => {
    const { type } = block;
    const name = attribute.map((step) => step.name).join('.');
    if (type.startsWith('data.')) {
      const read = ids.get(`${formatModule(block.module)}|${type}.${block.name}`);
      const known = read?.flatMap((id) => byId.get(id) ?? []);
      // Of several nobody knows which one is meant.
      return known === undefined
        ? undefined
        : known.length === 0
          ? 'foreign'
          : read?.length === 1
            ? known[0]
            : undefined;
    }
    if (Object.hasOwn(madeByAws, type)) return madeByAws[type] === name ? 'foreign' : undefined;
    if (!vpcTypes.has(type) || name !== 'default_security_group_id') return undefined;
    const vpc = vpcs.byBlock(block);
    return vpc === undefined ? undefined : defaults.of(vpc);
  };
}

/** What data sources of groups have read, by their blocks. */
function readIds(data: readonly Attributes[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const values of data) {
    const { module, type, name } = values.instance;
    const all = [values.at(['id']), ...values.list(['ids'])].filter((id) => typeof id === 'string');
    append(
      getOrMake(ids, `${module}|data.${type}.${name}`, () => []),
      all,
    );
  }
  return ids;
}
