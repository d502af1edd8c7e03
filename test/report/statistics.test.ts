import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { statistics, statisticsJson } from '../../src/report/statistics.ts';
import { cleanLedger, contextOf, emptyLedger, finding, inBaseline, rules } from './sample.ts';

const freezing = rules.map((rule) => (rule.id === 'calico/duplicate-peer' ? { ...rule, freezes: true } : rule));
const context = contextOf({ rules: freezing, width: 80 });

const findings = [
  finding({ rule: 'calico/duplicate-peer' }),
  finding({ rule: 'calico/duplicate-peer', fixable: 'safe' }),
  ...Array.from({ length: 12 }, () => finding({ rule: 'calico/peer-without-password', fixable: 'review' })),
  finding({ rule: 'metallb/peer-without-graceful-restart', level: 'warning' }),
  finding({ rule: 'metallb/peer-without-graceful-restart', level: 'error', fixable: 'safe' }),
  inBaseline,
];
const report = { findings, ledger: cleanLedger };

describe('statistics', () => {
  const lines = statistics(report, context).split('\n');

  test('has a row for each rule and level, the most first, then the worst', () => {
    expect(lines.slice(0, 6).map((line) => line.replace(/ +/g, ' ').trim())).toEqual([
      'count level safe review rule',
      '12 error 12 calico/peer-without-password',
      '2 error 1 calico/duplicate-peer FREEZES BGP',
      '1 error 1 metallb/peer-without-graceful-restart',
      '1 warning metallb/peer-without-graceful-restart',
      '',
    ]);
  });

  test('marks fixes in their own columns', () => {
    const at = (word: string) => (lines[0] ?? '').indexOf(word) + word.length;
    expect(lines[1]?.slice(0, at('review'))).toMatch(/ 12$/);
    expect(lines[1]?.slice(0, at('safe')).trimEnd()).toMatch(/error$/);
    expect(lines[2]?.slice(0, at('safe'))).toMatch(/ 1$/);
  });

  test('ends with the totals, and with what was checked', () => {
    const rest = lines.slice(6).join(' ');
    expect(rest).toContain('16 findings of 3 rules (15 errors, 1 warning; 2 freeze BGP); 1 in the baseline');
    expect(rest).toContain('2 fixable with --fix (safe); 12 with --fix-review (to be reviewed)');
    expect(rest).toContain('checked 14 resources in 6 files');
  });

  test('without findings it says so, and what was checked', () => {
    const text = statistics({ findings: [], ledger: cleanLedger }, context);
    expect(text).toMatch(/^no findings\nchecked 14 resources/);
    expect(statistics({ findings: [], ledger: cleanLedger }, { ...context, quiet: true })).toBe('');
  });

  test('of as many, what freezes BGP comes first', () => {
    const two = [
      finding({ rule: 'calico/peer-without-password' }),
      finding({ rule: 'metallb/x' }),
      finding({ rule: 'calico/duplicate-peer' }),
    ];
    expect(statistics({ findings: two, ledger: emptyLedger }, context).split('\n')[1]).toContain('FREEZES BGP');
  });

  test('says how many freeze BGP where not all do', () => {
    const some = [
      finding({ rule: 'calico/duplicate-peer' }),
      finding({ rule: 'calico/duplicate-peer', variant: 'mild' }),
    ];
    expect(statistics({ findings: some, ledger: emptyLedger }, context)).toContain('  1 of them FREEZE BGP\n');
  });
});

test('as JSON it holds what its schema says', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schemas/statistics.json', import.meta.url), 'utf8'));
  const value = JSON.parse(statisticsJson(report, context));
  const valid = new Ajv({ strict: false }).compile(schema);
  expect(valid(value), JSON.stringify(valid.errors)).toBe(true);
  expect(value).toMatchObject({ findings: 16, suppressed: 1 });
  expect(value.statistics[1]).toEqual({
    ...{ rule: 'calico/duplicate-peer', level: 'error', count: 2, freezes: 2 },
    fixable: { safe: 1, review: 0 },
  });
  const sum = value.statistics.reduce((all: number, row: { count: number }) => all + row.count, 0);
  expect(sum).toBe(16);
});
