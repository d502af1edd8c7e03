/** What the editor knows of a place, and what may be written there: asked of the checker when somebody points, or types. */
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { type EditorState, type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import type { Completion, Hover, Position, Range } from '../../editor/index.ts';
import { make } from './dom.ts';
import { markdown } from './markdown.ts';
import { offsetOf } from './offsets.ts';

/** What is asked of the checker. Each is undefined where there is no answer, or where the text was not checked yet. */
export interface Questions {
  hover(position: Position): Promise<Hover | undefined>;
  complete(text: string, position: Position): Promise<readonly Completion[]>;
  /** Says something in the live region. */
  tell(text: string): void;
}

/** How long somebody points before it is asked: milliseconds. */
const pause = 350;

/** Tooltips under the pointer, the same at the cursor by a key, and completion. */
export function knowing(questions: Questions): Extension {
  const known = async (view: EditorView, at: number): Promise<Tooltip | null> => {
    const hover = await questions.hover(positionOf(view.state, at));
    return hover === undefined ? null : tooltipOf(view.state, hover);
  };
  return [
    // Below what was found there, which the marks tell.
    Prec.lowest(hoverTooltip((view, at) => known(view, at), { hoverTime: pause })),
    pinned,
    keymap.of([
      {
        key: 'Mod-i',
        preventDefault: true,
        run: (view) => {
          void known(view, view.state.selection.main.head).then((tooltip) => {
            view.dispatch({ effects: pin.of(tooltip) });
            questions.tell(
              tooltip === null
                ? 'Nothing is known of this place'
                : (view.dom.querySelector('.known')?.textContent ?? ''),
            );
          });
          return true;
        },
      },
      { key: 'Escape', run: unpin },
    ]),
    autocompletion({ override: [(context) => completed(questions, context)], icons: false, maxRenderedOptions: 50 }),
  ];
}

const pin = StateEffect.define<Tooltip | null>();

/** The tooltip that a key opened; it goes with the next edit or step. */
const pinned = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(pin)) return effect.value;
    return transaction.docChanged || transaction.selection !== undefined ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

function unpin(view: EditorView): boolean {
  if (view.state.field(pinned) === null) return false;
  view.dispatch({ effects: pin.of(null) });
  return true;
}

function tooltipOf(state: EditorState, { markdown: text, range }: Hover): Tooltip {
  const [from, to] = offsetsIn(state, range);
  return {
    pos: from,
    end: to,
    above: false,
    create: () => ({
      dom: make(
        'div',
        { class: 'known', tabindex: 0, role: 'group', 'aria-label': 'What is known here' },
        markdown(text),
      ),
    }),
  };
}

async function completed(questions: Questions, context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  // Nothing is offered where nothing was begun, unless it is asked for.
  if (!explicit && !/[\w/-]$/.test(state.doc.lineAt(pos).text.slice(0, pos - state.doc.lineAt(pos).from))) return null;
  const offered = await questions.complete(state.doc.toString(), positionOf(state, pos));
  const first = offered[0];
  if (first === undefined || context.aborted) return null;
  const [from, to] = offsetsIn(state, first.range);
  const same = offered.filter(({ range }) => offsetsIn(state, range)[0] === from);
  return {
    from,
    to,
    options: same.map(({ label, text, detail, documentation, order = 1 }) => ({
      label,
      apply: text,
      boost: -order,
      ...(detail !== undefined && { detail }),
      ...(documentation !== undefined && { info: () => make('div', { class: 'known' }, markdown(documentation)) }),
    })),
  };
}

function positionOf({ doc }: EditorState, offset: number): Position {
  const { number, from } = doc.lineAt(offset);
  return { line: number - 1, character: offset - from };
}

function offsetsIn(state: EditorState, { start, end }: Range): readonly [number, number] {
  return [offsetOf(state, start), offsetOf(state, end)];
}
