/** Rows of the table of verdicts, and a builder of the smallest plan that says something. */
import type { Json, JsonObject } from '../../../src/model/document.ts';

/**
 * What is true of TCP/179 between the nodes, by the documentation of the cloud: closed; open to peers, which is all that no
 * packet filter of the plan keeps out, alone or (`world`) with anyone on the Internet; undecided, where it rests on what is
 * known after apply. `perhaps world`: open to peers, and perhaps to anyone.
 */
export type Verdict = 'closed' | 'peers' | 'world' | 'undecided' | 'peers, perhaps world' | 'closed, perhaps world';

export interface Row {
  readonly name: string;
  /** The plan; or the folder of one that Terraform made, in test/plans/aws. */
  readonly plan: JsonObject | string;
  /** What the config names as the nodes'. */
  readonly nodes: string;
  readonly verdict: Verdict;
  /** Which way is asked for; in without it. */
  readonly way?: 'out';
}

/** A resource of a plan that is created, unless it says otherwise. */
export interface Change {
  readonly address: string;
  readonly after: JsonObject | null;
  /** Attributes that are known only after apply, besides the id; a tree like `after_unknown`. */
  readonly unknown?: JsonObject;
  /** What the configuration refers to, by attribute. */
  readonly refers?: { readonly [attribute: string]: string };
  readonly before?: JsonObject;
  readonly mode?: 'data';
}

/** A plan of these changes, as Terraform 1.11 prints it. */
export function planOf(provider: string, ...changes: readonly Change[]): JsonObject {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    complete: true,
    errored: false,
    resource_changes: changes.map((change) => changed(provider, change)),
    configuration: { root_module: { resources: blocks(changes) } },
  };
}

/** `type.name`, `type.name[0]`, `type.name["key"]` in the root module. */
function partsOf(address: string): { readonly type: string; readonly name: string; readonly index: Json | undefined } {
  const [, type = '', name = '', key] = /^(\w+)\.(\w+)(?:\[(.+)\])?$/s.exec(address) ?? [];
  return { type, name, index: key === undefined ? undefined : JSON.parse(key) };
}

function changed(provider: string, { address, after, unknown = {}, refers = {}, before, mode }: Change): JsonObject {
  const { type, name, index } = partsOf(address);
  const exists = before !== undefined;
  return {
    address,
    mode: mode ?? 'managed',
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name: provider,
    change: {
      actions: after === null ? ['delete'] : exists ? ['update'] : ['create'],
      before: before ?? null,
      after,
      after_unknown: {
        ...(exists ? {} : { id: true }),
        ...Object.fromEntries(Object.keys(refers).map((attribute) => [attribute, true])),
        ...unknown,
      },
      before_sensitive: false,
      after_sensitive: {},
    },
  };
}

function blocks(changes: readonly Change[]): Json[] {
  const byName = new Map<string, JsonObject>();
  for (const { address, after, refers = {}, mode } of changes) {
    const { type, name } = partsOf(address);
    if (byName.has(`${type}.${name}`)) continue;
    byName.set(`${type}.${name}`, {
      address: `${type}.${name}`,
      mode: mode ?? 'managed',
      type,
      name,
      expressions: {
        ...Object.fromEntries(
          Object.entries(after ?? {})
            .filter(([, value]) => value !== null)
            .map(([attribute, value]) => [attribute, { constant_value: value }]),
        ),
        ...Object.fromEntries(
          Object.entries(refers).map(([attribute, reference]) => [
            attribute,
            { references: [reference, reference.split('.').slice(0, 2).join('.')] },
          ]),
        ),
      },
    });
  }
  return [...byName.values()];
}
