/** The sandbox asks for nothing: not of a network, not of the machine that served it, and it works without both. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxPage } from '../../src/cli/sandbox/page.ts';
import { serve } from '../../src/cli/sandbox/serve.ts';
import { hasChromium, launched } from '../support/chromium.ts';
import { project } from '../support/command.ts';

const { html } = sandboxPage();

const peer = (address: string) => `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: leaf-1
spec:
  peerIP: ${address}
  nodeSelector: rack == 'a'
`;

/** What a page said and asked for, its worker and the tab's picture included. */
async function watched(browser: Browser): Promise<{ page: Page; requests: string[]; told: string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const requests: string[] = [];
  const told: string[] = [];
  context.on('request', (request) =>
    requests.push(
      request
        .url()
        .replace(/#.*/, '')
        .replace(/^(blob|data):.*/, '$1:'),
    ),
  );
  context.on('console', (message) => told.push(message.text()));
  page.on('pageerror', (error) => told.push(String(error)));
  return { page, requests, told };
}

async function checked(page: Page): Promise<void> {
  await page.locator('#state', { hasText: 'Checked in' }).waitFor({ state: 'attached' });
}

/** Opens a text as a person opens a file, and gives what is told of it. */
async function findingsOf(page: Page, text: string): Promise<string> {
  await page.setInputFiles('#picked', { name: 'leaf.yaml', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.locator('#panel', { hasText: /leaf-1/ }).waitFor();
  return page.locator('#panel').innerText();
}

describe.skipIf(!hasChromium)('the sandbox without a network (needs chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launched();
  });
  afterAll(() => browser.close());

  test('asks its server for one page, and for nothing more when the server is gone', async () => {
    const served = await serve({ html, policy: sandboxPage().policy }, 0);
    const { page, requests, told } = await watched(browser);
    await page.goto(served.address);
    await checked(page);
    served.close();
    await served.closed;
    await page.context().setOffline(true);
    expect(await findingsOf(page, peer('192.0.2.300'))).toContain('192.0.2.300');
    for (const view of ['map', 'fixed', 'checked']) await page.locator(`#tab-${view}`).click();
    expect(requests.filter((url) => url !== 'data:')).toEqual([served.address, 'blob:']);
    expect(told).toEqual([]);
    await page.context().close();
  });

  test('opens from the disk with the network cut', async () => {
    const file = pathToFileURL(join(project({ 'page.html': html }), 'page.html')).href;
    const { page, requests, told } = await watched(browser);
    await page.context().setOffline(true);
    await page.goto(file);
    await checked(page);
    expect(await findingsOf(page, peer('192.0.2.1'))).toContain('calico/peer-without-as-number');
    expect(requests.filter((url) => url !== 'data:')).toEqual([file, 'blob:']);
    expect(told).toEqual([]);
    await page.context().close();
  });

  describe('whatever a script in it tried', () => {
    let server: Server;
    let address: string;
    const asked: string[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.setHeader('Access-Control-Allow-Origin', '*');
        response.end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    /** Ways out of a page that its policy has to close; each is given `http://…` without the scheme. */
    const ways = {
      fetch: 'fetch(`http://${to}/`, { mode: "no-cors" })',
      XMLHttpRequest:
        'new Promise((resolve, reject) => { const one = new XMLHttpRequest(); one.onload = resolve; one.onerror = reject; one.open("GET", `http://${to}/`); one.send(); })',
      beacon: 'navigator.sendBeacon(`http://${to}/`, "x") ? undefined : Promise.reject()',
      WebSocket:
        'new Promise((resolve, reject) => { const one = new WebSocket(`ws://${to}/`); one.onopen = resolve; one.onerror = reject; })',
      EventSource:
        'new Promise((resolve, reject) => { const one = new EventSource(`http://${to}/`); one.onopen = resolve; one.onerror = reject; })',
      image:
        'new Promise((resolve, reject) => { const one = new Image(); one.onload = resolve; one.onerror = reject; one.src = `http://${to}/`; })',
      script:
        'new Promise((resolve, reject) => { const one = document.createElement("script"); one.onload = resolve; one.onerror = reject; one.src = `http://${to}/`; document.body.append(one); })',
      style:
        'new Promise((resolve, reject) => { const one = document.createElement("link"); one.rel = "stylesheet"; one.onload = resolve; one.onerror = reject; one.href = `http://${to}/`; document.head.append(one); })',
      form: 'new Promise((resolve) => { const one = document.createElement("form"); one.action = `http://${to}/`; one.target = "_blank"; document.body.append(one); one.submit(); setTimeout(resolve, 300); })',
      frame:
        'new Promise((resolve) => { const one = document.createElement("iframe"); one.src = `http://${to}/`; document.body.append(one); setTimeout(resolve, 300); })',
      'background of an inline style':
        'new Promise((resolve) => { document.body.insertAdjacentHTML("beforeend", `<p style="background: url(http://${to}/)">x</p>`); setTimeout(resolve, 300); })',
      prefetch:
        'new Promise((resolve) => { const one = document.createElement("link"); one.rel = "prefetch"; one.href = `http://${to}/`; document.head.append(one); setTimeout(resolve, 300); })',
      ping: 'new Promise((resolve) => { const one = document.createElement("a"); one.ping = `http://${to}/`; one.href = "#x"; document.body.append(one); one.click(); setTimeout(resolve, 300); })',
      'picture in a drawing':
        'new Promise((resolve) => { document.body.insertAdjacentHTML("beforeend", `<svg><image href="http://${to}/"/><use href="http://${to}/#a"/></svg>`); setTimeout(resolve, 300); })',
      'background of an adopted sheet':
        'new Promise((resolve) => { const one = new CSSStyleSheet(); one.replaceSync(`body { background: url(http://${to}/) }`); document.adoptedStyleSheets = [...document.adoptedStyleSheets, one]; setTimeout(resolve, 300); })',
      font: 'new FontFace("x", `url(http://${to}/)`).load()',
      module: 'import(`http://${to}/`)',
      'fetch in a worker of its own':
        'new Promise((resolve) => { new Worker(URL.createObjectURL(new Blob([`fetch("http://${to}/", { mode: "no-cors" }).finally(() => postMessage(1))`]))).onmessage = resolve; })',
    };

    test.each(Object.entries(ways))('%s reaches nothing', async (_, code) => {
      const file = pathToFileURL(join(project({ 'page.html': html }), 'page.html')).href;
      const { page } = await watched(browser);
      await page.goto(file);
      await checked(page);
      asked.length = 0;
      await page.evaluate(`(async (to) => { try { await (${code}); } catch {} })(${JSON.stringify(address)})`);
      expect(asked).toEqual([]);
      await page.context().close();
    });

    test('what is written into it as markup does not run', async () => {
      const file = pathToFileURL(join(project({ 'page.html': html }), 'page.html')).href;
      const { page } = await watched(browser);
      await page.goto(file);
      await checked(page);
      await page.evaluate(`(() => {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 1"><a href="javascript:window.ran = 1" id="js">x</a>');
        const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one);
        // What an inspector evaluates may use eval, what the page itself begins may not.
        setTimeout(() => eval('window.ran = 1'));
        document.getElementById('js').click();
      })()`);
      await page.waitForTimeout(100);
      expect(await page.evaluate('window.ran')).toBeUndefined();
      await page.context().close();
    });

    test('the ways that are closed are ways', async () => {
      const { page } = await watched(browser);
      await page.setContent('<p>a page without a policy</p>');
      asked.length = 0;
      for (const code of [ways.fetch, ways.image, ways['fetch in a worker of its own']])
        await page.evaluate(`(async (to) => { try { await (${code}); } catch {} })(${JSON.stringify(address)})`);
      expect(asked.filter((url) => url === '/').length).toBeGreaterThanOrEqual(2);
      await page.context().close();
    });
  });
});
