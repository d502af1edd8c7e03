/**
 * Which group of the plan a value means: by its id where that is known, else by what the configuration refers to, from
 * instance to instance, through calls and outputs of modules.
 */
import { at } from '../../lib/json.ts';
import type { Json } from '../../model/document.ts';
import type { Link, Target } from '../firewall/rule.ts';
import { longest, type Module, referencesIn } from './configuration.ts';
import type { Entry } from './instances.ts';
import { formatModule, heads, parseModule, parseTraversal, type Step } from './traversal.ts';

/** Bounds of a search, so that no plan makes it long: beyond, the answer is `any`. */
const deepest = 24;

const mostSteps = 2000;

const mostCandidates = 32;

/** Where references are read: a module's instance, and the resource's or call's own key and `for_each` in it. */
interface Scope {
  readonly module: readonly Step[];
  readonly key: string | number | undefined;
  readonly forEach: readonly string[];
}

/** What a search has found. `hints` are the keys by which an instance may have been chosen, the nearest last. */
interface Search {
  readonly found: Set<Target>;
  /** True once something is met that could be a group which is not among the found. */
  any: boolean;
  /** True once something is met that could be any of several. */
  unsure: boolean;
  steps: number;
}

export class Linker {
  readonly #root: Module | undefined;
  readonly #byId = new Map<string, Target>();
  readonly #byLabel = new Map<string, Target | null>();
  readonly #byBlock = new Map<string, Map<string | number | undefined, Target>>();
  readonly #inModule = new Map<string, Target[]>();
  /** Keys of the instances of a call, by the address of the call in its parent's instance. */
  readonly #instances = new Map<string, Map<string | number | undefined, Step>>();
  readonly #types = new Set<string>();

  constructor(targets: readonly Target[], root: Module | undefined) {
    this.#root = root;
    for (const target of targets) this.#add(target);
  }

