/**
 * `npm run rule calico/some-fault`: the inner loop of one rule, in seconds. Formats it, checks it, builds the policies, and
 * runs all tests that a rule can fail, for this one: its fixtures in WebAssembly, and in OPA where it is at hand, its
 * contract, and that its work does not grow faster than its input.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { built, isPinned, opa, root, runOpa } from './opa.mjs';
import { lacking } from './pairs.mjs';

const id = process.argv[2] ?? '';
const file = `policies/${id}.rego`;
if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id) || !existsSync(join(root, file))) {
  console.error(
    id === '' ? 'Usage: npm run rule <family>/<fault>' : `${file} is not there: npm run new-rule ${id} makes it.`,
  );
  process.exit(2);
}

const lack = lacking(root, id);
if (lack !== undefined) {
  console.error(lack);
  process.exit(1);
}

step('format');
runOpa(['fmt', '--write', file]);
step('check and build the policies');
run(process.execPath, ['scripts/build-policies.mjs']);

const both = [built, 'opa'].some(isPinned);
step(`its fixtures in WebAssembly${both ? ' and in OPA' : ''}, its contract${both ? ', its growth' : ''}`);
run(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    'test/rules.test.ts',
    'test/pairs.test.ts',
    'test/contract.test.ts',
    'test/policies.test.ts',
    ...(both ? ['test/engines.test.ts', 'test/growth.test.ts'] : []),
  ],
  { BGPLINT_RULE: id, ...(both ? { BGPLINT_OPA: opa() } : {}) },
);
console.log(`\n${id} is green. Before you commit: npm run build:all && npm test.`);

/** @param {string} name */
function step(name) {
  console.log(`== ${name}`);
}

/**
 * Ends this process where the other one fails: it has said why.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}
