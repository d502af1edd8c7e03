/** A bundler gives a CommonJS library's names to a module that imports it, not to one that waits for it. */
export { Ajv } from 'ajv';
