import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { ordered } from '../src/evaluate/index.ts';
import type { JsonObject } from '../src/model/document.ts';
import type { RawTopology } from '../src/model/raw-topology.ts';
import type { Policy, RawFinding } from '../src/model/rule.ts';
import { fixtures } from './support/fixtures.ts';
import { policy, root, run } from './support/run.ts';

/** The pinned OPA. Without it there is nothing to compare: CI sets it. */
const opa = process.env['BGPLINT_OPA'];

interface Call {
  readonly fixture: string;
  readonly input: JsonObject;
  readonly answer: readonly RawFinding[];
  readonly topology: RawTopology;
}

interface Answer {
  readonly report: RawFinding[];
  readonly sessions: RawTopology;
}

/** What both entrypoints answer many inputs, by their number: OPA compiles the policies once for all of them. */
function evaluateWithOpa(inputs: readonly JsonObject[]): { readonly [number: string]: Answer } {
  const query = `{format_int(i, 10): answer | some i, each in input; answer := {
    "report": data.bgplint.report, "sessions": data.bgplint.sessions} with input as each}`;
  const args = ['eval', '--stdin-input', '--format', 'json', '--data', 'policies', query];
  const answer = execFileSync(String(opa), args, { cwd: root, input: JSON.stringify(inputs), maxBuffer: 1 << 30 });
  return JSON.parse(answer.toString()).result[0].expressions[0].value;
}

describe.skipIf(opa === undefined)('OPA and WebAssembly answer alike (set BGPLINT_OPA to OPA 1.22.0)', () => {
  const calls: Call[] = [];
  let answers: { readonly [number: string]: Answer } = {};

  beforeAll(async () => {
    for (const { path } of fixtures()) {
      const fixture = path.slice(root.length + 1);
      const recording: Policy = {
        ...policy,
        evaluate(input: JsonObject) {
          const answer = policy.evaluate(input);
          calls.push({ fixture, input, answer, topology: policy.topology(input) });
          return answer;
        },
      };
      await run(path, recording);
    }
    answers = evaluateWithOpa(calls.map(({ input }) => input));
  }, 600_000);

  test.each(fixtures().map(({ path, bad }) => [path.slice(root.length + 1), bad] as const))('%s', (path, bad) => {
    const own = [...calls.entries()].filter(([, { fixture }]) => fixture === path);
    if (bad) expect(own.length).toBeGreaterThan(0);
    for (const [i, { answer }] of own) expect(ordered(answers[i]?.report ?? [])).toEqual(ordered(answer));
  });

  test('the map', () => {
    for (const [i, { topology, fixture }] of calls.entries())
      expect(unordered(answers[i]?.sessions), fixture).toEqual(unordered(topology));
  });
});

/** Every list in an order of its own: those of a topology have none. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(unordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, key === 'path' ? member : unordered(member)]);
  return Object.fromEntries(members.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
