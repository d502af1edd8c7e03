import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command } from './support/command.ts';
import { policy, root } from './support/run.ts';

/** What no sound YAML file can break. */
const onlyUnsound = ['input/yaml-syntax', 'input/json-syntax', 'input/limit-exceeded', 'input/unreadable'];

describe('the examples', () => {
  test('broken breaks every rule that a sound file can break', async () => {
    const { code, out } = await command(root, ['examples/broken', '--format', 'json']);
    expect(code).toBe(1);
    const found = new Set(JSON.parse(out).findings.map((finding: { rule: string }) => finding.rule));
    expect([...found].sort()).toEqual(policy.rules.map((rule) => rule.id).filter((id) => !onlyUnsound.includes(id)));
  });

  test('mended breaks none', async () => {
    const { code, out } = await command(root, ['examples/mended', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).findings).toEqual([]);
    expect(JSON.parse(out).ledger).toMatchObject({ skipped: [], undecided: [] });
  });
});

test("the README's picture is what its first command prints", async () => {
  const { out } = await command(root, ['examples/broken']);
  const shown = /```text\n(.*?)```/s.exec(readFileSync(`${root}/README.md`, 'utf8'))?.[1] ?? '';
  expect(shown).not.toBe('');
  expect(out).toContain(shown);
});
