/** The policies as one module of WebAssembly, as OPA compiles them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOpa } from './opa.mjs';

/** The built-ins that both engines share. */
export const capabilities = ['--capabilities', 'schemas/capabilities.json'];

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
      '-e',
      'bgplint/report',
      '--ignore',
      '*_test.rego',
      ...capabilities,
      '-o',
      bundle,
      'policies',
    ]);
    execFileSync('tar', ['-xzf', bundle, '-C', folder, '/policy.wasm'], { stdio: ['ignore', 'ignore', 'ignore'] });
    return readFileSync(join(folder, 'policy.wasm'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
