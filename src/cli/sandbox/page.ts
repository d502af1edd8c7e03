/** The sandbox as one page: everything that it needs stands in it, and its policy lets it reach nothing. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Texts } from '../../browser/protocol.ts';
import { distUrl } from '../../host/policy.ts';
import { version } from '../version.ts';

export interface SandboxPage {
  readonly html: string;
  /** Its policy, for a header: as in the page, and no other page may frame it. */
  readonly policy: string;
}

/** Puts the page together of what is in dist/: a quarter of a second. */
export function sandboxPage(): SandboxPage {
  const [script, style] = [read('sandbox/page.js'), read('sandbox/page.css')];
  const { digest, rules } = JSON.parse(read('rules.json')) as Pick<Texts, 'digest' | 'rules'>;
  const texts: Texts = {
    ...{ version, digest, rules },
    pages: JSON.parse(read('pages.json')),
  };
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}' 'wasm-unsafe-eval'`,
    `style-src '${hash(style)}'`,
    'worker-src blob:',
    // The picture of a page's tab, which a browser would ask its server for.
    'img-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="x-dns-prefetch-control" content="off">
<link rel="icon" href="data:,">
<title>bgplint sandbox</title>
<style>${style}</style>
</head>
<body>
${read('sandbox/page.html')}
${part('example-texts', read('sandbox/examples.json'))}
${part('checker', `${schemaModules()}${read('sandbox/checker.js')}`)}
${part('module', readFileSync(new URL('policy.wasm', distUrl)))}
${part('texts', JSON.stringify(texts))}
<script>${script}</script>
</body>
</html>
`;
  return { html, policy: `${policy}; frame-ancestors 'none'` };
}

function read(name: string): string {
  return readFileSync(new URL(name, distUrl), 'utf8');
}

/** A hash of what may stand inline (CSP 3, 2.3.1). */
function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Data that the page unpacks when it needs it: no browser runs a script of this type. */
function part(id: string, content: string | Uint8Array): string {
  const packed = gzipSync(content, { level: 9 }).toString('base64');
  return `<script type="application/octet-stream" id="${id}">${packed}</script>`;
}

/** The structures of kinds, as functions in front of the worker's script: they run without `eval`, and each when it is asked for. */
function schemaModules(): string {
  const files = readdirSync(new URL('schemas/', distUrl)).sort();
  const modules = files.map((file) => `${JSON.stringify(file)}(module,exports){${read(`schemas/${file}`)}\n}`);
  return `const bgplintSchemas={${modules.join(',')}};\n`;
}
