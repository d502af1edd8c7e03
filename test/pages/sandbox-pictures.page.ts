/** With BGPLINT_SCREENSHOTS it takes the pictures of docs/sandbox.md anew. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/run.ts';
import { desk, hasChromium, Sandbox } from './sandbox.ts';

const takes = hasChromium && process.env['BGPLINT_SCREENSHOTS'] !== undefined;

describe.skipIf(!takes)('pictures of the sandbox (BGPLINT_SCREENSHOTS)', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
  });
  afterAll(() => sandbox?.stop());

  test.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
    const at = await (await sandbox.page({ ...desk, colorScheme })).open();
    await at.page.locator('button.go').first().click();
    const picture = join(root, 'docs', `sandbox-${colorScheme}.png`);
    await at.page.screenshot({ path: picture });
    spawnSync('pngquant', ['48', '--nofs', '--strip', '--force', '--output', picture, picture]);
    expect(at.told).toEqual([]);
  });
});
