/** The compiled rules, through WebAssembly. */

import * as library from '@open-policy-agent/opa-wasm';
import { PolicyLimit } from '../lib/host.ts';
import type { JsonObject } from '../model/document.ts';
import type { RawTopology } from '../model/raw-topology.ts';
import type { Policy, RawFinding, Rule } from '../model/rule.ts';

// The library's types name what its ES module only has under `default`.
const { loadPolicySync } = (library as unknown as { readonly default: typeof library }).default;

/** What of it is used here: the types of Node's globals do not tell it. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    compile(bytes: Uint8Array): Promise<object>;
  };
};

const pageBytes = 64 * 1024;

/** What the module needs before it has any input. */
const basePages = 32;

/**
 * Growing page by page is 30 times slower than starting large enough, or anew. Parsed input takes 10 bytes a byte,
 * and what all rules make of many small objects 28; pages that nothing is written to cost nothing.
 */
const bytesPerInputByte = 32;

/** 1 GiB: no cluster's BGP objects need it, and what they are judged with stands beside the texts in a small machine. */
const mostPages = 16_384;

/** What the library throws where the module has no memory left. */
const outOfMemory = 'opa_malloc: failed';

/** What scripts/build-policies.mjs makes of the rules. */
export interface Built {
  /** Of the Rego that it was made of. */
  readonly digest: string;
  readonly rules: readonly Rule[];
  /** The module (dist/policy.wasm), asked for once. */
  readonly module: () => Uint8Array;
}

/**
 * The rules, to be asked. Cheap: the module is compiled beside what else is done after `prepare`, or with the first evaluation.
 *
 * One module for all families. V8 checks all of it, which a second thread does while files are looked for, and compiles only what
 * is called, so that rules of families that are not there cost nothing else (policies/main.rego). A module a family would repeat
 * the 100 kB of OPA's base, and the rules of `session/` and `input/` speak of all families.
 */
export function wasmPolicy({ digest, rules, module }: Built): Policy {
  let loaded: { pages: number; evaluate(input: ArrayBuffer, entrypoint: string): unknown } | undefined;
  let compiled: object | undefined;
  const ask = (entrypoint: string, input: JsonObject, share: number): unknown => {
    const most = Math.max(basePages, Math.floor(share * mostPages));
    const bytes = attempt(() => new TextEncoder().encode(wellFormed(input)));
    let pages = Math.min(most, basePages + Math.ceil((bytesPerInputByte * bytes.byteLength) / pageBytes));
    for (;;) {
      if (loaded === undefined || loaded.pages < pages || loaded.pages > most) {
        // The memory of the one before is free before the next one takes its own.
        loaded = undefined;
        compiled ??= new WebAssembly.Module(module());
        loaded = { pages, ...load(compiled, pages) };
      }
      pages = loaded.pages;
      try {
        const answer = attempt(() => loaded?.evaluate(bytes.buffer, entrypoint)) as readonly { result: unknown }[];
        return answer[0]?.result;
      } catch (error) {
        // Many findings on little input need more than the input tells.
        if (!(error instanceof PolicyLimit) || error.cause !== outOfMemory || pages >= most) throw error;
        pages = Math.min(most, 4 * pages);
      }
    }
  };
  return {
    digest,
    rules,
    async prepare(): Promise<void> {
      if (compiled !== undefined) return;
      // Node may end a process that waits for nothing but its own compiler (seen with 24): a timer holds it.
      const held = setTimeout(() => undefined, 2 ** 30);
      try {
        compiled = await WebAssembly.compile(module());
      } catch {
        // What is wrong with the module is told when it is asked; a run that finds nothing asks nothing.
      } finally {
        clearTimeout(held);
      }
    },
    evaluate(input: JsonObject, share = 1): readonly RawFinding[] {
      return (ask('bgplint/report', naming(rules, input), share) as RawFinding[] | undefined) ?? [];
    },
    topology(input: JsonObject): RawTopology {
      return ask('bgplint/sessions', input, 1) as RawTopology;
    },
  };
}

/**
 * The input with the names of the rules that are asked, where it has none: those of the families that it holds objects of, of any
 * input and of any session. Rules that are named are called by their names; else the module's function that enters each of them
 * would have to be compiled, which is a third of what is compiled for one small object.
 */
function naming(rules: readonly Rule[], input: JsonObject): JsonObject {
  const cluster = input['cluster'] as JsonObject;
  if (cluster['rules'] !== undefined) return input;
  const asked = rules.map(({ id }) => id.split('/')).filter(([family = '']) => anywhere.has(family) || family in input);
  return { ...input, cluster: { ...cluster, rules: asked } };
}

/** Families of rules that ask for no object of theirs. */
const anywhere = new Set(['input', 'session']);

/** V8 compiles each function when it is first called, and keeps it for all instances. */
function load(module: object, pages: number): { evaluate(input: ArrayBuffer, entrypoint: string): unknown } {
  return attempt(() => {
    const policy = loadPolicySync(module as Parameters<typeof loadPolicySync>[0], { initial: pages, maximum: pages });
    return { evaluate: (input, entrypoint) => policy.evaluate(input, entrypoint) };
  });
}

/** The input as JSON. The module refuses halves of surrogate pairs, which a text may hold by an escape: U+FFFD instead. */
function wellFormed(input: JsonObject): string {
  const json = JSON.stringify(input);
  return /\\ud[89a-f]/.test(json) ? JSON.stringify(input, withoutHalves) : json;
}

function withoutHalves(_: string, value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.replace(/\p{Surrogate}/gu, '\ufffd'), member]),
  );
}

/** The library throws strings; V8 a RangeError where it has no memory left, or the input nests too deep. */
function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error === outOfMemory || error instanceof RangeError) {
      throw new PolicyLimit('the rules ran out of memory', { cause: error });
    }
    throw error instanceof Error ? error : new Error(`the rules stopped: ${String(error)}`);
  }
}
