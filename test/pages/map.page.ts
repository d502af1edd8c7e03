/** The map's page in a browser: what people do with it, and that it reaches nothing. BGPLINT_SCREENSHOTS takes the screenshots of docs/. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../src/export/html/index.ts';
import { hostile, small } from '../export/sample.ts';
import { Browser, hasChromium, type Screen } from '../support/chromium.ts';
import { project } from '../support/command.ts';
import { large, network } from '../support/network.ts';
import { root, run } from '../support/run.ts';

const context = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') };
const desk: Screen = { width: 1120, height: 680, scheme: 'light' };
const phone: Screen = { width: 390, height: 780, scheme: 'light', touch: true };
const takesScreenshots = process.env['BGPLINT_SCREENSHOTS'] !== undefined;

describe.skipIf(!hasChromium)('the page of the map (needs chromium)', () => {
  let browser: Browser;
  const page = (name: string, text: string) => join(project({ [`${name}.html`]: text }), `${name}.html`);
  const file = page('small', html(small, context));

  beforeAll(() => {
    browser = new Browser();
  });

  afterAll(() => browser.close());

  const scale = () =>
    browser.evaluate<number>(`new DOMMatrix(getComputedStyle(document.getElementById('view')).transform).a`);
  const shift = () =>
    browser.evaluate<number>(`new DOMMatrix(getComputedStyle(document.getElementById('view')).transform).e`);
  const shown = () =>
    browser.evaluate<string[]>(
      `[...document.querySelectorAll('.session')].filter((one) => !one.hidden).map((one) => one.dataset.session)`,
    );
  const chosen = () =>
    browser.evaluate<string[]>(
      `[...document.querySelectorAll('.session.chosen')].map((one) => one.dataset.session).sort()`,
    );
  const type = (text: string) =>
    browser.evaluate(
      `(() => { const field = document.getElementById('search'); field.value = ${JSON.stringify(text)}; field.dispatchEvent(new Event('input')); })()`,
    );

  test.each([desk, phone, { ...desk, scheme: 'dark' } as const])(
    'opens without a complaint, and asks for nothing',
    async (screen) => {
      await browser.open(file, screen);
      expect(browser.told).toEqual([]);
      expect(await browser.evaluate('getComputedStyle(document.querySelector(".box text")).fontSize')).toBe('13px');
      expect(await browser.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    },
  );

  test('colours follow the system', async () => {
    const grounds: string[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await browser.open(file, { ...desk, scheme });
      grounds.push(await browser.evaluate('getComputedStyle(document.body).backgroundColor'));
    }
    expect(grounds).toEqual(['rgb(255, 255, 255)', 'rgb(20, 23, 28)']);
  });

  test.each(['light', 'dark'] as const)('texts can be read on their ground: %s', async (scheme) => {
    await browser.open(file, { ...desk, scheme });
    const contrasts = await browser.evaluate<number[]>(`(() => {
      const light = (text) => {
        const [r, g, b] = text.match(/[\\d.]+/g).map((part) => { const c = part / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = light(getComputedStyle(document.body).backgroundColor);
      const over = (color) => { const [a, b] = [light(color), ground].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
      return [...document.querySelectorAll('.session p, .state, .frame text, .label text')].map((one) => over(getComputedStyle(one)[one instanceof SVGElement ? 'fill' : 'color']));
    })()`);
    expect(contrasts.length).toBeGreaterThan(10);
    for (const contrast of contrasts) expect(contrast).toBeGreaterThanOrEqual(4);
  });

  test('search finds sessions by name, rule and address, and nodes within a box', async () => {
    await browser.open(file, desk);
    expect(await shown()).toHaveLength(small.sessions.length);
    await type('peer-without-as');
    expect(await shown()).toEqual(['s3']);
    await type('192.0.2.1');
    expect(await shown()).toContain('s1');
    expect(await browser.evaluate(`document.querySelector('[data-box="s6"]').classList.contains('dim')`)).toBe(true);
    await type('node-17');
    expect(await browser.evaluate(`document.querySelector('details.nodes').hidden`)).toBe(false);
    await type('');
    expect(await shown()).toHaveLength(small.sessions.length);
  });

  test('a state can be asked for alone', async () => {
    await browser.open(file, desk);
    await browser.evaluate(
      `(() => { const field = document.getElementById('only'); field.value = 'faulty'; field.dispatchEvent(new Event('change')); })()`,
    );
    expect(await shown()).toEqual(['s3']);
  });

  test('the wheel zooms, dragging moves, and Fit takes both back', async () => {
    await browser.open(file, desk);
    const before = await scale();
    const { mouse } = browser.page;
    await mouse.move(300, 300);
    await mouse.wheel(0, -240);
    await expect.poll(scale).toBeGreaterThan(before);
    await mouse.move(60, 560);
    await mouse.down();
    await mouse.move(160, 580);
    await mouse.up();
    await expect.poll(shift).not.toBe(0);
    await browser.evaluate(`document.getElementById('fit').click()`);
    expect([await scale(), await shift()]).toEqual([1, 0]);
  });

  test('the keyboard is enough: zoom, move, and open a box', async () => {
    await browser.open(file, desk);
    await browser.evaluate(`document.getElementById('map').focus()`);
    await browser.page.keyboard.press('+');
    expect(await scale()).toBeGreaterThan(1);
    await browser.page.keyboard.press('0');
    await browser.page.keyboard.press('ArrowRight');
    expect(await shift()).toBeLessThan(0);
    await browser.evaluate(`document.querySelector('[data-box="r2"]').focus()`);
    await browser.page.keyboard.press('Enter');
    expect(await chosen()).toEqual(['s2', 's3']);
    expect(await browser.evaluate(`document.getElementById('told').textContent`)).toBe('2 sessions are chosen');
  });

  test('a box of many nodes opens their list', async () => {
    await browser.open(file, desk);
    const { x, y } = await browser.evaluate<{ x: number; y: number }>(
      `(() => { const { x, y, width, height } = document.querySelector('[data-box="n1"] rect:last-of-type').getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 }; })()`,
    );
    await browser.page.mouse.click(x, y);
    await expect.poll(() => browser.evaluate(`document.querySelector('details.nodes[data-box="n1"]').open`)).toBe(true);
    expect(await chosen()).toEqual(['s1', 's2', 's4', 's5']);
  });

  test('what strangers wrote does not run', async () => {
    const attack = `</script><script>document.title='pwned'</script><img src=x onerror="document.title='pwned'">"'\``;
    await browser.open(page('hostile', html(hostile(attack), context)), desk);
    expect(await browser.evaluate('document.title')).toBe('BGP sessions: 3 sessions (1 faulty, 2 unknown)');
    expect(await browser.evaluate('document.images.length')).toBe(0);
    expect(browser.told).toEqual([]);
  });

  test('200 nodes and eight routers can be read at once', async () => {
    const result = await run(project(network(large)));
    const name = page('large', html(result.topology(), context));
    for (const [of, screen] of Object.entries({ map: desk, 'map-phone': phone })) {
      for (const scheme of ['light', 'dark'] as const) {
        await browser.open(name, { ...screen, scheme });
        expect(browser.told).toEqual([]);
        // Pixels that a line of the boxes has on the screen.
        const height = await browser.evaluate<number>(
          `document.querySelector('.box text').getBoundingClientRect().height`,
        );
        expect(height).toBeGreaterThan(8);
        if (!takesScreenshots) continue;
        mkdirSync(join(root, 'docs'), { recursive: true });
        const picture = join(root, 'docs', `${of}-${scheme}.png`);
        writeFileSync(picture, await browser.page.screenshot());
        // A quarter of the bytes, where Debian's pngquant is at hand.
        spawnSync('pngquant', ['48', '--nofs', '--strip', '--force', '--output', picture, picture]);
      }
    }
  });
});
