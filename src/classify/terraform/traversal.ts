/** References and addresses: `module.lb["a.b"].sg_id`, `aws_security_group.nodes[0].id`. */

/** One name of a traversal, with the index behind it. */
export interface Step {
  readonly name: string;
  readonly key?: string | number;
}

/** The names that start a reference to something else than a resource. */
export const heads: ReadonlySet<string> = new Set([
  'var',
  'local',
  'module',
  'data',
  'each',
  'count',
  'path',
  'self',
  'terraform',
]);

const name = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const index = /\[(?:(\d{1,15})|("(?:[^"\\]|\\.)*"))\]/suy;

/**
 * The steps of a traversal. Keys may hold dots, brackets and quotes, so that no address can be split at its dots.
 * A second index of a step is a step without a name. Undefined for what is no traversal.
 */
export function parseTraversal(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let offset = 0;
  while (offset < text.length) {
    if (text[offset] === '[') {
      index.lastIndex = offset;
      const [found, digits, quoted] = index.exec(text) ?? [];
      if (found === undefined || steps.length === 0) return undefined;
      const key = digits === undefined ? unquote(quoted ?? '') : Number(digits);
      if (key === undefined) return undefined;
      const last = steps.at(-1);
      if (last !== undefined && last.key === undefined) steps[steps.length - 1] = { name: last.name, key };
      else steps.push({ name: '', key });
      offset += found.length;
      continue;
    }
    if (offset > 0 && text[offset++] !== '.') return undefined;
    name.lastIndex = offset;
    const [found] = name.exec(text) ?? [];
    if (found === undefined) return undefined;
    steps.push({ name: found });
    offset += found.length;
  }
  return steps.length === 0 ? undefined : steps;
}

/** The steps of a module instance's address: names of calls with their keys. The root is `[]`. */
export function parseModule(address: string): readonly Step[] | undefined {
  if (address === '') return [];
  const steps = parseTraversal(address);
  if (steps === undefined || steps.length % 2 !== 0) return undefined;
  if (steps.some((step, i) => i % 2 === 0 && (step.name !== 'module' || step.key !== undefined))) return undefined;
  return steps.filter((_, i) => i % 2 === 1);
}

/** The address of a module instance. */
export function formatModule(steps: readonly Step[]): string {
  return steps.map((step) => `module.${step.name}${formatAddressStep(step.key)}`).join('.');
}

/** The block of a resource: its address without the keys of instances, its own and those of the modules around it. */
export function blockOf({
  module,
  type,
  name,
}: {
  readonly module: string;
  readonly type: string;
  readonly name: string;
}) {
  const calls = (parseModule(module) ?? []).map((step) => `module.${step.name}.`);
  return `${calls.join('')}${type}.${name}`;
}

/** An index as addresses write it. */
export function formatAddressStep(key: string | number | undefined): string {
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key).replace(/([$%])\{/g, '$1$1{')}]`;
}

function unquote(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted)).replace(/([$%])\1\{/g, '$1{');
  } catch {
    return undefined;
  }
}
