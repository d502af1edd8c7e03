/** A text of the scan as its documents, and a document as its objects. */
import { classifyKubernetes } from '../classify/kubernetes/index.ts';
import type { Document, Parsed } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
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

/** The objects of Kubernetes in a document, all with the number 0. */
export function objectsOf({ schemas, kept }: ScanOptions, document: Document): readonly Resource[] {
  const classify = () => classifyKubernetes(document, 0, schemas);
  return kept?.classified(document, classify) ?? classify();
}
