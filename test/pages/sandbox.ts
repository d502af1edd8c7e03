/** The sandbox in Chromium: served on the loopback interface from what is in dist/, one browser for a file of tests. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { sandboxPage } from '../../src/cli/sandbox/page.ts';
import { type Served, serve } from '../../src/cli/sandbox/serve.ts';
import { launched } from '../support/chromium.ts';

export { hasChromium } from '../support/chromium.ts';

export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'light',
  hasTouch: true,
  isMobile: true,
};

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A fault that axe-core sees: its rule, and what it is about. */
export interface AxeFault {
  readonly id: string;
  readonly nodes: readonly string[];
}

/** One page, and what it said and asked for beside itself. */
export class Opened {
  readonly page: Page;
  readonly address: string;
  /** What the console, errors of the page, and requests beyond the page itself were. */
  readonly told: string[] = [];

  constructor(page: Page, address: string) {
    this.page = page;
    this.address = address;
    page.on('console', (message) => this.told.push(message.text()));
    page.on('pageerror', (error) => this.told.push(String(error.stack)));
    page.on('request', (request) => {
      const url = request.url().replace(/#.*/, '');
      if (url !== address && !/^(?:blob|data):/.test(url)) this.told.push(url);
    });
  }

  /** Opens the page, and waits for its first check. */
  async open(fragment = ''): Promise<this> {
    await this.page.goto(this.address + fragment);
    await this.checked();
    return this;
  }

  /** Waits for a check of what is there now. */
  async checked(): Promise<void> {
    await this.page.locator('#state', { hasText: 'Checked in' }).waitFor({ state: 'attached' });
  }

  /** What axe-core finds, in all its rules but those that are experiments. */
  async axe(): Promise<readonly AxeFault[]> {
    // The page's policy lets no script in; what is evaluated from outside is none of the page's.
    await this.page.evaluate(`if (!window.axe) { ${axe} }`);
    return this.page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
      ({ id, nodes: nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary) })))`);
  }

  /** Texts of all elements that a selector finds. */
  texts(selector: string): Promise<readonly string[]> {
    return this.page.locator(selector).allInnerTexts();
  }

  /** What has the focus: its id, or else its text. */
  focus(): Promise<string> {
    return this.page.evaluate(`((at) =>
      at.closest('.cm-editor') ? 'editor' : at.id || at.textContent.trim() || at.tagName)(document.activeElement)`);
  }
}

/** A browser and a server for one file of tests. */
export class Sandbox {
  readonly #browser: Browser;
  readonly #served: Served;

  private constructor(browser: Browser, served: Served) {
    this.#browser = browser;
    this.#served = served;
  }

  static async start(): Promise<Sandbox> {
    const browser = await launched();
    return new Sandbox(browser, await serve(sandboxPage(), 0));
  }

  get address(): string {
    return this.#served.address;
  }

  /** A page of its own, which is not open yet. */
  async page(options: BrowserContextOptions): Promise<Opened> {
    const context = await this.#browser.newContext({ ...options, acceptDownloads: true });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    return new Opened(await context.newPage(), this.address);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#served.close();
    await this.#served.closed;
  }
}
