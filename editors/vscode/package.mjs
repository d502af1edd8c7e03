/**
 * Packs the extension: `node editors/vscode/package.mjs [folder]` writes bgplint-<version>.vsix there, else beside this file. Needs
 * `npm ci` in the root and in this folder, and no network. The server is what dist/ holds. Equal sources make equal bytes.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundling } from '../../scripts/bundling.mjs';
import { bundledLibraries, noticesText } from '../../scripts/libraries.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const staged = join(here, 'build');
const folder = resolve(process.argv[2] ?? here);

rmSync(staged, { recursive: true, force: true });
mkdirSync(staged, { recursive: true });

const { metafile } = await build({
  ...bundling,
  absWorkingDir: here,
  entryPoints: ['src/extension.ts'],
  outfile: join(staged, 'extension.cjs'),
  // The editor brings it.
  external: ['vscode'],
  metafile: true,
});
writeFileSync(
  join(staged, 'LIBRARIES.txt'),
  noticesText(
    'Libraries that are bundled into extension.cjs, with their licences. Those of the server: server/dist/LIBRARIES.txt.',
    bundledLibraries(here, Object.keys(metafile.inputs)),
  ),
);

const { devDependencies, ...manifest } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
if (manifest.version !== version) throw new Error(`editors/vscode/package.json is not of version ${version}`);
const files = ['extension.cjs', 'server', 'LICENSE', 'LIBRARIES.txt'];
writeFileSync(join(staged, 'package.json'), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
cpSync(join(here, 'README.md'), join(staged, 'README.md'));
cpSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
cpSync(join(root, 'dist'), join(staged, 'server', 'dist'), { recursive: true, filter: isOfTheServer });

// What the archive says of when its files were made: the first moment that a zip can say.
process.env['SOURCE_DATE_EPOCH'] ??= '315532800';
// Only now, because it reads its surroundings when it is loaded. It has no types for what the command line alone may do.
const { createVSIX } = await import('@vscode/vsce');
const packagePath = join(folder, `bgplint-${version}.vsix`);
await createVSIX({ cwd: staged, packagePath, dependencies: false });
console.log(`${packagePath}: ${Math.ceil(statSync(packagePath).size / 1024)} KiB`);

/** The sandbox and the steps of the GitHub Action are no part of the server. @param {string} path */
function isOfTheServer(path) {
  return !/[\\/]dist[\\/](?:sandbox$|action\.cjs$)/.test(path);
}
