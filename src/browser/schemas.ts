/** The structures of kinds, as files of dist/schemas that stand in the worker's script as functions: each is run when it is asked for. */
import type { Schema, Schemas } from '../lib/host.ts';

/** Modules of CommonJS by the names of their files. */
export interface SchemaModules {
  readonly [file: string]: (module: { exports: object }, exports: object) => void;
}

/** As the command's (src/host/schemas.ts): the version's own structure, or the newest one. */
export function schemasIn(modules: SchemaModules): Schemas {
  const known = new Map<string, Schema>();
  return (family, kind, version) => {
    // A version is any text that somebody wrote.
    const own = `${family}-${kind}.${version}.cjs`;
    const file = Object.hasOwn(modules, own) ? own : `${family}-${kind}.cjs`;
    const load = Object.hasOwn(modules, file) ? modules[file] : undefined;
    if (load === undefined) return undefined;
    let schema = known.get(file);
    if (schema === undefined) {
      const module = { exports: {} };
      load(module, module.exports);
      schema = module.exports as Schema;
      known.set(file, schema);
    }
    return schema;
  };
}
