/** Suppressions of a finding: a comment above its line, or a waiver in the config where no comment is possible. */
import { at, inKeyOrder } from '../../lib/json.ts';
import { defaultLimits } from '../../lib/limits.ts';
import type { Finding } from '../../model/finding.ts';
import { parseYaml } from '../../parse/index.ts';
import { inComment } from '../../suppress/directive.ts';
import { checkedLines, type Knowledge, rangeIn } from '../knowledge.ts';
import type { EditorLines } from '../positions.ts';
import { contentsOf, valueAt } from '../value.ts';
import { type Action, reasonMark, type TextEdit } from './action.ts';
import { waiver } from './waiver.ts';

/** A text is read once more to see that the comment is one: a longer one gets a waiver. */
const longest = 1_000_000;

/** Rules about suppressions themselves, which nothing answers (src/suppress). */
const unanswerable = new Set([
  'input/unused-suppression',
  'input/suppression-without-reason',
  'input/unknown-rule',
  'input/enforced-rule-suppressed',
]);

/** The ways to suppress a finding, the narrowest first. Of an enforced rule nobody may ask. */
export function suppressions(knowledge: Knowledge, finding: Finding): readonly Action[] {
  if (unanswerable.has(finding.rule)) return [];
  const comment = commentAbove(knowledge, finding);
  const found: Action[] = [];
  if (comment !== undefined)
    found.push({
      kind: 'suppress',
      title: `Suppress ${finding.rule} here, with a reason`,
      edits: [comment],
      findings: [finding],
      needsReason: true,
    });
  const waived = waiver(knowledge, finding);
  if (waived !== undefined)
    found.push({
      kind: 'suppress',
      title: `Waive ${finding.rule} in ${waived.file}, with a reason`,
      edits: [waived],
      findings: [finding],
      needsReason: true,
    });
  return found;
}

/** `# bgplint-ignore <id> -- …` on a line of its own; undefined where it would be no comment. */
function commentAbove(knowledge: Knowledge, finding: Finding): TextEdit | undefined {
  const lines = checkedLines(knowledge, finding.file);
  const range = rangeIn(knowledge, finding);
  if (lines === undefined || range === undefined || lines.text.length > longest) return undefined;
  const sign = signIn(knowledge, finding.file);
  if (sign === undefined) return undefined;
  const { line } = range.start;
  const text = lines.textOf(line);
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  const end = lines.text.includes('\r\n') ? '\r\n' : '\n';
  const comment = `${indent}${sign} bgplint-ignore ${finding.rule} -- ${reasonMark}${end}`;
  const start = lines.line(line).start;
  if (sign === '#' && isYaml(knowledge, finding.file) && !isComment(knowledge, finding.file, lines, start, comment))
    return undefined;
  const position = { line, character: 0 };
  return { file: finding.file, range: { start: position, end: position }, text: comment };
}

/** What begins a comment in a file; undefined where nothing does. */
function signIn({ result }: Knowledge, file: string): '#' | '!' | undefined {
  const { resources } = contentsOf(result, file);
  if (resources.some(({ family }) => family === 'router')) return '!';
  // A dump of nftables as JSON, a plan, a manifest: JSON has no comments.
  if (result.scan.texts.get(file)?.kind === 'json' || /\.json$/i.test(file)) return undefined;
  return '#';
}

function isYaml({ result }: Knowledge, file: string): boolean {
  return result.scan.texts.get(file)?.kind === 'yaml';
}

/** True if a line that is put in at an offset is a comment, and nothing else of the text is read otherwise. */
function isComment({ result }: Knowledge, file: string, lines: EditorLines, start: number, comment: string): boolean {
  const { text } = lines;
  const value = valueAt(result, file, start + comment.length - comment.trimStart().length);
  const edited = text.slice(0, start) + comment + text.slice(start);
  const [before, after] = [text, edited].map((one) =>
    parseYaml({ file, text: one }, { limits: defaultLimits, wants: () => true }),
  );
  if (before === undefined || after === undefined || after.problems.length > before.problems.length) return false;
  if (before.documents.length !== after.documents.length) return false;
  const inner = value?.document.within;
  const isSame = before.documents.every((document, i) => {
    const read = after.documents[i]?.value;
    return inKeyOrder(read) === inKeyOrder(document.value);
  });
  const end = start + comment.length;
  const isRead = after.documents.some(({ comments }) =>
    comments.some(({ span, text: said }) => span.start >= start && span.end <= end && inComment(said) !== undefined),
  );
  if (isSame && isRead) return true;
  // YAML within a text: the text has one more line, which is a comment to whoever reads it.
  if (inner === undefined || value === undefined) return false;
  const { path, document } = inner;
  const outer = before.documents[document.index];
  return outer !== undefined && document.style(path)?.style === 'literal' && typeof at(outer.value, path) === 'string';
}
