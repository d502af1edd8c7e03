import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Report } from '../../src/model/report.ts';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, on, sample } from './sample.ts';

const schema = readFileSync(new URL('checkstyle.xsd', import.meta.url), 'utf8');

/** What libxml2 finds wrong with an XML text under our schema. */
async function faults(contents: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'checkstyle.xml', contents }, schema });
  return errors.map((error) => error.message);
}

async function write(report: Report): Promise<string> {
  const text = checkstyle(report, contextOf({ includeSuppressed: true }));
  expect(await faults(text)).toEqual([]);
  return text;
}

test('lists the open findings of each file', async () => {
  const text = await write(sample);
  expect(text.split('\n').slice(0, 3)).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<checkstyle version="4.3">',
    '<file name="clusters/prod/calico/tor-peers.yaml">',
  ]);
  expect(text.match(/<file /g)).toHaveLength(4);
  expect(text.match(/<error /g)).toHaveLength(7);
  expect(text).toContain(
    '\n  <error line="5" column="1" severity="error" message="peer rack1-tor has no password: the session takes routes' +
      ' from whoever can reach it (calico/peer-without-password)" source="bgplint.calico.peer-without-password"/>\n',
  );
  expect(text).not.toContain('peer lab has no password');
});

test('puts findings of a file together, wherever they stand in the report', async () => {
  const findings = ['b.yaml', 'a.yaml', 'b.yaml'].map((file) => finding({ rule: 'x/y', file }));
  const text = await write({ findings, ledger: emptyLedger });
  expect([...text.matchAll(/<file name="([^"]*)">/g)].map(([, name]) => name)).toEqual(['b.yaml', 'a.yaml']);
  expect(text).toMatch(/b\.yaml">\n {2}<error [^\n]*\n {2}<error [^\n]*\n<\/file>/);
});

test('has a word for each level', async () => {
  const findings = (['error', 'warning', 'note'] as const).map((level) => finding({ rule: 'x/y', level }));
  const text = await write({ findings, ledger: emptyLedger });
  expect([...text.matchAll(/severity="(\w+)"/g)].map(([, word]) => word)).toEqual(['error', 'warning', 'info']);
});

test('names no line where there is no text', async () => {
  const text = await write({ findings: [finding({ rule: 'input/unreadable', range: null })], ledger: emptyLedger });
  expect(text).toContain('<error severity="error"');
});

test('of a clean run is an empty list', async () => {
  expect(await write({ findings: [], ledger: cleanLedger })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n',
  );
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('stays valid XML with one error for a finding', async () => {
    const text = await write(hostileReport(attack));
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    expect(text.match(/<error /g)).toHaveLength(2);
  });
});

test('files that are shown by one name are one file', async () => {
  const findings = ['a\x1b.yaml', 'a\\x1b.yaml'].map((file) => finding({ rule: 'x/y', file }));
  expect((await write({ findings, ledger: emptyLedger })).match(/<file /g)).toHaveLength(1);
});

test('holds 100,000 findings', () => {
  const findings = Array.from({ length: 100_000 }, (_, index) =>
    finding({ rule: 'x/y', file: `${index % 7}.yaml`, range: on(1, index + 1, index + 2) }),
  );
  const text = checkstyle({ findings, ledger: emptyLedger }, contextOf());
  expect(text.match(/<error /g)).toHaveLength(100_000);
});

test('the schema refuses what readers do not know', async () => {
  const text = checkstyle(sample, contextOf());
  expect(await faults(text.replace('severity="error"', 'severity="note"'))).not.toEqual([]);
  expect(await faults(text.replace('line="15"', 'line="0"'))).not.toEqual([]);
});
