/** Fails if a generated file is not what its sources make. Node alone is enough. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policiesDigest } from './digest.mjs';
import { generated, orphans } from './pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = await generated(root);
const stale = orphans(root, files);
for (const [file, text] of files) {
  const path = join(root, file);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) stale.push(file);
}
const { digest } = JSON.parse(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
if (digest !== policiesDigest(root)) stale.push('dist/policy.wasm, dist/rules.json');
if (stale.length > 0) {
  console.error(`stale, run npm run build:all\n${stale.map((file) => `  ${file}`).join('\n')}`);
  process.exit(1);
}
