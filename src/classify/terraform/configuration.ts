/** The part of a plan that holds the configuration's expressions: what refers to what, where values are unknown. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import type { Step } from './traversal.ts';

/** What a module's configuration says; its instances share it. */
export class Module {
  readonly #value: JsonObject;
  readonly #given: Json;
  readonly #children = new Map<string, Module | undefined>();
  #blocks: Map<string, JsonObject> | undefined;

  /** `given`: the values of the root's variables. */
  constructor(value: JsonObject, given: Json = {}) {
    this.#value = value;
    this.#given = given;
  }

  /** The value of a variable that the plan was made with, or else its default. */
  variable(name: string): Json | undefined {
    return at(this.#given, [name, 'value']) ?? at(this.#value, ['variables', name, 'default']);
  }

  /** The block of a managed resource. */
  block(type: string, name: string): JsonObject | undefined {
    if (this.#blocks === undefined) {
      this.#blocks = new Map();
      const { resources } = this.#value;
      for (const resource of Array.isArray(resources) ? resources : []) {
        if (!isObject(resource) || resource['mode'] === 'data') continue;
        this.#blocks.set(`${text(resource, ['type'])}.${text(resource, ['name'])}`, resource);
      }
    }
    return this.#blocks.get(`${type}.${name}`);
  }

  /** The call of a child module. */
  call(name: string): JsonObject | undefined {
    const call = at(this.#value, ['module_calls', name]);
    return isObject(call) ? call : undefined;
  }

  /** The configuration of a child module. */
  child(name: string): Module | undefined {
    if (!this.#children.has(name)) {
      const value = at(this.call(name), ['module']);
      this.#children.set(name, isObject(value) ? new Module(value) : undefined);
    }
    return this.#children.get(name);
  }

  /** The configuration of a module below this one. */
  descend(steps: readonly Step[]): Module | undefined {
    let module: Module | undefined = this;
    for (const step of steps) module = module?.child(step.name);
    return module;
  }

  /** The references of an output; of all outputs without a name. Undefined if there is no such output. */
  output(name: string | undefined): readonly string[] | undefined {
    const { outputs } = this.#value;
    if (!isObject(outputs)) return undefined;
    if (name === undefined) return Object.values(outputs).flatMap((output) => referencesIn(at(output, ['expression'])));
    return Object.hasOwn(outputs, name) ? referencesIn(at(outputs, [name, 'expression'])) : undefined;
  }
}

/** The root module of a plan's configuration; undefined in a state. */
export function rootModule(plan: JsonObject): Module | undefined {
  const value = at(plan, ['configuration', 'root_module']);
  return isObject(value) ? new Module(value, plan['variables'] ?? {}) : undefined;
}

/** All references in an expression, or in the blocks that an attribute was written as. */
export function referencesIn(expression: Json | undefined): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isObject(expression)) return [];
  const { references } = expression;
  if (Array.isArray(references)) return references.filter((reference) => typeof reference === 'string');
  if (Object.hasOwn(expression, 'constant_value')) return [];
  return Object.values(expression).flatMap(referencesIn);
}

/** References without those that only name the beginning of another: `a.b.id` is listed as `a.b.id` and `a.b`. */
export function longest(references: readonly string[]): readonly string[] {
  const sorted = [...new Set(references)].sort();
  return sorted.filter((reference, i) => {
    for (let k = i + 1; k < sorted.length; k++) {
      const next = sorted[k] ?? '';
      if (!next.startsWith(reference)) return true;
      if (/^[.[]/.test(next.slice(reference.length))) return false;
    }
    return true;
  });
}
