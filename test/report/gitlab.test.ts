import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Report, ReportContext } from '../../src/model/report.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, on, rules, sample } from './sample.ts';

const schema = JSON.parse(readFileSync(new URL('gitlab.schema.json', import.meta.url), 'utf8'));

const validate = new Ajv({ allErrors: true }).compile<readonly Issue[]>(schema);

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly positions: unknown };
}

/** The entries of a report, which must obey the schema. */
function write(report: Report, members: Partial<ReportContext> = {}): readonly Issue[] {
  const value: unknown = JSON.parse(gitlab(report, contextOf(members)));
  validate(value);
  expect(validate.errors).toBeNull();
  return value as readonly Issue[];
}

test('has an entry for each finding that is open', () => {
  const issues = write(sample);
  expect(issues).toHaveLength(7);
  expect(issues[1]).toEqual({
    description: 'peer rack1-tor has no password: the session takes routes from whoever can reach it',
    check_name: 'calico/peer-without-password',
    fingerprint: 'a2',
    severity: 'major',
    location: {
      path: 'clusters/prod/calico/tor-peers.yaml',
      positions: { begin: { line: 5, column: 1 }, end: { line: 5, column: 5 } },
    },
  });
});

test('leaves suppressed findings out, asked for or not', () => {
  expect(write(sample, { includeSuppressed: true })).toHaveLength(7);
});

test('of a clean run is an empty list', () => {
  expect(gitlab({ findings: [], ledger: cleanLedger }, contextOf())).toBe('[]\n');
});

test('points at the start of a file that has no text', () => {
  const [issue] = write({ findings: [finding({ rule: 'input/unreadable', range: null })], ledger: emptyLedger });
  expect(issue?.location.positions).toEqual({ begin: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
});

test('orders severities by level, then by what a fault does', () => {
  const freezing = rules.map((rule) => ({ ...rule, freezes: rule.id === 'calico/duplicate-peer' }));
  const severity = (rule: string, level: 'error' | 'warning' | 'note') =>
    write({ findings: [finding({ rule, level })], ledger: emptyLedger }, { rules: freezing })[0]?.severity;
  expect(severity('calico/duplicate-peer', 'error')).toBe('blocker');
  expect(severity('input/unreadable', 'error')).toBe('critical');
  expect(severity('calico/peer-without-password', 'error')).toBe('major');
  expect(severity('calico/duplicate-peer', 'warning')).toBe('minor');
  expect(severity('input/unreadable', 'note')).toBe('info');
});

test('gives every entry a fingerprint of its own', () => {
  const findings = ['f', 'f-2', 'f', 'f'].map((fingerprint) => finding({ rule: 'x/y', fingerprint }));
  const prints = write({ findings, ledger: emptyLedger }).map((issue) => issue.fingerprint);
  expect(prints).toEqual(['f', 'f-2', 'f-3', 'f-4']);
});

test.each([
  ['./peers.yaml', 'peers.yaml'],
  ['a//b.yaml', 'a//b.yaml'],
  ['../peers.yaml', '../peers.yaml'],
  ['high \ud800.yaml', 'high \ufffd.yaml'],
])('names %j outside of a repository %j', (file, path) => {
  const report = { findings: [finding({ rule: 'x/y', file })], ledger: emptyLedger };
  expect(write(report, { fromRepository: () => undefined })[0]?.location.path).toBe(path);
});

test('names a file as the repository does', () => {
  const report = { findings: [finding({ rule: 'x/y', file: 'peers.yaml' })], ledger: emptyLedger };
  expect(write(report, { fromRepository: (file) => `deploy/${file}` })[0]?.location.path).toBe('deploy/peers.yaml');
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('stays one harmless entry for a finding', () => {
    const text = gitlab(hostileReport(attack), contextOf());
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    const issues = write(hostileReport(attack), { fromRepository: () => undefined });
    expect(issues).toHaveLength(2);
    for (const { description } of issues) expect(description).not.toMatch(harmful);
  });
});

test('holds 100,000 findings', () => {
  const findings = Array.from({ length: 100_000 }, (_, index) =>
    finding({ rule: 'x/y', range: on(1, index + 1, index + 2), fingerprint: 'same' }),
  );
  expect(JSON.parse(gitlab({ findings, ledger: emptyLedger }, contextOf()))).toHaveLength(100_000);
});

test('the schema is closed', () => {
  const [issue] = write(sample);
  expect(validate([{ ...issue, categories: ['Security'] }])).toBe(false);
  expect(validate([{ ...issue, severity: 'error' }])).toBe(false);
});
