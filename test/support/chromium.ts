/** Pages in Chromium, through playwright-core. Debian's package is `chromium`; BGPLINT_CHROMIUM names another program. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { chromium, type Page, type Browser as Program } from 'playwright-core';

const named = process.env['BGPLINT_CHROMIUM'] ?? 'chromium';

/** The path of the program; empty where there is none. */
export const chromiumProgram = spawnSync('sh', ['-c', 'command -v "$0"', named], { encoding: 'utf8' }).stdout.trim();

/** False where there is no browser: then there is nothing to look at. */
export const hasChromium = chromiumProgram !== '';

export function launched(): Promise<Program> {
  return chromium.launch({ executablePath: chromiumProgram, args: ['--no-sandbox', '--hide-scrollbars'] });
}

export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly touch?: boolean;
}

/** One browser with one page at a time. */
export class Browser {
  readonly #program = launched();
  readonly #told: string[] = [];
  #page: Page | undefined;

  /** Opens a file. Whatever the page writes to its console, or asks for beside itself, is in `told`. */
  async open(file: string, { width, height, scheme, touch = false }: Screen): Promise<void> {
    await this.#page?.context().close();
    this.#told.length = 0;
    const context = await (await this.#program).newContext({
      viewport: { width, height },
      colorScheme: scheme,
      hasTouch: touch,
      isMobile: touch,
    });
    const page = await context.newPage();
    const own = pathToFileURL(file).href;
    page.on('console', (message) => this.#told.push(message.text()));
    page.on('pageerror', (error) => this.#told.push(String(error.stack)));
    page.on('request', (request) => {
      if (request.url() !== own) this.#told.push(request.url());
    });
    this.#page = page;
    await page.goto(own);
  }

  /** What the page's console, its errors and its policy said, and every address that it asked for beside its own file. */
  get told(): readonly string[] {
    return this.#told;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('no page is open');
    return this.#page;
  }

  /** The value of an expression in the page. */
  evaluate<Value>(expression: string): Promise<Value> {
    return this.page.evaluate<Value>(expression);
  }

  async close(): Promise<void> {
    await (await this.#program).close();
  }
}
