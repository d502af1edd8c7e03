/** Where rules of groups may stand that a plan does not know. */
import type { Blame } from '../firewall/pool.ts';
import { wholePlan } from './attributes.ts';
import type { TerraformGroup } from './firewalling.ts';

/**
 * What is not known of the lists in which groups hold their rules of one direction. `whole`: see Plan; what a plan lacks that is
 * not whole may stand in each of them.
 */
export function unknownRules(groups: readonly TerraformGroup[], direction: 'in' | 'out', whole: boolean): Blame[] {
  return groups.flatMap(({ source, inbound, outbound }) => {
    const { unknown } = direction === 'in' ? inbound : outbound;
    return [...unknown, ...(whole ? [] : [wholePlan])].map((path) => ({ source, path }));
  });
}
