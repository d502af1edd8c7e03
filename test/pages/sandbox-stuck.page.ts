/** A check that does not end, and what somebody does about it: they change the text. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desk, hasChromium, Sandbox } from './sandbox.ts';

describe.skipIf(!hasChromium)('a check that does not end (needs chromium)', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
  });
  afterAll(() => sandbox.stop());

  test('is given up with its worker once the text changes, and a new worker checks that', async () => {
    const { page, told, address } = await sandbox.page(desk);
    // The first worker hears only the first check: the next one is never answered.
    await page.addInitScript(`{
      const Own = Worker;
      let heard = 0;
      window.workers = 0;
      window.Worker = class extends Own {
        number = ++window.workers;
        postMessage(message) {
          if (this.number === 1 && message.kind === 'check' && heard++ > 0) return;
          super.postMessage(message);
        }
      };
    }`);
    await page.goto(address);
    await page.locator('#state', { hasText: 'Checked in' }).waitFor({ state: 'attached' });
    const open = (name: string, text: string) =>
      page.setInputFiles('#picked', { name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.evaluate(`document.getElementById('state').textContent = ''`);
    await open('a.yaml', 'a: 1\n');
    await open('b.yaml', 'b: 1\n');
    await page.locator('#state', { hasText: 'Checked in' }).waitFor({ state: 'attached' });
    expect(await page.evaluate('window.workers')).toBe(2);
    expect(told).toEqual([]);
  });
});
