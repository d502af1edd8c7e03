/**
 * Bundles the sandbox into dist/sandbox/: the page's own markup, style and script, the script of its worker, and the examples. The
 * module, the rules, their pages and the structures of kinds are those that are in dist/ already: src/cli/sandbox/page.ts puts all
 * of it into one page, when somebody asks for it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { ascii, bundling, partsOfYaml, withoutUnusedBuiltins } from './bundling.mjs';

/** @param {string} root @returns {Promise<import('esbuild').BuildResult>[]} */
export function buildSandbox(root) {
  const target = join(root, 'dist', 'sandbox');
  const source = join(root, 'src', 'browser');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'page.html'), readFileSync(join(source, 'page', 'index.html'), 'utf8'));
  writeFileSync(join(target, 'examples.json'), `${JSON.stringify(examplesIn(root))}\n`);
  return [
    inBrowser(root, { entry: 'src/browser/worker/index.ts', outfile: join(target, 'checker.js') }),
    inBrowser(root, { entry: 'src/browser/page/main.ts', outfile: join(target, 'page.js') }),
    inBrowser(root, { entry: 'src/browser/page/style.css', outfile: join(target, 'page.css') }),
  ];
}

/** @param {string} root @param {{ entry: string, outfile: string }} files */
async function inBrowser(root, { entry, outfile }) {
  const result = await build({
    ...bundling,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    format: 'iife',
    platform: 'browser',
    // Browsers of the last two years.
    target: ['chrome111', 'firefox115', 'safari16.4'],
    metafile: true,
    write: false,
    plugins: [compiledConfig(root), adoptedStyles, withoutUnusedBuiltins, partsOfYaml],
  });
  for (const { path, text } of result.outputFiles ?? []) {
    // What would end the element that the text stands in, or hide its end.
    if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${path} holds what a page cannot hold inline`);
    writeFileSync(path, path.endsWith('.js') ? ascii(text) : text);
  }
  return result;
}

/**
 * ajv compiles schemas with `eval`, which the page's policy forbids: the one of bgplint.yaml is compiled here.
 * @param {string} root @returns {import('esbuild').Plugin}
 */
function compiledConfig(root) {
  return {
    name: 'compiled-config',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/ajv\.ts$/ }, ({ path }) => ({ path, namespace: 'compiled-config' }));
      onLoad({ filter: /.*/, namespace: 'compiled-config' }, async () => ({
        contents: `${await configCheck(root)}
          export class Ajv { compile() { return validate; } }`,
        resolveDir: root,
        loader: 'js',
      }));
    },
  };
}

/** The check of a config as a module's code, with `validate`. @param {string} root */
async function configCheck(root) {
  const bundled = await build({
    ...bundling,
    absWorkingDir: root,
    stdin: { contents: "export { configSchema } from './src/config/schema.ts';", resolveDir: root },
    write: false,
  });
  const exported = { exports: /** @type {any} */ ({}) };
  new Function('module', 'exports', 'require', bundled.outputFiles?.[0]?.text ?? '')(exported, exported.exports, () => {
    throw new Error('the schema of the config asks for a module');
  });
  const base = JSON.parse(readFileSync(join(root, 'schemas', 'config.json'), 'utf8'));
  const { rules } = JSON.parse(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
  // As src/config/read.ts has it.
  const ajv = new Ajv({ allErrors: true, verbose: true, strictTypes: false, code: { source: true } });
  const code = /** @type {any} */ (standalone).default(ajv, ajv.compile(exported.exports.configSchema(base, rules)));
  return code
    .replace(/^"use strict";/, '')
    .replace(/module\.exports = (\w+);/, 'const validate = $1;')
    .replace(/module\.exports\.default = \w+;/, '');
}

/**
 * CodeMirror puts its styles into an element of the page, which the page's policy forbids, and into a sheet only within a shadow
 * root. A document can adopt a sheet as well. @type {import('esbuild').Plugin}
 */
const adoptedStyles = {
  name: 'adopted-styles',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]style-mod[\\/]src[\\/]style-mod\.js$/ }, ({ path }) => {
      const [condition, text] = ['!root.head && root.adoptedStyleSheets', readFileSync(path, 'utf8')];
      if (!text.includes(condition)) throw new Error(`${path} chooses where styles go in another way now`);
      return { contents: text.replace(condition, 'root.adoptedStyleSheets'), loader: 'js' };
    });
  },
};

/** Folders of examples/broken, by what the page calls them. */
const examples = {
  'Calico and its switch': 'clusters/amsterdam',
  'Calico, MetalLB and frr-k8s': 'clusters/frankfurt',
  Cilium: 'clusters/oslo',
  'Firewall of a host': 'hosts',
  'All of these, with bgplint.yaml': '.',
};

/** @param {string} root */
function examplesIn(root) {
  return Object.entries(examples).map(([title, folder]) => {
    const from = join(root, 'examples', 'broken', folder);
    const names = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = names.map(({ parentPath, name }) => join(parentPath, name)).sort();
    return {
      title,
      files: paths.map((path) => ({
        name: path.slice(from.length + 1).replaceAll('\\', '/'),
        text: readFileSync(path, 'utf8'),
      })),
    };
  });
}
