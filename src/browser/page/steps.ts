/** What a fix leaves to a person. */
import type { LeftToDo } from '../../model/finding.ts';
import { make, prose, shown } from './dom.ts';

const when = { before: 'Before it is applied', with: 'Together with it', after: 'After it is applied' } as const;

/** The steps as a list, each with its command to select and copy. */
export function stepList(steps: readonly LeftToDo[]): HTMLElement {
  const items = steps.map((step) =>
    make(
      'li',
      {},
      make('strong', {}, `${when[step.when]}: `),
      prose(step.text),
      step.command !== undefined &&
        make('pre', { tabindex: 0, role: 'group', 'aria-label': 'Command' }, shown(step.command)),
    ),
  );
  return make('ul', { class: 'related steps' }, items);
}
