/** Tabs as ARIA's practices describe them: one is in the order of Tab, arrows, Home and End go to the others and show them. */
import { make } from './dom.ts';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly title: string;
}

/** A row of tabs over one panel. */
export class Tabs<Name extends string> {
  readonly #buttons = new Map<Name, HTMLButtonElement>();
  readonly #panel: HTMLElement;
  readonly #show: (name: Name) => void;
  #chosen: Name | undefined;

  /** `show` fills the panel; it is called when a tab is chosen. Tabs that do not belong to the panel name what they control. */
  constructor(list: HTMLElement, panel: HTMLElement, tabs: readonly Tab<Name>[], show: (name: Name) => void) {
    this.#panel = panel;
    this.#show = show;
    for (const { name, title } of tabs) {
      const controls = name === 'text' ? 'text' : panel.id;
      const button = make(
        'button',
        { id: `tab-${name}`, type: 'button', role: 'tab', 'aria-controls': controls, onclick: () => this.choose(name) },
        title,
        make('span', { class: 'count' }),
      );
      this.#buttons.set(name, button);
      list.append(button);
    }
    list.addEventListener('keydown', (event) => this.#move(event));
  }

  get chosen(): Name | undefined {
    return this.#chosen;
  }

  /** Shows a tab's panel. */
  choose(name: Name): void {
    this.#chosen = name;
    for (const [own, button] of this.#buttons) {
      button.setAttribute('aria-selected', String(own === name));
      button.tabIndex = own === name ? 0 : -1;
    }
    document.body.dataset['view'] = name;
    this.#panel.setAttribute('aria-labelledby', `tab-${name === 'text' ? 'findings' : name}`);
    this.#show(name);
  }

  /** A number behind a tab's title; empty for none. */
  count(name: Name, text: string): void {
    const span = this.#buttons.get(name)?.querySelector('.count');
    if (span && span.textContent !== text) span.textContent = text;
  }

  #move(event: KeyboardEvent): void {
    const seen = [...this.#buttons].filter(([, button]) => button.offsetParent !== null);
    const at = seen.findIndex(([, button]) => button === document.activeElement);
    if (at < 0) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + seen.length, Home: 0, End: seen.length - 1 }[event.key];
    const next = to === undefined ? undefined : seen[to % seen.length];
    if (next === undefined) return;
    event.preventDefault();
    this.choose(next[0]);
    next[1].focus();
  }
}
