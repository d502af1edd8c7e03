/** Set by src/cli/sandbox/, in front of the worker's script. */
declare const bgplintSchemas: import('../schemas.ts').SchemaModules;
