/**
 * Compiles policies/ into dist/policy.wasm and lists the rules' METADATA in dist/rules.json.
 *
 * The house rules of the policies are enforced here: format, strictness, types (schemas/input.json), the built-ins that
 * both engines share (schemas/capabilities.json), and the METADATA that every rule must have (schemas/rule.json).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { optimised } from './binaryen.mjs';
import { capabilities, compile } from './compile.mjs';
import { policiesDigest } from './digest.mjs';
import { rulesOf, variantFaults } from './metadata.mjs';
import { root, runOpa } from './opa.mjs';

const dist = join(root, 'dist');
mkdirSync(dist, { recursive: true });

const unformatted = runOpa(['fmt', '--list', 'policies']).trim();
if (unformatted !== '') fail(`not formatted, run npm run fix:\n${unformatted}`);
runOpa(['check', '--strict', '--schema', 'schemas', ...capabilities, 'policies']);
const files = readdirSync(join(root, 'policies'), { recursive: true, encoding: 'utf8' }).map(
  (file) => `policies/${file.replaceAll('\\', '/')}`,
);
// Before it is compiled, which takes the time.
const { rules, faults } = rulesOf(
  root,
  files,
  JSON.parse(runOpa(['inspect', '-a', '-f', 'json', 'policies'])).annotations,
);
const sources = new Map(
  files.filter((file) => file.endsWith('.rego')).map((file) => [file, readFileSync(join(root, file), 'utf8')]),
);
faults.push(...variantFaults(rules, sources));
if (faults.length > 0) fail(faults.join('\n'));
writeFileSync(join(dist, 'policy.wasm'), optimised(compile()));
writeFileSync(join(dist, 'rules.json'), `${JSON.stringify({ digest: policiesDigest(root), rules }, null, 2)}\n`);

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
