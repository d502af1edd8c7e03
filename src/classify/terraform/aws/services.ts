/** Groups that a plan gives to what is no node: load balancers, databases, functions, EKS's control plane. */
import type { Json } from '../../../model/document.ts';
import { referencesIn } from '../configuration.ts';
import type { Plan, TerraformGroup } from '../firewalling.ts';
import { instancesOf } from '../instances.ts';
import { parseModule } from '../traversal.ts';

const types = {
  has: (type: string) =>
    /^aws_(?:a?lb|elb|eks_cluster|lambda_function|db_\w+|rds_\w+|elasticache_\w+|ecs_service|efs_mount_target|vpc_endpoint|mq_broker|msk_cluster|opensearch_domain|docdb_\w+|neptune_\w+|redshift_\w+)$/.test(
      type,
    ),
};

/** Those of the groups that such a resource names, by their ids or by a reference in its own module. */
export function groupsOfServices(plan: Plan, groups: readonly TerraformGroup[]): ReadonlySet<TerraformGroup> {
  const named = new Set<string>();
  for (const { module, type, name, after } of instancesOf(plan.value, types)) {
    for (const id of idsIn(after ?? null)) named.add(id);
    const steps = parseModule(module);
    const block = steps === undefined ? undefined : plan.root?.descend(steps)?.block(type, name);
    for (const reference of referencesIn(block?.['expressions'])) {
      const [found] = /^aws_security_group\.[\w-]+/.exec(reference) ?? [];
      if (found !== undefined) named.add(`${module}|${found}`);
    }
  }
  return new Set(
    groups.filter(
      ({ id, instance }) => named.has(id ?? '') || named.has(`${instance.module}|${instance.type}.${instance.name}`),
    ),
  );
}

function idsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return value.startsWith('sg-') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(idsIn);
}
