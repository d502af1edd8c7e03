/** What `-` reads. */

import { Buffer } from 'node:buffer';
import { noPlanProblem } from '../classify/terraform/no-plan.ts';
import { bytesOf, clause } from '../host/files.ts';
import type { Limits } from '../lib/limits.ts';
import { type Input, sniff, stdinName, tooLarge } from '../lint/load.ts';
import { Refusal } from '../project/refusal.ts';
import { DecodeError, textOf } from '../read/index.ts';
import type { CheckOptions } from './options.ts';
import type { Process } from './process.ts';

/**
 * Standard input as a text: under the name that the options give it, whose ending tells YAML from JSON. It has the bounds
 * of a file: what is over them is a finding, and is not read on.
 */
export function readStdin(caller: Process, { stdinFilename: file = stdinName }: CheckOptions, limits: Limits): Input {
  const kindOf = (head: Uint8Array) =>
    /\.json$/i.test(file)
      ? 'json'
      : /\.ya?ml$/i.test(file)
        ? 'yaml'
        : sniff(Buffer.from(head.subarray(0, 1 << 16)).toString('latin1'));
  const boundOf = (head: Uint8Array) => (kindOf(head) === 'json' ? limits.jsonBytes : limits.yamlBytes);
  const bytes = stdinOf(caller, boundOf);
  const [kind, bound] = [kindOf(bytes), boundOf(bytes)];
  if (bytes.length > bound) return { file, text: '', kind, problem: tooLarge(file, bound, bytes.length) };
  try {
    return { file, text: textOf(bytesOf(bytes)), kind };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new Refusal(`Standard input cannot be read: ${noPlanIn(file, bytesOf(bytes).binary) ?? error.message}.`);
  }
}

/** What standard input holds in the place of a plan, and what to do; undefined for all else. */
export function noPlanIn(file: string, binary: string): string | undefined {
  const found = noPlanProblem(file, binary);
  const { reason, hint } = found?.detail ?? {};
  return found && (hint === undefined ? String(reason) : `it is ${reason}; ${hint}`);
}

function stdinOf(caller: Process, boundOf: (head: Uint8Array) => number): Uint8Array {
  try {
    return caller.readStdin(boundOf);
  } catch (error) {
    throw new Refusal(`Standard input cannot be read: ${clause(error)}.`);
  }
}
