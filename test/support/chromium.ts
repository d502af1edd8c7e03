/**
 * Pages in Chromium, spoken to through a pipe in the words of its DevTools: a screen of code for what the tests ask, in the place
 * of a library of 14 MB. Debian's package is `chromium`; BGPLINT_CHROMIUM names another program.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const program = process.env['BGPLINT_CHROMIUM'] ?? 'chromium';

/** False where there is no browser: then there is nothing to look at. */
export const hasChromium = spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

type Answer = { readonly [name: string]: unknown };

export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly touch?: boolean;
}

/** One browser with one page at a time. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #folder = mkdtempSync(join(tmpdir(), 'bgplint-chromium-'));
  readonly #waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  readonly #events: { readonly method: string; readonly params: Answer }[] = [];
  readonly #heard = new Set<() => void>();
  #last = 0;
  #session: string | undefined;

  constructor() {
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run'];
    this.#process = spawn(program, [...args, '--remote-debugging-pipe', `--user-data-dir=${this.#folder}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    let text = '';
    (this.#process.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const messages = `${text}${chunk}`.split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) this.#hear(JSON.parse(message));
    });
  }

  /** Opens a file. Whatever the page writes to its console, or asks of a network, is in `told`. */
  async open(file: string, { width, height, scheme, touch = false }: Screen): Promise<void> {
    this.#events.length = 0;
    const { targetId } = await this.#call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.#call('Target.attachToTarget', { targetId, flatten: true });
    this.#session = String(sessionId);
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await this.#call(`${domain}.enable`, {});
    await this.#call('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: touch });
    await this.#call('Emulation.setTouchEmulationEnabled', { enabled: touch });
    await this.#call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    await this.#call('Page.navigate', { url: `file://${file}` });
    await this.#event('Page.loadEventFired');
  }

  /** What the page's console, its errors and its policy said, and every address that it asked for beside its own file. */
  get told(): readonly string[] {
    return this.#events.flatMap(({ method, params }) => {
      if (method === 'Runtime.exceptionThrown' || method === 'Log.entryAdded' || method === 'Runtime.consoleAPICalled')
        return [JSON.stringify(params)];
      if (method !== 'Network.requestWillBeSent') return [];
      const { url } = params['request'] as { url: string };
      return url.startsWith('file:') ? [] : [url];
    });
  }

  /** The value of an expression in the page. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const answer = await this.#call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (answer['exceptionDetails'] !== undefined) throw new Error(JSON.stringify(answer['exceptionDetails']));
    return (answer['result'] as { value: Value }).value;
  }

  async key(key: string): Promise<void> {
    const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
    await this.#call('Input.dispatchKeyEvent', { type: 'keyDown', key, code: key, ...text, ...codes[key] });
    await this.#call('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, ...codes[key] });
  }

  async mouse(type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number): Promise<void> {
    const buttons = type === 'mouseMoved' ? { buttons: 1 } : { clickCount: 1 };
    await this.#call('Input.dispatchMouseEvent', { type, x, y, button: 'left', ...buttons });
  }

  async wheel(x: number, y: number, deltaY: number): Promise<void> {
    await this.#call('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY });
  }

  /** A PNG of what is seen. */
  async screenshot(): Promise<Uint8Array> {
    const { data } = await this.#call('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(String(data), 'base64');
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await gone;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #call(method: string, params: Answer): Promise<Answer> {
    const id = ++this.#last;
    const session = this.#session === undefined || method.startsWith('Target.') ? {} : { sessionId: this.#session };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async #event(method: string): Promise<void> {
    while (!this.#events.some((one) => one.method === method))
      await new Promise<void>((resolve) => this.#heard.add(resolve));
  }

  #hear(message: {
    id?: number;
    method?: string;
    params?: Answer;
    result?: Answer;
    error?: { message: string };
  }): void {
    if (message.id !== undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.result ?? {});
      else waiting?.reject(new Error(message.error.message));
      return;
    }
    this.#events.push({ method: message.method ?? '', params: message.params ?? {} });
    for (const heard of this.#heard) heard();
    this.#heard.clear();
  }
}

const codes: { readonly [key: string]: { readonly windowsVirtualKeyCode: number } } = {
  Enter: { windowsVirtualKeyCode: 13 },
  Tab: { windowsVirtualKeyCode: 9 },
  ArrowRight: { windowsVirtualKeyCode: 39 },
};
