import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { main } from '../src/cli/main.ts';
import { policy, root } from './support/run.ts';

/** What the command prints at the root of the repository. */
async function output(...args: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const code = await main({
    arguments: args,
    cwd: root,
    env: {},
    now: new Date('2026-11-21T12:00:00Z'),
    readStdin: () => new Uint8Array(),
    out: (part) => {
      text += part;
    },
    err: (part) => {
      text += part;
    },
    terminal: false,
    columns: undefined,
  });
  return { code, text };
}

/** What no sound YAML file can break. */
const onlyUnsound = ['input/yaml-syntax', 'input/json-syntax', 'input/limit-exceeded', 'input/unreadable'];

describe('the examples', () => {
  test('broken breaks every rule that a sound file can break', async () => {
    const { code, text } = await output('examples/broken', '--format', 'json');
    expect(code).toBe(1);
    const found = new Set(JSON.parse(text).findings.map((finding: { rule: string }) => finding.rule));
    expect([...found].sort()).toEqual(policy.rules.map((rule) => rule.id).filter((id) => !onlyUnsound.includes(id)));
  });

  test('mended breaks none', async () => {
    const { code, text } = await output('examples/mended', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(text).findings).toEqual([]);
    expect(JSON.parse(text).ledger).toMatchObject({ skipped: [], undecided: [] });
  });
});

test("the README's picture is what its first command prints", async () => {
  const { text } = await output('examples/broken');
  const shown = /```text\n(.*?)```/s.exec(readFileSync(`${root}/README.md`, 'utf8'))?.[1] ?? '';
  expect(shown).not.toBe('');
  expect(text).toContain(shown);
});
