/**
 * Which target a value of a plan means: by its id where that is known, else by what the configuration refers to, from
 * instance to instance, through calls and outputs of modules.
 */
import { at } from '../../lib/json.ts';
import type { Json, Path } from '../../model/document.ts';
import type { Reference } from '../firewall/rule.ts';
import { longest, type Module, referencesIn } from './configuration.ts';
import type { Instance } from './instances.ts';
import {
  choose,
  formatStep,
  type Named,
  type OtherBlock,
  type OtherNames,
  type Scope,
  type Search,
  type Start,
  stringsIn,
} from './search.ts';
import { deepest, type Key, mostCandidates, type Target, Targets } from './targets.ts';
import { formatModule, heads, parseModule, parseTraversal, type Step } from './traversal.ts';

/** A bound of a search, so that no plan makes it long: beyond, the answer is `any`. */
const mostSteps = 2000;

const onlyId: ReadonlySet<string> = new Set(['id']);

export class ReferenceResolver<Item extends Target> {
  readonly #root: Module | undefined;
  readonly #targets: Targets<Item>;
  readonly #naming: ReadonlySet<string>;
  readonly #others: OtherNames<Item>;

  /**
   * `isId`: true for a text that is an id of the cloud's, and no name. `naming`: the attributes of a target by which a
   * reference names it. `others`: what attributes of other resources name.
   */
  constructor(
    targets: readonly Item[],
    root: Module | undefined,
    isId: (text: string) => boolean = () => true,
    naming: ReadonlySet<string> = onlyId,
    others: OtherNames<Item> = () => undefined,
  ) {
    this.#root = root;
    this.#targets = new Targets(targets, isId);
    this.#naming = naming;
    this.#others = others;
  }

