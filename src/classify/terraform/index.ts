/** Plans and states of Terraform and OpenTofu in, the normal form of their firewalling out. */
import { isObject, text } from '../../lib/json.ts';
import type { Document, JsonObject, Problem } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { groupInput, type Numbers, ruleInput } from '../firewall/input.ts';
import { openings, perhapsOpenings } from '../firewall/internet.ts';
import type { Group, Rule, Target } from '../firewall/rule.ts';
import { Values } from './attributes.ts';
import { groupOf, groupTypes, inlineRules, ruleOf, ruleTypes } from './aws/index.ts';
import { mirrored } from './aws/mirrored-rules.ts';
import { rootModule } from './configuration.ts';
import { dataOf, type Entry, entriesOf } from './instances.ts';
import { naming as namingPatterns } from './nodes.ts';
import { listDataTypes, listEntryTypes, listTypes, PrefixLists } from './prefix-lists.ts';
import { Linker } from './references.ts';
import { parseModule } from './traversal.ts';
import { unjudgedIn } from './unjudged.ts';

export interface PlanOptions {
  /** Addresses of the nodes' own groups; `*` stands for any run of characters, in indexes and module paths too. */
  readonly nodes: readonly string[];
}

export interface Plan {
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
export function classifyPlan(document: Document, firstId: number, options: PlanOptions): Plan | undefined {
  const { value } = document;
  if (!isObject(value) || !isPlanOrState(value)) return undefined;
  const version = text(value, ['format_version']);
  if (version !== '' && !/^[01](?:\.|$)/.test(version)) return unreadable(document, version);
  const { matched, ...firewalling } = read(value, options);
  return {
    resources: resourcesOf(document, firstId, { ...firewalling, whole: isWhole(value) }),
    matched,
    problems: [],
    unjudged: unjudgedIn(value),
  };
}

function isPlanOrState(value: JsonObject): boolean {
  const told = typeof value['format_version'] === 'string' || typeof value['terraform_version'] === 'string';
  const isPlan = Array.isArray(value['resource_changes']) || isObject(value['planned_values']);
  const isState = isObject(value['values']) && isObject(value['values']['root_module']);
  return told && (isPlan || isState || (value['version'] === 4 && Array.isArray(value['resources'])));
}

/** False for a plan that stopped at an error or left a part for later: what it lacks may still come. */
function isWhole(value: JsonObject): boolean {
  return value['errored'] !== true && value['complete'] !== false;
}

function unreadable(document: Document, version: string): Plan {
  const [mark = null] = document.locate([{ path: ['format_version'], on: 'value' }]);
  const reason = `its format_version is ${JSON.stringify(version.slice(0, 16))}, and only the formats 0 and 1 are known`;
  const problem: Problem = { kind: 'Unreadable', file: document.source.file, mark, detail: { reason } };
  return { resources: [], matched: new Set(), problems: [problem], unjudged: [] };
}

interface Firewalling {
  readonly groups: readonly Group[];
  readonly rules: readonly Rule[];
  readonly lists: PrefixLists;
  readonly nodes: ReadonlySet<Target>;
}

function read(value: JsonObject, options: PlanOptions): Firewalling & { readonly matched: ReadonlySet<string> } {
  const root = rootModule(value);
  const whole = isWhole(value);
  const groups: Group[] = [];
  const resources: Values[] = [];
  const nodes = new Set<Target>();
  const matched = new Set<string>();
  const mirror = new Set<string>();
  const prefixLists: Values[] = [];
  const listEntries: Values[] = [];
  const listEntriesNow: Entry[] = [];
  const valuesOf = (entry: Entry, after: JsonObject) => {
    const module = parseModule(entry.module);
    const block = module === undefined ? undefined : root?.descend(module)?.block(entry.type, entry.name);
    return new Values(entry, after, block, whole);
  };
  for (const entry of entriesOf(value, new Set([...groupTypes, ...ruleTypes, ...listTypes, ...listEntryTypes]))) {
    const named = groupTypes.has(entry.type) ? namingPatterns(options.nodes, entry) : [];
    for (const pattern of named) matched.add(pattern);
    if (ruleTypes.has(entry.type)) mirrored(entry, mirror);
    if (listEntryTypes.has(entry.type)) listEntriesNow.push(entry);
    if (entry.after === undefined) continue;
    const values = valuesOf(entry, entry.after);
    if (ruleTypes.has(entry.type)) resources.push(values);
    else if (listTypes.has(entry.type)) prefixLists.push(values);
    else if (listEntryTypes.has(entry.type)) listEntries.push(values);
    else {
      const group = groupOf(values);
      groups.push(group);
      if (named.length > 0) nodes.add(group);
    }
  }
  const data = [...dataOf(value, listDataTypes)].map((entry) => valuesOf(entry, entry.after ?? {}));
  const lists = new PrefixLists(prefixLists, data, listEntries, listEntriesNow, root);
  const references = { linker: new Linker(groups, root), lists };
  const inline = groups.flatMap((group) => [...inlineRules(group, references, mirror)]);
  const rules = [...inline, ...resources.map((values) => ruleOf(values, references))];
  return { groups, nodes, matched, lists, rules };
}

function resourcesOf(document: Document, firstId: number, read: Firewalling & { readonly whole: boolean }): Resource[] {
  const { groups, rules, lists, nodes, whole } = read;
  const ids = new Map<unknown, number>([...groups, ...rules, ...lists.values].map((item, i) => [item, firstId + i]));
  const idOf = (item: unknown) => ids.get(item) ?? -1;
  const numbers: Numbers = { group: idOf, rule: idOf, list: idOf, isNodes: (group) => nodes.has(group) };
  const open = openings(rules);
  const perhaps = perhapsOpenings(rules, new Set(open.keys()));
  return [
    ...groups.map((group) =>
      resource(document, idOf(group), 'SecurityGroup', group.values, groupInput(group, whole, numbers)),
    ),
    ...rules.map((rule) =>
      resource(
        document,
        idOf(rule),
        'SecurityRule',
        rule.values,
        ruleInput(rule, { openings: open.get(rule) ?? [], perhaps: perhaps.get(rule) ?? [] }, numbers),
      ),
    ),
    ...lists.values.map((values) => resource(document, idOf(values), 'PrefixList', values, { provider: 'aws' })),
  ];
}

function resource(document: Document, id: number, kind: string, values: Values, extra: JsonObject): Resource {
  const { address, base, naming, name, type } = values.entry;
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
    extra,
    unknown: (path) => values.isUnknown(path),
  };
}
