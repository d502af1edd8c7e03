/**
 * Compiles schemas/crds into dist/schemas, a file a kind: its checks as code, made by ajv ahead of time, and the schema
 * itself, of which messages tell the nearest real name. Loaded only where an object of the kind is there.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { bundling } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'schemas', 'crds');
const target = join(root, 'dist', 'schemas');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

for (const family of readdirSync(source)) {
  for (const file of readdirSync(join(source, family))) {
    const schema = JSON.parse(readFileSync(join(source, family, file), 'utf8'));
    await compile(schema, join(target, `${family}-${file.replace(/\.json$/, '.cjs')}`));
  }
}

/** @param {object} schema @param {string} outfile */
async function compile(schema, outfile) {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    allowUnionTypes: true,
    strictTypes: false,
    code: { source: true },
  });
  const code = /** @type {any} */ (standalone).default(ajv, ajv.compile(schema));
  const tail = `
    exports.errors = (object) => (module.exports(object) ? [] : module.exports.errors);
    exports.schema = () => JSON.parse(${JSON.stringify(JSON.stringify(schema))});`;
  await build({
    ...bundling,
    stdin: {
      contents: `${code.replace('module.exports = ', 'const check = ').replace(/module\.exports\.default = \w+;/, '')}
        ${tail.replaceAll('module.exports', 'check')}`,
      resolveDir: root,
      loader: 'js',
    },
    outfile,
  });
}
