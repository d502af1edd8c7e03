/** What running systems print: a parser for their texts. */
import type { Parsed, SourceFile } from '../../model/document.ts';

/** Parses a text in a format that it was found to have. Never throws: faults are problems. */
export function parseStatus(_source: SourceFile, _format: string): Parsed {
  return { documents: [], problems: [] };
}