  /** The instance of a block, if it is one alone or the key chooses it. */
  byBlock({ module, type, name, key }: OtherBlock): Item | undefined {
    const [item, ...more] = choose(this.#targets.ofBlock(module, type, name) ?? new Map<Key, Item>(), key, []);
    return more.length === 0 ? item : undefined;
  }

  /** Those of a module's own instance; none of the root. */
  inModule(address: string): readonly Item[] {
    const steps = parseModule(address) ?? [];
    return this.#targets.inside(steps).filter(({ instance }) => instance.module === address);
  }

  /** See Targets. */
  byText(text: string): Reference<Item> {
    return this.#targets.byText(text);
  }

  /** The target that an attribute of a resource will name after apply; or a value in its blocks, at a path. */
  byReference(instance: Instance, attribute: string | Path): Reference<Item> {
    const start = this.#start(instance, attribute);
    if (start === undefined) return { is: 'unknown', candidates: [], any: true };
    const search: Search<Item> = { items: new Set(), foreign: new Set(), any: false, unsure: false, steps: 0 };
    this.#follow(start.refs, start.scope, [], search, 0);
    const [item] = search.items;
    const { foreign } = search;
    if (item === undefined && foreign.size > 0 && !search.any && !search.unsure) {
      return { is: 'foreign', id: [...foreign].join(' or ') };
    }
    const any = search.any || search.items.size === 0 || search.items.size > mostCandidates;
    const isOne = search.items.size === 1 && foreign.size === 0 && !any && !search.unsure;
    if (item !== undefined && isOne) return { is: 'known', item };
    return { is: 'unknown', candidates: search.items.size > mostCandidates ? [] : [...search.items], any };
  }

  /**
   * All that a list will name after apply, reference by reference; those that match `never` cannot name one. `rest`: the
   * list may name more.
   */
  allByReference(
    instance: Instance,
    attribute: string | Path,
    never: RegExp,
  ): { readonly items: readonly Item[]; readonly rest: boolean } {
    const start = this.#start(instance, attribute);
    if (start === undefined) return { items: [], rest: true };
    const refs = longest(start.refs);
    const keys: readonly string[] = refs.filter((ref) => ref === 'each.key' || ref === 'count.index');
    const items = new Set<Item>();
    let rest = refs.length === 0;
    const search: Search<Item> = { items: new Set(), foreign: new Set(), any: false, unsure: false, steps: 0 };
    for (const ref of refs) {
      if (keys.includes(ref) || never.test(ref)) continue;
      search.items.clear();
      this.#follow([ref, ...keys], start.scope, [], search, 0);
      const [target] = search.items;
      if (target !== undefined && search.items.size === 1 && !search.any && !search.unsure) items.add(target);
      else rest = true;
      search.any = false;
      search.unsure = false;
    }
    return { items: [...items], rest };
  }

  /** All that a list names after apply, as far as the configuration tells, whose conditions count as true. */
  allNamed(instance: Instance, attribute: string | Path): Named<Item> {
    const start = this.#start(instance, attribute);
    const items = new Set<Item>();
    const candidates = new Set<Item>();
    const foreign = new Set<string>();
    let any = start === undefined;
    const refs = start === undefined ? [] : longest(start.refs);
    const keys: readonly string[] = refs.filter((ref) => ref === 'each.key' || ref === 'count.index');
    let steps = 0;
    for (const ref of start === undefined ? [] : refs) {
      if (keys.includes(ref) || start === undefined) continue;
      const search: Search<Item> = { items: new Set(), foreign, any: false, unsure: false, steps, texts: new Set() };
      this.#follow([ref, ...keys], start.scope, [], search, 0);
      steps = search.steps;
      for (const text of search.texts ?? []) {
        const named = this.byText(text);
        if (named.is === 'known') search.items.add(named.item);
        else if (named.is === 'foreign') foreign.add(named.id);
      }
      const isSure = !search.any && !search.unsure && (keys.length === 0 || search.items.size < 2);
      for (const item of search.items) (isSure ? items : candidates).add(item);
      any ||= search.any || (search.unsure && search.items.size === 0) || search.items.size > mostCandidates;
    }
    return {
      items: [...items],
      candidates: [...candidates].filter((item) => !items.has(item)),
      foreign: [...foreign],
      any,
    };
  }

  /** Undefined where the configuration is not in the plan. */
  #start(instance: Instance, attribute: string | Path): Start | undefined {
    const module = parseModule(instance.module);
    const block = module === undefined ? undefined : this.#root?.descend(module)?.block(instance.type, instance.name);
    if (module === undefined || block === undefined) return undefined;
    const scope = { module, key: instance.key, forEach: referencesIn(block['for_each_expression']) };
    const path = typeof attribute === 'string' ? [attribute] : attribute;
    return { refs: referencesIn(at(block, ['expressions', ...path])), scope };
  }

  /** `hints` are the keys by which an instance may have been chosen, the nearest last. */
  #follow(refs: readonly string[], scope: Scope, hints: readonly Key[], search: Search<Item>, depth: number): void {
    if (depth > deepest) {
      search.any = true;
      return;
    }
    const isKeyed = refs.some((ref) => ref === 'each.key' || ref === 'count.index') && scope.key !== undefined;
    const chosen = isKeyed ? [...hints, scope.key] : hints;
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

