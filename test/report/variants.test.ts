/** Why and what to do are the finding's: reports that say them say its variant's. */
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { loadReporter, type ReporterName } from '../../src/report/index.ts';
import { contextOf, emptyLedger, finding, rules } from './sample.ts';

const [first] = rules;

const rule = {
  ...(first as NonNullable<typeof first>),
  id: 'calico/varied',
  description: 'Why of the rule.',
  remediation: 'Do as the rule says.',
  variants: {
    bent: { description: 'Why of bent.', remediation: 'Unbend [it](1).' },
    broken: { remediation: 'Glue it.' },
  },
};

const plain = finding({ rule: rule.id, fingerprint: '1' });
const bent = finding({ rule: rule.id, variant: 'bent', fingerprint: '2' });
const broken = finding({ rule: rule.id, variant: 'broken', fingerprint: '3' });

async function printed(name: ReporterName, findings: Report['findings']): Promise<string> {
  const print = await loadReporter(name);
  return print({ findings, ledger: emptyLedger }, contextOf({ rules: [rule] }));
}

test.each<ReporterName>(['pretty', 'junit', 'markdown'])('%s: why and what to do are the variant’s', async (name) => {
  const text = await printed(name, [bent]);
  expect(text).toContain('Why of bent.');
  expect(text).toContain('Unbend');
  expect(text).not.toContain('of the rule');
  expect(text).not.toContain('as the rule says');
});

test.each<ReporterName>(['pretty', 'junit', 'markdown'])(
  '%s: what a variant leaves out is the rule’s',
  async (name) => {
    const text = await printed(name, [broken]);
    expect(text).toContain('Why of the rule.');
    expect(text).toContain('Glue it.');
  },
);

test.each<ReporterName>(['pretty', 'junit', 'markdown'])('%s: each variant has its own', async (name) => {
  const text = await printed(name, [plain, bent, broken, bent]);
  for (const advice of ['Do as the rule says.', 'Unbend', 'Glue it.']) expect(text).toContain(advice);
});

test('pretty says each variant’s once', async () => {
  const text = await printed('pretty', [bent, bent, plain]);
  expect(text.match(/Why of bent/g)).toHaveLength(1);
});

test('an annotation says the variant’s', async () => {
  const text = await printed('github', [bent]);
  expect(text).toContain('Unbend');
  expect(text).not.toContain('as the rule says');
});

test('SARIF: the rule’s help has all variants, the result says what to do about its own', async () => {
  const { runs } = JSON.parse(await printed('sarif', [plain, bent]));
  const [{ tool, results }] = runs;
  const { help } = tool.driver.rules[0];
  expect(help.text).toContain('What to do: Do as the rule says.');
  for (const part of ['Why of the rule.', 'bent', 'Why of bent.', 'Unbend', 'broken', 'Glue it.'])
    expect(help.markdown).toContain(part);
  const of = (fingerprint: string) =>
    results.find((result: { partialFingerprints: object }) =>
      Object.values(result.partialFingerprints).includes(fingerprint),
    );
  expect(of('2').message.text).toBe('something is wrong\nWhat to do: Unbend [it] (1).');
  expect(of('2').properties).toEqual({ variant: 'bent' });
  expect(of('1').message.text).toBe('something is wrong');
  expect(of('1').properties).toBeUndefined();
});

test('JSON names the variant where there is one', async () => {
  const { findings } = JSON.parse(await printed('json', [plain, bent]));
  expect(findings.map((one: { variant?: string }) => one.variant)).toEqual([undefined, 'bent']);
});
