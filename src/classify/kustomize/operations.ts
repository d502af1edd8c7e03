/** The values that a JSON patch sets, as a part of the object that it is for. */
import { at, pointer, pointerSteps, text } from '../../lib/json.ts';
import type { Comment, Document, Json, JsonObject, On, Path, SourceFile, Span, Wanted } from '../../model/document.ts';

/** Where a value of the built object is written in the patch. */
interface Origin {
  readonly operation: number;
  /** Steps of the object's path that the operation's own path takes. */
  readonly length: number;
}

type Building = { [key: string]: Building | Json } | (Building | Json)[];

/** A deeper or longer path is left out. */
const mostSteps = 100;

/**
 * The part of an object of a kind that the operations `add` and `replace` of a JSON patch set, as a document whose places
 * are those of the patch; undefined where they set nothing. Items of lists stand in a list that holds no others.
 */
export class OperatedDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly comments: readonly Comment[] = [];
  readonly value: JsonObject;
  readonly #patch: Document;
  readonly #base: Path;
  /** By pointer of the built object: what set it; and the first operation that set a part of it. */
  readonly #set = new Map<string, Origin>();
  readonly #parts = new Map<string, number>();

  /** `patch` holds the list of operations at `base`; `whole` is the object without what they set. */
  static of(patch: Document, base: Path, whole: JsonObject): OperatedDocument | undefined {
    const operations = at(patch.value, base);
    const built = new OperatedDocument(patch, base, Array.isArray(operations) ? operations : [], whole);
    return built.#set.size === 0 ? undefined : built;
  }

  private constructor(patch: Document, base: Path, operations: readonly Json[], whole: JsonObject) {
    this.source = patch.source;
    this.index = patch.index;
    this.span = patch.span;
    this.#patch = patch;
    this.#base = base;
    const value = structuredClone(whole) as { [key: string]: Building | Json };
    for (const [i, operation] of operations.entries()) {
      const op = text(operation, ['op']);
      const steps = pointerSteps(text(operation, ['path']));
      const set = at(operation, ['value']);
      if ((op !== 'add' && op !== 'replace') || set === undefined || steps.length > mostSteps) continue;
      const path = put(value, steps, set);
      if (path === undefined) continue;
      this.#set.set(pointer(path), { operation: i, length: path.length });
      for (let length = path.length - 1; length >= 0; length--) {
        const part = pointer(path.slice(0, length));
        if (this.#parts.has(part)) break;
        this.#parts.set(part, i);
      }
    }
    this.value = value as JsonObject;
  }

  locate(wanted: readonly Wanted[]): readonly (Span | undefined)[] {
    return this.#patch.locate(wanted.map(({ path, on }) => this.#outer(path, on)));
  }

  style(path: Path) {
    const origin = this.#originOf(path);
    return origin && this.#patch.style([...this.#base, origin.operation, 'value', ...path.slice(origin.length)]);
  }

  open(path: Path): boolean {
    const origin = this.#originOf(path);
    return (
      origin !== undefined && this.#patch.open([...this.#base, origin.operation, 'value', ...path.slice(origin.length)])
    );
  }

  /** A value's own place; for a key, and for what only holds values that were set, the `path` of the operation. */
  #outer(path: Path, on: On): Wanted {
    if (path.length === 0 && on === 'key') return { path: this.#base, on };
    const origin = this.#originOf(path);
    if (origin === undefined) {
      const operation = this.#parts.get(pointer(path)) ?? this.#parts.get('') ?? 0;
      return { path: [...this.#base, operation, 'path'], on: 'value' };
    }
    const rest = path.slice(origin.length);
    if (rest.length === 0 && on === 'key') return { path: [...this.#base, origin.operation, 'path'], on: 'value' };
    return { path: [...this.#base, origin.operation, 'value', ...rest], on };
  }

  #originOf(path: Path): Origin | undefined {
    for (let length = path.length; length > 0; length--) {
      const origin = this.#set.get(pointer(path.slice(0, length)));
      if (origin !== undefined) return origin;
    }
    return undefined;
  }
}

/** Puts a value where it belongs; answers its path there. Undefined where something else stands in its way. */
function put(whole: { [key: string]: Building | Json }, steps: readonly string[], value: Json): Path | undefined {
  const path: (string | number)[] = [];
  let current: Building = whole;
  for (const [i, step] of steps.entries()) {
    const isLast = i === steps.length - 1;
    const key: string | number = Array.isArray(current) ? itemOf(current) : step;
    path.push(key);
    const holder = current as { [key: string | number]: Building | Json };
    if (isLast) {
      define(holder, key, value);
      return path;
    }
    if (!Object.hasOwn(holder, key)) define(holder, key, isItem(steps[i + 1]) ? [] : {});
    const next = holder[key];
    if (typeof next !== 'object' || next === null) return undefined;
    current = next as Building;
  }
  return undefined;
}

const isItem = (step: string | undefined) => step !== undefined && /^(?:\d+|-)$/.test(step);

/** Each operation's item is one of its own: which of them are the same, the base would have to tell. */
const itemOf = (list: readonly unknown[]) => list.length;

function define(
  holder: { [key: string | number]: Building | Json },
  key: string | number,
  value: Building | Json,
): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}
