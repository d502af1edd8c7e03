/** Plans of Terraform in a short form, and what is read of them. */
import { classifyPlan } from '../../src/classify/terraform/index.ts';
import type { Document, Json, JsonObject } from '../../src/model/document.ts';
import type { Resource } from '../../src/model/resource.ts';

export interface Planned {
  readonly after: JsonObject;
  /** What is known only after apply. */
  readonly unknown?: JsonObject;
  /** The expressions of its block in the configuration. */
  readonly given?: JsonObject;
  readonly actions?: readonly string[];
}

/** A plan that makes resources of the root module, by their addresses. */
export function planOf(resources: { readonly [address: string]: Planned }, more: JsonObject = {}): JsonObject {
  const changes: Json[] = [];
  const blocks: Json[] = [];
  for (const [address, { after, unknown = {}, given = {}, actions = ['create'] }] of Object.entries(resources)) {
    const [type = '', name = ''] = address.split('.');
    const own = { address, mode: 'managed', type, name };
    changes.push({ ...own, change: { actions, before: null, after, after_unknown: unknown } });
    blocks.push({ ...own, expressions: given });
  }
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes,
    configuration: { root_module: { resources: blocks } },
    ...more,
  };
}

/** An expression that refers to values. */
export function refers(...references: string[]): JsonObject {
  return { references };
}

/** The entries that the rules see of a plan. */
export function entriesOf(plan: JsonObject, nodes: readonly string[] = []): readonly Resource[] {
  const document: Document = {
    source: { file: 'plan.json', text: '' },
    index: 0,
    value: plan,
    span: { start: 0, end: 0 },
    locate: (wanted) => wanted.map(() => ({ start: 1, end: 2 })),
    style: () => undefined,
    open: () => false,
    comments: [],
  };
  return classifyPlan(document, 0, { nodes, all: true })?.resources ?? [];
}

/** The pools of nodes that are found in a plan, as messages call them. */
export function poolsIn(plan: JsonObject, nodes: readonly string[] = []): readonly string[] {
  return entriesOf(plan, nodes).flatMap(({ kind, address }) => (kind === 'NodePool' ? [address ?? ''] : []));
}

/** The ways between nodes that are closed or undecided: `bgp in: closed at google_compute_firewall.bgp`. */
export function waysIn(plan: JsonObject, nodes: readonly string[] = []): readonly string[] {
  const ways = entriesOf(plan, nodes).flatMap(({ kind, address, extra }) =>
    kind === 'Passage' ? [`${extra?.['traffic']} ${extra?.['direction']}: ${extra?.['verdict']} at ${address}`] : [],
  );
  return [...new Set(ways)];
}
