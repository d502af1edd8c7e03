/** Suppressions in comments: `# bgplint-ignore <id>[, <id>] -- reason`. */
import { LineIndex } from '../lib/lines.ts';
import type { Range, Span } from '../model/document.ts';
import { inComment, parseDirective } from './directive.ts';
import type { SuppressionContext, WrittenSuppression } from './types.ts';

/**
 * The ids that a file's comments name. A comment at the end of a line of code answers that line. One that stands alone
 * on its line answers the line below, or where several stand above each other the line below all of them.
 */
export function* inComments({ source, comments }: SuppressionContext['files'][number]): Iterable<WrittenSuppression> {
  if (comments.length === 0) return;
  const lines = new LineIndex(source.text);
  const directives = comments.flatMap((comment) => {
    const directive = inComment(comment.text);
    return directive ? [{ comment, directive, range: lines.rangeOf(comment.span) }] : [];
  });
  const alone = directives.filter(({ comment, range }) => isAlone(source.text, comment.span, range));
  const answered = linesBelow(alone.map(({ range }) => range.startLine));
  for (const { comment, directive, range } of directives) {
    const { ids, reason, dash } = parseDirective(directive.text);
    const scope = { by: 'comment', line: answered.get(range.startLine) ?? range.startLine } as const;
    // `text` is what follows the `#`: both end together.
    const begin = comment.span.end - comment.text.length + directive.offset;
    for (const { id, offset } of ids) {
      const mark = id === '' ? comment.span : { start: begin + offset, end: begin + offset + id.length };
      yield { file: source.file, mark, written: id, reason, dash, scope };
    }
  }
}

/** True if nothing but white space stands before a comment on its line. */
function isAlone(text: string, span: Span, range: Range): boolean {
  return text.slice(span.start - range.startColumn + 1, span.start).trim() === '';
}

/** For lines with nothing but a suppression: the next line that is none of them. */
function linesBelow(alone: readonly number[]): ReadonlyMap<number, number> {
  const below = new Map<number, number>();
  for (const line of [...alone].sort((a, b) => b - a)) below.set(line, below.get(line + 1) ?? line + 1);
  return below;
}