  #step(steps: readonly Step[], scope: Scope, hints: readonly Key[], search: Search<Item>, depth: number): void {
    const [head, second, third] = steps;
    if (head === undefined) return;
    if (!heads.has(head.name)) this.#resource(steps, scope, hints, search, depth);
    else if (second === undefined) return;
    else if (head.name === 'var') this.#variable(second.name, scope, hints, search, depth);
    else if (head.name === 'module') this.#outputs(second, third?.name, scope, hints, search, depth);
    else if (head.name === 'local') this.#local(scope, search, depth);
    else if (head.name === 'each' && second.name === 'value') {
      const chosen = scope.key === undefined ? hints : [...hints, scope.key];
      this.#follow(scope.forEach, { ...scope, key: undefined, forEach: [] }, chosen, search, depth + 1);
    } else if (head.name === 'data' && third !== undefined) {
      this.#other([{ ...second, name: `data.${second.name}` }, ...steps.slice(2)], scope, search, depth);
    } else if (head.name === 'data' || head.name === 'self') search.any = true;
  }

  #resource(steps: readonly Step[], scope: Scope, hints: readonly Key[], search: Search<Item>, depth: number): void {
    const [type, name, attribute] = steps;
    if (type === undefined || name === undefined || !this.#targets.hasType(type.name)) {
      this.#other(steps, scope, search, depth);
      return;
    }
    const instances = this.#targets.ofBlock(scope.module, type.name, name.name);
    if (instances === undefined || (attribute !== undefined && !this.#naming.has(attribute.name))) {
      // A block without instances (count = 0) names nothing; an attribute that does not name it is not understood.
      search.any ||= instances !== undefined;
      return;
    }
    for (const target of choose(instances, name.key, hints)) {
      search.items.add(target);
      if (search.items.size > mostCandidates) return;
    }
  }

  #other([type, name, ...attribute]: readonly Step[], scope: Scope, search: Search<Item>, depth: number): void {
    const { module } = scope;
    if (type === undefined || name === undefined) {
      search.any = true;
      return;
    }
    const named = this.#others({ module, type: type.name, name: name.name, key: name.key }, attribute);
    if (named === undefined) search.any = true;
    else if (named === 'same') {
      const block = this.#root?.descend(module)?.block(type.name, name.name);
      const refs = referencesIn(at(block, ['expressions', attribute[0]?.name ?? '']));
      if (refs.length === 0) search.any = true;
      const forEach = referencesIn(block?.['for_each_expression'] ?? []);
      this.#follow(refs, { module, key: name.key, forEach }, [], search, depth + 1);
    } else if (named !== 'foreign') search.items.add(named);
    else
      search.foreign.add(
        [formatModule(module), ...[type, name, ...attribute].map(formatStep)].filter(Boolean).join('.'),
      );
  }

  /** What the parent gives for a variable. The root's variables are known, and so are defaults. */
  #variable(name: string, scope: Scope, hints: readonly Key[], search: Search<Item>, depth: number): void {
    const parent = this.#parent(scope);
    const expression = at(parent?.call, ['expressions', name]);
    if (search.texts !== undefined && referencesIn(expression).length === 0) {
      const given = at(expression, ['constant_value']) ?? this.#root?.descend(scope.module)?.variable(name);
      for (const text of stringsIn(given)) if (this.#targets.isId(text)) search.texts.add(text);
    }
    if (parent === undefined) return;
    this.#follow(referencesIn(expression), parent.scope, hints, search, depth + 1);
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
    search: Search<Item>,
    depth: number,
  ): void {
    const refs = this.#root?.descend([...scope.module, call])?.output(name);
    if (refs === undefined) {
      search.any = true;
      return;
    }
    const instances = this.#targets.instances(scope.module, call.name) ?? new Map<Key, Step>([[call.key, call]]);
    const chosen = choose(instances, call.key, hints);
    if (chosen.length > mostCandidates) search.any = true;
    for (const step of chosen.slice(0, mostCandidates)) {
      const inner: Search<Item> = { ...search, items: new Set(), foreign: new Set(), any: false };
      this.#follow(refs, { module: [...scope.module, step], key: undefined, forEach: [] }, hints, inner, depth + 1);
      for (const target of inner.items) search.items.add(target);
      if (name !== undefined) for (const text of inner.foreign) search.foreign.add(text);
      search.steps = inner.steps;
      search.unsure ||= inner.unsure;
      // Of all outputs, those that lead elsewhere are not the one that names a target.
      search.any ||= inner.any && (name !== undefined || inner.items.size === 0);
    }
  }

  /**
   * A plan does not say what a local value is. It can be made of what its module's instance holds and is given, so
   * that the targets among these are candidates; in the root that is everything.
   */
  #local(scope: Scope, search: Search<Item>, depth: number): void {
    search.unsure = true;
    const parent = this.#parent(scope);
    if (parent === undefined) {
      search.any = true;
      return;
    }
    const inside = this.#targets.inside(scope.module);
    if (inside.length > mostCandidates) search.any = true;
    for (const target of inside) search.items.add(target);
    const given: Search<Item> = { ...search, items: new Set(), any: false };
    this.#follow(referencesIn(at(parent.call, ['expressions'])), parent.scope, [], given, depth + 1);
    for (const target of given.items) search.items.add(target);
    search.steps = given.steps;
  }
}
