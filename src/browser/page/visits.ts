/** Back and forward of the browser: they take back what took the place of something else, and do it again. The address stays. */

/** What was done, and can be taken back. */
export interface Step {
  back(): void;
  forward(): void;
}

export class Visits {
  /** The steps by their numbers: the one that led to visit 1 is at 1. Those of before a reload are not known any more. */
  readonly #steps: Step[] = [];
  #at = 0;

  /** Goes with the browser. */
  listen(): void {
    this.#at = numberOf(history.state) ?? 0;
    this.#mark();
    addEventListener('popstate', ({ state }) => {
      const to = numberOf(state);
      if (to !== undefined) this.#go(to);
    });
  }

  /** True for a visit that is known: the address came with it, and nobody followed a link to it. */
  get isKnown(): boolean {
    return numberOf(history.state) !== undefined;
  }

  /** A link within the page was followed, and nothing came of it. */
  stay(): void {
    this.#mark();
  }

  /** Says what was done. The browser has a visit of its own for it already where a link was followed. Returns what takes it back. */
  push(step: Step): () => void {
    const number = this.#at + 1;
    const isLink = !this.isKnown;
    this.#steps.length = Math.min(this.#steps.length, number);
    this.#steps[number] = step;
    this.#at = number;
    if (isLink) this.#mark();
    else history.pushState({ visit: number }, '');
    return () => {
      if (this.#at >= number && this.#steps[number] === step) history.go(number - 1 - this.#at);
    };
  }

  #mark(): void {
    history.replaceState({ visit: this.#at }, '');
  }

  #go(to: number): void {
    while (this.#at > to) this.#steps[this.#at--]?.back();
    while (this.#at < to) this.#steps[++this.#at]?.forward();
  }
}

function numberOf(state: unknown): number | undefined {
  const { visit } = (state ?? {}) as { readonly visit?: unknown };
  return typeof visit === 'number' ? visit : undefined;
}
