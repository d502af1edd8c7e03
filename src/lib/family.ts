import type { Family } from '../model/resource.ts';

/**
 * True for a family whose resources are objects of an API server. Plans, and what hosts, routers and running systems print,
 * are of no cluster alone: they are context of all, no two of them are copies, and nothing of Kubernetes patches or applies them.
 */
export function isOfApi(family: Family): boolean {
  return !others.has(family);
}

const others: ReadonlySet<Family> = new Set(['terraform', 'host', 'router', 'status', 'input']);
