import type { Limits } from '../lib/limits.ts';

export interface ParseOptions {
  readonly limits: Limits;
  /** True if the text of a YAML document, or of a JSON file, is worth parsing. What is not is never composed. */
  wants(text: string): boolean;
}
