import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { isObject } from '../../src/lib/json.ts';
import type { Json, Path } from '../../src/model/document.ts';
import { fixtures } from '../support/fixtures.ts';
import { scanned } from '../support/scan.ts';

/** What stands in place of a value; `null` takes the member away, as the API server does. */
const others: readonly Json[] = [null, ''];

/** The first of each rule that is to be flagged and is one YAML file. */
const firsts = [
  ...new Map(
    fixtures()
      .filter(({ bad, path }) => bad && path.endsWith('.yaml'))
      .reverse()
      .map((fixture) => [fixture.rule, fixture]),
  ).values(),
];

// A value that a rule takes for granted shows as `<undefined>` in its sentence, or stops all rules.
test('no rule stumbles over a value that is missing or of another type', { timeout: 120_000 }, async () => {
  const stumbled: string[] = [];
  for (const { path, rule, name } of firsts) {
    for (const { text, where } of mutants(readFileSync(path, 'utf8'))) {
      const said = await scanned({ 'a.yaml': text }).then(({ report }) => JSON.stringify(report.findings), String);
      if (/<undefined>|^\w*Error/.test(said)) stumbled.push(`${rule} ${name} ${where}`);
    }
  }
  expect(stumbled).toEqual([]);
});

function* mutants(text: string): Generator<{ text: string; where: string }> {
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Json);
  for (const [i, document] of documents.entries()) {
    for (const path of pathsIn(document)) {
      if (path[0] === 'apiVersion' || path[0] === 'kind') continue;
      for (const other of others) {
        const mutant = documents.with(i, replaced(document, path, other));
        yield { text: mutant.map((each) => stringify(each)).join('---\n'), where: `${path.join('/')}: ${other}` };
      }
    }
  }
}

function* pathsIn(value: Json): Generator<Path> {
  const members = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  for (const [key, member] of members) {
    yield [key];
    for (const path of pathsIn(member)) yield [key, ...path];
  }
}

function replaced(value: Json, [step, ...rest]: Path, other: Json): Json {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? replaced(item, rest, other) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === step ? replaced(member, rest, other) : member]),
  );
}
