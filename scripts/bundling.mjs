import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** How code is put into dist/. @type {import('esbuild').BuildOptions} */
export const bundling = {
  bundle: true,
  // Node loads CommonJS without a loop through its loader for each file, which is 15 ms less a run.
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * opa-wasm brings a YAML parser and a printf for built-ins that schemas/capabilities.json excludes.
 * @type {import('esbuild').Plugin}
 */
export const withoutUnusedBuiltins = {
  name: 'without-unused-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:yaml|sprintf-js)$/ }, ({ path, importer }) =>
      importer.replaceAll('\\', '/').includes('/@open-policy-agent/opa-wasm/')
        ? { path, namespace: 'unused-builtin' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused-builtin' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

/**
 * The yaml package's build for Node asks for the environment at every token; the one for browsers is the same code. Its
 * modules do nothing by being loaded, so that of all of it only the lexer and the parser are part of every run.
 * @type {import('esbuild').Plugin}
 */
export const partsOfYaml = {
  name: 'parts-of-yaml',
  setup({ onResolve }) {
    const yaml = join(root, 'node_modules', 'yaml', 'browser', 'dist');
    onResolve({ filter: /^yaml$/ }, () => ({ path: join(yaml, 'index.js'), sideEffects: false }));
    onResolve({ filter: /^\.\.?\// }, ({ path, importer }) =>
      importer.startsWith(yaml) ? { path: join(dirname(importer), path), sideEffects: false } : undefined,
    );
  },
};

/**
 * One character that is not ASCII (in a regular expression; esbuild escapes strings) would make V8 hold and scan the whole text at
 * two bytes a character, and Node decode it: 2 to 4 ms of each run.
 * @param {string} code
 */
export function ascii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
