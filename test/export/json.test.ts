import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { json } from '../../src/export/json.ts';
import { attacks } from '../report/hostile.ts';
import { root } from '../support/run.ts';
import { hostile, small } from './sample.ts';

const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(`${root}/schemas/map.json`, 'utf8')),
);

test('all of the map, as schemas/map.json says', () => {
  const map = JSON.parse(json(small));
  expect(valid(map), JSON.stringify(valid.errors)).toBe(true);
  expect(map.sessions[2]).toMatchObject({ state: 'faulty', findings: [0, 1], from: ['n2'], to: ['r2'] });
  expect(map.speakers[2]).toMatchObject({ title: 'rr-1', isReflector: true });
});

describe('what strangers wrote reads back as it was, and does no harm printed', () => {
  test.each(attacks)('%s', (_, text) => {
    const printed = json(hostile(text));
    expect(JSON.parse(printed).clusters).toEqual([text]);
    expect(valid(JSON.parse(printed))).toBe(true);
    expect(printed).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  });
});
