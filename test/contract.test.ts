import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { policiesDigest } from '../scripts/digest.mjs';
import type { JsonObject } from '../src/model/document.ts';
import type { Policy } from '../src/model/rule.ts';
import { fixtures, ids } from './support/fixtures.ts';
import { policy, root, run } from './support/run.ts';

const schema = (name: string) => JSON.parse(readFileSync(`${root}/schemas/${name}.json`, 'utf8'));

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTuples: false });

const validInput = ajv.compile(schema('input'));

const validAnswer = ajv.compile(schema('finding'));

describe('rules', () => {
  test('dist/policy.wasm was built from the policies as they are', () => {
    expect(policy.digest, 'run npm run build:all').toBe(policiesDigest(root));
  });

  test('each file under a family is a rule, and each rule has fixtures', () => {
    const files = readdirSync(`${root}/policies`, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /^[^/]+\/[^/]+\.rego$/.test(file) && !file.startsWith('lib/') && !file.endsWith('_test.rego'))
      .map((file) => file.replace(/\.rego$/, ''));
    expect(files.sort()).toEqual(policy.rules.map((rule) => rule.id));
    expect(ids().sort()).toEqual(policy.rules.map((rule) => rule.id));
  });

  test.each(policy.rules.map((rule) => rule.id))('%s has a bad fixture and an ok one', (id) => {
    const own = fixtures().filter((fixture) => fixture.rule === id);
    expect(own.map((fixture) => fixture.bad)).toEqual(expect.arrayContaining([true, false]));
    for (const { name } of own) expect(name).toMatch(/^(?:bad|ok)-[a-z0-9-]+(?:\.(?:ya?ml|json))?$/);
  });

  test('ids and aliases are unique', () => {
    const names = policy.rules.flatMap((rule) => [rule.id, ...(rule.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what crosses the border to the rules', () => {
  test.each(fixtures().map(({ path }) => path.slice(root.length + 1)))('%s', async (path) => {
    const checked: Policy = {
      ...policy,
      evaluate(input: JsonObject) {
        expect(validInput(input), JSON.stringify(validInput.errors)).toBe(true);
        const answer = policy.evaluate(input);
        expect(validAnswer(answer), JSON.stringify(validAnswer.errors)).toBe(true);
        return answer;
      },
    };
    await run(`${root}/${path}`, checked);
  });
});
