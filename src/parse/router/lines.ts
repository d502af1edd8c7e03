/** A router's configuration as a document without a value: its lines are its places. */
import { routerLines } from '../../lib/router/lines.ts';
import type { Parsed, SourceFile } from '../../model/document.ts';
import { LinesDocument } from '../lines-document.ts';

/** One document for all of the text. */
export function parseRouterLines(source: SourceFile): Parsed {
  return { documents: [new LinesDocument(source, routerLines(source.text))], problems: [] };
}
