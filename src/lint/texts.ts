/** Texts that are neither YAML nor JSON, and JSON that programs print: of hosts, routers and running systems. */
import { classifyHost } from '../classify/host/index.ts';
import { classifyRouter } from '../classify/router/index.ts';
import { classifyStatus } from '../classify/status/index.ts';
import { type TextFamily, textFormats } from '../families/text-formats.ts';
import type { Document } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import { parseText } from '../parse/index.ts';
import type { Found } from './found.ts';
import type { Text } from './load.ts';
import type { ScanOptions } from './scan-result.ts';
import type { ScanTexts } from './scan-texts.ts';

/** What a template of a family is to become before it can be checked. */
const rendered: { readonly [family in TextFamily]: string } = {
  host: 'check what iptables-save prints once it has run',
  router: 'render it first, and check the result',
  status: 'check what the command prints',
};

/** Reads a text that one of the families knows. */
export function readText(text: Text, found: Found, texts: ScanTexts, { limits }: Pick<ScanOptions, 'limits'>): void {
  const formats = textFormats(text.text);
  if (formats.length > 0) texts.set(text);
  for (const { family, format } of formats) {
    const { documents, problems, template } = parseText(text, family, format, limits);
    if (template !== undefined) {
      const reason = `a ${template}: ${rendered[family]}`;
      found.skipped.push({ file: text.file, reason, families: new Set([family]) });
    }
    for (const problem of problems) found.problem(problem, new Set([family]));
    let isRead = problems.length > 0;
    for (const document of documents) {
      texts.note(document);
      const resources = classified[family](document, format, found.resources.length, text);
      isRead = keep(resources, found) || isRead;
      for (const { extra } of resources) tellUnread(text.file, family, Number(extra?.['not_understood'] ?? 0), found);
    }
    if (!isRead && family === 'status')
      found.skipped.push({ file: text.file, reason: notUnderstood, families: new Set([family]) });
  }
}

const notUnderstood = 'it looks like the output of a command about BGP sessions, but nothing in it is understood';

/** What of a text is not judged, since nobody knows what it means. */
function tellUnread(file: string, family: TextFamily, lines: number, found: Found): void {
  if (lines === 0) return;
  const reason = `${lines} ${lines === 1 ? 'line about BGP is' : 'lines about BGP are'} not understood`;
  found.skipped.push({ file, reason, families: new Set([family]) });
}

const classified: {
  readonly [family in TextFamily]: (document: Document, format: string, id: number, text: Text) => readonly Resource[];
} = {
  host: (document, _, id, { named }) => classifyHost(document, id, { named: named === true, isJson: false }),
  router: classifyRouter,
  status: classifyStatus,
};

/** Reads JSON that a program prints. False where it is none of it. */
export function readPrinted(document: Document, { named }: Text, found: Found): boolean {
  const id = found.resources.length;
  if (keep(classifyHost(document, id, { named: named === true, isJson: true }), found)) return true;
  return keep(classifyStatus(document, 'json', id), found);
}

function keep(resources: readonly Resource[], found: Found): boolean {
  for (const resource of resources) found.resources.push(resource);
  return resources.length > 0;
}
