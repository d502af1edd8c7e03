/** bgplint with 100 further rules in another family than that of the file under check: does the start of a run grow with them? */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policiesDigest } from '../../scripts/digest.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Of the family that the benchmark's small file, a Calico peer, is not of. */
const family = 'metallb';
const count = 100;

/**
 * Builds a copy of the tree with copies of the family's own rules under other names. Needs OPA; undefined where there is none.
 * @param {string} folder where copies are kept, one for each state of the policies
 * @returns {string | undefined} the copy's dist
 */
export function withFurtherRules(folder) {
  const copy = join(folder, `further-${policiesDigest(root).slice(0, 12)}`);
  const dist = join(copy, 'dist');
  if (!existsSync(join(copy, 'built'))) {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy, { recursive: true });
    for (const part of ['policies', 'schemas', 'scripts', 'package.json']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    for (const part of ['node_modules', '.tools'])
      if (existsSync(join(root, part))) symlinkSync(join(root, part), join(copy, part));
    addRules(join(copy, 'policies', family));
    try {
      execFileSync(process.execPath, ['scripts/build-policies.mjs'], { cwd: copy, stdio: 'pipe' });
    } catch (error) {
      console.error(
        `the copy with further rules cannot be built: ${/** @type {Error} */ (error).message.slice(0, 500)}`,
      );
      return undefined;
    }
    writeFileSync(join(copy, 'built'), '');
  }
  for (const part of readdirSync(join(root, 'dist'))) {
    if (!['policy.wasm', 'rules.json'].includes(part))
      cpSync(join(root, 'dist', part), join(dist, part), { recursive: true });
  }
  return dist;
}

/** @param {string} folder */
function addRules(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.rego') && !name.endsWith('_test.rego'));
  for (let i = 0; i < count; i++) {
    const name = (names[i % names.length] ?? '').replace(/\.rego$/, '');
    const text = readFileSync(join(folder, `${name}.rego`), 'utf8');
    const further = text
      .replace(`id: ${family}/${name}\n`, `id: ${family}/${name}-${i}\n`)
      .replace(/^package bgplint\.rules\.metallb.*$/m, `package bgplint.rules.${family}["${name}-${i}"]`);
    writeFileSync(join(folder, `${name}-${i}.rego`), further);
  }
}
