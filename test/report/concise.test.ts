import { expect, test } from 'vitest';
import { concise } from '../../src/report/concise.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { contextOf, emptyLedger, finding, inBaseline, on, rules } from './sample.ts';

const freezing = rules.map((rule) => (rule.id === 'calico/duplicate-peer' ? { ...rule, freezes: true } : rule));

const findings = [
  finding({ rule: 'calico/peer-without-restart-time', level: 'note', file: 'a.yaml', message: 'a note' }),
  finding({ rule: 'metallb/peer-without-graceful-restart', level: 'warning', file: 'a.yaml', message: 'a warning' }),
  finding({ rule: 'calico/peer-without-password', file: 'b.yaml', range: on(7, 3, 9), message: 'an error' }),
  finding({ rule: 'calico/duplicate-peer', file: 'c.yaml', range: on(2, 5, 8), message: 'two peers' }),
  finding({ rule: 'input/unreadable', file: 'd.yaml', range: null, message: 'not read' }),
];

test('is one line a finding: place, level, rule, message; what freezes BGP first, and marked in words', () => {
  expect(concise({ findings, ledger: emptyLedger }, contextOf({ rules: freezing }))).toBe(
    [
      'c.yaml:2:5: error calico/duplicate-peer FREEZES BGP: two peers',
      'b.yaml:7:3: error calico/peer-without-password an error',
      'd.yaml:1:1: error input/unreadable not read',
      'a.yaml:1:1: warning metallb/peer-without-graceful-restart a warning',
      'a.yaml:1:1: note calico/peer-without-restart-time a note',
      '',
    ].join('\n'),
  );
});

test('color changes nothing but color', () => {
  const report = { findings, ledger: emptyLedger };
  const colored = concise(report, contextOf({ rules: freezing, color: true }));
  expect(colored).toContain('\x1b[');
  expect(colored.replace(/\x1b\[[\d;]*m/g, '')).toBe(concise(report, contextOf({ rules: freezing })));
});

test('what was answered is left out, or marked at the end', () => {
  const report = { findings: [inBaseline, ...findings.slice(0, 1)], ledger: emptyLedger };
  expect(concise(report, contextOf()).trimEnd().split('\n')).toHaveLength(1);
  expect(concise(report, contextOf({ includeSuppressed: true }))).toMatch(
    /^a\.yaml.*\n[^\n]*: suppressed error calico\/duplicate-peer something is wrong \(by baseline: accepted in [^\n]*\)\n$/,
  );
});

test('without findings it is empty', () => {
  expect(concise({ findings: [], ledger: emptyLedger }, contextOf())).toBe('');
});

test.each(attacks)('%s makes no second line, and no command', (_, text) => {
  const report = hostileReport(text);
  const open = report.findings.filter(({ suppressed }) => suppressed === null);
  const out = concise(report, contextOf());
  expect(out.split('\n').slice(0, -1)).toHaveLength(open.length);
  expect(out).not.toMatch(harmful);
  expect(out).not.toMatch(commandLine);
  for (const line of out.split('\n').slice(0, -1))
    expect(line).toMatch(/:\d+:\d+: (?:error|warning|note) [a-z0-9-]+\/[a-z0-9-]+ /);
});
