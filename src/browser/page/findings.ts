/** The list of findings: each leads to its place, tells why and what to do, and offers its fix. */

import type { Action } from '../../editor/index.ts';
import type { Range } from '../../model/document.ts';
import { clean, placeOf, relatedOf, withoutFreezes } from '../../report/text/phrases.ts';
import { yamlOf } from '../../report/text/yaml.ts';
import type { ShownFinding } from '../protocol.ts';
import { make, prose, shown } from './dom.ts';
import { fixLabel } from './marks.ts';
import { stepList } from './steps.ts';
import { suppressForm } from './suppress.ts';

/** What a person does with the list. */
export interface FindingActions {
  go(file: string, range: Range | null): void;
  /** The same by an offset, in UTF-16 units. */
  goTo(file: string, offset: number): void;
  fix(finding: ShownFinding): void;
  rule(id: string): void;
  copy(text: string, what: string): void;
  /** The ways to suppress it. */
  suppressions(finding: ShownFinding): Promise<readonly Action[]>;
  /** Makes the edits of an action. */
  write(action: Action): void;
  say(text: string): void;
}

interface Item {
  finding: ShownFinding;
  readonly text: string;
  readonly element: HTMLLIElement;
}

/** The most items at first: nobody reads more at once. */
const page = 200;

/** The list, which keeps its items, what is open in them and the focus while texts change. */
export class FindingList {
  readonly element = make('ul', { id: 'findings', 'aria-label': 'Findings' });
  readonly more = make('div', { class: 'actions bar', hidden: true });
  readonly #actions: FindingActions;
  #items = new Map<string, Item>();
  #findings: readonly ShownFinding[] = [];
  #most = page;

