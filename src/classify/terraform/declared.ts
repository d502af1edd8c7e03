/** Which blocks a plan or state was made of, by the names that its addresses tell. */
import { isObject, text } from '../../lib/json.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import { parseTraversal } from './traversal.ts';

/** A block of a module: the names of the calls that lead to the module, and how the block is called in it. */
export interface Declared {
  readonly modules: readonly string[];
  /** `aws_instance.a`, `data.aws_ami.a`, `module.a`. */
  readonly block: string;
}

/** The block that an address is an instance of; undefined for what is no address of a resource. */
export function declaredAs(address: string): Declared | undefined {
  const steps = parseTraversal(address);
  if (steps === undefined) return undefined;
  const modules: string[] = [];
  let at = 0;
  for (; steps[at]?.name === 'module'; at += 2) {
    const name = steps[at + 1]?.name;
    if (name === undefined) return undefined;
    modules.push(name);
  }
  const names = steps.slice(at).map(({ name }) => name);
  if (names.includes('') || names.length !== (names[0] === 'data' ? 3 : 2)) return undefined;
  return { modules, block: names.join('.') };
}

/** The blocks that the root module must have. */
export function declaredAtRoot(value: Json): ReadonlySet<string> {
  const declared = new Set<string>();
  if (!isObject(value)) return declared;
  const root = isObject(value['configuration']) ? value['configuration']['root_module'] : undefined;
  if (isObject(root)) {
    for (const resource of listed(root['resources'])) declared.add(blockOf(resource));
    const calls = root['module_calls'];
    for (const name of isObject(calls) ? Object.keys(calls) : []) declared.add(`module.${name}`);
    if (declared.size > 0) return declared;
  }
  for (const address of addressesIn(value)) {
    const found = declaredAs(address);
    const [module] = found?.modules ?? [];
    if (found !== undefined) declared.add(module === undefined ? found.block : `module.${module}`);
  }
  return declared;
}

/** True if OpenTofu made it: Terraform does not read its files. */
export function isOfOpenTofu(value: Json): boolean {
  if (!isObject(value)) return false;
  const root = isObject(value['values']) ? value['values']['root_module'] : undefined;
  const [first] = [
    ...listed(value['resource_changes']).slice(0, 1),
    ...listed(value['resources']).slice(0, 1),
    ...(isObject(root) ? listed(root['resources']).slice(0, 1) : []),
  ];
  return (
    first !== undefined && /registry\.opentofu\.org/.test(text(first, ['provider_name']) + text(first, ['provider']))
  );
}

function blockOf(resource: JsonObject): string {
  const mode = resource['mode'] === 'data' ? 'data.' : '';
  return `${mode}${text(resource, ['type'])}.${text(resource, ['name'])}`;
}

/** Of a plan without its configuration, of a shown state and of a state file. */
function addressesIn(value: JsonObject): readonly string[] {
  const root = isObject(value['values']) ? value['values']['root_module'] : undefined;
  const shown = isObject(root) ? [root, ...listed(root['child_modules'])] : [];
  return [
    ...listed(value['resource_changes']).map((change) => text(change, ['address'])),
    ...shown.flatMap((module) => listed(module['resources']).map((resource) => text(resource, ['address']))),
    ...listed(value['resources']).map((resource) => {
      const module = text(resource, ['module']);
      return `${module === '' ? '' : `${module}.`}${blockOf(resource)}`;
    }),
  ];
}

function listed(items: Json | undefined): readonly JsonObject[] {
  return Array.isArray(items) ? items.filter(isObject) : [];
}
