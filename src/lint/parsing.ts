/** A text of the scan as its documents. */
import type { Parsed } from '../model/document.ts';
import { parseJson, parseYaml } from '../parse/index.ts';
import type { ParsedFor } from './kept.ts';
import type { Text } from './load.ts';
import type { ScanOptions } from './scan-result.ts';

/** The documents that hold a needle, and of which `wants` is true; all of them without one. */
export function parsedFor(
  { limits, kept }: ScanOptions,
  text: Text,
  reader: ParsedFor,
  needle?: RegExp,
  wants: (part: string) => boolean = () => true,
): Parsed {
  const options = { limits, wants, ...(needle && { needle }) };
  const parse = () => (text.kind === 'json' ? parseJson(text, options) : parseYaml(text, options));
  return kept?.parsed(text, reader, parse) ?? parse();
}
