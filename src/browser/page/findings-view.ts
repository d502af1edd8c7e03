/** The view of findings: what has to be said before them, the list, and what it means that there are none. */
import { account, gaps } from '../../report/text/ledger.ts';
import type { Checked, ShownFinding } from '../protocol.ts';
import { fill, make, prose } from './dom.ts';
import { type FindingActions, FindingList } from './findings.ts';

export class FindingsView {
  readonly list: FindingList;
  readonly element: HTMLElement;
  readonly #before = make('div', {});
  readonly #actions: FindingActions;

  constructor(actions: FindingActions) {
    this.#actions = actions;
    this.list = new FindingList(actions);
    this.#before.append(make('div', { class: 'empty' }, make('p', {}, 'Loading the rules…')));
    this.element = make(
      'div',
      {},
      make('h2', { class: 'hidden' }, 'Findings'),
      this.#before,
      this.list.element,
      this.list.more,
    );
  }

  update(checked: Checked, open: readonly ShownFinding[], isEmpty: boolean): void {
    this.list.update(open);
    this.list.element.hidden = open.length === 0;
    fill(this.#before, [refusalOf(checked, this.#actions), open.length === 0 && nothing(checked, isEmpty)]);
  }
}

/** Why bgplint.yaml has no effect, each fault with its place. */
function refusalOf({ refusal }: Checked, actions: FindingActions): HTMLElement | undefined {
  if (refusal === undefined) return undefined;
  const faults = refusal.faults.map(({ file, offset, message }) =>
    make(
      'li',
      {},
      make(
        'button',
        { type: 'button', class: 'go', onclick: () => actions.goTo(file, offset) },
        make('span', { class: 'level error' }, 'configuration'),
        ' ',
        make('span', { class: 'message' }, prose(message)),
      ),
    ),
  );
  return make(
    'div',
    { class: 'finding error refusal' },
    faults.length > 0
      ? make('ul', {}, faults)
      : make('p', {}, make('span', { class: 'level error' }, 'configuration '), prose(refusal.message)),
    make(
      'p',
      { class: 'meta' },
      'It has no effect: the files are checked with the last one that could be used, or without any.',
    ),
  );
}

function nothing({ ledger, findings }: Checked, isEmpty: boolean): HTMLElement {
  if (isEmpty) {
    return make(
      'div',
      { class: 'empty' },
      make('strong', {}, 'Nothing to check yet'),
      make(
        'p',
        {},
        'Paste or drop manifests, a plan, the configuration of a router, the rules of a host firewall, or what a node says of its sessions. Or begin with an example.',
      ),
    );
  }
  const isAnything = Object.values(ledger.resources).some((number) => number > 0);
  const missing = gaps(ledger);
  return make(
    'div',
    { class: `empty ${isAnything ? 'good' : ''}` },
    make('strong', {}, isAnything ? 'No findings' : 'Nothing was checked'),
    make('p', {}, account(ledger)),
    findings.length > 0 && make('p', {}, `${findings.length} suppressed.`),
    missing.length > 0 && make('p', {}, missing.join(', ')),
  );
}
