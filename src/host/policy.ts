/** The rules that dist/ was built with. */

import { readFileSync } from 'node:fs';
import { wasmPolicy } from '../evaluate/wasm.ts';
import type { Policy, Rule } from '../model/rule.ts';

/** Set by the bundler: then everything stands beside this file. */
declare const BGPLINT_BUNDLED: boolean | undefined;

/** The folder of what was built. */
export const distUrl = new URL(typeof BGPLINT_BUNDLED === 'undefined' ? '../../dist/' : './', import.meta.url);

/** Reads rules.json now, and the module when it is compiled. */
export function nodePolicy(): Policy {
  const built = JSON.parse(readFileSync(new URL('rules.json', distUrl), 'utf8')) as { digest: string; rules: Rule[] };
  return wasmPolicy({ ...built, module: () => readFileSync(new URL('policy.wasm', distUrl)) });
}
