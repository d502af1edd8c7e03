/** Sets of several fields and maps of verdicts: what of them fits a packet. */
import { getOrMake } from '../../../lib/maps.ts';
import { type Answer, fits, type Point } from './answer.ts';
import { type State, stateKey } from './packet.ts';
import type { Lookup, Verdict } from './ruleset.ts';
import type { Walking } from './walking.ts';

/** An entry that fits, or may. */
export interface Fitting {
  readonly answer: Exclude<Answer, 'no'>;
  readonly verdict: Verdict | undefined;
}

export const isMap = ({ entries, otherwise }: Lookup): boolean =>
  otherwise !== undefined || entries.some(({ verdict }) => verdict !== undefined);

/** Of one point. Many rules may ask for one large set: each state looks through it once. */
export class Lookups {
  readonly #point: Point;
  readonly #walking: Walking;
  readonly #known = new Map<Lookup['entries'], Map<string, readonly Fitting[]>>();

  constructor(point: Point, walking: Walking) {
    this.#point = point;
    this.#walking = walking;
  }

  fitting({ fields, entries }: Lookup, state: State): readonly Fitting[] {
    const ofEntries = getOrMake(this.#known, entries, () => new Map<string, readonly Fitting[]>());
    return getOrMake(ofEntries, `${stateKey(state)} ${fields.join()}`, () => {
      this.#walking.spend(entries.length);
      return entries.flatMap(({ keys, verdict }) => {
        const answer = this.#fitsAll(fields, keys, state);
        return answer === 'no' ? [] : [{ answer, verdict }];
      });
    });
  }

  #fitsAll(fields: Lookup['fields'], keys: Lookup['entries'][number]['keys'], state: State): Answer {
    const answers = fields.map((field, i) => {
      const key = keys[i];
      return key === undefined ? 'unknown' : fits(field, key, this.#point, state);
    });
    if (answers.includes('no')) return 'no';
    if (answers.includes('unknown')) return 'unknown';
    return answers.includes('maybe') ? 'maybe' : 'yes';
  }
}
