/**
 * Bundles src/cli.ts and everything that it uses into dist/: users need Node and nothing else. Beside it stands the list
 * of the libraries that went in, with their licences.
 */
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
for (const file of readdirSync(dist)) if (file.endsWith('.mjs')) rmSync(join(dist, file));

/**
 * opa-wasm brings a YAML parser and a printf for built-ins that schemas/capabilities.json excludes.
 * @type {import('esbuild').Plugin}
 */
const withoutUnusedBuiltins = {
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

const { metafile } = await build({
  entryPoints: { bgplint: join(root, 'src', 'cli.ts') },
  absWorkingDir: root,
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // The yaml package's build for Node asks for the environment at every token; the other one is the same code.
  alias: { yaml: join(root, 'node_modules', 'yaml', 'browser', 'index.js') },
  minify: true,
  legalComments: 'none',
  metafile: true,
  define: { BGPLINT_BUNDLED: 'true' },
  banner: {
    // CommonJS libraries ask for Node's modules through `require`.
    js: "import{createRequire as bgplintRequire}from'node:module';const require=bgplintRequire(import.meta.url);",
  },
  plugins: [withoutUnusedBuiltins],
  logLevel: 'warning',
});

const entry = join(dist, 'bgplint.mjs');
writeFileSync(entry, `#!/usr/bin/env node\n${readFileSync(entry, 'utf8')}`);
// npx fails on, or dirties, a file that is not executable.
chmodSync(entry, 0o755);
writeFileSync(join(dist, 'LIBRARIES.txt'), libraries(Object.keys(metafile.inputs)));

/** @param {readonly string[]} inputs paths of what was bundled @returns {string} */
function libraries(inputs) {
  const folders = inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  const notices = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((candidate) => /^licen[cs]e/i.test(candidate));
    const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const head = 'Libraries that are bundled into the files of this folder, with their licences.\n';
  return [head, ...notices].join(`\n${'-'.repeat(80)}\n`);
}
if (!existsSync(join(dirname(entry), 'policy.wasm'))) console.error('dist/policy.wasm is missing: run npm run build');
