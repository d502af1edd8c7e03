/** A form that suppresses a finding: nobody may without a reason. */
import { type Action, withReason } from '../../editor/actions/action.ts';
import { clean } from '../../report/text/phrases.ts';
import { make } from './dom.ts';

export interface SuppressActions {
  /** Makes the edits. */
  write(action: Action): void;
  say(text: string): void;
}

/** The ways to suppress a finding, and a field for the reason; its first field should get the focus. */
export function suppressForm(offered: readonly Action[], actions: SuppressActions): HTMLElement {
  if (offered.length === 0)
    return make(
      'p',
      { class: 'meta', tabindex: -1 },
      'This cannot be suppressed here: its rule is enforced, or the text takes no comment.',
    );
  const reason = make('input', { type: 'text', autocomplete: 'off', required: true, maxlength: 500 });
  const buttons = offered.map((action, i) =>
    make('button', { type: 'submit', value: i }, clean(action.title).replace(/, with a reason$/, '')),
  );
  const submit = (event: Event) => {
    event.preventDefault();
    const { submitter } = event as SubmitEvent;
    const action = offered[submitter instanceof HTMLButtonElement ? Number(submitter.value) : 0];
    const answered = action && withReason(action, reason.value);
    if (answered !== undefined) return actions.write(answered);
    actions.say('Write a reason that a person can read.');
    reason.focus();
    return undefined;
  };
  return make(
    'form',
    { class: 'suppress', onsubmit: submit },
    make('label', {}, 'Reason ', reason),
    make('div', { class: 'actions' }, buttons),
  );
}
