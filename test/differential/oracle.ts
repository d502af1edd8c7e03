/**
 * The API server's own word on objects: its schema validation, CEL and pruning, by a small program around
 * k8s.io/apiextensions-apiserver that prints a line of JSON an object.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../src/model/document.ts';

/** What the API server says of one object: errors, and the fields that it would drop. */
export interface Verdict {
  readonly errors: readonly string[];
  readonly unknown: readonly string[];
}

/** The program, and the folder of CustomResourceDefinitions: where they are is said by the environment. */
export const oracle = process.env['BGPLINT_ORACLE'];
export const crds = process.env['BGPLINT_CRDS'];

/**
 * What the API server does before it validates, and the program does not: members that are null are taken away
 * (k8s.io/apiextensions-apiserver pkg/apiserver/schema/defaulting/prunenulls.go, since Kubernetes 1.20).
 */
function withoutNulls(value: Json): Json {
  return JSON.parse(JSON.stringify(value), function (this: unknown, _, member: unknown) {
    return member === null && !Array.isArray(this) ? undefined : member;
  });
}

/** One verdict an object; undefined for a kind without a CustomResourceDefinition. */
export function verdicts(objects: readonly Json[]): (Verdict | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-oracle-'));
  try {
    const files = objects.map((object, i) => {
      const file = join(folder, `${i}.json`);
      writeFileSync(file, JSON.stringify(withoutNulls(object)));
      return file;
    });
    const out = execFileSync(String(oracle), [String(crds), ...files], { maxBuffer: 1 << 28 }).toString();
    const said = new Map<string, Verdict>();
    for (const line of out.split('\n').filter((text) => text !== '')) {
      const { file, errors, unknown } = JSON.parse(line);
      said.set(file, { errors: errors ?? [], unknown: unknown ?? [] });
    }
    return files.map((file) => said.get(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
