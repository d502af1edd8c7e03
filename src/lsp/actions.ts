/** Fixes and suppressions as code actions, and as commands for a client that knows none. */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Command,
  type Diagnostic,
  type Range,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { type Action, actionsFor, fixAllIn, type TextEdit as OwnEdit } from '../editor/index.ts';
import type { Finding, LeftToDo } from '../model/finding.ts';
import { clean } from '../report/text/phrases.ts';
import type { Client } from './client.ts';
import type { Answerable } from './known.ts';
import { rangeOf } from './ranges.ts';
import { snippetOf, whereMark } from './reason.ts';

/** All safe fixes of a file, as an editor asks for them when it saves. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.bgplint`;

/** Commands of the server: what is left to do is said; the cursor goes to a reason; an edit is applied. */
export const commandNames = {
  left: 'bgplint.leftToDo',
  reason: 'bgplint.writeReason',
  apply: 'bgplint.apply',
} as const;

/** More characters than a line has: a position behind a line is at its end. */
const longestLine = 2 ** 31 - 1;

/** What there is to do in a range. `versionOf` gives the version of the text that is open under a URI. */
export function actionsOf(
  known: Answerable,
  range: Range,
  { only, diagnostics }: CodeActionContext,
  client: Client,
  versionOf: (uri: string) => number | undefined,
): (CodeAction | Command)[] {
  const { knowledge, file, session } = known;
  const wants = (kind: string) => only === undefined || only.some((wanted) => isKind(wanted, kind));
  const quick = wants(CodeActionKind.QuickFix) ? quickFixes(known, range) : [];
  const all = wants(fixAllKind) ? fixAllIn(knowledge, file) : undefined;
  // What is applied when a file is saved changes no other one. Where everything is asked for it is not offered twice.
  const same = JSON.stringify(all?.edits);
  const isOffered = only === undefined && quick.some(({ edits }) => JSON.stringify(edits) === same);
  const onSave = !isOffered && all?.edits.every((edit) => edit.file === file) ? [all] : [];
  const found = [
    ...quick.map((action) => ({ action, kind: CodeActionKind.QuickFix })),
    ...onSave.map((action) => ({ action, kind: fixAllKind })),
  ];
  return found.map(({ action, kind }) => {
    const edit = editOf(action, client, (name) => session.uriOf(name), versionOf);
    const title = titleOf(action);
    const left = (action.then ?? []).map(stepText);
    if (!client.literalActions) return { title, command: commandNames.apply, arguments: [edit, title, left] };
    const command = commandOf(action, client, left, (name) => session.uriOf(name));
    return {
      title,
      kind,
      diagnostics: answered(action.findings, diagnostics),
      ...(client.preferred && action.kind === 'fix' && { isPreferred: true }),
      edit,
      ...(command !== undefined && { command }),
    };
  });
}

/** A cursor that is at no finding asks for its line: what is marked there may be at its end. */
function quickFixes({ knowledge, file }: Answerable, { start, end }: Range): readonly Action[] {
  const found = actionsFor(knowledge, file, { start, end });
  const isCursor = start.line === end.line && start.character === end.character;
  if (found.length > 0 || !isCursor) return found;
  const line = { start: { line: start.line, character: 0 }, end: { line: start.line, character: longestLine } };
  return actionsFor(knowledge, file, line);
}

/** True if a kind is the one that is wanted, or below it: `source.fixAll.bgplint` is of `source`. */
function isKind(wanted: string, kind: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

/** Those of the client's diagnostics that an action answers. */
function answered(findings: readonly Finding[], diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const fingerprints = new Set<unknown>(findings.map(({ fingerprint }) => fingerprint));
  const messages = new Set(findings.map(({ rule, message }) => `${rule} ${clean(message)}`));
  return diagnostics.filter(
    ({ data, code, message }) =>
      fingerprints.has(data) || (data === undefined && messages.has(`${code} ${headOf(message)}`)),
  );
}

/** Further lines are places, which a client without related information is told so. */
function headOf(message: Diagnostic['message']): string {
  return (typeof message === 'string' ? message : message.value).split('\n')[0] ?? '';
}

/** Of a step so much is in a title, in UTF-16 units: a menu shows one line. */
const mostOfStep = 60;

/** What is left to do is part of the title, in short: nobody looks for it afterwards. All of it is said when the fix is made. */
function titleOf({ title, then = [] }: Action): string {
  const [first] = then;
  if (first === undefined) return title;
  const more = then.length > 1 ? `, and ${then.length - 1} more` : '';
  return `${title} (left to do: ${inShort(clean(first.text))}${more})`;
}

/** The first clause of a step, and of that the first words. */
function inShort(step: string): string {
  const clause = /^[^;:(]*/.exec(step)?.[0].trimEnd() ?? '';
  if (clause.length <= mostOfStep) return clause === step ? step : `${clause} …`;
  const end = clause.lastIndexOf(' ', mostOfStep);
  return `${clause.slice(0, end > 0 ? end : mostOfStep)} …`;
}

const whens = { before: 'before you apply it', with: 'when you apply it', after: 'afterwards' } as const;

function stepText({ when, text, command }: LeftToDo): string {
  return `${whens[when]}: ${clean(text)}${command === undefined ? '' : `: ${clean(command)}`}`;
}

function commandOf(
  { needsReason, edits }: Action,
  { snippetEdits, showsDocuments }: Client,
  left: readonly string[],
  uriOf: (file: string) => string,
): Command | undefined {
  if (left.length > 0) return { title: 'Say what is left to do', command: commandNames.left, arguments: [...left] };
  if (!needsReason || snippetEdits || !showsDocuments) return undefined;
  for (const edit of edits) {
    const selection = whereMark(edit);
    if (selection === undefined) continue;
    return { title: 'Write the reason', command: commandNames.reason, arguments: [uriOf(edit.file), selection] };
  }
  return undefined;
}

/** With versions where the client knows them: an edit of a text that has changed since is refused. */
function editOf(
  { edits, needsReason }: Action,
  { versionedEdits, snippetEdits }: Client,
  uriOf: (file: string) => string,
  versionOf: (uri: string) => number | undefined,
): WorkspaceEdit {
  const byUri = new Map<string, OwnEdit[]>();
  for (const edit of edits) {
    const uri = uriOf(edit.file);
    const there = byUri.get(uri) ?? [];
    there.push(edit);
    byUri.set(uri, there);
  }
  if (!versionedEdits) {
    return { changes: Object.fromEntries([...byUri].map(([uri, own]) => [uri, own.map(plainEdit)])) };
  }
  const asked = snippetEdits && needsReason === true;
  const documentChanges = [...byUri].map(
    ([uri, own]): TextDocumentEdit => ({
      textDocument: { uri, version: versionOf(uri) ?? null },
      edits: own.map((edit) => (asked ? (snippetEdit(edit) ?? plainEdit(edit)) : plainEdit(edit))),
    }),
  );
  return { documentChanges };
}

function plainEdit({ range, text }: OwnEdit): TextEdit {
  return { range: rangeOf(range), newText: text };
}

function snippetEdit({ range, text }: OwnEdit): SnippetTextEdit | undefined {
  const value = snippetOf(text);
  return value === undefined ? undefined : { range: rangeOf(range), snippet: { kind: 'snippet', value } };
}
