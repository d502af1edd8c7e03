import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Finding, Suppressed } from '../../src/model/finding.ts';
import type { Ledger } from '../../src/model/report.ts';
import { json } from '../../src/report/json.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, sample } from './sample.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/report.json', import.meta.url), 'utf8'));

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** The value of a report's text, which must obey the schema. */
function read(text: string): unknown {
  const value: unknown = JSON.parse(text);
  validate(value);
  expect(validate.errors).toBeNull();
  return value;
}

/** Findings as the report has them where nothing is known to fix them. */
function told(findings: readonly Finding[]) {
  return findings.map(({ fixable, ...rest }) => ({ ...rest, fixes: [] }));
}

/** A ledger as the report has it: with the number of findings that were answered, by what. */
function counted(ledger: Ledger, suppressed: { readonly [by in Suppressed['by']]?: number } = {}) {
  return { ...ledger, suppressed: { comment: 0, annotation: 0, waiver: 0, baseline: 0, ...suppressed } };
}

test('holds the whole report, suppressed findings too', () => {
  expect(read(json(sample, contextOf()))).toEqual({
    version: 1,
    findings: told(sample.findings),
    ledger: counted(sample.ledger, { waiver: 1 }),
  });
});

test('carries what to paste as objects', () => {
  const [first, ...rest] = sample.findings;
  const findings = [{ ...(first as Finding), paste: [{ kind: 'Secret', metadata: { name: 'rack-1' } }] }, ...rest];
  expect(read(json({ ...sample, findings }, contextOf()))).toMatchObject({ findings: told(findings) });
});

test('carries what fixes a finding', () => {
  const range = { startLine: 3, startColumn: 9, endLine: 3, endColumn: 16 };
  const edit = { file: 'a.yaml', range, text: '64512' };
  const fix = { safe: true, title: 'write 64512 without quotes', edits: [{ ...edit, span: { start: 40, end: 47 } }] };
  const { findings } = read(json(sample, contextOf({ fix: () => fix }))) as { findings: { fixes: unknown }[] };
  expect(findings[0]?.fixes).toEqual([{ title: fix.title, safe: true, edits: [edit] }]);
});

test('carries what a fix leaves to a person, and what the fixes of the run left', () => {
  const range = { startLine: 3, startColumn: 9, endLine: 3, endColumn: 16 };
  const edits = [{ file: 'a.yaml', range, text: 'x', span: { start: 40, end: 47 } }];
  const steps = [
    { when: 'before', text: 'Create Secret bgp-leaf-1', command: 'kubectl create secret generic bgp-leaf-1' },
    { when: 'after', text: 'Reset the session' },
  ] as const;
  // biome-ignore lint/suspicious/noThenProperty: a list, as the contract calls it
  const fix = { safe: false, title: 'add passwordSecret', edits, then: steps };
  const report = read(json({ ...sample, left: steps }, contextOf({ fix: () => fix }))) as {
    readonly findings: readonly { readonly fixes: readonly { readonly then: unknown }[] }[];
    readonly left: unknown;
  };
  expect(report.findings[0]?.fixes[0]?.then).toEqual(steps);
  expect(report.left).toEqual(steps);
});

test('names its members in the order of the contract', () => {
  const [first = ''] = json(sample, contextOf()).match(/^ {4}\{[\s\S]*?^ {4}\}/m) ?? [];
  const members = [...first.matchAll(/^ {6}"(\w+)"/gm)].map(([, member]) => member);
  expect(members).toEqual(schema.definitions.finding.required);
});

test('of a clean run obeys the schema too', () => {
  expect(read(json({ findings: [], ledger: cleanLedger }, contextOf()))).toEqual({
    version: 1,
    findings: [],
    ledger: counted(cleanLedger),
  });
});

test('the schema is closed', () => {
  const value = JSON.parse(json(sample, contextOf()));
  value.findings[0].line = 3;
  expect(validate(value)).toBe(false);
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('is printed harmlessly and read back exactly', () => {
    const report = hostileReport(attack);
    const text = json(report, contextOf());
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    const value = read(text);
    const ledger = counted(report.ledger, { comment: 1 });
    if (attack.length <= 2000) expect(value).toEqual({ version: 1, findings: told(report.findings), ledger });
  });
});
