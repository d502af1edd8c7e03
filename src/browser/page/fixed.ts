/** What all safe fixes make of the texts, beside what is there. Secrets are masked in what is shown, and in what is copied unless asked. */
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { clean, count } from '../../report/text/phrases.ts';
import type { Fixed, SandboxFile } from '../protocol.ts';
import { unifiedDiff } from './diff.ts';
import { make } from './dom.ts';
import { languageOf } from './language.ts';

export interface FixedActions {
  apply(files: readonly SandboxFile[]): void;
  copy(text: string, what: string): void;
  download(name: string, text: string): void;
  /** The text with the line ends that its file came with. */
  written(name: string, text: string): string;
}

/** The view; `chosen` is the file that is shown first, if it has a fix. */
export function fixedView({ files, applied, open }: Fixed, chosen: string, actions: FixedActions): HTMLElement {
  const view = make('div', { id: 'fixed' }, make('h2', { class: 'hidden' }, 'Fixed texts'));
  const first = files.find(({ name }) => name === chosen) ?? files[0];
  if (first === undefined) return emptyView(view);
  let file = first;
  let withSecrets = false;
  const diff = make('div', { class: 'diff' });
  const hides = files.some(({ before, shown }) => shown?.before !== before);
  const own = () => (withSecrets ? file : file.shown);
  const copied = (what: string, text: string) =>
    actions.copy(text, `${what}${withSecrets || !hides ? '' : ', secrets masked'}`);
  const patch = () =>
    files
      .map((one) => {
        const { before, after } = (withSecrets ? one : one.shown) ?? { before: '', after: '' };
        return unifiedDiff(one.name, before, after);
      })
      .join('');
  const button = (title: string, onclick: () => void, main = false) =>
    make('button', { type: 'button', class: main ? 'main' : '', onclick }, title);
  const pick = make(
    'select',
    {
      'aria-label': 'File',
      onchange: () => {
        file = files.find(({ name }) => name === pick.value) ?? file;
        draw();
      },
    },
    files.map(({ name }) => make('option', { value: name, selected: name === file.name }, clean(name))),
  );
  const keep = make('input', {
    type: 'checkbox',
    onchange: () => {
      withSecrets = keep.checked;
    },
  });
  const draw = () => {
    diff.replaceChildren(
      file.shown === undefined
        ? make('p', { class: 'told' }, 'Nothing of this file can be shown: it is not known where its secrets are.')
        : diffOf(file.name, file.shown),
    );
  };
  view.append(
    make(
      'div',
      { class: 'bar' },
      button(
        `Apply ${count(applied.length, 'fix', 'fixes')}`,
        () => actions.apply(files.map(({ name, after }) => ({ name, text: after }))),
        true,
      ),
      files.length > 1 && pick,
      button('Copy text', () => copied('The fixed text', actions.written(file.name, own()?.after ?? ''))),
      button('Copy diff', () => copied('The diff', patch())),
      button('Download', () => actions.download(file.name, actions.written(file.name, own()?.after ?? ''))),
    ),
    make(
      'p',
      { class: 'told' },
      `${count(applied.length, 'finding')} fixed in ${count(files.length, 'file')}; ${open === 0 ? 'none is left' : `${count(open, 'finding')} left`}.`,
    ),
  );
  if (hides)
    view.append(
      make(
        'p',
        { class: 'told' },
        make('label', {}, keep, 'Copy and download with the secrets, which are masked here'),
      ),
    );
  view.append(diff);
  draw();
  return view;
}

function emptyView(view: HTMLElement): HTMLElement {
  view.append(
    make(
      'div',
      { class: 'empty' },
      make('strong', {}, 'No safe fixes'),
      make(
        'p',
        {},
        'Nothing that was found has a fix that is safe to apply without looking. Fixes to review are with their findings.',
      ),
    ),
  );
  return view;
}

function diffOf(name: string, { before, after }: { readonly before: string; readonly after: string }): HTMLElement {
  const view = new EditorView({
    state: EditorState.create({
      doc: after,
      extensions: [
        EditorState.lineSeparator.of('\n'),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': `What changes in ${clean(name)}`,
          'aria-readonly': 'true',
        }),
        lineNumbers(),
        languageOf(name, after),
        unifiedMergeView({
          original: EditorState.create({ doc: before, extensions: EditorState.lineSeparator.of('\n') }).doc,
          mergeControls: false,
          collapseUnchanged: { margin: 3, minSize: 6 },
        }),
      ],
    }),
  });
  return view.dom;
}
