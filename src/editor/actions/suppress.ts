/** Suppressions of a finding: a comment above its line, or a waiver in the config where no comment is possible. */
import { at, inKeyOrder, withValue } from '../../lib/json.ts';
import { defaultLimits } from '../../lib/limits.ts';
import { getOrMake } from '../../lib/maps.ts';
import { neutralise } from '../../lib/text.ts';
import type { Comment, Parsed, Span } from '../../model/document.ts';
import type { Finding } from '../../model/finding.ts';
import { parseYaml } from '../../parse/index.ts';
import { inComment } from '../../suppress/directive.ts';
import { checkedLines, type Knowledge, rangeIn } from '../knowledge.ts';
import { contentsOf, valueAt } from '../value.ts';
import { type Action, reasonMark, type TextEdit } from './action.ts';
import { waiver } from './waiver.ts';

/** A document is read once more to see that the comment is one: a longer one gets a waiver. */
const longest = 500_000;

/** Rules about suppressions themselves, which nothing answers (src/suppress). */
const unanswerable = new Set([
  'input/unused-suppression',
  'input/suppression-without-reason',
  'input/unknown-rule',
  'input/enforced-rule-suppressed',
]);

/** The ways to suppress a finding, the narrowest first. Of one that nothing answers none is offered. */
export function suppressions(knowledge: Knowledge, finding: Finding): readonly Action[] {
  if (unanswerable.has(finding.rule)) return [];
  const comment = commentAbove(knowledge, finding);
  const waived = waiver(knowledge, finding);
  const action = (title: string, edit: TextEdit): Action => ({
    kind: 'suppress',
    title,
    edits: [edit],
    findings: [finding],
    needsReason: true,
  });
  return [
    ...(comment === undefined ? [] : [action(`Suppress ${finding.rule} here, with a reason`, comment)]),
    ...(waived === undefined
      ? []
      : [action(`Waive ${finding.rule} in ${neutralise(waived.file)}, with a reason`, waived)]),
  ];
}

/** What was found for findings: an editor asks at each move of the cursor. */
const kept = new WeakMap<Finding, TextEdit | null>();

function commentAbove(knowledge: Knowledge, finding: Finding): TextEdit | undefined {
  return getOrMake(kept, finding, () => commentFor(knowledge, finding) ?? null) ?? undefined;
}

/** `# bgplint-ignore <id> -- …` on a line of its own; undefined where it would be no comment. */
function commentFor(knowledge: Knowledge, finding: Finding): TextEdit | undefined {
  const { file, rule } = finding;
  const lines = checkedLines(knowledge, file);
  const sign = signIn(knowledge, file);
  if (lines === undefined || finding.range === null || sign === undefined || lines.text.length > longest)
    return undefined;
  const { line } = rangeIn(knowledge, finding).start;
  const indent = /^[ \t]*/.exec(lines.textOf(line))?.[0] ?? '';
  const eol = lines.text.includes('\r\n') ? '\r\n' : '\n';
  const inserted = {
    offset: lines.line(line).start,
    text: `${indent}${sign} bgplint-ignore ${rule} -- ${reasonMark}${eol}`,
  };
  const isYaml = knowledge.result.scan.texts.get(file)?.kind === 'yaml';
  if (isYaml && !isComment(knowledge, file, lines.text, inserted)) return undefined;
  const position = { line, character: 0 };
  return { file, range: { start: position, end: position }, text: inserted.text };
}

/** What begins a comment in a file; undefined where nothing does. */
function signIn({ result }: Knowledge, file: string): '#' | '!' | undefined {
  const { resources } = contentsOf(result, file);
  if (resources.some(({ family }) => family === 'router')) return '!';
  // Plans, and what nft and FRR print as JSON.
  const isJson = result.scan.texts.get(file)?.kind === 'json' || /\.json$/i.test(file);
  return isJson || resources.some(({ document }) => document.style([])?.style === 'json') ? undefined : '#';
}

interface Inserted {
  readonly offset: number;
  readonly text: string;
}

/** True if a line that is put into YAML is a comment that bgplint reads, and nothing else of the text is read otherwise. */
function isComment({ result }: Knowledge, file: string, text: string, { offset, text: line }: Inserted): boolean {
  const around = documentAround(text, offset);
  if (around.end - around.start > longest) return false;
  const [head, tail] = [text.slice(around.start, offset), text.slice(offset, around.end)];
  const inserted = { offset: offset - around.start, text: line };
  const [before, after] = [read(file, head + tail), read(file, head + line + tail)];
  if (before.problems.length !== after.problems.length || before.documents.length !== after.documents.length)
    return false;
  const differing = before.documents.filter(
    ({ value }, i) => inKeyOrder(after.documents[i]?.value) !== inKeyOrder(value),
  );
  if (differing.length === 0) return after.documents.some(({ comments }) => holdsDirective(comments, inserted));
  // YAML within a text: the text has one more line, which is a comment to whoever reads it.
  const [document] = differing;
  const indent = line.length - line.trimStart().length;
  const inner = valueAt(result, file, offset + indent)?.document.within;
  if (differing.length > 1 || document === undefined || inner === undefined) return false;
  if (inner.document.span.start !== document.span.start + around.start) return false;
  const { path } = inner;
  const value = after.documents[before.documents.indexOf(document)]?.value ?? null;
  const [old, fresh] = [at(document.value, path), at(value, path)];
  if (typeof old !== 'string' || typeof fresh !== 'string') return false;
  if (inKeyOrder(withValue(value, path, old)) !== inKeyOrder(document.value)) return false;
  const [inside, commented] = [read(file, old), read(file, fresh)];
  const isSame =
    inKeyOrder(inside.documents.map((one) => one.value)) === inKeyOrder(commented.documents.map((one) => one.value));
  return (
    isSame && commented.documents.some(({ comments }) => comments.length > (inside.documents[0]?.comments.length ?? 0))
  );
}

/** The document of a stream that an offset is in, with its marker: no `---` begins a line of a document that goes on. */
function documentAround(text: string, offset: number): Span {
  const marker = /^---(?=\s|$)/gm;
  let start = 0;
  for (let found = marker.exec(text); found !== null; found = marker.exec(text)) {
    if (found.index > offset) return { start, end: found.index };
    start = found.index;
  }
  return { start, end: text.length };
}

function read(file: string, text: string): Parsed {
  return parseYaml({ file, text }, { limits: defaultLimits, wants: () => true });
}

/** True if one of the comments is the line that was put in. */
function holdsDirective(comments: readonly Comment[], { offset, text }: Inserted): boolean {
  const end = offset + text.length;
  return comments.some(
    ({ span, text: said }) => span.start >= offset && span.end <= end && inComment(said) !== undefined,
  );
}
