/** Makes a WebAssembly module smaller with Binaryen, which is installed into .tools where it is not there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './opa.mjs';

/** The release that the committed module was made with. Another one may make other bytes. */
const version = '132.0.0';
const folder = join(root, '.tools', 'binaryen');
const home = join(folder, 'node_modules', 'binaryen');

/** What OPA's modules use, and Node 20 has; Binaryen would use more. */
const features = ['--mvp-features', '--enable-bulk-memory', '--enable-sign-ext', '--enable-mutable-globals'];

/**
 * The module without what it does not need: V8 compiles each function when it is first called, so that a fifth of the
 * bytes less is a third of the time less.
 * @param {Uint8Array} module @returns {Buffer}
 */
export function optimised(module) {
  if (!isPinned()) install();
  const work = mkdtempSync(join(tmpdir(), 'bgplint-'));
  try {
    const [from, to] = [join(work, 'in.wasm'), join(work, 'out.wasm')];
    writeFileSync(from, module);
    const args = [join(home, 'bin', 'wasm-opt'), '-O2', ...features, from, '-o', to];
    execFileSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    return readFileSync(to);
  } finally {
    rmSync(work, { recursive: true });
  }
}

function isPinned() {
  const manifest = join(home, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
}

function install() {
  console.error(`installing Binaryen ${version} into .tools`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-fund', '--no-audit', '--silent', '--save-exact', '--ignore-scripts'];
  execFileSync('npm', [...args, `binaryen@${version}`], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
}