  constructor(actions: FindingActions) {
    this.#actions = actions;
    const next = () => {
      this.#most += page;
      this.update(this.#findings);
    };
    this.more.append(make('button', { type: 'button', onclick: next }, 'Show more'));
  }

  /** Shows these findings, in their order. */
  update(findings: readonly ShownFinding[]): void {
    this.#findings = findings;
    const focused = document.activeElement;
    const wasAt = [...this.element.children].findIndex((child) => child.contains(focused));
    const before = this.#items;
    this.#items = new Map();
    const elements = findings.slice(0, this.#most).map((finding) => {
      const key = `${finding.fingerprint} ${this.#items.has(finding.fingerprint) ? placeOf(finding.file, finding.range) : ''}`;
      const text = JSON.stringify(finding);
      const known = before.get(key);
      const item = known?.text === text ? known : { finding, text, element: this.#item(finding, known) };
      this.#items.set(key, item);
      return item.element;
    });
    this.#put(elements);
    this.more.hidden = findings.length <= this.#most;
    if (wasAt >= 0 && !this.element.contains(document.activeElement)) this.#focus(elements[wasAt] ?? elements.at(-1));
  }

  /** Marks the findings of a place; with `open` the first of them is opened, and gets the focus. True if there is one. */
  here(file: string, line: number, open = false): boolean {
    const isHere = ({ finding: { file: own, range } }: Item) =>
      own === file && range !== null && range.startLine === line;
    for (const item of this.#items.values()) item.element.classList.toggle('here', isHere(item));
    const first = [...this.#items.values()].find(isHere);
    if (first === undefined || !open) return first !== undefined;
    this.open(first.finding);
    return true;
  }

  /** Opens a finding's details, and puts the focus on what can be done about it. */
  open(finding: ShownFinding): void {
    const found = [...this.#items.values()].find((item) => item.finding.fingerprint === finding.fingerprint);
    if (found === undefined) return;
    this.#toggle(found.element, found.finding, true);
    found.element.scrollIntoView({ block: 'nearest' });
    found.element.querySelector<HTMLButtonElement>('.fix, .details')?.focus();
  }

  /** Leaves elements alone that are in their place: moving one would take its focus away. */
  #put(elements: readonly HTMLLIElement[]): void {
    const wanted = new Set<Element>(elements);
    for (const child of [...this.element.children]) if (!wanted.has(child)) child.remove();
    for (const [i, element] of elements.entries()) {
      const there = this.element.children[i];
      if (there !== element) this.element.insertBefore(element, there ?? null);
    }
  }

  #focus(element: HTMLLIElement | undefined): void {
    const target = element?.querySelector<HTMLElement>('.go') ?? document.getElementById('panel');
    target?.focus();
  }

  #item(finding: ShownFinding, before: Item | undefined): HTMLLIElement {
    const { level, message, rule, file, range, fix, freezes } = finding;
    const go = make(
      'button',
      { type: 'button', class: 'go', onclick: () => this.#actions.go(file, range) },
      make('span', { class: `level ${level}` }, level),
      ' ',
      freezes && make('span', { class: 'freezes' }, 'freezes BGP'),
      ' ',
      make('span', { class: 'message' }, prose(message)),
      make('span', { class: 'hidden' }, `, ${placeOf(file, range)}`),
    );
    const element = make('li', { class: `finding ${level}` }, go);
    const toggle = () => this.#toggle(element, finding, details.getAttribute('aria-expanded') !== 'true');
    const details = make(
      'button',
      { type: 'button', class: 'plain details', 'aria-expanded': 'false', onclick: toggle },
      'Why, and what to do',
      make('span', { class: 'hidden' }, `: ${clean(message)}`),
    );
    const under = make(
      'div',
      { class: 'under' },
      make('span', { class: 'place' }, placeOf(file, range)),
      make(
        'button',
        {
          type: 'button',
          class: 'plain rule',
          title: `The page of this rule`,
          onclick: () => this.#actions.rule(rule),
        },
        shown(rule),
      ),
      details,
      fix && make('button', { type: 'button', class: 'fix', onclick: () => this.#actions.fix(finding) }, fixLabel(fix)),
    );
    element.append(under);
    if (before?.element.querySelector('.more')) this.#toggle(element, finding, true);
    return element;
  }

  #toggle(element: HTMLLIElement, finding: ShownFinding, open: boolean): void {
    element.querySelector('.details')?.setAttribute('aria-expanded', String(open));
    const there = element.querySelector('.more');
    if (!open) there?.remove();
    else if (there === null) element.append(this.#details(finding));
  }

  #details(finding: ShownFinding): HTMLElement {
    const { why, remedy, fix, paste, freezes } = finding;
    const pasted = paste === undefined || paste.length === 0 ? undefined : `${yamlOf(paste).join('\n')}\n`;
    const suppress = make(
      'button',
      { type: 'button', onclick: () => void this.#suppress(finding, suppress) },
      'Suppress',
    );
    return make(
      'div',
      { class: 'more' },
      make(
        'dl',
        {},
        term('Why', prose(freezes ? withoutFreezes(why) : why)),
        term('What to do', prose(remedy)),
        this.#places(finding),
        fix?.then === undefined || fix.then.length === 0 ? [] : term('With the fix', stepList(fix.then)),
      ),
      pasted !== undefined && make('pre', { tabindex: 0, role: 'group', 'aria-label': 'To paste' }, pasted),
      make(
        'div',
        { class: 'actions' },
        pasted !== undefined &&
          make('button', { type: 'button', onclick: () => this.#actions.copy(pasted, 'What is to paste') }, 'Copy'),
        suppress,
      ),
    );
  }

  /** Puts the form in the place of its button. */
  async #suppress(finding: ShownFinding, button: HTMLButtonElement): Promise<void> {
    const form = suppressForm(await this.#actions.suppressions(finding), this.#actions);
    button.replaceWith(form);
    (form.querySelector('input') ?? form).focus();
  }

  #places(finding: ShownFinding): readonly HTMLElement[] {
    const { shown: related, more } = relatedOf(finding);
    if (related.length === 0) return [];
    const items = related.map(({ message, file, range }) => {
      const go = () => this.#actions.go(file, range);
      return make(
        'li',
        {},
        make('button', { type: 'button', class: 'plain', onclick: go }, placeOf(file, range)),
        ` ${clean(message)}`,
      );
    });
    return term('See also', make('ul', { class: 'related' }, items, more !== '' && make('li', {}, more)));
  }
}

function term(title: string, ...content: readonly Node[]): readonly HTMLElement[] {
  return [make('dt', {}, title), make('dd', {}, content)];
}
