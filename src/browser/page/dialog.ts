/** The page's one dialog. */
import { byId, focusAgain, make } from './dom.ts';

/** A button: its value is the dialog's answer. The last one is the main one, and has the focus. */
export type DialogButton = readonly [value: string, title: string];

/** Shows these contents; the answer is the value of the button that closed it, and empty for Escape. Nothing of it stays. */
export function dialog(title: string, contents: readonly Node[], buttons: readonly DialogButton[]): Promise<string> {
  const element = byId('dialog', HTMLDialogElement);
  const made = buttons.map(([value, text], i) =>
    make('button', { value, class: i === buttons.length - 1 ? 'main' : '' }, text),
  );
  element.returnValue = '';
  element.replaceChildren(
    make(
      'form',
      { method: 'dialog' },
      make('h2', { id: 'dialog-title' }, title),
      contents,
      make('div', { class: 'actions' }, made),
    ),
  );
  element.showModal();
  made.at(-1)?.focus();
  return new Promise((resolve) => {
    const closed = () => {
      element.replaceChildren();
      // What had it before may be gone: a finding that was fixed.
      focusAgain();
      resolve(element.returnValue);
    };
    element.addEventListener('close', closed, { once: true });
  });
}
