/** Makes a WebAssembly module smaller with Binaryen, which is installed into .tools where it is not there. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './opa.mjs';

/** What pins the release, with its digest: another one may make other bytes. */
const pinned = join(root, 'scripts', 'binaryen');
const { version } = JSON.parse(readFileSync(join(pinned, 'package-lock.json'), 'utf8')).packages[
  'node_modules/binaryen'
];
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
  return through(module, ['-O2']);
}

/**
 * The module with a call of `env.log_execution` wherever a function or a loop begins, and by the number that it is called with
 * the name of the function, of those that are Rego's.
 * @param {Uint8Array} module @returns {{ module: Buffer, names: Map<number, string> }}
 */
export function counting(module) {
  const counted = through(module, ['-g', '--log-execution']);
  const text = through(counted, ['-g', '-S', '--metrics']).toString('latin1');
  const names = new Map();
  const [, log] = /\(import "env" "log_execution" \(func (\S+)/.exec(text) ?? [];
  /** @type {string | undefined} */
  let name;
  for (const [, of, called, number] of text.matchAll(/^ \(func (\S+)|\(call (\S+)\s+\(i32\.const (\d+)\)/gm)) {
    if (of !== undefined) name = /^\$"?g\d+\.data\.(bgplint\..*?)"?$/.exec(of)?.[1]?.replaceAll('\\"', '"');
    else if (called === log && name !== undefined) names.set(Number(number), name);
  }
  return { module: counted, names };
}

/** @param {Uint8Array} module @param {readonly string[]} passes @returns {Buffer} */
function through(module, passes) {
  if (!isPinned()) install();
  const work = mkdtempSync(join(tmpdir(), 'bgplint-'));
  try {
    const [from, to] = [join(work, 'in.wasm'), join(work, 'out.wasm')];
    writeFileSync(from, module);
    const args = [join(home, 'bin', 'wasm-opt'), ...passes, ...features, from, '-o', to];
    execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
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
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(pinned, file), join(folder, file));
  execFileSync('npm', ['ci', '--no-fund', '--no-audit', '--silent', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
}
