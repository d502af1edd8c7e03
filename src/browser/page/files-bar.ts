/** The row of files over the text, and the name of the one that is shown. */
import { clean, count } from '../../report/text/phrases.ts';
import type { ShownFinding } from '../protocol.ts';
import { byId, fill, make, shown } from './dom.ts';
import type { Texts } from './texts.ts';

export interface FilesActions {
  /** Another file, without a text. */
  add(): void;
  /** Takes the shown file away. */
  remove(name: string): void;
}

export class FilesBar {
  readonly #texts: Texts;
  readonly #actions: FilesActions;
  readonly #list = byId('files', HTMLElement);
  readonly #name = byId('name', HTMLInputElement);
  readonly #kind = byId('kind', HTMLElement);
  #findings: readonly ShownFinding[] = [];
  #drawn = '';

  constructor(texts: Texts, actions: FilesActions) {
    this.#texts = texts;
    this.#actions = actions;
    const rename = () => {
      texts.rename(this.#name.value);
      this.#name.value = texts.shown;
    };
    this.#name.addEventListener('change', rename);
    this.#name.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#name.value = texts.shown;
      if (event.key === 'Escape' || event.key === 'Enter') texts.view.focus();
    });
    byId('remove', HTMLButtonElement).addEventListener('click', () => actions.remove(texts.shown));
  }

  /** Shows which files there are, and how many findings each has. */
  update(findings: readonly ShownFinding[] = this.#findings): void {
    this.#findings = findings;
    const items = this.#texts.names.map((name) => {
      const own = findings.filter(({ file }) => file === name);
      const worst = (['error', 'warning', 'note'] as const).find((level) => own.some((one) => one.level === level));
      return { name, number: own.length, worst, current: name === this.#texts.shown };
    });
    if (document.activeElement !== this.#name) this.#name.value = this.#texts.shown;
    const now = JSON.stringify(items);
    if (now === this.#drawn) return;
    this.#drawn = now;
    const focused = [...this.#list.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
    fill(this.#list, [...items.map((item) => make('li', {}, this.#button(item))), make('li', {}, this.#add())]);
    const buttons = this.#list.querySelectorAll('button');
    if (focused >= 0) buttons[Math.min(focused, buttons.length - 1)]?.focus();
    this.#list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** What the shown file is: a sentence, or empty. */
  kind(text: string): void {
    if (this.#kind.textContent !== text) this.#kind.textContent = text;
  }

  #button({
    name,
    number,
    worst,
    current,
  }: {
    name: string;
    number: number;
    worst: string | undefined;
    current: boolean;
  }): HTMLElement {
    return make(
      'button',
      { type: 'button', 'aria-current': current && 'true', title: shown(name), onclick: () => this.#texts.show(name) },
      clean(name),
      number > 0 && make('span', { class: `count ${worst}`, 'aria-hidden': 'true' }, String(number)),
      number > 0 && make('span', { class: 'hidden' }, `, ${count(number, 'finding')}`),
    );
  }

  #add(): HTMLElement {
    return make('button', { type: 'button', class: 'new', onclick: () => this.#actions.add() }, '+ New');
  }
}
