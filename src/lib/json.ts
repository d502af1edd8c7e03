/** Small helpers over JSON values and paths. */
import type { Json, JsonObject, Path } from '../model/document.ts';

/** True for an object that is no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, or undefined where the path leaves the value. Inherited members are not there. */
export function at(value: Json | undefined, path: Path): Json | undefined {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, Json>)[step];
  }
  return current;
}

/** The string at a path, or '' where there is none. */
export function text(value: Json | undefined, path: Path): string {
  const found = at(value, path);
  return typeof found === 'string' ? found : '';
}

/** A JSON Pointer (RFC 6901). */
export function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The steps of a JSON Pointer, unescaped. */
export function pointerSteps(text: string): string[] {
  return text
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON Pointer as a path of this value: steps into lists are numbers. */
export function pathOf(text: string, root: Json): Path {
  const path: (string | number)[] = [];
  let value: Json | undefined = root;
  for (const name of pointerSteps(text)) {
    const step: string | number = Array.isArray(value) ? Number(name) : name;
    path.push(step);
    value = at(value, [step]);
  }
  return path;
}

/** JSON with the keys of every object in order: equal for equal values. */
export function inKeyOrder(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isObject(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  );
}

/** The paths that one in which `*` stands for every item of a list means in a value; none where the value has no such list. */
export function expanded(value: Json, path: readonly string[], done: Path = []): Path[] {
  const star = path.indexOf('*');
  if (star < 0) return [[...done, ...path]];
  const list = [...done, ...path.slice(0, star)];
  const items = at(value, list);
  if (!Array.isArray(items)) return [];
  return items.flatMap((_, i) => expanded(value, path.slice(star + 1), [...list, i]));
}

/** A copy with the value at a path replaced; the value as it is where the path is not there. Shares all other parts. */
export function withValue(value: Json, path: Path, replacement: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) return replacement;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return value;
  const old = (value as Record<string | number, Json>)[first] as Json;
  const replaced = withValue(old, rest, replacement);
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? replaced : item));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === first ? replaced : member]));
}

/** What a JSON Schema refers to within its root, or the schema itself. */
export function followed(root: JsonObject, schema: Json): Json {
  const ref = at(schema, ['$ref']);
  return typeof ref === 'string' ? (at(root, ref.split('/').slice(1)) ?? {}) : schema;
}

/** `ingress[0].cidr_blocks`. */
export function dotted(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${step}`)).join('');
}
