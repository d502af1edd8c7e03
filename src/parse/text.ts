/** Texts that are neither YAML nor JSON. */
import type { Limits } from '../lib/limits.ts';
import type { Parsed, SourceFile } from '../model/document.ts';
import { limitFault, problemOf } from './error.ts';
import { parseHost } from './host/index.ts';
import { parseRouter } from './router/index.ts';
import { firstLine } from './span.ts';
import { parseStatus } from './status/index.ts';

const parsers: { readonly [family: string]: (source: SourceFile, format: string) => Parsed } = {
  host: parseHost,
  router: parseRouter,
  status: parseStatus,
};

/** Parses a text of a family in a format that it was found to have. Never throws: faults are problems. */
export function parseText(source: SourceFile, family: string, format: string, limits: Limits): Parsed {
  const { text } = source;
  if (text.length > limits.yamlBytes) {
    const fault = limitFault(firstLine(text, 0, text.length), 'file-bytes', limits.yamlBytes, text.length);
    return { documents: [], problems: [problemOf(source, fault)] };
  }
  return parsers[family]?.(source, format) ?? { documents: [], problems: [] };
}
