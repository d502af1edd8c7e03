/** Findings as marks in the text, each with its message and what fixes it. */
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorState, Transaction } from '@codemirror/state';
import type { ConfigFault, ShownFinding } from '../protocol.ts';
import { make, prose, shown } from './dom.ts';
import { offsetsOf } from './offsets.ts';

/** What a mark offers. */
export interface MarkActions {
  fix(finding: ShownFinding): void;
  details(finding: ShownFinding): void;
}

/** The most marks of one file: the list has all of them. */
const most = 1000;

/** A transaction that marks the findings of a file, and the faults of a config, in the place of those before. */
export function marked(
  state: EditorState,
  findings: readonly ShownFinding[],
  faults: readonly ConfigFault[],
  actions: MarkActions,
): Transaction {
  const diagnostics = findings.slice(0, most).flatMap((finding) => diagnosticOf(state, finding, actions));
  const inConfig = faults.map(({ offset, message }) => faultOf(state, offset, message));
  return state.update(setDiagnostics(state, [...inConfig, ...diagnostics]));
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
        make(
          'div',
          { class: 'told-here' },
          make('span', { class: `level ${level}` }, level),
          ' ',
          make('span', { class: 'message' }, prose(message)),
          make('code', {}, shown(rule)),
        ),
      actions: [
        ...(fix === undefined ? [] : [{ name: fixLabel(fix), apply: () => actions.fix(finding) }]),
        { name: 'Details', apply: () => actions.details(finding) },
      ],
    },
  ];
}

/** A fault of bgplint.yaml is marked to the end of its line. */
function faultOf(state: EditorState, offset: number, message: string): Diagnostic {
  const from = Math.min(offset, state.doc.length);
  const renderMessage = () => make('div', { class: 'told-here' }, prose(message));
  return { from, to: state.doc.lineAt(from).to, severity: 'error', message, renderMessage };
}

/** What the button of a fix says. */
export function fixLabel({ safe, title }: NonNullable<ShownFinding['fix']>): string {
  return `${safe ? 'Fix' : 'Fix, to review'}: ${shown(title)}`;
}
