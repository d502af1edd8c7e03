/**
 * The structures of kinds, compiled ahead of time into dist/schemas.
 *
 * A file is taken only if its name is in dist/schemas: the version in it is a stranger's text.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Schema, Schemas } from '../lib/host.ts';
import { distUrl } from './policy.ts';

/** Reads each structure once, from dist/. */
export function nodeSchemas(): Schemas {
  const require = createRequire(distUrl);
  const folder = fileURLToPath(new URL('schemas/', distUrl));
  const known = new Map<string, Schema>();
  let files: ReadonlySet<string> | undefined;
  return (family, kind, version) => {
    // A version is any text that somebody wrote: only a name that is in the folder becomes a path.
    files ??= new Set(readdirSync(folder));
    const own = `${family}-${kind}.${version}.cjs`;
    const file = files.has(own) ? own : `${family}-${kind}.cjs`;
    if (!files.has(file)) return undefined;
    const schema = known.get(file) ?? (require(`${folder}${file}`) as Schema);
    known.set(file, schema);
    return schema;
  };
}
