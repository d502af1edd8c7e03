/**
 * Bundles src/cli.ts, src/action.ts and everything that they use into dist/: users need Node and nothing else. Beside it
 * stand the list of the libraries that went in, with their licences, and the same for programs (CycloneDX).
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildSandbox } from './build-sandbox.mjs';
import { ascii, bundling, partsOfYaml, withoutUnusedBuiltins } from './bundling.mjs';
import { bundledLibraries, librariesText, runtimeLibrary, softwareBill } from './libraries.mjs';
import { roomsOf } from './rooms.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/**
 * commander runs subcommands that are programs of their own, which bgplint has none of: Node's module for that would cost
 * each run 3 ms.
 * @type {import('esbuild').Plugin}
 */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.replaceAll('\\', '/').includes('/commander/') ? { path: 'none', namespace: 'no-processes' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'no-processes' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

/** Libraries that few runs need, by the module that the sources ask for: each a file of its own. */
const late = { ajv: './src/config/ajv.ts', yaml: './src/config/yaml.ts', glob: 'glob', minimatch: 'minimatch' };

/** @type {import('esbuild').Plugin} */
const lateLibraries = {
  name: 'late-libraries',
  setup({ onResolve }) {
    onResolve({ filter: /^(?:glob|minimatch|\.\/ajv\.ts|\.\/yaml\.ts)$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${/\w+/.exec(path)?.[0]}.cjs`, external: true } : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = { ...bundling, absWorkingDir: root, metafile: true };
const plugins = [withoutUnusedBuiltins, withoutChildProcess, partsOfYaml, lateLibraries];
const rooms = await roomsOf(root, plugins);
for (const file of readdirSync(dist)) if (/\.[cm]js$/.test(file)) rmSync(join(dist, file));
const builds = await Promise.all([
  ...rooms.files.map((name) =>
    build({
      ...common,
      stdin: { contents: rooms.entry(name), resolveDir: root },
      outfile: join(dist, `${name}.cjs`),
      define: { BGPLINT_BUNDLED: 'true', 'import.meta.url': 'bgplintUrl' },
      banner: { js: "const bgplintUrl=require('node:url').pathToFileURL(__filename).href;" },
      plugins: [rooms.plugin(name), ...plugins],
    }),
  ),
  // The steps of the GitHub Action run the command as a process of its own.
  build({ ...common, entryPoints: [join(root, 'src', 'action.ts')], outfile: join(dist, 'action.cjs') }),
  ...Object.entries(late).map(([name, entry]) =>
    build({ ...common, entryPoints: [entry], outfile: join(dist, `${name}.cjs`), plugins: [partsOfYaml] }),
  ),
  ...(existsSync(join(dist, 'rules.json')) ? buildSandbox(root) : []),
]);

for (const file of readdirSync(dist).filter((name) => name.endsWith('.cjs'))) {
  const code = readFileSync(join(dist, file), 'utf8');
  if (ascii(code) !== code) writeFileSync(join(dist, file), ascii(code));
}

const entry = join(dist, 'bgplint.mjs');
writeFileSync(
  entry,
  `#!/usr/bin/env node
import module from 'node:module';

// Node keeps compiled code from run to run where it can (22.1 and later).
module.enableCompileCache?.();
module.createRequire(import.meta.url)('./main.cjs');
`,
);
// npx fails on, or dirties, a file that is not executable.
chmodSync(entry, 0o755);
const bundled = bundledLibraries(
  root,
  builds.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {})),
);
const runtime = runtimeLibrary(root);
writeFileSync(join(dist, 'LIBRARIES.txt'), librariesText(bundled, runtime));
writeFileSync(join(dist, 'sbom.cdx.json'), softwareBill(root, bundled, runtime));
if (!existsSync(join(dirname(entry), 'policy.wasm')))
  console.error('dist/policy.wasm is missing: run npm run build:all');
else if (existsSync(join(dist, 'sandbox')) && existsSync(join(dist, 'pages.json'))) sayPage();

/** Says how large the sandbox's page is: people load it. */
function sayPage() {
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-page-'));
  execFileSync(process.execPath, [entry, 'sandbox', '--out', join(folder, 'page.html')]);
  const page = readFileSync(join(folder, 'page.html'));
  rmSync(folder, { recursive: true });
  const kilobytes = (/** @type {Buffer} */ bytes) => `${Math.round(bytes.length / 1000)} kB`;
  console.log(`sandbox: ${kilobytes(page)}, ${kilobytes(gzipSync(page))} compressed`);
}
