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
  test.each([60, 80, 120, 160])('at %i columns nothing is wider but an address', async (columns) => {
    for (const id of ['calico/global-peer', 'terraform/bgp-port-closed', 'metallb/bfd-profile-not-found']) {
      const { out } = await command('/', ['explain', id], { terminal: true, columns });
      const lines = out.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n');
      for (const line of lines.filter((one) => !/^ {2}https:\S+$/.test(one)))
        expect(displayWidth(line), line).toBeLessThan(columns);
      expect(out).toContain(id);
    }
  });

  test('the example of every rule is flagged with its place, and fixed', async () => {
    for (const { id } of policy.rules) {
      const { out } = await command('/', ['explain', id], { terminal: false });
      const [before = '', fixed = ''] = out.split(/\nFixed\n/);
      const flagged = before.slice(before.indexOf('\nFlagged\n'));
      expect(flagged, id).toMatch(/^ *\| +\^+|^ {2}(?:error|warning|note): /m);
      const end = fixed.indexOf('\nSources\n');
      expect(end, id).toBeGreaterThan(0);
      expect(fixed.slice(0, end), id).toMatch(/^ {2}[-+] +\d+ \||is removed$/m);
      expect(fixed.slice(end), id).toContain(`/docs/rules/${id}.md\n`);
    }
  });

  test('before and after stand beside each other where a terminal is wide', async () => {
    const wide = await command('/', ['explain', 'calico/global-peer'], { terminal: true, columns: 140 });
    expect(wide.out).toMatch(/Flagged +Fixed/);
    for (const members of [{ terminal: true, columns: 100 }, { columns: 140 }]) {
      expect((await command('/', ['explain', 'calico/global-peer'], members)).out).not.toMatch(/Flagged +Fixed/);
    }
  });

  test('several rules are explained in their order, one of them once', async () => {
    const ids = ['metallb/bfd-echo', 'calico/global-peer'];
    const { out } = await command('/', ['explain', ...ids, 'metallb/bfd-echo']);
    expect(out.split('\n').filter((line) => ids.includes(line))).toEqual(ids);
  });

  test.each(['calico', 'calico/', 'calico/*'])('the family %s is listed', async (name) => {
    const { code, out } = await command('/', ['explain', name]);
    expect(code).toBe(0);
    expect(out).toBe((await command('/', ['rules', 'calico'])).out);
  });

  test.each([
    ['calcio', /did you mean calico\?/],
    ['calico/globalpeer', /did you mean calico\/global-peer\?/],
  ])('of %s nothing is known, and the nearest is told', async (name, said) => {
    const { code, out, err } = await command('/', ['explain', 'metallb/bfd-echo', name]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
  });

  test.each([
    ['calico/global-peer', /\/docs\/rules\/calico\/global-peer\.md\n$/],
    ['calico', /\/docs\/rules\/README\.md\n$/],
    ['CKV_CUSTOM_BGP_01', /\/docs\/rules\/terraform\/bgp-port-closed\.md\n$/],
  ])('--open %s prints the address, and opens it from a terminal', async (name, address) => {
    const opened: string[] = [];
    const browse = async (url: string) => void opened.push(url);
    const piped = await command('/', ['explain', '--open', name], { browse });
    expect([piped.code, opened]).toEqual([0, []]);
    expect(piped.out).toMatch(address);
    const { out } = await command('/', ['explain', name, '--open'], { browse, terminal: true });
    expect(opened.map((url) => `${url}\n`)).toEqual([out]);
    expect(out).toBe(piped.out);
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
