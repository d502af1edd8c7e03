/** What the page says at its foot: how a check went, and in a live region what a screen reader should say. */
import { byId, focusAgain, make } from './dom.ts';

/** How long nobody has typed before a screen reader is told what was found: milliseconds. */
const pause = 900;

export class Status {
  readonly #state = byId('state', HTMLElement);
  readonly #said = byId('status', HTMLElement);
  readonly #told = byId('told', HTMLElement);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What is true now, at the foot of the page; nobody is interrupted by it. */
  state(text: string, isWrong = false): void {
    this.#state.textContent = text;
    this.#state.classList.toggle('wrong', isWrong);
  }

  /** Said at once, also if it was said before. `undo` offers to take back what was done. */
  say(text: string, undo?: { readonly title: string; take(): void }): void {
    this.#said.replaceChildren(text);
    if (undo === undefined) return;
    const button = make(
      'button',
      {
        type: 'button',
        class: 'plain',
        onclick: () => {
          this.#said.replaceChildren();
          undo.take();
          focusAgain();
        },
      },
      undo.title,
    );
    this.#said.append(' ', button);
  }

  /** Said to a screen reader alone, at once: the page shows it elsewhere. */
  tell(text: string): void {
    clearTimeout(this.#timer);
    this.#told.textContent = text;
  }

  /** Said to a screen reader when typing pauses, and only what is new: the foot of the page shows it already. */
  saySoon(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#told.textContent = text;
    }, pause);
  }
}
