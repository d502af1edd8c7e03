/** The rules in WebAssembly, compiled so that they count: what users run, without the optimiser's work on it. */
import { counting } from '../../scripts/binaryen.mjs';
import { compile } from '../../scripts/compile.mjs';
import type { JsonObject } from '../../src/model/document.ts';

interface Exports {
  readonly opa_eval: (...numbers: readonly number[]) => number;
  readonly opa_heap_ptr_get: () => number;
  readonly opa_malloc: (size: number) => number;
  readonly opa_json_parse: (at: number, length: number) => number;
}

/** What of it is used here: the types of Node's globals do not tell it. */
const { Instance, Memory, Module } = (globalThis as unknown as Globals).WebAssembly;

interface Globals {
  readonly WebAssembly: {
    readonly Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  };
}

const pages = 4096;

/** Asks how often each loop and each function of the rules is entered for an input, by number; `names` tells whose they are. */
export function countedPolicy(): {
  readonly names: ReadonlyMap<number, string>;
  /** By the number of the entrypoint, in their order in scripts/compile.mjs. */
  count(input: JsonObject, entrypoint?: number): ReadonlyMap<number, number>;
} {
  const { module, names } = counting(compile()) as { module: Buffer<ArrayBuffer>; names: ReadonlyMap<number, string> };
  const memory = new Memory({ initial: pages, maximum: pages });
  let counts = new Map<number, number>();
  const none = () => {
    throw new Error('the rules call a built-in of the host');
  };
  const textAt = (at: number) => {
    const bytes = new Uint8Array(memory.buffer);
    return new TextDecoder().decode(bytes.slice(at, bytes.indexOf(0, at)));
  };
  const env = {
    memory,
    log_execution: (number: number) => counts.set(number, (counts.get(number) ?? 0) + 1),
    opa_abort: (at: number) => {
      throw new Error(`the rules stopped: ${textAt(at)}`);
    },
    opa_println: () => undefined,
    ...Object.fromEntries([0, 1, 2, 3, 4].map((count) => [`opa_builtin${count}`, none])),
  };
  const { exports } = new Instance(new Module(module), { env });
  const { opa_eval, opa_heap_ptr_get, opa_malloc, opa_json_parse } = exports as Exports;
  const write = (bytes: Uint8Array, at: number) => new Uint8Array(memory.buffer).set(bytes, at);
  const empty = opa_malloc(2);
  write(new TextEncoder().encode('{}'), empty);
  const data = opa_json_parse(empty, 2);
  const heap = opa_heap_ptr_get();
  return {
    names,
    count(input, entrypoint = 0) {
      counts = new Map();
      const bytes = new TextEncoder().encode(JSON.stringify(input));
      write(bytes, heap);
      opa_eval(0, entrypoint, data, heap, bytes.length, heap + bytes.length, 0);
      return counts;
    },
  };
}
