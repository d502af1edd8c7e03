import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { append, largest, smallest } from '../../src/lib/lists.ts';
import { root } from '../support/run.ts';

const long = Array.from({ length: 1_000_000 }, (_, i) => i);

test('lists of any length', () => {
  const list = [-1];
  append(list, long);
  expect(list).toHaveLength(1_000_001);
  expect([smallest(list), largest(list), smallest([]), largest([])]).toEqual([-1, 999_999, Infinity, -Infinity]);
});

describe('the linter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What the plugin that biome.json has for src says of a text. */
  function lint(text: string): string {
    const plugin = join(root, 'scripts', 'spread.grit');
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ root: true, plugins: [plugin] }));
    writeFileSync(join(folder, 'a.ts'), `export const x = (a, b, f, g) => ${text}`);
    const ran = spawnSync(join(root, 'node_modules', '.bin', 'biome'), ['lint', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return ran.stdout + ran.stderr;
  }

  test('has it for src', () => {
    const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    expect(overrides).toContainEqual({ includes: ['src/**'], plugins: ['./scripts/spread.grit'] });
  });

  test.each(['a.push(...b);', 'Math.max(0, ...b);', 'new Set(...b);', 'f([1], () => g(...b));'])(
    'refuses %s',
    (text) => {
      expect(lint(text)).toContain('src/lib/lists.ts');
    },
  );

  test.each(['f([...b]);', 'f({ ...b });', 'f((...c) => c);'])('takes %s', (text) => {
    expect(lint(text)).not.toContain('src/lib/lists.ts');
  });
});
