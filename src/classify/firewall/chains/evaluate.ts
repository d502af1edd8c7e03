/** What a host's ruleset does to BGP between this node and another. */
import { grouped } from '../../../lib/lists.ts';
import { type Answer, fits, type Point } from './answer.ts';
import { marksAtFirst } from './marks.ts';
import type { Drop } from './outcomes.ts';
import { type Connection, comesIn, joined, type Packet, type Part, parts, type State } from './packet.ts';
import type { Chain, Hook, Lookup, Place, Ruleset } from './ruleset.ts';
import { Walk } from './walk.ts';
import type { Walking } from './walking.ts';

/**
 * Of one connection. `passes`: in all cases; `dropped`: in none, and `drops` are why; `perhaps`: it depends on what no dump
 * tells, such as the other node's address; `undecided`: on what was not understood, `rests_on`.
 */
export interface Verdict {
  readonly connection: Connection;
  readonly family: 4 | 6;
  readonly is: 'passes' | 'dropped' | 'perhaps' | 'undecided';
  /** The packet that does not pass, or may not; undefined where all do. */
  readonly part: Part | undefined;
  /** Where it ends: the last is what surely ends whatever comes that far. */
  readonly drops: readonly DropAt[];
  readonly restsOn: readonly Place[];
}

export interface DropAt extends Drop {
  /** The base chain on whose way it is. */
  readonly chain: Chain;
}

/** Where each kind of packet passes, in order. */
const ways: { readonly [way in 'in' | 'out']: readonly Hook[] } = {
  in: ['ingress', 'prerouting', 'input'],
  out: ['output', 'postrouting', 'egress'],
};

/** Conntrack looks at packets here (NF_IP_PRI_CONNTRACK). */
const conntrack = -200;

const mostPlaces = 8;

/** Verdicts for connections in and out, of the families that the ruleset has chains for. The work grows with the ruleset. */
export function verdictsOf(ruleset: Ruleset): readonly Verdict[] {
  const evaluation = new Evaluation(ruleset);
  return ([4, 6] as const).flatMap((family) =>
    ruleset.chains.some(({ base, families }) => base !== undefined && families.includes(family))
      ? (['in', 'out'] as const).map((connection) => evaluation.verdict(connection, family))
      : [],
  );
}

class Evaluation {
  readonly #ruleset: Ruleset;
  readonly #byName = new Map<string, Map<string, Chain>>();
  readonly #byHook: ReadonlyMap<Hook | undefined, readonly Chain[]>;
  readonly #marks: ReturnType<typeof marksAtFirst>;
  readonly #mostSteps: number;

  constructor(ruleset: Ruleset) {
    this.#ruleset = ruleset;
    for (const chain of ruleset.chains) {
      const ofTable = this.#byName.get(chain.table) ?? new Map<string, Chain>();
      this.#byName.set(chain.table, ofTable);
      ofTable.set(chain.name, chain);
    }
    this.#byHook = grouped(ruleset.chains, ({ base }) => base?.hook);
    this.#marks = marksAtFirst(ruleset);
    // Chains are shared by the hooks of a way, and walked once for each state: few have more than a handful.
    this.#mostSteps = 32 * ruleset.chains.reduce((sum, { rules }) => sum + rules.length, 64 + weightOf(ruleset));
  }

