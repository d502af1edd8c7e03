import type { Limits } from '../lib/limits.ts';

export interface ParseOptions {
  readonly limits: Limits;
  /**
   * What every text that is wanted holds, without flags: where it is nowhere near, `wants` is not asked. Undefined: it
   * is asked of all.
   */
  readonly needle?: RegExp;
  /** True if the text of a YAML document, or of a JSON file, is worth parsing. What is not is never composed. */
  wants(text: string): boolean;
}
