/** Texts of hosts: neither YAML nor JSON, or JSON of one of their programs. */
import { classifyHost } from '../classify/host/index.ts';
import { hostFormat } from '../families/host-formats.ts';
import type { Document } from '../model/document.ts';
import { parseHost } from '../parse/index.ts';
import type { Found } from './found.ts';
import type { Text } from './load.ts';
import type { ScanOptions } from './scan-result.ts';
import type { ScanTexts } from './scan-texts.ts';

/** Reads what a host prints. */
export function readHostText(
  text: Text,
  found: Found,
  texts: ScanTexts,
  { limits }: Pick<ScanOptions, 'limits'>,
): void {
  const format = hostFormat(text.text);
  if (format === undefined) return;
  texts.set(text);
  const { documents, problems, template } = parseHost(text, format, limits);
  if (template !== undefined) {
    const reason = `a ${template}: check what iptables-save prints once it has run`;
    found.skipped.push({ file: text.file, reason, families: new Set(['host']) });
  }
  for (const problem of problems) found.problem(problem, new Set(['host']));
  for (const document of documents) {
    texts.note(document);
    readRulesets(document, text, found);
  }
}

/** The rulesets that a document holds. False where it holds none. */
export function readRulesets(document: Document, { named, kind }: Text, found: Found): boolean {
  const options = { named: named === true, isJson: kind === 'json' };
  const resources = classifyHost(document, found.resources.length, options);
  for (const resource of resources) found.resources.push(resource);
  return resources.length > 0;
}
