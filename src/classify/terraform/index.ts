/** Plans and states of Terraform and OpenTofu in, the normal form of their firewalling out. */
import { text } from '../../lib/json.ts';
import { append } from '../../lib/lists.ts';
import type { Document, JsonObject, Problem } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { groupInput, type Numbers, passageInput, poolInput, ruleInput } from '../firewall/input.ts';
import { possiblePublicAccess, publicAccess } from '../firewall/internet.ts';
import { closedPassages } from '../firewall/passage.ts';
import { reachOf } from '../firewall/reach.ts';
import { Asked } from './asked.ts';
import { Attributes, wholePlan } from './attributes.ts';
import { readAws } from './aws/index.ts';
import { readAzure } from './azure/index.ts';
import { rootModule } from './configuration.ts';
import { readDigitalOcean } from './digitalocean/index.ts';
import type { Firewalling, Plan, TerraformGroup, TerraformPool } from './firewalling.ts';
import { machineInput, readForwarding } from './forwarding.ts';
import { readGoogle } from './google/index.ts';
import { formerAddress, inlineOf, openBefore } from './group-facts.ts';
import { readHetzner } from './hetzner/index.ts';
import { instancesOf } from './instances.ts';
import { naming as namingPatterns } from './nodes.ts';
import { readOci } from './oci/index.ts';
import { readOpenstack } from './openstack/index.ts';
import { isPlanOrState } from './plan-or-state.ts';
import { parseModule } from './traversal.ts';
import { unjudgedIn } from './unjudged.ts';
import { unreadFirewalls, unreadTypes } from './unread-firewalls.ts';

export interface PlanOptions {
  /** Addresses of the nodes' own groups; `*` stands for any run of characters, in indexes and module paths too. */
  readonly nodes: readonly string[];
  /** Tells the rules of all, whether one has a question about it or not. */
  readonly all?: boolean;
}

export interface ClassifiedPlan {
  readonly resources: readonly Resource[];
  /** The entries of `nodes` that name a group of this plan, one that it deletes too. */
  readonly matched: ReadonlySet<string>;
  /** Why nothing was read. */
  readonly problems: readonly Problem[];
  /** What was left unread, in clauses. */
  readonly unjudged: readonly string[];
}

/**
 * The groups and rules of a plan (`terraform show -json`), of a state that is shown so, or of a state file of version 4;
 * undefined if the document is neither. Numbers count from `firstId`. `planned_values` is not read: it leaves out what
 * is unknown, so that unknown and unset look the same in it.
 */
export function classifyPlan(document: Document, firstId: number, options: PlanOptions): ClassifiedPlan | undefined {
  const { value } = document;
  if (!isPlanOrState(value)) return undefined;
  const version = text(value, ['format_version']);
  if (version !== '' && !/^[01](?:\.|$)/.test(version)) return unreadable(document, version);
  const { matched, opened, providers } = read(value, options);
  const { all = false } = options;
  const resources: Resource[] = [];
  for (const firewalling of providers) {
    append(
      resources,
      resourcesOf(document, firstId + resources.length, { ...firewalling, whole: isWhole(value), opened, all }),
    );
  }
  return {
    resources,
    matched,
    problems: [],
    unjudged: [...unjudgedIn(value), ...unreadFirewalls(value)],
  };
}

/** False for a plan that stopped at an error or left a part for later: what it lacks may still come. */
function isWhole(value: JsonObject): boolean {
  return value['errored'] !== true && value['complete'] !== false;
}

function unreadable(document: Document, version: string): ClassifiedPlan {
  const [mark = null] = document.locate([{ path: ['format_version'], on: 'value' }]);
  const reason = `its format_version is ${JSON.stringify(version.slice(0, 16))}, but only formats 0 and 1 are known`;
  const problem: Problem = { kind: 'Unreadable', file: document.source.file, mark, detail: { reason } };
  return { resources: [], matched: new Set(), problems: [problem], unjudged: [] };
}

/** What a reader of a provider makes of a plan. */
const readers: readonly ((plan: Plan) => Firewalling)[] = [
  readAws,
  readAzure,
  readDigitalOcean,
  readGoogle,
  readHetzner,
  readOci,
  readOpenstack,
  readForwarding,
];

/** Copies of one block that the config names each are of one cluster: something has to pass between them. */
function namedApart(read: Firewalling, nodes: readonly string[]): Firewalling {
  const apart = (pool: TerraformPool) =>
    nodes.includes(pool.source.address) ? { ...pool, block: `${pool.block} ${pool.source.address}` } : pool;
  return { ...read, pools: read.pools.map(apart) };
}

