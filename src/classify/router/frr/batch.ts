/** bgpd takes the lines of policies that follow each other together: one that it refuses takes all with it. */
import type { RouterLine } from '../../../lib/router/lines.ts';
import { type Entry, jumpRefusal, type Policies, prefixRefusal, routeMapLine } from './policies.ts';
import type { Refusals } from './refusals.ts';
import type { Said } from './state.ts';

interface Line {
  readonly said: Said;
  /** In an entry of a route map, or not. */
  readonly node: 'top' | 'route-map';
}

export class Batch {
  /** Words of refused lines of policies: what they would define is not told to be missing. */
  readonly refusedNames = new Set<string>();
  readonly #policies: Policies;
  readonly #refusals: Refusals;
  #lines: Line[] = [];
  #entry: Entry | undefined;

  constructor(policies: Policies, refusals: Refusals) {
    this.#policies = policies;
    this.#refusals = refusals;
  }

  add(line: Line): void {
    this.#lines.push(line);
  }

  /** A line of the entry that is read was not understood. */
  unread(): void {
    this.flush();
    if (this.#entry !== undefined) this.#entry.unread = true;
  }

  keepNames(line: RouterLine): void {
    if (!/^(?:route-map|ip|ipv6|access-list|bgp)$/.test(line.words[0]?.text ?? '')) return;
    for (const { text } of line.words.slice(1)) this.refusedNames.add(text);
  }

  /** Another line comes, or none. */
  flush(): void {
    const lines = this.#lines;
    this.#lines = [];
    let seq = 0;
    const whys = lines.map(({ said, node }) => {
      if (node === 'top' && said.words[0] === 'route-map') seq = Number(said.words[3]);
      return node === 'top' ? prefixRefusal(said) : jumpRefusal(said, seq);
    });
    const bad = whys.findIndex((why) => why !== undefined);
    for (const [i, { said, node }] of lines.entries()) {
      const why = whys[i];
      if (bad !== -1) this.keepNames(said.line);
      else if (node === 'top') this.#entry = this.#policies.line(said);
      else if (this.#entry !== undefined) routeMapLine(this.#entry, said);
      if (why === undefined) continue;
      this.#refusals.refused(said.line, why, undefined);
      if (i !== bad) continue;
      const others = lines.filter((_, other) => whys[other] === undefined);
      for (const { said: other } of others) this.#refusals.all.at(-1)?.taken.push({ line: other.line, by: 'bgpd' });
    }
  }
}
