import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/lib/text.ts';
import { command } from '../support/command.ts';
import { policy } from '../support/run.ts';

describe('rules as JSON', () => {
  test.each([[['-f', 'json']], [['--format', 'json']], [['--format=json']]])('%j', async (args) => {
    const { code, out, err } = await command('/', ['rules', ...args]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { rules, families, digest } = JSON.parse(out);
    expect(digest).toBe(policy.digest);
    expect(rules.map((rule: { id: string }) => rule.id)).toEqual(policy.rules.map(({ id }) => id));
    expect(families).toEqual([...new Set(rules.map((rule: { family: string }) => rule.family))]);
    const enforced = policy.rules.find((rule) => rule.enforced);
    expect(rules.find((rule: { id: string }) => rule.id === enforced?.id)).toMatchObject({
      level: enforced?.level,
      class: enforced?.class,
      title: enforced?.title,
      enforced: true,
      off: false,
      references: enforced?.references,
    });
  });

  test('of one family, which is one', async () => {
    const { out } = await command('/', ['rules', 'metallb', '-f', 'json']);
    const { rules } = JSON.parse(out);
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) expect(rule.id).toMatch(/^metallb\//);
  });
});

describe('rules as a table', () => {
  test('of one family', async () => {
    const { out } = await command('/', ['rules', 'metallb']);
    const rows = out.split('\n').filter((line) => line.includes('/'));
    expect(rows).toHaveLength(policy.rules.filter(({ id }) => id.startsWith('metallb/')).length);
    for (const row of rows) expect(row).toMatch(/^metallb\//);
  });

  // The longest id has 41 characters.
  test.each([41, 60, 80, 120])(
    'on a terminal of %i columns nothing is wider, and nothing is missing',
    async (columns) => {
      const { out } = await command('/', ['rules'], { terminal: true, columns });
      for (const line of out.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(columns);
      const flat = out.replace(/\s+/g, ' ');
      for (const { id, title } of policy.rules) {
        expect(flat).toContain(id);
        if (columns !== 80) continue;
        for (const word of title.split(' ')) expect(flat).toContain(word);
      }
    },
  );
});

describe('explain', () => {
  test.each([60, 80, 120])('at %i columns prose is wrapped and code is as it stands', async (columns) => {
    const { out } = await command('/', ['explain', 'calico/global-peer'], { terminal: true, columns });
    const [before = '', rest = ''] = out.split('\nFlagged\n');
    expect(before).not.toBe('');
    for (const line of before.split('\n')) expect(displayWidth(line), line).toBeLessThan(columns);
    expect(rest).toContain('    apiVersion: projectcalico.org/v3\n    kind: BGPPeer\n');
    expect(rest).toContain('\nMended\n');
    expect(rest).toMatch(/\nSources\n(?: {2}\S.*\n)+$/);
    const long = before.split('\n').filter((line) => displayWidth(line) > Math.min(columns, 100) - 20);
    expect(long.length).toBeGreaterThan(2);
  });

  test('the example of every rule is flagged with its place, and fixed', async () => {
    for (const { id } of policy.rules) {
      const { out } = await command('/', ['explain', id], { terminal: false });
      const [before = '', mended = ''] = out.split(/\nMended.*\n/);
      const flagged = before.slice(before.indexOf('\nFlagged\n'));
      expect(flagged, id).toMatch(/^ {2}\S+ {2}(?:error|warning|note)$/m);
      expect(mended.indexOf('\nSources\n'), id).toBeGreaterThan(0);
    }
  });

  test('an option without a default says so', async () => {
    const { out } = await command('/', ['explain', 'cilium/peer-advertises-nothing'], { terminal: false });
    expect(out).toContain('\n  inbound (string, default none)\n');
    const stated = await command('/', ['explain', 'calico/full-mesh-too-large'], { terminal: false });
    expect(stated.out).toMatch(/, default 100\)/);
  });
});

test('the variants of a rule have their texts in its page and in the list', async () => {
  const id = 'session/reserved-as-number';
  const variants = policy.rules.find((rule) => rule.id === id)?.variants ?? {};
  expect(Object.keys(variants)).toContain('last');
  const { out } = await command('/', ['explain', id], { terminal: false });
  for (const name of Object.keys(variants)) expect(out).toContain(`Variant ${name}\n`);
  const listed = JSON.parse((await command('/', ['rules', 'session', '-f', 'json'])).out).rules;
  const found = listed.find((rule: { id: string }) => rule.id === id);
  expect(Object.keys(found.variants)).toEqual(Object.keys(variants));
  // What a variant leaves out is the rule's.
  expect(found.variants.last.remediation).toBe(found.remediation);
  expect(found.variants.last.description).not.toBe(found.description);
});
