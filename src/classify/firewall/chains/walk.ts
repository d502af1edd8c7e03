/**
 * A packet's way through a chain and all that it jumps to, followed for all cases at once: where it cannot be told whether a
 * match holds, both ways are. A chain is walked once for each state in which packets come to it, so that the work grows with
 * the ruleset and not with the ways through it; the frames are a list, since a stranger's chains may jump 100,000 deep.
 */
import { append } from '../../../lib/lists.ts';
import { getOrMake } from '../../../lib/maps.ts';
import { type Answer, answerOf, either, opposite, type Point } from './answer.ts';
import { isMap, type Jump, Lookups } from './lookups.ts';
import { changedMark } from './marks.ts';
import { type Drop, type Outcome, withDrop } from './outcomes.ts';
import { joined, type State, stateKey } from './packet.ts';
import type { Chain, Lookup, Rule, Statement, Verdict } from './ruleset.ts';
import type { Walking } from './walking.ts';

interface Frame {
  readonly chain: Chain;
  readonly key: string;
  next: number;
  state: State | undefined;
  accept: State | undefined;
  falls: State | undefined;
  drops: readonly Drop[];
}

/** What becomes of packets that jump to one of several chains. */
interface Ends {
  accept: State | undefined;
  falls: State | undefined;
  /** They come back to the rule. */
  onward: State | undefined;
  drops: readonly Drop[];
  /** Some chain is not there. */
  isUnsure: boolean;
}

/** By the jumps of a map and the state: many rules may ask for one map. */
type Jumped = Map<readonly Jump[], Map<string, Ends>>;

export class Walk {
  readonly #point: Point;
  readonly #walking: Walking;
  readonly #outcomes = new Map<Chain, Map<string, Outcome>>();
  readonly #lookups: Lookups;
  readonly #jumped: Jumped = new Map();

  constructor(point: Point, walking: Walking) {
    this.#point = point;
    this.#walking = walking;
    this.#lookups = new Lookups(point, walking);
  }

  outcome(chain: Chain, state: State): Outcome {
    const stack: Frame[] = [frameOf(chain, state)];
    const active = new Set<Chain>();
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      if (this.#known(frame.chain, frame.key) !== undefined) {
        stack.pop();
        continue;
      }
      active.add(frame.chain);
      const jumps = this.#advance(frame, active);
      if (jumps.length > 0) {
        for (const jump of jumps) stack.push(jump);
        continue;
      }
      this.#keep(frame);
      active.delete(frame.chain);
      stack.pop();
    }
    return this.#known(chain, stateKey(state)) ?? { accept: state, falls: state, drops: [] };
  }

  #known(chain: Chain, key: string): Outcome | undefined {
    return this.#outcomes.get(chain)?.get(key);
  }

  #keep({ chain, key, accept, falls, drops, state }: Frame): void {
    const ofChain = this.#outcomes.get(chain) ?? new Map<string, Outcome>();
    this.#outcomes.set(chain, ofChain);
    ofChain.set(key, { accept, falls: joined(falls, state), drops });
  }

  /** Goes on from rule to rule until the chain's end; or gives the chains that have to be walked before, and nothing for the end. */
  #advance(frame: Frame, active: ReadonlySet<Chain>): readonly Frame[] {
    const { rules } = frame.chain;
    for (; frame.next < rules.length && frame.state !== undefined; frame.next++) {
      const rule = rules[frame.next] as Rule;
      if (!this.#walking.spend(1)) {
        this.#unsure(frame, rule, frame.state);
        frame.falls = joined(frame.falls, frame.state);
        frame.state = undefined;
        return [];
      }
      const step = new Step(frame, rule, this.#point, this.#walking, this.#lookups, this.#jumped, (name, state) => {
        const chain = this.#walking.chainOf(frame.chain.table, name);
        if (chain === undefined || active.has(chain)) return undefined;
        return this.#known(chain, stateKey(state)) ?? frameOf(chain, state);
      });
      step.run(frame.state);
      if (step.missing.length > 0) return step.missing;
      frame.state = step.left;
    }
    return [];
  }

  #unsure(frame: Frame, rule: Rule, state: State): void {
    this.#walking.restOn(rule);
    frame.accept = joined(frame.accept, state);
    frame.drops = withDrop(frame.drops, { place: rule, how: 'drop', entry: rule });
  }
}

function frameOf(chain: Chain, state: State): Frame {
  return { chain, key: stateKey(state), next: 0, state, accept: undefined, falls: undefined, drops: [] };
}

/** One rule. It may run twice, the second time knowing what its jumps lead to: all that it does to the frame only adds. */
class Step {
  readonly missing: Frame[] = [];
  /** The packets that go on to the next rule. */
  left: State | undefined;
  readonly #frame: Frame;
  readonly #rule: Rule;
  readonly #point: Point;
  readonly #walking: Walking;
  readonly #lookups: Lookups;
  readonly #known: Jumped;
  readonly #lookUp: (name: string, state: State) => Outcome | Frame | undefined;

  constructor(
    frame: Frame,
    rule: Rule,
    point: Point,
    walking: Walking,
    lookups: Lookups,
    known: Jumped,
    lookUp: (name: string, state: State) => Outcome | Frame | undefined,
  ) {
    this.#frame = frame;
    this.#rule = rule;
    this.#point = point;
    this.#walking = walking;
    this.#lookups = lookups;
    this.#known = known;
    this.#lookUp = lookUp;
  }

