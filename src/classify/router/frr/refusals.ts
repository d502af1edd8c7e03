/** Lines that FRR refuses, each with those that are lost with it. */

import { nearest } from '../../../lib/nearest.ts';
import { pathOf, type RouterLine, shownLine } from '../../../lib/router/lines.ts';
import type { Refused } from '../model.ts';
import { isOfBgp } from './kinds-of-lines.ts';

/** A refusal, with the lines that it takes with it. */
export interface Refusing {
  readonly line: RouterLine;
  /** The word at which it goes wrong; the line if undefined. */
  readonly word: number | undefined;
  readonly why: string;
  /** vtysh cannot read the line; bgpd does not take what it says. */
  readonly by: 'vtysh' | 'bgpd';
  /** True where bgpd refuses a block, in which vtysh is by then. */
  readonly isBlock: boolean;
  readonly taken: Taken[];
}

/** A line that is lost with another. */
export interface Taken {
  readonly line: RouterLine;
  readonly by: 'vtysh' | 'bgpd';
}

export class Refusals {
  readonly all: Refusing[] = [];
  /** Of a line that begins a block, until the next line is taken. */
  #block: Refusing | undefined;
  /** Of `address-family`, until another family begins. */
  #family: Refusing | undefined;
  /** Of a line behind which none was taken yet. */
  #run: Refusing | undefined;
  /** By what is not there because of it: a neighbor's name. */
  readonly #causes = new Map<string, Refusing>();

  /** A line that FRR cannot read. */
  unread(line: RouterLine, word: number | undefined, why: string, isAtTop: boolean): void {
    const [first = ''] = line.words.map(({ text }) => text);
    if (this.#block !== undefined) {
      this.#block.taken.push({ line, by: this.#block.by });
      return;
    }
    if (this.#family !== undefined && /^(?:exit-|vni$|rd$|route-target$)/.test(first)) {
      this.#family.taken.push({ line, by: 'vtysh' });
      return;
    }
    if (isAtTop && this.#run !== undefined && !isOfBgp(line.words.map(({ text }) => text))) {
      this.#run.taken.push({ line, by: 'vtysh' });
      return;
    }
    const refusing = this.#add(line, word, why, 'vtysh');
    this.#run = refusing;
    const opener = nearest(first, ['router', 'route-map', 'address-family', 'vni'], 2);
    if (opener !== undefined) this.#block = refusing;
    if (opener === 'address-family') this.#family = refusing;
  }

  /** A line behind the configuration, where nothing is taken any more. */
  behind(line: RouterLine, why: string, by: Refusing['by']): void {
    if (this.#block === undefined) this.#block = this.#add(line, undefined, why, by);
    else this.#block.taken.push({ line, by });
  }

  /** A line that begins a block, which bgpd refuses with all of it. */
  block(line: RouterLine, word: number | undefined, why: string): void {
    this.#block = this.#add(line, word, why, 'bgpd', true);
  }

  /** A line that bgpd refuses; `missing` is what is not there, because of this line or of an earlier one. */
  refused(line: RouterLine, why: string, missing: string | undefined): void {
    const cause = missing === undefined ? undefined : this.#causes.get(missing);
    if (cause !== undefined) cause.taken.push({ line, by: 'bgpd' });
    else {
      const refusing = this.#add(line, undefined, why, 'bgpd');
      if (missing !== undefined) this.#causes.set(missing, refusing);
    }
  }

  /** What is not there because of a line that was refused last. */
  causes(missing: string): void {
    const last = this.all.at(-1);
    if (last !== undefined && !this.#causes.has(missing)) this.#causes.set(missing, last);
  }

  /** True in a block of which the first line was refused. */
  get isInBlock(): boolean {
    return this.#block !== undefined || this.#family !== undefined || this.#run !== undefined;
  }

  /** A line was taken: what follows is judged by itself. */
  taken(isFamily: boolean): void {
    this.#block = undefined;
    this.#run = undefined;
    if (isFamily) this.#family = undefined;
  }

  #add(line: RouterLine, word: number | undefined, why: string, by: Refusing['by'], isBlock = false): Refusing {
    const refusing = { line, word, why, by, isBlock, taken: [] };
    this.all.push(refusing);
    return refusing;
  }

  get rows(): readonly Refused[] {
    return this.all.map(({ line, word, why, taken }) => ({
      path: pathOf(line, word),
      text: shownLine(line),
      why,
      takes: taken.length,
    }));
  }
}
