/** Findings as marks in the text, each with its message and what fixes it. */
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorState, Transaction } from '@codemirror/state';
import type { ShownFinding } from '../protocol.ts';
import { make, shown } from './dom.ts';
import { offsetsOf } from './texts.ts';

/** What a mark offers. */
export interface MarkActions {
  fix(finding: ShownFinding): void;
  details(finding: ShownFinding): void;
}

/** The most marks of one file: the list has all of them. */
const most = 1000;

/** A transaction that marks the findings of a file, in the place of those before. */
export function marked(state: EditorState, findings: readonly ShownFinding[], actions: MarkActions): Transaction {
  const diagnostics = findings.slice(0, most).flatMap((finding) => diagnosticOf(state, finding, actions));
  return state.update(setDiagnostics(state, diagnostics));
}

function diagnosticOf(state: EditorState, finding: ShownFinding, actions: MarkActions): Diagnostic[] {
  const { range, level, message, rule, fix } = finding;
  if (range === null) return [];
  const [from, to] = offsetsOf(state, range);
  return [
    {
      from,
      // A whole object is marked by its first line.
      to: Math.min(to, state.doc.lineAt(from).to),
      severity: level === 'note' ? 'info' : level,
      message,
      renderMessage: () =>
        make('div', { class: 'told-here' }, `${level}: ${shown(message)} `, make('code', {}, shown(rule))),
      actions: [
        ...(fix === undefined ? [] : [{ name: fixLabel(fix), apply: () => actions.fix(finding) }]),
        { name: 'Details', apply: () => actions.details(finding) },
      ],
    },
  ];
}

/** What the button of a fix says. */
export function fixLabel({ safe, title }: NonNullable<ShownFinding['fix']>): string {
  return `${safe ? 'Fix' : 'Fix, to review'}: ${shown(title)}`;
}
