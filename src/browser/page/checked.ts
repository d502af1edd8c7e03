/** What was looked at, and what was not: a page without findings means what this says. */
import { facts } from '../../report/pretty/summary.ts';
import { account } from '../../report/text/ledger.ts';
import { clean } from '../../report/text/phrases.ts';
import type { Checked, Ready } from '../protocol.ts';
import { make, prose } from './dom.ts';

/** The most files or places of one sort. */
const most = 100;

/** The page's fourth view. */
export function checkedView({ ledger, warnings }: Checked, ready: Ready | undefined): HTMLElement {
  const rows = facts(ledger, most).flatMap(([label, texts]) =>
    texts.length === 0
      ? []
      : [
          make(
            'tr',
            {},
            make('th', { scope: 'row' }, label),
            make(
              'td',
              {},
              texts.map((text) => make('div', {}, prose(text.trim()))),
            ),
          ),
        ],
  );
  return make(
    'div',
    { class: 'page' },
    make('h2', {}, 'What was checked'),
    make('p', {}, account(ledger)),
    warnings.map((warning) => make('p', {}, prose(clean(warning)))),
    rows.length > 0 && make('table', {}, make('tbody', {}, rows)),
    make(
      'p',
      { class: 'meta' },
      'A file bgplint.yaml among these is their configuration: for example, ',
      make('code', {}, 'complete: true'),
      ' says that these files are all of the cluster.',
    ),
    ready && make('p', { class: 'meta' }, `bgplint ${ready.version}, ${ready.rules} rules.`),
  );
}
