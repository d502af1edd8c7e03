/** A plan that git keeps, and the sources beside it: what changed in either counts. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasGit, reported, repository, write } from '../support/git.ts';
import { onlyRules } from '../support/only-rules.ts';
import { root } from '../support/run.ts';

const rule = 'terraform/all-ports-open-to-world';
const plan = readFileSync(`${root}/test/rules/${rule}/bad-example.json`, 'utf8');
const { resource_changes: changes } = JSON.parse(plan);
const sources = changes
  .map(({ type, name }: { type: string; name: string }) => `resource "${type}" "${name}" {\n  ingress {}\n}\n`)
  .join('\n');
const files = { 'bgplint.yaml': onlyRules(rule), 'plan.json': plan, 'main.tf': sources };

describe.skipIf(!hasGit)('--changed reports of a plan in git', () => {
  test('nothing where neither it nor its sources changed', async () => {
    const folder = repository(files);
    write(folder, { 'other.tf': 'locals {}\n' });
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: [] });
  });

  test('what is in a block that changed', async () => {
    const folder = repository(files);
    write(folder, { 'main.tf': sources.replaceAll('ingress {}', 'ingress { # x\n  }') });
    const { found } = await reported(folder, ['--changed']);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((one) => one.startsWith('main.tf '))).toBe(true);
  });

  test('nothing where another block of the file changed', async () => {
    const folder = repository(files);
    write(folder, { 'main.tf': `${sources}\nlocals {\n  a = 1\n}\n` });
    expect(await reported(folder, ['--changed'])).toMatchObject({ found: [] });
  });
});
