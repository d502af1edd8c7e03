/** What the editor of a file is made of. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintGutter, nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type StateEffect } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  type KeyBinding,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { languageOf } from './language.ts';

const hint = `Paste here, or drop files anywhere.

Manifests of Calico, MetalLB, frr-k8s, Cilium or Antrea,
a plan (terraform show -json), the configuration of a router,
the firewall of a host, or what calicoctl node status prints.
Several files are checked together.`;

/** What depends on the name of a file. */
const byName = new Compartment();

/** Its language, and what a screen reader calls it. */
function namedAs(name: string, text: string): Extension {
  return [languageOf(name, text), EditorView.contentAttributes.of({ 'aria-label': `Text of ${name}` })];
}

/** What a state needs when its file gets another name. */
export function renamed(name: string, text: string): StateEffect<unknown> {
  return byName.reconfigure(namedAs(name, text));
}

/** The state of a file's editor. `more` is what the page adds to every editor: its keys, and whom it tells of changes. */
export function stateOf(name: string, text: string, more: Extension): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      // A lone carriage return is a character to show, and no line end: positions are those of the checked text.
      EditorState.lineSeparator.of('\n'),
      lineNumbers(),
      lintGutter({ hoverTime: 150 }),
      highlightSpecialChars(),
      history(),
      indentOnInput(),
      bracketMatching(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      placeholder(hint),
      EditorView.contentAttributes.of({ tabindex: '0', 'aria-describedby': 'keys', spellcheck: 'false' }),
      byName.of(namedAs(name, text)),
      more,
      keymap.of([...findingKeys, ...searchKeymap, ...historyKeymap, indentWithTab, ...defaultKeymap]),
    ],
  });
}

const findingKeys: readonly KeyBinding[] = [{ key: 'F8', run: nextDiagnostic, shift: previousDiagnostic }];