  verdict(connection: Connection, family: 4 | 6): Verdict {
    let ctMark = this.#marks.ctMark;
    let tracked = true;
    let unsure: Verdict | undefined;
    for (const part of parts) {
      const ct = !tracked
        ? (['established', 'invalid', 'new'] as const)
        : part === 'first'
          ? ['new' as const]
          : ['established' as const];
      const passage = this.#pass({ family, connection, part }, { mark: this.#marks.mark, ctMark, ct });
      const { after, drops, restsOn } = passage;
      if (after === undefined && this.#ruleset.unknown.length === 0) {
        return { connection, family, is: 'dropped', part, drops, restsOn: [] };
      }
      if (after === undefined) return { connection, family, is: 'undecided', part, drops, restsOn };
      if (drops.length > 0 && unsure?.is !== 'undecided') {
        const is = restsOn.length > 0 ? 'undecided' : 'perhaps';
        if (is === 'undecided' || unsure === undefined) unsure = { connection, family, is, part, drops, restsOn };
      }
      ctMark = after.ctMark;
      tracked &&= !after.ct.includes('untracked');
    }
    return unsure ?? { connection, family, is: 'passes', part: undefined, drops: [], restsOn: [] };
  }

  /** The way of one packet through all hooks. `after`: undefined if it never gets through. */
  #pass(
    packet: Packet,
    first: State,
  ): { after: State | undefined; drops: readonly DropAt[]; restsOn: readonly Place[] } {
    const restsOn = new Set<Place>(this.#ruleset.unknown.slice(0, mostPlaces));
    let steps = this.#mostSteps;
    const walking: Walking = {
      chainOf: (table, name) => this.#byName.get(table)?.get(name),
      restOn: (place) => restsOn.size < mostPlaces && restsOn.add(place),
      spend: (count) => {
        steps -= count;
        return steps >= 0;
      },
    };
    let state: State | undefined = first;
    const drops: DropAt[] = [];
    for (const hook of ways[comesIn(packet) ? 'in' : 'out']) {
      const walks = new Map<boolean, Walk>();
      for (const chain of this.#chainsAt(hook, packet)) {
        const base = chain.base as NonNullable<Chain['base']>;
        const point: Point = { packet, hook, tracked: isTracked(hook, base.priority) };
        // Conntrack calls chains of nat, and is there only where something asks for it.
        const seen: Answer = base.type === 'nat' ? 'maybe' : 'yes';
        const bound: Answer =
          base.devices === undefined
            ? seen
            : fits(comesIn(packet) ? 'in' : 'out', { are: 'names', names: base.devices }, point, state);
        if (bound === 'no') continue;
        const walk = walks.get(point.tracked) ?? new Walk(point, walking);
        walks.set(point.tracked, walk);
        const outcome = walk.outcome(chain, state);
        for (const drop of outcome.drops) drops.push({ ...drop, chain });
        const falls = outcome.falls;
        if (falls !== undefined && base.policy === 'drop') {
          drops.push({ place: base.place, how: 'policy', entry: base.place, chain });
        }
        const through: State | undefined = joined(outcome.accept, base.policy === 'accept' ? falls : undefined);
        state = bound === 'yes' ? through : joined(state, through);
        if (state === undefined) return { after: undefined, drops, restsOn: [...restsOn] };
      }
    }
    return { after: state, drops, restsOn: [...restsOn] };
  }

  /** The base chains that see a packet at a hook, in their order. */
  #chainsAt(hook: Hook, { family, part }: Packet): readonly Chain[] {
    const chains = (this.#byHook.get(hook) ?? []).filter(
      ({ base, families }) => families.includes(family) && (base?.type !== 'nat' || part === 'first'),
    );
    return [...chains].sort((a, b) => (a.base?.priority ?? 0) - (b.base?.priority ?? 0));
  }
}

/** Whether conntrack has looked at a packet before a chain: on its way in and out the first hook is where it does. */
function isTracked(hook: Hook, priority: number): boolean {
  return hook === 'prerouting' || hook === 'output' ? priority > conntrack : hook !== 'ingress';
}

/** The elements that rules look through: each set's once, however many ask for it. */
function weightOf({ chains }: Ruleset): number {
  const sets = new Set<Lookup['entries']>();
  for (const { rules } of chains) {
    for (const { statements } of rules) {
      for (const statement of statements) if (statement.is === 'lookup') sets.add(statement.entries);
    }
  }
  let sum = 0;
  for (const { length } of sets) sum += length;
  return sum;
}