  #add(target: Target): void {
    const { entry, id, label } = target;
    this.#types.add(entry.type);
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, target);
    if (label !== undefined) this.#byLabel.set(label, this.#byLabel.has(label) ? null : target);
    const block = `${entry.module}|${entry.type}.${entry.name}`;
    entryIn(this.#byBlock, block, () => new Map()).set(entry.key, target);
    const steps = parseModule(entry.module) ?? [];
    // A group is in its module's instance and in all around it; the root's own list is never asked for.
    for (let depth = 1; depth <= Math.min(steps.length, deepest); depth++) {
      const inside = entryIn(this.#inModule, formatModule(steps.slice(0, depth)), () => []);
      if (inside.length <= mostCandidates) inside.push(target);
      const step = steps[depth - 1];
      if (step === undefined) continue;
      entryIn(this.#instances, callOf(steps.slice(0, depth - 1), step.name), () => new Map()).set(step.key, step);
    }
  }

  /** The group with an id, or, as in EC2-Classic and default VPCs, with a name. An account may stand before either. */
  byText(text: string): Link {
    const id = text.slice(text.lastIndexOf('/') + 1);
    const group = this.#byId.get(id) ?? (id.startsWith('sg-') ? undefined : this.#byLabel.get(id));
    if (group === null) return { is: 'unknown', candidates: [], any: true };
    return group === undefined ? { is: 'foreign', id } : { is: 'group', group };
  }

  /** The group that an attribute of a resource will name after apply. */
  byReference(entry: Entry, attribute: string): Link {
    const module = parseModule(entry.module);
    const block = module === undefined ? undefined : this.#root?.descend(module)?.block(entry.type, entry.name);
    if (module === undefined || block === undefined) return { is: 'unknown', candidates: [], any: true };
    const search: Search = { found: new Set(), any: false, unsure: false, steps: 0 };
    const scope = { module, key: entry.key, forEach: referencesIn(block['for_each_expression']) };
    this.#follow(referencesIn(at(block, ['expressions', attribute])), scope, [], search, 0);
    const [group] = search.found;
    const any = search.any || search.found.size === 0 || search.found.size > mostCandidates;
    if (group !== undefined && search.found.size === 1 && !any && !search.unsure) return { is: 'group', group };
    return { is: 'unknown', candidates: search.found.size > mostCandidates ? [] : [...search.found], any };
  }

  /**
   * All that a list will name after apply, reference by reference; those that match `never` cannot name one. `rest`: the
   * list may name more.
   */
  allByReference(
    entry: Entry,
    attribute: string,
    never: RegExp,
  ): { readonly found: readonly Target[]; readonly rest: boolean } {
    const module = parseModule(entry.module);
    const block = module === undefined ? undefined : this.#root?.descend(module)?.block(entry.type, entry.name);
    if (module === undefined || block === undefined) return { found: [], rest: true };
    const scope = { module, key: entry.key, forEach: referencesIn(block['for_each_expression']) };
    const refs = longest(referencesIn(at(block, ['expressions', attribute])));
    const keys: readonly string[] = refs.filter((ref) => ref === 'each.key' || ref === 'count.index');
    const found = new Set<Target>();
    let rest = refs.length === 0;
    const search: Search = { found: new Set(), any: false, unsure: false, steps: 0 };
    for (const ref of refs) {
      if (keys.includes(ref) || never.test(ref)) continue;
      search.found.clear();
      this.#follow([ref, ...keys], scope, [], search, 0);
      const [target] = search.found;
      if (target !== undefined && search.found.size === 1 && !search.any && !search.unsure) found.add(target);
      else rest = true;
      search.any = false;
      search.unsure = false;
    }
    return { found: [...found], rest };
  }

  #follow(refs: readonly string[], scope: Scope, hints: readonly Key[], search: Search, depth: number): void {
    if (depth > deepest) {
      search.any = true;
      return;
    }
    const own = refs.some((ref) => ref === 'each.key' || ref === 'count.index') && scope.key !== undefined;
    const chosen = own ? [...hints, scope.key] : hints;
    for (const ref of longest(refs)) {
      if (search.steps++ > mostSteps) {
        search.any = true;
        return;
      }
      const steps = parseTraversal(ref);
      if (steps === undefined) search.any = true;
      else this.#step(steps, scope, chosen, search, depth);
    }
  }

  #step(steps: readonly Step[], scope: Scope, hints: readonly Key[], search: Search, depth: number): void {
    const [head, second, third] = steps;
    if (head === undefined) return;
    if (!heads.has(head.name)) this.#resource(steps, scope, hints, search);
    else if (second === undefined) return;
    else if (head.name === 'var') this.#variable(second.name, scope, hints, search, depth);
    else if (head.name === 'module') this.#outputs(second, third?.name, scope, hints, search, depth);
    else if (head.name === 'local') this.#local(scope, search, depth);
    else if (head.name === 'each' && second.name === 'value') {
      const chosen = scope.key === undefined ? hints : [...hints, scope.key];
      this.#follow(scope.forEach, { ...scope, key: undefined, forEach: [] }, chosen, search, depth + 1);
    } else if (head.name === 'data' || head.name === 'self') search.any = true;
  }

  #resource([type, name, attribute]: readonly Step[], scope: Scope, hints: readonly Key[], search: Search): void {
    if (type === undefined || name === undefined || !this.#types.has(type.name)) {
      search.any = true;
      return;
    }
    const instances = this.#byBlock.get(`${formatModule(scope.module)}|${type.name}.${name.name}`);
    if (instances === undefined || (attribute !== undefined && attribute.name !== 'id')) {
      // A block without instances (count = 0) is no group; another attribute than the id is not understood.
      search.any ||= instances !== undefined;
      return;
    }
    for (const target of choose(instances, name.key, hints)) {
      search.found.add(target);
      if (search.found.size > mostCandidates) return;
    }
  }

  /** What the parent gives for a variable. The root's variables are known, and so are defaults. */
  #variable(name: string, scope: Scope, hints: readonly Key[], search: Search, depth: number): void {
    const parent = this.#parent(scope);
    if (parent === undefined) return;
    this.#follow(referencesIn(at(parent.call, ['expressions', name])), parent.scope, hints, search, depth + 1);
  }

  #parent(scope: Scope): { readonly call: Json; readonly scope: Scope } | undefined {
    const last = scope.module.at(-1);
    const module = scope.module.slice(0, -1);
    const call = last === undefined ? undefined : this.#root?.descend(module)?.call(last.name);
    if (last === undefined || call === undefined) return undefined;
    return { call, scope: { module, key: last.key, forEach: referencesIn(call['for_each_expression']) } };
  }

  /** An output of a child module; `module.x[each.key].y` is listed as `module.x`, without the output's name. */
  #outputs(
    call: Step,
    name: string | undefined,
    scope: Scope,
    hints: readonly Key[],
    search: Search,
    depth: number,
  ): void {
    const refs = this.#root?.descend([...scope.module, call])?.output(name);
    if (refs === undefined) {
      search.any = true;
      return;
    }
    const instances = this.#instances.get(callOf(scope.module, call.name)) ?? new Map<Key, Step>([[call.key, call]]);
    const chosen = choose(instances, call.key, hints);
    if (chosen.length > mostCandidates) search.any = true;
    for (const step of chosen.slice(0, mostCandidates)) {
      const inner: Search = { ...search, found: new Set(), any: false };
      this.#follow(refs, { module: [...scope.module, step], key: undefined, forEach: [] }, hints, inner, depth + 1);
      for (const target of inner.found) search.found.add(target);
      search.steps = inner.steps;
      search.unsure ||= inner.unsure;
      // Of all outputs, those that lead elsewhere are not the one that names a group.
      search.any ||= inner.any && (name !== undefined || inner.found.size === 0);
    }
  }

  /**
   * A plan does not say what a local value is. It can be made of what its module's instance holds and is given, so
   * that the groups among these are candidates; in the root that is everything.
   */
  #local(scope: Scope, search: Search, depth: number): void {
    search.unsure = true;
    const parent = this.#parent(scope);
    if (parent === undefined) {
      search.any = true;
      return;
    }
    const inside = this.#inModule.get(formatModule(scope.module)) ?? [];
    if (inside.length > mostCandidates) search.any = true;
    for (const target of inside) search.found.add(target);
    const given: Search = { ...search, found: new Set(), any: false };
    this.#follow(referencesIn(at(parent.call, ['expressions'])), parent.scope, [], given, depth + 1);
    for (const target of given.found) search.found.add(target);
    search.steps = given.steps;
  }
}

type Key = string | number | undefined;

/** The instance with a key; else the only one; else the one that a key on the way names; else all. */
function choose<Item>(instances: ReadonlyMap<Key, Item>, key: Key, hints: readonly Key[]): readonly Item[] {
  const keys = key !== undefined ? [key] : instances.size > 1 ? [...hints].reverse() : [];
  for (const wanted of keys) {
    const item = instances.get(wanted);
    if (item !== undefined) return [item];
  }
  return key === undefined ? [...instances.values()] : [];
}

function callOf(parent: readonly Step[], name: string): string {
  return `${formatModule(parent)}|${name}`;
}

function entryIn<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
