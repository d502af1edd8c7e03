/** Small plans, and what passes between the nodes in them. */
import { classifyPlan } from '../../../src/classify/terraform/index.ts';
import type { Document, Json, JsonObject } from '../../../src/model/document.ts';
import type { Resource } from '../../../src/model/resource.ts';

/** A resource that a plan makes: what is known of it, what is not, and the references of its configuration. */
export interface Made {
  readonly after: JsonObject;
  readonly unknown?: JsonObject;
  /** Expressions of its block by attribute. */
  readonly given?: JsonObject;
}

/** A plan that creates resources, by their addresses in the root module. */
export function planOf(resources: { readonly [address: string]: Made }): JsonObject {
  const split = (address: string) => {
    const [, type = '', name = '', index] = /^(\w+)\.(\w+)(?:\[(\d+)\])?$/.exec(address) ?? [];
    return { mode: 'managed', type, name, ...(index === undefined ? {} : { index: Number(index) }) };
  };
  const blocks = new Map<string, JsonObject>();
  for (const [address, { given = {} }] of Object.entries(resources)) {
    const { mode, type, name } = split(address);
    blocks.set(`${type}.${name}`, { address: `${type}.${name}`, mode, type, name, expressions: given });
  }
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: Object.entries(resources).map(([address, { after, unknown = {} }]) => ({
      address,
      ...split(address),
      change: { actions: ['create'], before: null, after, after_unknown: { id: true, ...unknown } },
    })),
    configuration: { root_module: { resources: [...blocks.values()] } },
  };
}

/** References of an expression, as a plan lists them. */
export function refersTo(...references: readonly string[]): JsonObject {
  return { references: references.flatMap((ref) => [ref, ref.slice(0, ref.lastIndexOf('.'))]) };
}

/** All that the normal form has of a plan. */
export function classified(plan: JsonObject, nodes: readonly string[] = []): readonly Resource[] {
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

/** The addresses of the pools of a plan, those that it only suggests in brackets with the reason. */
export function poolsIn(plan: JsonObject, nodes: readonly string[] = []): readonly string[] {
  return classified(plan, nodes)
    .filter(({ kind }) => kind === 'NodePool')
    .map(({ address = '', extra = {} }) =>
      extra['named'] === true ? address : `(${address}: ${String(extra['because'])})`,
    );
}

/**
 * What becomes of traffic between pools, as `from > to: verdict`, for each way that is closed or unknown. Behind it the resource of
 * a rule that denies it, and one that would let it pass.
 */
export function closedWays(
  plan: JsonObject,
  nodes: readonly string[] = [],
  traffic = 'bgp',
  direction = 'in',
): readonly string[] {
  const resources = classified(plan, nodes);
  const addressOf = (id: Json | undefined) => resources.find((resource) => resource.id === id)?.address ?? 'nobody';
  const ways: string[] = [];
  for (const { kind, extra = {} } of resources) {
    if (kind !== 'Passage' || extra['traffic'] !== traffic || extra['direction'] !== direction) continue;
    const [denied] = extra['denied'] as readonly { rule: number; shadowed: readonly { rule: number }[] }[];
    const [shadowed] = denied?.shadowed ?? [];
    ways.push(
      [
        `${addressOf(extra['from'])} > ${addressOf(extra['to'])}: ${String(extra['verdict'])}`,
        ...(denied === undefined ? [] : [`by ${addressOf(denied.rule)}`]),
        ...(shadowed === undefined ? [] : [`before ${addressOf(shadowed.rule)}`]),
        ...(extra['rests_on'] as readonly { path: readonly (string | number)[] }[]).map(
          ({ path }) => `on ${path.join('.')}`,
        ),
      ].join(' '),
    );
  }
  return ways;
}

/** The rules that let anyone in, by their addresses, and the CIDR or place by which they do. */
export function openToAnyone(plan: JsonObject): readonly string[] {
  return classified(plan)
    .filter(({ kind }) => kind === 'SecurityRule')
    .flatMap(({ address, extra = {} }) =>
      (extra['anyone'] as readonly { text: string }[]).map(({ text }) => `${address}: ${text}`),
    );
}
