/** The policies as one module of WebAssembly, as OPA compiles them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOpa } from './opa.mjs';

/** The built-ins that both engines share. */
export const capabilities = ['--capabilities', 'schemas/capabilities.json'];

/** What the module answers; src/host/policy.ts asks for one by its name. */
const entrypoints = ['bgplint/report', 'bgplint/sessions'];

/** The module's bytes. The bundle is a tar of which it is one member. */
export function compile() {
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-'));
  try {
    const bundle = join(folder, 'bundle.tar.gz');
    // From the root with `policies` as the path: the module holds the paths of its sources.
    runOpa([
      'build',
      '-t',
      'wasm',
      ...entrypoints.flatMap((entrypoint) => ['-e', entrypoint]),
      '--ignore',
      '*_test.rego',
      ...capabilities,
      '-o',
      bundle,
      'policies',
    ]);
    execFileSync('tar', ['-xzf', bundle, '-C', folder, '/policy.wasm'], { stdio: ['ignore', 'ignore', 'ignore'] });
    return named(readFileSync(join(folder, 'policy.wasm')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The module with the names of those functions alone that are called by their names, which it reads each time that it is started: the
 * reports of the rules. OPA names all of its 1,000 functions. What goes is filled with blanks, so that nothing moves.
 * @param {Buffer} module
 */
function named(module) {
  const start = module.indexOf('{"g0": {"bgplint": {');
  if (start < 0)
    throw new Error('OPA names the functions of its modules in another way: see named() in scripts/compile.mjs');
  let depth = 0;
  let length = 0;
  for (const byte of module.subarray(start)) {
    length++;
    if (byte === 0x7b) depth++;
    if (byte === 0x7d && --depth === 0) break;
  }
  const { bgplint } = JSON.parse(module.toString('utf8', start, start + length)).g0;
  const rules = Object.entries(bgplint.rules).map(([family, faults]) => [
    family,
    Object.fromEntries(Object.entries(faults).map(([fault, { report }]) => [fault, { report }])),
  ]);
  const kept = JSON.stringify({ g0: { bgplint: { report: bgplint.report, rules: Object.fromEntries(rules) } } });
  module.fill(' ', start, start + length);
  module.write(`${kept.slice(0, -1)}`, start);
  module.write('}', start + length - 1);
  return module;
}
