import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/lib/text.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Level, Rule } from '../../../src/model/rule.ts';
import { pretty } from '../../../src/report/pretty/index.ts';
import { attacks, commandLine, harmful } from '../hostile.ts';
import { contextOf, emptyLedger, finding, on, rules } from '../sample.ts';

/** So many findings of one rule and level, each on its line of a file. */
function alike(number: number, rule = 'calico/duplicate-peer', level: Level = 'error'): readonly Finding[] {
  return Array.from({ length: number }, (_, index) =>
    finding({ rule, level, file: `${level}.yaml`, range: on(index + 1, 1, 2), message: `${level} ${index + 1}` }),
  );
}

function write(findings: readonly Finding[], width = 100): string {
  return pretty({ findings, ledger: emptyLedger }, contextOf({ width }));
}

/** The headers of findings that are told in full, without their links. */
function headers(text: string): readonly string[] {
  return text.match(/^(?:error|warning|note)\[\S+\]$/gm) ?? [];
}

/** The places of findings that have a line. */
function listed(text: string): readonly string[] {
  return text.match(/^ {2}\S+:\d+:\d+ {2}/gm) ?? [];
}

describe('pretty', () => {
  test('tells ten findings in full', () => {
    const text = write(alike(10));
    expect(headers(text)).toHaveLength(10);
    expect(text).not.toMatch(/\bmore (?:error|of)|worst/);
  });

  test('of more it tells the first of a rule in full, and the next on a line each, right below', () => {
    const other = finding({ rule: 'calico/peer-without-password', range: on(3, 1, 2), message: 'another rule' });
    const text = write([...alike(9), other, ...alike(3, 'calico/duplicate-peer', 'note')]);
    expect(headers(text)).toEqual([
      'error[calico/duplicate-peer]',
      'error[calico/peer-without-password]',
      'note[calico/duplicate-peer]',
    ]);
    const blocks = text.split('\n\n');
    expect(blocks[2]).toMatch(
      /^ {2}8 more errors of calico\/duplicate-peer:\n {2}error\.yaml:2:1 {2}error 2\n(?:.*\n){6} {2}error\.yaml:9:1 {2}error 9$/,
    );
    expect(text).toContain(
      '\n\n  2 more notes of calico/duplicate-peer:\n  note.yaml:2:1  note 2\n  note.yaml:3:1  note 3\n\n10 errors, 3 notes\n',
    );
  });

  test('tells the variants of a rule apart, each with why and what to do', () => {
    const [first, ...others] = rules;
    const variants = { other: { description: 'The other reason.' } };
    const context = contextOf({ rules: [{ ...(first as Rule), variants }, ...others] });
    const found = alike(12, first?.id).map((one, i) => (i % 2 === 0 ? one : { ...one, variant: 'other' }));
    const text = pretty({ findings: found, ledger: emptyLedger }, context);
    expect(headers(text)).toHaveLength(2);
    expect(text.match(/ {2}why {2}/g)).toHaveLength(2);
    expect(text).toContain('  why  The other reason.\n');
  });

  test('names the worst three rules of a long run at its end', () => {
    const ids = ['calico/duplicate-peer', 'calico/peer-without-password', 'input/unreadable'];
    const text = write([...alike(7, 'x/y', 'warning'), ...ids.flatMap((id) => alike(2, id))]);
    expect(text.split('\n\n').at(-1)).toContain(
      [
        '  worst      error.yaml:1:1 calico/duplicate-peer and 1 more',
        '             error.yaml:1:1 calico/peer-without-password and 1 more',
        '             error.yaml:1:1 input/unreadable and 1 more',
        '',
      ].join('\n'),
    );
  });

  test('counts what is left after a hundred lines', () => {
    const text = write(alike(20_000));
    expect(headers(text)).toHaveLength(1);
    expect(listed(text)).toHaveLength(100);
    expect(text).toContain('\n\n  19999 more errors of calico/duplicate-peer:\n  error.yaml:2:1  error 2\n');
    expect(text).toContain(
      '\n  error.yaml:101:1  error 101\n  and 19899 more of calico/duplicate-peer: --format concise has them all\n\n20000 errors\n',
    );
  });

  test('hides no finding of an enforced rule', () => {
    const text = write(alike(5000, 'input/unreadable'));
    expect(headers(text)).toHaveLength(1);
    expect(listed(text)).toHaveLength(4999);
    expect(text).not.toContain('--format concise');
  });

  test('lets no crowd take the place of another rule, or of a higher level of its own', () => {
    const few = [...alike(1, 'calico/peer-without-password'), ...alike(1, 'calico/duplicate-peer', 'warning')];
    const text = write([...alike(1000, 'calico/duplicate-peer', 'note'), ...few]);
    expect(headers(text)).toEqual([
      'error[calico/peer-without-password]',
      'warning[calico/duplicate-peer]',
      'note[calico/duplicate-peer]',
    ]);
    expect(text).toContain('\n  999 more notes of calico/duplicate-peer:\n');
  });

  test('reads no text for what it tells on a line', () => {
    const asked = new Set<string>();
    const findings = alike(200).map((found, index) => ({ ...found, file: `${index}.yaml` }));
    pretty({ findings, ledger: emptyLedger }, { ...contextOf(), frame: (file) => void asked.add(file) });
    expect(asked.size).toBe(1);
  });

  test('counts what a machine can fix in the crowd, too', () => {
    const findings = alike(150).map((found) => ({ ...found, fixable: 'safe' as const }));
    const fix = () => ({ safe: true, title: 'fix it', edits: [] });
    expect(pretty({ findings, ledger: emptyLedger }, contextOf({ fix }))).toContain(' 150 with --fix ');
  });

  test('keeps a line to the width, and cuts what does not fit', () => {
    const findings = alike(30).map((found) => ({ ...found, message: `first ${'\u5bbf\u8216 '.repeat(100)}last` }));
    const lines = write(findings, 80)
      .split('\n')
      .filter((line) => /^ {2}error\.yaml:/.test(line));
    expect(lines).toHaveLength(29);
    for (const line of lines) {
      expect(displayWidth(line)).toBeLessThanOrEqual(80);
      expect(line).toMatch(/ {2}first (?:\S+ )+\S+\.\.\.$/);
    }
  });

  test('keeps a message that just fits', () => {
    const place = '  error.yaml:11:1  '.length;
    const message = 'x'.repeat(80 - place);
    const text = write(
      alike(11).map((found) => ({ ...found, message })),
      80,
    );
    expect(text).toContain(`\n  error.yaml:11:1  ${message}\n`);
  });
});

test('a message that has no room beside a long path is below it', () => {
  const file = `${'folder/'.repeat(9)}peers.yaml`;
  const lines = write(
    alike(12).map((found) => ({ ...found, file })),
    80,
  ).split('\n');
  expect(lines).toContain(`  ${file}:12:1`);
  expect(lines[lines.indexOf(`  ${file}:12:1`) + 1]).toBe('    error 12');
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('stays one line for a finding', () => {
    const findings = alike(25).map((found) => ({ ...found, message: attack, file: attack }));
    const text = write(findings);
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    expect(text.split('\n\n').at(-2)?.split('\n')).toHaveLength(attack.length > 40 ? 49 : 25);
  });
});
