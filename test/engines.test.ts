import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { ordered } from '../src/evaluate/index.ts';
import type { JsonObject, Policy, RawFinding } from '../src/model.ts';
import { fixtures } from './support/fixtures.ts';
import { policy, root, run } from './support/run.ts';

/** The pinned OPA. Without it there is nothing to compare: CI sets it. */
const opa = process.env['BGPLINT_OPA'];

function evaluateWithOpa(input: JsonObject): RawFinding[] {
  const args = ['eval', '--stdin-input', '--format', 'json', '--data', 'policies', 'data.bgplint.report'];
  const answer = execFileSync(String(opa), args, { cwd: root, input: JSON.stringify(input), maxBuffer: 1 << 28 });
  return JSON.parse(answer.toString()).result[0].expressions[0].value;
}

describe.skipIf(opa === undefined)('OPA and WebAssembly answer alike (set BGPLINT_OPA to OPA 1.22.0)', () => {
  test.each(fixtures().map(({ path, bad }) => [path.slice(root.length + 1), bad] as const))('%s', async (path, bad) => {
    let calls = 0;
    const both: Policy = {
      ...policy,
      evaluate(input: JsonObject) {
        calls++;
        const answer = policy.evaluate(input);
        expect(ordered(evaluateWithOpa(input))).toEqual(ordered(answer));
        return answer;
      },
    };
    await run(`${root}/${path}`, both);
    if (bad) expect(calls).toBeGreaterThan(0);
  });
});
