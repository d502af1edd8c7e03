import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import base from '../../schemas/config.json' with { type: 'json' };
import { configSchema, selectors } from '../../src/config/schema.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import { rules } from './rules.ts';

test('the schema alone is a schema, and so is the one with rules', () => {
  const ajv = new Ajv({ strictTypes: false });
  expect(ajv.validateSchema(base)).toBe(true);
  expect(ajv.validateSchema(configSchema(base, rules))).toBe(true);
});

test('an editor shows which rules are policies', () => {
  const { properties } = configSchema(base, rules) as { properties: { rules: { properties: object } } };
  const described = Object.entries(properties.rules.properties as Record<string, { description: string }>);
  const policies = described.filter(([, { description }]) => description.includes('policy')).map(([id]) => id);
  expect(policies).toEqual(rules.flatMap(({ id, policy }) => (policy ? [id] : [])).sort());
});

test('rules are put into the schema once', () => {
  const once = configSchema(base, rules);
  expect(configSchema(once, rules)).toEqual(once);
  expect(configSchema(once, rules.slice(0, 2))).toEqual(configSchema(base, rules.slice(0, 2)));
});

test('selectors are ids, aliases, families and classes', () => {
  expect(selectors(rules)).toEqual([
    ...rules.map((rule) => rule.id).sort(),
    'CKV_CUSTOM_BGP_01',
    'OLD_ID_1',
    'calico/*',
    'metallb/*',
    'router/*',
    'terraform/*',
    '@correctness',
    '@security',
    '@availability',
    '@hygiene',
  ]);
});

test('limits are those of the pipeline, and none can be lowered', () => {
  const known = Object.entries(base.properties.limits.properties);
  expect(Object.fromEntries(known.map(([name, limit]) => [name, limit.default]))).toEqual(defaultLimits);
  for (const [, limit] of known) expect(limit.minimum).toBe(limit.default);
});
