import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lacking } from '../../scripts/pairs.mjs';

test.each([
  ['no folder', undefined, ['bad-example', 'ok-example']],
  ['no bad example', ['ok-example.yaml', 'bad-other.yaml'], ['bad-example']],
  ['no good one', ['bad-example', 'bad-example.expect'], ['ok-example']],
  ['both', ['bad-example.json', 'bad-example.json.expect', 'ok-example.json'], []],
])('%s', (_, names, missing) => {
  const root = mkdtempSync(join(tmpdir(), 'bgplint-'));
  try {
    const folder = join(root, 'test/rules/calico/some-fault');
    if (names !== undefined) mkdirSync(folder, { recursive: true });
    for (const name of names ?? []) writeFileSync(join(folder, name), '');
    const said = lacking(root, 'calico/some-fault') ?? '';
    for (const name of ['bad-example', 'ok-example']) {
      expect(said.includes(`test/rules/calico/some-fault/${name}.yaml is not there`)).toBe(missing.includes(name));
    }
  } finally {
    rmSync(root, { recursive: true });
  }
});
