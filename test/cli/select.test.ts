import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { policy } from '../support/run.ts';

/** A peer with two faults of different rules, and a file that an enforced rule finds. */
const peer = calicoPeer('bad').replace(/^ +asNumber: .*\n/m, '');
const unreadable = new Uint8Array([
  0x6b, 0x69, 0x6e, 0x64, 0x3a, 0x20, 0x42, 0x47, 0x50, 0x50, 0x65, 0x65, 0x72, 0xff, 0xfe, 0x0a,
]);

async function reported(folder: string, ...args: readonly string[]) {
  const { code, out, err } = await command(folder, [...args, '--format', 'json']);
  const { findings, ledger } = JSON.parse(out === '' ? '{"findings":[]}' : out);
  return { code, err, ids: findings.map(({ rule }: { rule: string }) => rule).sort(), ledger };
}

const folder = project({ 'a.yaml': peer });
const all = (await reported(folder)).ids;
const [one = '', ...others] = all;

test('the example has findings of several rules', () => {
  expect(new Set(all).size).toBeGreaterThan(1);
});

describe('--only', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a rule', [one], [one]],
    ['a family', ['calico'], all],
    ['a family as the config writes it', ['calico/*'], all],
    ['a list', [`metallb,${one}`], [one]],
    ['a rule of several', ['metallb', '--only', one], [one]],
    ['another family', ['cilium'], []],
  ])('reports on %s', async (_, only, ids) => {
    const run = await reported(folder, '--only', ...only);
    expect(run.ids).toEqual(ids);
    expect(run.code).toBe(ids.length === 0 ? 0 : 1);
  });

  test('reports on a class', async () => {
    const { ids } = await reported(folder, '--only', '@security');
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(policy.rules.find((rule) => rule.id === id)?.class).toBe('security');
  });

  test('shows a file that could not be read for its syntax', async () => {
    const broken = project({ 'a.yaml': soundPeer, 'b.yaml': `${soundPeer}a: [\n` });
    expect(await reported(broken, '--only', 'calico')).toMatchObject({ code: 1, ids: ['input/yaml-syntax'] });
    expect((await reported(broken, '--only', 'calico', '--skip', 'input')).ids).toEqual([]);
  });

  test('takes one argument, and the next is a path', async () => {
    const run = await reported(project({ 'a.yaml': peer, 'x/b.yaml': soundPeer }), '--only', 'calico', 'x');
    expect({ code: run.code, ids: run.ids }).toEqual({ code: 0, ids: [] });
  });

  test('counts what it leaves out in the ledger', async () => {
    const { ledger } = await reported(folder, '--only', one);
    expect(ledger.leftOut).toMatchObject({ asked: [`--only ${one}`], enforced: { error: 0, warning: 0, note: 0 } });
    const { error, warning, note } = ledger.leftOut.findings;
    expect(error + warning + note).toBe(others.length);
    expect((await command(folder, ['--only', one])).out).toMatch(/\n {2}left out +by --only calico\/[^\n]*, which/);
  });

  test.each(['pretty', 'concise'])('stays red for enforced rules, and says so (%s)', async (format) => {
    const broken = project({ 'a.yaml': soundPeer, 'b.yaml': unreadable });
    expect((await reported(broken)).ids).toEqual(['input/unreadable']);
    for (const quiet of [[], ['-q']]) {
      const { code, out, err } = await command(broken, ['--only', 'calico', '--format', format, ...quiet]);
      expect(code).toBe(1);
      expect((out + err).replace(/\s+/g, ' ')).toContain('1 error of enforced rules not shown');
    }
    expect((await reported(broken, '--only', 'calico')).ledger.leftOut.enforced.error).toBe(1);
    expect((await reported(broken, '--only', 'calico', '--fail-on', 'never')).code).toBe(0);
    expect((await reported(broken, '--only', 'input')).ids).toEqual(['input/unreadable']);
  });

  test('says that a rule is off', async () => {
    const off = policy.rules.find((rule) => rule.off)?.id ?? '';
    expect((await reported(folder, '--only', off)).err).toContain(`${off} is off: it finds nothing until`);
  });
});

describe('--skip', () => {
  test('leaves a rule out', async () => {
    const run = await reported(folder, '--skip', one);
    expect(run.ids).toEqual(others);
    expect(run.ledger.leftOut).toMatchObject({ asked: [`--skip ${one}`], rules: 1 });
  });

  test('leaves a family out, and what is enforced in it stays', async () => {
    const broken = project({ 'a.yaml': peer, 'b.yaml': unreadable });
    const run = await reported(broken, '--skip', 'calico', '--skip', 'input/*');
    expect({ code: run.code, ids: run.ids, err: run.err }).toEqual({ code: 1, ids: ['input/unreadable'], err: '' });
  });

  test('of an enforced rule has no effect, and says so', async () => {
    const broken = project({ 'b.yaml': unreadable });
    const run = await reported(broken, '--skip', 'input/unreadable');
    expect(run.ids).toEqual(['input/unreadable']);
    expect(run.err).toBe('bgplint: warning: --skip input/unreadable has no effect: the rule is enforced\n');
  });

  test('within --only', async () => {
    expect((await reported(folder, '--only', 'calico', '--skip', one)).ids).toEqual(others);
  });
});

describe('suppressions', () => {
  const suppressed = peer.replace('spec:', `spec: # bgplint-ignore ${one} -- as agreed`);

  test.each([
    ['--skip', one],
    ['--only', 'calico/global-peer,input'],
  ])('of a rule that %s leaves out are not unused', async (...args) => {
    const run = await reported(project({ 'a.yaml': suppressed }), ...args);
    expect(run.ids).not.toContain('input/unused-suppression');
  });

  test('that are unused still are', async () => {
    const idle = soundPeer.replace('spec:', `spec: # bgplint-ignore ${one} -- as agreed`);
    expect((await reported(project({ 'a.yaml': idle }), '--only', 'input')).ids).toEqual(['input/unused-suppression']);
  });
});

describe('is refused', () => {
  test.each<[readonly string[], RegExp]>([
    [
      ['--only', 'calico/gobal-peer'],
      /--only "calico\/gobal-peer" is not a rule, family or class: did you mean calico\/global-peer\?/,
    ],
    [['--skip', 'global-peer'], /did you mean calico\/global-peer\?/],
    [['--skip', 'calcio'], /did you mean calico\?/],
    [['--only', '@secruity'], /did you mean @security\?/],
    [['--only', 'zzzzzz'], /"zzzzzz" is not a rule, family or class: bgplint rules lists the rules/],
    [['--only', ''], /It must be rules with commas between them/],
    [['--only', 'calico,'], /It must be rules with commas between them/],
    [['--only', 'calico', '--skip', 'calico/*'], /leave no rule/],
    [
      ['--only', 'calico', '--update-baseline', '--baseline', 'b.json'],
      /--update-baseline cannot be combined with --only/,
    ],
    [
      ['--skip', 'calico', '--prune-baseline', '--baseline', 'b.json'],
      /--prune-baseline cannot be combined with --skip/,
    ],
  ])('%j', async (args, sentence) => {
    const { code, out, err } = await command(folder, args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
  });
});

test('--fix fixes what is asked for alone', async () => {
  const text = 'apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: {name: a}\nspec:\n  peerIP: 192.0.2.1\n';
  const both = project({ 'a.yaml': text });
  const whole = await command(both, ['--diff', '--fix-review']);
  const part = await command(both, ['--diff', '--fix-review', '--skip', 'calico']);
  expect(whole.code).toBe(1);
  expect(part.out).toBe('');
});
