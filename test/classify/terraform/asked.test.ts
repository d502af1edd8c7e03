/** What the rules do not get because none has a question about it: with all of it they say the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { classifyPlan } from '../../../src/classify/terraform/index.ts';
import { buildInput, ordered } from '../../../src/evaluate/index.ts';
import { defaultLimits } from '../../../src/lib/limits.ts';
import { parseJson } from '../../../src/parse/json/index.ts';
import { policy, root } from '../../support/run.ts';

const plans = ['test/rules/terraform', 'test/plans/aws'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file)),
);

/** What the config beside a plan names; the group `nodes` without one. */
function nodesOf(file: string): readonly string[] {
  try {
    return parse(readFileSync(join(root, dirname(file), 'bgplint.yaml'), 'utf8')).terraform?.nodes ?? [];
  } catch {
    return ['aws_security_group.nodes'];
  }
}

const cluster = {
  name: '',
  complete: true,
  date: '2026-11-21',
  calico: {},
  metallb: {},
  cilium: {},
  options: Object.fromEntries(
    policy.rules.map(({ id, options = {} }) => [
      id,
      Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])),
    ]),
  ),
};

function findingsOf(file: string, all: boolean) {
  const source = { file, text: readFileSync(join(root, file), 'utf8') };
  const [document] = parseJson(source, { limits: defaultLimits, wants: () => true }).documents;
  const read = document && classifyPlan(document, 0, { nodes: nodesOf(file), all });
  const asked = (read?.resources ?? []).filter(({ unasked }) => !unasked);
  return { count: asked.length, findings: ordered(policy.evaluate(buildInput(cluster, asked, []))) };
}

test('the rules say the same of what they get as of all', () => {
  let [fewer, found] = [0, 0];
  for (const file of plans) {
    const [some, all] = [findingsOf(file, false), findingsOf(file, true)];
    expect(some.findings, file).toEqual(all.findings);
    fewer += all.count - some.count;
    found += all.findings.length;
  }
  expect([fewer > 100, found > 100]).toEqual([true, true]);
});
