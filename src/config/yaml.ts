/** As in ajv.ts. */
export { stringify } from 'yaml';
