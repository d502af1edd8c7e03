/**
 * Writes the rules' pages from METADATA, fixtures and the tool's own output: docs/rules/README.md, a page a rule below
 * it, and dist/pages.json for `bgplint explain`. Also schemas/bgplint.schema.json, the config's schema with the rules' ids.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generated, orphans } from './pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = await generated(root);
for (const [file, text] of files) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
for (const file of orphans(root, files)) rmSync(join(root, file));
