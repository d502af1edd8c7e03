/** The digest that ties dist/policy.wasm to the Rego it was built from. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SHA-256 over the paths and contents of all policies, tests left out, in the order of their paths.
 * @param {string} root the repository
 * @returns {string} hexadecimal
 */
export function policiesDigest(root) {
  const hash = createHash('sha256');
  const files = readdirSync(join(root, 'policies'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.rego') && !file.endsWith('_test.rego'))
    .sort();
  for (const file of files) {
    const text = readFileSync(join(root, 'policies', file), 'utf8').replaceAll('\r\n', '\n');
    hash.update(`${file}\0${text.length}\0${text}\0`);
  }
  return hash.digest('hex');
}
