/** Routers as rules read them: `input.router.Router` (schemas/input.json). */
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import type { RouterConfig } from './model.ts';

/** The same tree in the words of the input: `gracefulRestart` is `graceful_restart`. What is absent is left out. */
export function routerInput(config: RouterConfig): JsonObject {
  // The form is a few levels deep, whatever the text.
  return snakeCased(config) as JsonObject;
}

const names = new Map<string, string>();

function snakeCased(value: unknown): Json {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value as Json;
  const members: [string, Json][] = [];
  for (const [key, member] of Object.entries(value))
    if (member !== undefined) members.push([snakeCase(key), snakeCased(member)]);
  return Object.fromEntries(members);
}

function snakeCase(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const made = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  names.set(key, made);
  return made;
}

/** Paths of lines that were not understood. */
export function unknownPaths({ processes }: RouterConfig): ReadonlySet<string> {
  const paths = processes.flatMap(({ unknown, neighbors, listenRanges }) => [
    ...unknown,
    ...neighbors.flatMap((neighbor) => neighbor.unknown),
    ...listenRanges.flatMap(({ neighbor }) => neighbor.unknown),
  ]);
  return new Set(paths.map(keyOf));
}

const keyOf = (path: Path) => JSON.stringify(path);

/** The resource that a text is. */
export function routerResource(document: Document, id: number, config: RouterConfig): Resource {
  const unknown = unknownPaths(config);
  return {
    id,
    document,
    base: [],
    family: 'router',
    kind: 'Router',
    gvk: { group: '', version: '', kind: 'Router' },
    name: config.hostname ?? stemOf(document.source.file),
    namespace: '',
    partial: false,
    object: {},
    facts: {},
    extra: routerInput(config),
    unknown: (path) => unknown.has(keyOf(path)),
  };
}

/** A file's name without its folders and its ending. */
function stemOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return name.replace(/(?<=.)\.[^.]*$/, '');
}
