/** What commands print of running state: texts of lines, which classify reads, and JSON between them. */

import { defaultLimits } from '../../lib/limits.ts';
import { statusLines } from '../../lib/status/lines.ts';
import { isStatusJson } from '../../lib/status/members.ts';
import type { Parsed, SourceFile } from '../../model/document.ts';
import { parseJson } from '../json/index.ts';
import { LinesDocument } from '../lines-document.ts';
import { jsonParts, onlyPart } from './json-parts.ts';

/** One document for the lines of all of the text, since it may hold what several commands printed, and one for each JSON in it. */
export function parseStatus(source: SourceFile): Parsed {
  const lines = new LinesDocument(source, statusLines(source.text));
  if (!isStatusJson(source.text)) return { documents: [lines], problems: [] };
  const parts = jsonParts(source.text).map((part) => {
    const { file, text } = source;
    return parseJson({ file, text: onlyPart(text, part) }, { limits: defaultLimits, wants: () => true });
  });
  return {
    documents: [lines, ...parts.flatMap(({ documents }) => documents)],
    problems: parts.flatMap(({ problems }) => problems),
  };
}