/** What is in a plan, and the entries of `nodes` that name a group of it. */
function read(value: JsonObject, { nodes }: PlanOptions) {
  const root = rootModule(value);
  const whole = isWhole(value);
  const matched = new Set<string>();
  const plan: Plan = {
    value,
    root,
    whole,
    attributesOf: (instance, after, emptyUnlessGiven) => {
      const module = parseModule(instance.module);
      const block = module === undefined ? undefined : root?.descend(module)?.block(instance.type, instance.name);
      return new Attributes(instance, after, block, { whole, emptyUnlessGiven });
    },
    isNodes: (instance) => {
      const naming = namingPatterns(nodes, instance);
      for (const pattern of naming) matched.add(pattern);
      return naming.length > 0;
    },
  };
  // The ledger tells that these are not read.
  for (const instance of instancesOf(value, unreadTypes)) plan.isNodes(instance);
  return {
    providers: readers.map((reader) => namedApart(reader(plan), nodes)),
    opened: openBefore(plan, readers),
    matched,
  };
}

/** What holds of a plan for all providers; `opened`: see openBefore. */
interface About {
  readonly whole: boolean;
  readonly opened: ReadonlyMap<string, readonly string[]>;
  readonly all: boolean;
}

/** The normal form of what one provider has, as entries of the input. */
function resourcesOf(document: Document, firstId: number, read: Firewalling & About): Resource[] {
  const { groups, rules, lists, pools, nodes, whole, opened, all, machines = [], filters = [] } = read;
  const passages = [...closedPassages(pools)];
  const ids = new Map<unknown, number>();
  const sources = new Map<unknown, number>();
  for (const item of [...groups, ...rules, ...lists, ...machines, ...filters, ...pools, ...passages])
    ids.set(item, firstId + ids.size);
  for (const item of [...machines, ...pools, ...rules, ...groups]) sources.set(item.source, ids.get(item) ?? -1);
  const idOf = (item: unknown) => ids.get(item) ?? -1;
  const numbers: Numbers = {
    group: idOf,
    // What a provider does by itself stands where a reader found that it does.
    rule: (rule) => ids.get(rule.of ?? rule) ?? sources.get(rule.source) ?? -1,
    list: idOf,
    pool: idOf,
    source: (source) => sources.get(source) ?? idOf(source),
    isNodes: (group) => nodes.has(group),
  };
  const access = publicAccess(rules);
  const possible = possiblePublicAccess(rules, new Set(access.keys()));
  const plan = { whole, path: wholePlan };
  const beforeOf = (group: TerraformGroup) => opened.get(formerAddress(document.value, group)) ?? [];
  const asked = new Asked(rules, groups, { nodes, all, wasOpen: (group) => beforeOf(group).length > 0 });
  const entry = (item: unknown, kind: string, values: Attributes, extra: JsonObject | undefined, address?: string) =>
    resource(document, idOf(item), kind, values, extra, address);
  return [
    ...groups.map((group) =>
      entry(
        group,
        'SecurityGroup',
        group.source,
        asked.isGroup(group)
          ? {
              ...groupInput(group, plan, numbers),
              before: beforeOf(group),
              inline: inlineOf(group).map((list) => ({ ...list })),
            }
          : undefined,
      ),
    ),
    ...rules.map((rule) => {
      const opening = { access: access.get(rule) ?? [], possible: possible.get(rule) ?? [] };
      return entry(
        rule,
        'SecurityRule',
        rule.source,
        asked.isRule(rule, opening) ? ruleInput(rule, opening, numbers) : undefined,
      );
    }),
    ...lists.map((values) => entry(values, 'PrefixList', values, { provider: 'aws' })),
    ...machines.map((machine) =>
      entry(machine, 'Machine', machine.source, asked.isMachine(machine) ? machineInput(machine) : undefined),
    ),
    // Findings point at these; what they are is in the pools.
    ...filters.map((values) => entry(values, 'Filter', values, undefined)),
    ...pools.map((pool) => entry(pool, 'NodePool', pool.source, poolInput(pool, reachOf(pool, numbers)), pool.address)),
    ...passages.map((passage) => {
      const source = passage.layer.place?.source ?? (passage.direction === 'in' ? passage.to : passage.from).source;
      return entry(passage, 'Passage', source as Attributes, passageInput(passage, numbers));
    }),
  ];
}

function resource(
  document: Document,
  id: number,
  kind: string,
  values: Attributes,
  extra: JsonObject | undefined,
  address = values.instance.address,
): Resource {
  const { base, naming, name, type } = values.instance;
  return {
    id,
    document,
    base,
    naming,
    family: 'terraform',
    kind,
    gvk: { group: '', version: '', kind: type },
    name,
    namespace: '',
    address,
    partial: false,
    object: {},
    facts: {},
    ...(extra === undefined ? { unasked: true } : { extra }),
    unknown: (path) => values.isUnknown(path),
  };
}
