/** What may be done about the findings at a place. */
import type { Combined } from '../../fix/combine.ts';
import { append } from '../../lib/lists.ts';
import { getOrMake } from '../../lib/maps.ts';
import { rulesById } from '../../lib/rules.ts';
import { neutralise } from '../../lib/text.ts';
import type { LintResult } from '../../lint/request.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { checkedLines, type Knowledge, rangeIn } from '../knowledge.ts';
import { meet, type Range } from '../positions.ts';
import type { Action, TextEdit } from './action.ts';
import { suppressions } from './suppress.ts';

/** Findings at one place of which actions are offered. */
const mostFindings = 20;

/**
 * The fixes and suppressions for what is open in a range of a file, those that a machine may make first; then, where the file
 * has safe fixes, all of them at once. Empty for a file that was edited since it was checked.
 */
export function actionsFor(knowledge: Knowledge, file: string, range: Range): readonly Action[] {
  if (checkedLines(knowledge, file) === undefined) return [];
  const open = knowledge.result.report.findings.filter((found) => found.file === file && found.suppressed === null);
  const here = open.filter((found) => meet(rangeIn(knowledge, found), range)).slice(0, mostFindings);
  const fixes = here.flatMap((finding) => fixOf(knowledge, finding));
  const actions: Action[] = [
    ...fixes.filter(({ kind }) => kind === 'fix'),
    ...fixes.filter(({ kind }) => kind === 'fix-review'),
  ];
  const rules = new Set(here.filter(({ fixable }) => fixable === 'safe').map(({ rule }) => rule));
  for (const rule of rules)
    append(
      actions,
      fixAll(
        knowledge,
        open.filter((found) => found.rule === rule),
        rule,
      ),
    );
  if (here.length > 0) append(actions, fixAll(knowledge, open));
  const byId = rulesById(knowledge.rules);
  for (const finding of here)
    if (byId.get(finding.rule)?.enforced !== true) append(actions, suppressions(knowledge, finding));
  return actions;
}

/** All safe fixes of a file at once, as an editor makes them when it saves; undefined where there is none. */
export function fixAllIn(knowledge: Knowledge, file: string): Action | undefined {
  if (checkedLines(knowledge, file) === undefined) return undefined;
  const open = knowledge.result.report.findings.filter((found) => found.file === file && found.suppressed === null);
  const safe = open.filter(({ fixable }) => fixable === 'safe');
  return safe.length === 0 ? undefined : combined(knowledge, safe, 'Apply all safe fixes in this file');
}

function fixOf(knowledge: Knowledge, finding: Finding): readonly Action[] {
  if (finding.fixable === null) return [];
  const fix = knowledge.result.fixes.of(finding);
  const edits = fix && editsOf(knowledge, fix);
  if (fix === undefined || edits === undefined) return [];
  const { safe, title, then } = fix;
  const what = neutralise(title);
  return [
    {
      kind: safe ? 'fix' : 'fix-review',
      title: safe ? `Fix: ${what}` : `Fix, for review: ${what}`,
      edits,
      findings: [finding],
      ...(then !== undefined && { then }),
    },
  ];
}

/** The edits of a fix; undefined where one of its files was edited since it was checked. */
function editsOf(knowledge: Knowledge, { edits }: Fix): readonly TextEdit[] | undefined {
  const made: TextEdit[] = [];
  for (const { file, span, text } of edits) {
    const lines = checkedLines(knowledge, file);
    if (lines === undefined) return undefined;
    made.push({ file, range: lines.range(span), text });
  }
  return made;
}

/** All safe fixes of these findings at once, where there are several. */
function fixAll(knowledge: Knowledge, open: readonly Finding[], rule?: string): readonly Action[] {
  const safe = open.filter(({ fixable }) => fixable === 'safe');
  if (safe.length < 2) return [];
  if (rule === undefined && safe.every((found) => found.rule === safe[0]?.rule)) return [];
  const title =
    rule === undefined ? 'Apply all safe fixes in this file' : `Apply all safe fixes of ${rule} in this file`;
  const action = combined(knowledge, safe, title);
  return action === undefined ? [] : [action];
}

const kept = new WeakMap<LintResult, Map<string, Combined>>();

/** A result makes no more than so many fixes (src/lint/fixes.ts), and an editor asks at each move of the cursor. */
function combined(knowledge: Knowledge, findings: readonly Finding[], title: string): Action | undefined {
  const { result } = knowledge;
  const known = getOrMake(kept, result, () => new Map<string, Combined>());
  const key = `${findings[0]?.file}\0${title}`;
  const { files, applied } = getOrMake(known, key, () => result.fixes.combine(findings));
  const edits: TextEdit[] = [];
  for (const one of files) {
    const lines = checkedLines(knowledge, one.file);
    if (lines === undefined) return undefined;
    for (const { start, end, text } of one.edits)
      edits.push({ file: one.file, range: lines.range({ start, end }), text });
  }
  return edits.length === 0 ? undefined : { kind: 'fix-all', title, edits, findings: applied };
}
