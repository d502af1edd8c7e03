/** The structures of kinds, compiled ahead of time into dist/schemas. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Schema, Schemas } from '../lib/host.ts';
import { distUrl } from './policy.ts';

/** Reads each structure once, from dist/. */
export function nodeSchemas(): Schemas {
  const require = createRequire(distUrl);
  const known = new Map<string, Schema | undefined>();
  return (family, kind) => {
    const name = `${family}-${kind}`;
    if (!known.has(name)) {
      const file = fileURLToPath(new URL(`schemas/${name}.cjs`, distUrl));
      known.set(name, existsSync(file) ? (require(file) as Schema) : undefined);
    }
    return known.get(name);
  };
}
