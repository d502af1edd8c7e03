import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/lib/text.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Level } from '../../../src/model/rule.ts';
import { pretty } from '../../../src/report/pretty/index.ts';
import { attacks, commandLine, harmful } from '../hostile.ts';
import { contextOf, emptyLedger, finding, on } from '../sample.ts';

/** So many findings of one rule and level, each on its line of a file. */
function alike(number: number, rule = 'calico/duplicate-peer', level: Level = 'error'): readonly Finding[] {
  return Array.from({ length: number }, (_, index) =>
    finding({ rule, level, file: `${level}.yaml`, range: on(index + 1, 1, 2), message: `${level} ${index + 1}` }),
  );
}

function write(findings: readonly Finding[], width = 100): string {
  return pretty({ findings, ledger: emptyLedger }, contextOf({ width }));
}

/** The headers of findings that are told in full. */
function headers(text: string): readonly string[] {
  return text.match(/^\S+:\d+:\d+ {2}(?:error|warning|note) {2}\S+$/gm) ?? [];
}

/** The places of findings that have a line. */
function listed(text: string): readonly string[] {
  return text.match(/^ {2}\S+:\d+:\d+ {2}/gm) ?? [];
}

describe('pretty', () => {
  test('tells twenty alike findings in full, as any others', () => {
    const text = write(alike(20));
    expect(headers(text)).toHaveLength(20);
    expect(text).not.toMatch(/\bmore (?:error|of)/);
  });

  test('tells the next ones on a line each', () => {
    const blocks = write(alike(22)).split('\n\n');
    expect(blocks.at(-2)).toBe(
      '2 more errors of calico/duplicate-peer\n  error.yaml:21:1  error 21\n  error.yaml:22:1  error 22',
    );
    expect(blocks.at(-1)).toMatch(/^22 errors\n/);
  });

  test('counts what is left after a hundred lines', () => {
    const text = write(alike(20_000));
    expect(headers(text)).toHaveLength(20);
    expect(listed(text)).toHaveLength(100);
    expect(text).toContain('\n\n19980 more errors of calico/duplicate-peer\n  error.yaml:21:1  error 21\n');
    expect(text).toContain(
      '\n  error.yaml:120:1  error 120\n  and 19880 more of calico/duplicate-peer: --format json has them all\n\n20000 errors\n',
    );
  });

  test('hides no finding of an enforced rule', () => {
    const text = write(alike(5000, 'input/unreadable'));
    expect(headers(text)).toHaveLength(20);
    expect(listed(text)).toHaveLength(4980);
    expect(text).not.toContain('--format json');
  });

  test('lets no crowd take the place of another rule, or of a higher level of its own', () => {
    const few = [...alike(5, 'calico/peer-without-password'), ...alike(5, 'calico/duplicate-peer', 'warning')];
    const text = write([...alike(1000, 'calico/duplicate-peer', 'note'), ...few]);
    for (const { rule, level, range } of few) {
      expect(headers(text)).toContain(`${level}.yaml:${range?.startLine}:1  ${level}  ${rule}`);
    }
    expect(text).toContain('\n980 more notes of calico/duplicate-peer\n');
  });

  test('reads no text for what it tells on a line', () => {
    const asked = new Set<string>();
    const findings = alike(200).map((found, index) => ({ ...found, file: `${index}.yaml` }));
    pretty({ findings, ledger: emptyLedger }, { ...contextOf(), frame: (file) => void asked.add(file) });
    expect(asked.size).toBe(20);
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
    expect(lines).toHaveLength(10);
    for (const line of lines) {
      expect(displayWidth(line)).toBeLessThanOrEqual(80);
      expect(line).toMatch(/ {2}first (?:\S+ )+\S+\.\.\.$/);
    }
  });

  test('keeps a message that just fits', () => {
    const place = '  error.yaml:21:1  '.length;
    const message = 'x'.repeat(80 - place);
    const text = write(
      alike(21).map((found) => ({ ...found, message })),
      80,
    );
    expect(text).toContain(`\n  error.yaml:21:1  ${message}\n`);
  });
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('stays one line for a finding', () => {
    const findings = alike(25).map((found) => ({ ...found, message: attack, file: attack }));
    const text = write(findings);
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    expect(text.split('\n\n').at(-2)?.split('\n')).toHaveLength(6);
  });
});
