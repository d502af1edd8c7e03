/** Sets of several fields and maps of verdicts: what of them fits a packet. */
import { getOrMake } from '../../../lib/maps.ts';
import { type Answer, fits, type Point } from './answer.ts';
import { bitsKey, type State } from './packet.ts';
import type { Field, Lookup, Verdict } from './ruleset.ts';
import type { Walking } from './walking.ts';

/** What fits, or may. */
export interface Fitting {
  /** Of each entry but those that do not fit. */
  readonly answers: ReadonlySet<Answer>;
  /** Theirs, each once: a map of 10,000 addresses leads to a handful of chains. */
  readonly verdicts: readonly Verdict[];
  readonly jumps: readonly Jump[];
}

export type Jump = Verdict & { readonly is: 'jump' | 'goto' };

export const isMap = ({ entries, otherwise }: Lookup): boolean =>
  otherwise !== undefined || entries.some(({ verdict }) => verdict !== undefined);

const onward: Verdict = { is: 'continue' };

/** Of one point. Many rules may ask for one large set: it is looked through once for all states that are alike to it. */
export class Lookups {
  readonly #point: Point;
  readonly #walking: Walking;
  readonly #known = new Map<Lookup['entries'], Map<string, Fitting>>();

  constructor(point: Point, walking: Walking) {
    this.#point = point;
    this.#walking = walking;
  }

  fitting({ fields, entries }: Lookup, state: State): Fitting {
    const ofEntries = getOrMake(this.#known, entries, () => new Map<string, Fitting>());
    return getOrMake(ofEntries, fields.map((field) => `${field} ${asked(field, state)}`).join(), () => {
      this.#walking.spend(entries.length);
      return this.#look(fields, entries, state);
    });
  }

  #look(fields: Lookup['fields'], entries: Lookup['entries'], state: State): Fitting {
    const answers = new Set<Answer>();
    const verdicts = new Map<string, Verdict>();
    const jumps = new Map<string, Jump>();
    for (const { keys, verdict = onward } of entries) {
      const answer = this.#fitsAll(fields, keys, state);
      if (answer === 'no') continue;
      answers.add(answer);
      if (verdict.is === 'jump' || verdict.is === 'goto') jumps.set(`${verdict.is} ${verdict.chain}`, verdict);
      else verdicts.set(verdict.is === 'reject' ? `reject ${verdict.with}` : verdict.is, verdict);
    }
    return { answers, verdicts: [...verdicts.values()], jumps: [...jumps.values()] };
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

/** What a field has of a state. */
function asked(field: Field, { mark, ctMark, ct }: State): string {
  switch (field) {
    case 'mark':
      return bitsKey(mark);
    case 'ct_mark':
      return bitsKey(ctMark);
    case 'ct_state':
      return ct.join('|');
    default:
      return '';
  }
}