  run(state: State): void {
    let current: State | undefined = state;
    for (const statement of this.#rule.statements) {
      if (current === undefined) return;
      current = this.#next(statement, current);
    }
    this.left = joined(this.left, current);
  }

  /** What is left of packets for which the rule goes on. */
  #next(statement: Statement, state: State): State | undefined {
    switch (statement.is) {
      case 'mark':
        return changedMark(state, statement.field, statement.change);
      case 'notrack':
        return this.#point.tracked ? state : { ...state, ct: ['untracked'] };
      case 'verdict':
        return this.#decide(statement.verdict, state);
      case 'lookup':
        if (isMap(statement)) return this.#decideBy(statement, state);
        return this.#where(this.#isIn(statement, state), state);
      case 'match':
        return this.#where(answerOf(statement, this.#point, state), state);
      case 'any': {
        const answer = either(statement.of.map((match) => answerOf(match, this.#point, state)));
        return this.#where(statement.negated ? opposite(answer) : answer, state);
      }
      case 'sometimes':
        return this.#where('maybe', state);
      case 'unknown':
        return this.#where('unknown', state);
    }
  }

  #where(answer: Answer, state: State): State | undefined {
    if (answer === 'unknown') this.#walking.restOn(this.#rule);
    if (answer !== 'yes') this.left = joined(this.left, state);
    return answer === 'no' ? undefined : state;
  }

  #isIn(lookup: Lookup, state: State): Answer {
    const { negated, whole } = lookup;
    const answer = either([...this.#lookups.fitting(lookup, state).answers]);
    const known = answer === 'yes' || whole ? answer : 'unknown';
    return negated ? opposite(known) : known;
  }

  /** A map of verdicts. One key fits a packet, but for ranges of several fields, which may overlap: then either may count. */
  #decideBy(lookup: Lookup, state: State): State | undefined {
    const { whole, otherwise } = lookup;
    const fitting = this.#lookups.fitting(lookup, state);
    const isSure = fitting.answers.has('yes');
    if ((!whole && !isSure) || fitting.answers.has('unknown')) this.#walking.restOn(this.#rule);
    if (!whole && !isSure) this.#decide({ is: 'unknown' }, state);
    if (!isSure && otherwise === undefined) this.left = joined(this.left, state);
    let onward = isSure ? undefined : otherwise && this.#decide(otherwise, state);
    for (const verdict of fitting.verdicts) onward = joined(onward, this.#decide(verdict, state));
    return joined(onward, this.#follow(fitting.jumps, state));
  }

  #decide(verdict: Verdict, state: State): State | undefined {
    const frame = this.#frame;
    switch (verdict.is) {
      case 'continue':
        return state;
      case 'accept':
      case 'snat':
        frame.accept = joined(frame.accept, state);
        return undefined;
      case 'drop':
        this.#drop({ place: this.#rule, how: 'drop', entry: this.#rule });
        return undefined;
      case 'reject':
        this.#drop({ place: this.#rule, how: 'reject', with: verdict.with, entry: this.#rule });
        return undefined;
      case 'return':
        frame.falls = joined(frame.falls, state);
        return undefined;
      case 'jump':
      case 'goto':
        return this.#follow([verdict], state);
      case 'redirect':
        this.#unsure(state);
        return undefined;
      case 'unknown':
        this.#unsure(state);
        return state;
    }
  }

  /** The packets that come back from any of these. */
  #follow(jumps: readonly Jump[], state: State): State | undefined {
    const { accept, falls, onward, drops, isUnsure } = this.#ends(jumps, state);
    const frame = this.#frame;
    frame.accept = joined(frame.accept, accept);
    frame.falls = joined(frame.falls, falls);
    if (isUnsure) this.#unsure(state);
    for (const drop of drops) this.#drop({ ...drop, entry: this.#rule });
    return onward;
  }

  #ends(jumps: readonly Jump[], state: State): Ends {
    const key = stateKey(state);
    const known = this.#known.get(jumps)?.get(key);
    if (known !== undefined) return known;
    const ends: Ends = { accept: undefined, falls: undefined, onward: undefined, drops: [], isUnsure: false };
    const missing: Frame[] = [];
    for (const { is, chain } of jumps) {
      const found = this.#lookUp(chain, state);
      if (found === undefined) {
        // A chain that is not in the dump, or that leads back to itself, which no kernel takes.
        ends.isUnsure = true;
        ends.onward = joined(ends.onward, state);
      } else if ('next' in found) missing.push(found);
      else {
        ends.accept = joined(ends.accept, found.accept);
        for (const drop of found.drops) ends.drops = withDrop(ends.drops, drop);
        if (is === 'jump') ends.onward = joined(ends.onward, found.falls);
        else ends.falls = joined(ends.falls, found.falls);
      }
    }
    append(this.missing, missing);
    if (missing.length === 0 && jumps.length > 1) {
      this.#walking.spend(jumps.length);
      getOrMake(this.#known, jumps, () => new Map<string, Ends>()).set(key, ends);
    }
    return ends;
  }

  /** What becomes of the packet is not known: it may pass, and it may not. */
  #unsure(state: State): void {
    this.#walking.restOn(this.#rule);
    this.#frame.accept = joined(this.#frame.accept, state);
    this.#drop({ place: this.#rule, how: 'drop', entry: this.#rule });
  }

  #drop(drop: Drop): void {
    this.#frame.drops = withDrop(this.#frame.drops, drop);
  }
}
