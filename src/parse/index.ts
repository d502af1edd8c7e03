/** parse: decoded text → documents with values and places, and what is wrong with the text itself. */
export { type Embedded, type EmbeddedOptions, parseEmbedded } from './embedded.ts';
export { parseJson, partsOfJson } from './json/index.ts';
export type { ParseOptions } from './options.ts';
export { firstLine } from './span.ts';
export { parseText } from './text.ts';
export { parseYaml } from './yaml/index.ts';
