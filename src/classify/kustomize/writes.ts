/** What patches write, and a tree in which to find it: there may be many of both patches and findings. */
import { at, isObject, pointerSteps, text } from '../../lib/json.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';

/** Stands for any item of a list. */
export const anyItem = '*';

/** The paths that the operations of a JSON patch write to. What only tests, or is no operation, writes nothing. */
export function operationPaths(operations: readonly Json[]): Path[] {
  const paths: Path[] = [];
  for (const operation of operations) {
    const op = text(operation, ['op']);
    if (!/^(?:add|replace|remove|move|copy)$/.test(op)) continue;
    if (op === 'move') paths.push(pointerSteps(text(operation, ['from'])));
    const path = pointerSteps(text(operation, ['path']));
    paths.push(op === 'replace' || op === 'remove' ? path : inserted(path));
  }
  return paths.filter((path) => path.length > 0);
}

/** The lists that the operations of a JSON patch add items to, or put into the place of others. */
export function operatedLists(operations: readonly Json[]): Path[] {
  return operations.flatMap((operation) => {
    const op = text(operation, ['op']);
    const path = pointerSteps(text(operation, ['path']));
    if (/^(?:add|copy|move)$/.test(op) && /^(?:-|\d+)$/.test(path.at(-1) ?? '')) return [path.slice(0, -1)];
    return /^(?:add|replace)$/.test(op) && Array.isArray(at(operation, ['value'])) ? [path] : [];
  });
}

/** The lists of a strategic merge patch. */
export function mergedLists(value: JsonObject): Path[] {
  return mergedPaths(value).filter((path) => Array.isArray(at(value, path)));
}

/** What is added at an index goes between the items that are there, and writes none of them. */
function inserted(path: readonly string[]): readonly string[] {
  return /^\d+$/.test(path.at(-1) ?? '') ? [...path.slice(0, -1), '-'] : path;
}

/** Paths of the scalars and lists of a strategic merge patch, without what only names its object. */
export function mergedPaths(value: JsonObject, above: Path = []): Path[] {
  const paths: Path[] = [];
  for (const [key, member] of Object.entries(value)) {
    const here = [...above, key];
    if (key.startsWith('$') || (above.length === 0 && (key === 'apiVersion' || key === 'kind'))) continue;
    if (here.length === 2 && above[0] === 'metadata' && (key === 'name' || key === 'namespace')) continue;
    // A directive speaks of the mapping that it stands in.
    const isWhole = !isObject(member) || Object.keys(member).length === 0 || at(member, ['$patch']) === 'replace';
    if (isWhole || at(member, ['$patch']) === 'delete') paths.push(here);
    else for (const path of mergedPaths(member, here)) paths.push(path);
  }
  return paths;
}

interface Node {
  isWritten: boolean;
  readonly next: Map<string, Node>;
}

const node = (): Node => ({ isWritten: false, next: new Map() });

/** Paths that something writes to. */
export class Writes {
  readonly #root = node();

  add(path: Path): void {
    let current = this.#root;
    for (const step of path) {
      const next = current.next.get(String(step)) ?? node();
      current.next.set(String(step), next);
      current = next;
    }
    if (path.length > 0) current.isWritten = true;
  }

  /** True if something is written at the path, or to a part of what stands there. `count` is told of each step. */
  reaches(path: Path, count: () => void = () => undefined): boolean {
    let level = [this.#root];
    for (const step of path) {
      level = level.flatMap(({ next }) => {
        count();
        const keys = typeof step === 'number' ? [String(step), anyItem] : [step];
        return keys.flatMap((key) => next.get(key) ?? []);
      });
    }
    return path.length > 0 && level.length > 0;
  }

  /**
   * True if something writes a value at the path, a whole that it is part of, or a part of it. `count` is told of each step.
   */
  touches(path: Path, count: () => void = () => undefined): boolean {
    let level = [this.#root];
    if (path.length === 0) return false;
    for (const step of path) {
      const below: Node[] = [];
      for (const { next } of level) {
        count();
        const keys = typeof step === 'number' ? [String(step), anyItem] : [step];
        for (const key of keys) {
          const member = next.get(key);
          if (member?.isWritten === true) return true;
          if (member !== undefined) below.push(member);
        }
      }
      if (below.length === 0) return false;
      level = below;
    }
    return true;
  }
}
