import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxPage } from '../../src/cli/sandbox/page.ts';
import { answering, serve } from '../../src/cli/sandbox/serve.ts';
import { command, project } from '../support/command.ts';
import { root } from '../support/run.ts';

const page = sandboxPage();

interface Answer {
  readonly status: number | undefined;
  readonly headers: { readonly [name: string]: unknown };
  readonly body: string;
}

describe('bgplint sandbox', () => {
  // A machine without a network may have no loopback interface either: the same answers, through a socket that is a file.
  const port = 8080;
  const socketPath = join(project({}), 'socket');
  const server = createServer(answering(page, port));
  beforeAll(() => new Promise<void>((resolve) => server.listen(socketPath, resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const ask = (path: string, { method = 'GET', host = `127.0.0.1:${port}` } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      request({ socketPath, path, method, headers: { host }, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
      })
        .on('error', reject)
        .end();
    });

  test('serves the page, and the policy that it has', async () => {
    const { status, headers, body } = await ask('/');
    expect([status, body === page.html]).toEqual([200, true]);
    expect(headers['content-security-policy']).toBe(`${policyIn(page.html)}; frame-ancestors 'none'`);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test.each([
    ['/', { host: 'evil.example' }, 421],
    ['/', { host: 'evil.example:80' }, 421],
    ['/', { host: '127.0.0.1' }, 421],
    ['/', { method: 'POST' }, 405],
    ['/', { method: 'OPTIONS' }, 405],
    ['/?x', {}, 404],
    ['/favicon.ico', {}, 404],
    ['/../package.json', {}, 404],
    ['//127.0.0.1/', {}, 404],
  ])('%s %j is refused with %i', async (path, asked, status) => {
    const answer = await ask(path, asked);
    expect([answer.status, answer.body.length]).toEqual([status, 0]);
  });

  test('answers HEAD, and localhost by its name', async () => {
    expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect((await ask('/', { host: `LocalHost:${port}` })).status).toBe(200);
    expect((await ask('/', { host: 'localhost:1' })).status).toBe(421);
  });

  test('listens on the loopback interface alone, and says that a port is in use', async () => {
    const served = await serve(page, 0);
    expect(served.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const own = Number(new URL(served.address).port);
    await expect(serve(page, own)).rejects.toThrow(`Port ${own} cannot be opened: it is in use.`);
    served.close();
    await served.closed;
  });

  test.each(['0', '65536', '-1', '80x', '1e3'])('--port %s is no port', async (port) => {
    const { code, err } = await command(root, ['sandbox', `--port=${port}`]);
    expect([code, err]).toEqual([2, expect.stringContaining('is not a port: write a number from 1 to 65535')]);
  });

  test('--out writes the bytes that are served', async () => {
    const folder = project({});
    const { code, out } = await command(folder, ['sandbox', '--out', 'page.html']);
    expect([code, out]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'page.html'), 'utf8') === page.html).toBe(true);
  });

  test('--out does not follow a link out of the repository', async () => {
    const folder = project({ 'repo/.git/HEAD': '' });
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere', 'page.html'), 'mine');
    symlinkSync(join(folder, 'elsewhere', 'page.html'), join(folder, 'repo', 'page.html'));
    const { code, err } = await command(join(folder, 'repo'), ['sandbox', '--out', 'page.html']);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('The page "page.html" is a link to a file outside its repository'),
    ]);
    expect(readFileSync(join(folder, 'elsewhere', 'page.html'), 'utf8')).toBe('mine');
  });
});

describe('the page', () => {
  test('may run only its own script and style, and reach nothing', () => {
    const [script = '', style = ''] = [inline('script'), inline('style')];
    expect(script.length).toBeGreaterThan(1000);
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policyIn(page.html).split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)} 'wasm-unsafe-eval'`,
      `style-src ${hash(style)}`,
      'worker-src blob:',
      'img-src data:',
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test('says its policy before anything that it could hold back', () => {
    expect(page.html.indexOf('Content-Security-Policy')).toBeLessThan(page.html.search(/<(?:link|style|script)/));
  });

  test('names no address but those that a person may follow', () => {
    const markup = page.html.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '');
    expect(markup.match(/(?:src|href|action|srcset|poster)="(?!data:,|#)[^"]*"/g)).toBeNull();
  });

  test('holds the module, the rules and their pages that are in dist/', () => {
    expect(part('module').equals(readFileSync(join(root, 'dist', 'policy.wasm')))).toBe(true);
    const texts = JSON.parse(part('texts').toString());
    expect(texts).toMatchObject(JSON.parse(readFileSync(join(root, 'dist', 'rules.json'), 'utf8')));
    expect(texts.pages).toEqual(JSON.parse(readFileSync(join(root, 'dist', 'pages.json'), 'utf8')));
    expect(JSON.parse(part('example-texts').toString()).length).toBeGreaterThan(1);
  });

  test('has nothing of Node, nothing that compiles text, and the structure of every kind', () => {
    const checker = part('checker').toString();
    for (const file of readdirSync(join(root, 'dist', 'schemas')))
      expect(checker.includes(JSON.stringify(file))).toBe(true);
    // ajv keeps the names of its own modules as texts.
    const wrong = /(?<!')\brequire\(|"node:|new Function\(|[^.\w]eval\(|\bBuffer\.from/;
    expect([checker, inline('script')].map((code) => wrong.exec(code)?.[0])).toEqual([undefined, undefined]);
  });

  test('has at most 1.5 MB, compressed as a server would', () => {
    expect(gzipSync(page.html).length).toBeLessThan(1_500_000);
  });
});

function policyIn(html: string): string {
  return /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
}

function inline(element: 'script' | 'style'): string {
  return new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page.html)?.[1] ?? '';
}

function part(id: string): Buffer {
  const packed = new RegExp(`<script type="application/octet-stream" id="${id}">([^<]*)</script>`).exec(page.html)?.[1];
  return gunzipSync(Buffer.from(packed ?? '', 'base64'));
}
