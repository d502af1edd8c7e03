/** Links to lines and rules. */
import { rulePage } from '../../lib/pages.ts';
import { clip } from '../../lib/text.ts';
import type { Range } from '../../model/document.ts';
import type { ReportContext } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import { clean } from '../text/phrases.ts';
import { uriOf } from '../text/uri.ts';
import { code } from './text.ts';

const longestPlace = 300;

/**
 * `file:line` with a link to the line: on the pages of the forge where they are known, else by the path itself, which an editor
 * that shows the report opens. A file outside of the repository has none.
 */
export function placeLink(file: string, range: Range | null, context: ReportContext): string {
  const inside = context.fromRepository(file);
  const path = inside ?? file;
  const name = clip(clean(path), longestPlace);
  const text = code(range === null ? name : `${name}:${range.startLine}`);
  if (inside === undefined || path.length > longestPlace) return text;
  if (context.blob !== undefined) {
    const url = context.blob(inside, range);
    return url === undefined ? text : `[${text}](${bare(url)})`;
  }
  return `[${text}](${bare(`${uriOf(inside)}${range === null ? '' : `#L${range.startLine}`}`)})`;
}

/** What would end the target of a link in Markdown, or mean something in it, percent-encoded. */
function bare(uri: string): string {
  return uri.replace(/[()<>\\*_`!'|[\]~\s]/g, (sign) =>
    sign === '_' || sign === '~' ? sign : `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** A rule's id, with a link to its page. */
export function ruleLink(id: string, rule: Rule | undefined): string {
  return rule === undefined ? code(clip(clean(id), longestPlace)) : `[${code(id)}](${rulePage(rule.id)})`;
}
