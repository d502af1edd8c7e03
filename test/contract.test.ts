import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { policiesDigest } from '../scripts/digest.mjs';
import type { JsonObject } from '../src/model/document.ts';
import type { Policy, RawFinding } from '../src/model/rule.ts';
import { fixtures, ids } from './support/fixtures.ts';
import { policy, root, run } from './support/run.ts';

/** The rules that are asked about: one, where `npm run rule` asks. */
const asked = policy.rules.map(({ id }) => id).filter((id) => [undefined, id].includes(process.env['BGPLINT_RULE']));

const ruleOf = (id: string) => policy.rules.find((one) => one.id === id);

const schema = (name: string) => JSON.parse(readFileSync(`${root}/schemas/${name}.json`, 'utf8'));

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTuples: false });

const validInput = ajv.compile(schema('input'));

const validAnswer = ajv.compile(schema('finding'));

const validTopology = ajv.compile(schema('sessions'));

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
    expect(ids().sort()).toEqual(asked);
  });

  test.each(asked)('%s has a bad fixture and an ok one', (id) => {
    const own = fixtures().filter((fixture) => fixture.rule === id);
    for (const { name } of own) {
      expect(name, `a fixture is bad-<what>.yaml or ok-<what>.yaml, a .json, or a folder`).toMatch(
        /^(?:bad|ok)-[a-z0-9-]+(?:\.(?:ya?ml|json))?$/,
      );
    }
    expect(own.map((fixture) => fixture.bad)).toEqual(expect.arrayContaining([true, false]));
  });

  const varied = asked.flatMap((id) => Object.keys(ruleOf(id)?.variants ?? {}).map((name) => [id, name] as const));
  if (varied.length > 0) {
    test.each(varied)('%s has a bad fixture of its variant %s', async (id, name) => {
      const bad = fixtures().filter((fixture) => fixture.rule === id && fixture.bad);
      const chosen = await Promise.all(bad.map(async ({ path }) => (await run(path)).report.findings));
      expect(chosen.flat().flatMap(({ rule, variant }) => (rule === id ? [variant] : []))).toContain(name);
    });
  }

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
        const faults = [...answer.flatMap(levelFault), ...answer.flatMap(variantFault)];
        if (faults.length > 0) expect.fail(faults.join('\n'));
        expect(validAnswer(answer), answerFaults(answer)).toBe(true);
        expect(validTopology(policy.topology(input)), JSON.stringify(validTopology.errors)).toBe(true);
        return answer;
      },
    };
    await run(`${root}/${path}`, checked);
  });
});

/** A sentence about a level that the rule's METADATA does not have. */
function levelFault({ rule: id, level }: RawFinding): string[] {
  const rule = ruleOf(id);
  if (rule === undefined) return [`${id} answers, and has no METADATA`];
  const known = [...new Set([rule.level, ...(rule.levels ?? [])])];
  return level === undefined || known.includes(level)
    ? []
    : [`${id} answers the level "${level}"; its METADATA has ${known.join(', ')}: add it to \`levels\``];
}

/** A sentence about a variant that the rule's METADATA does not have. */
function variantFault({ rule: id, variant }: RawFinding): string[] {
  const known = Object.keys(ruleOf(id)?.variants ?? {});
  return variant === undefined || known.includes(variant)
    ? []
    : [
        `${id} answers the variant "${variant}"; its METADATA has ${known.join(', ') || 'none'}: add it to \`variants\``,
      ];
}

/** What is wrong with findings, each with its rule. */
function answerFaults(answer: readonly RawFinding[]): string {
  return (validAnswer.errors ?? [])
    .map(({ instancePath, message }) => {
      const [, at = '', field = ''] = /^\/(\d+)(.*)$/.exec(instancePath) ?? [];
      return `${answer[Number(at)]?.rule}: its finding${field === '' ? '' : `'s ${field}`} ${message}`;
    })
    .join('\n');
}
