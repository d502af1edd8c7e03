/**
 * Writes the rules' pages from METADATA, fixtures and the tool's own output: policies/README.md, a README.md a family,
 * and dist/pages.json for `bgplint explain`. Also schemas/bgplint.schema.json, the config's schema with the rules' ids.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generated } from './pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const [file, text] of await generated(root)) writeFileSync(join(root, file), text);
