import type { Judgement, Kernel, Way } from './kernel.ts';

/** What the evaluator says of each way: of a family without chains, that it passes. */
export interface Reading {
  /** What was read: the text as it was written, or one of the kernel's lists. */
  readonly of: string;
  readonly verdicts: { readonly [way: string]: string };
}

/** A kind of rulesets: how they are made, loaded and read. */
export interface Kind<Ruleset> {
  /** The same ruleset for the same seed. */
  random(seed: number): Ruleset;
  /** As people read it, for a failure. */
  render(ruleset: Ruleset): string;
  load(kernel: Kernel, ruleset: Ruleset): Promise<Judgement>;
  /** Without what the kernel, or its program, refused; undefined if that is not told. */
  without(ruleset: Ruleset, error: string): Ruleset | undefined;
  smaller(ruleset: Ruleset): Iterable<Ruleset>;
  read(ruleset: Ruleset, lists: readonly string[]): readonly Reading[];
}

export interface Agreement {
  /** How often each verdict was given, by what was read. */
  readonly byReading: { readonly [of: string]: { readonly [verdict: string]: number } };
  /** For people: the smallest ruleset that shows a disagreement, by seed. */
  readonly disagreements: readonly string[];
}

/** Asks the kernel about so many rulesets of a kind that it takes. */
export async function agreement<Ruleset>(kernel: Kernel, kind: Kind<Ruleset>, count: number): Promise<Agreement> {
  const byReading: { [of: string]: { [verdict: string]: number } } = {};
  const disagreements: string[] = [];
  let rulesets = 0;
  for (let seed = 1; rulesets < count; seed++) {
    const loaded = await accepted(kernel, kind, kind.random(seed));
    if (loaded === undefined) continue;
    rulesets += 1;
    for (const { of, verdicts } of kind.read(loaded.ruleset, loaded.judgement.lists)) {
      byReading[of] ??= {};
      const counts = byReading[of];
      for (const is of Object.values(verdicts)) counts[is] = (counts[is] ?? 0) + 1;
    }
    if (differences(kind, loaded).length > 0)
      disagreements.push(`seed ${seed}\n${await smallest(kernel, kind, loaded)}`);
  }
  return { byReading, disagreements };
}

interface Loaded<Ruleset> {
  readonly ruleset: Ruleset;
  readonly judgement: Exclude<Judgement, { error: string }>;
}

const mostRefused = 30;

async function accepted<Ruleset>(
  kernel: Kernel,
  kind: Kind<Ruleset>,
  made: Ruleset,
): Promise<Loaded<Ruleset> | undefined> {
  let ruleset: Ruleset | undefined = made;
  for (let tries = 0; ruleset !== undefined && tries < mostRefused; tries++) {
    const judgement: Judgement = await kind.load(kernel, ruleset);
    if (!('error' in judgement)) return { ruleset, judgement };
    ruleset = kind.without(ruleset, judgement.error);
  }
  return undefined;
}

/** Where the evaluator is sure of what the kernel does not do. */
export function differences<Ruleset>(kind: Kind<Ruleset>, { ruleset, judgement }: Loaded<Ruleset>): readonly string[] {
  return kind.read(ruleset, judgement.lists).flatMap(({ of, verdicts }) =>
    Object.entries(verdicts).flatMap(([way, is]) => {
      const passes = judgement.connections[way as Way];
      const differs = is === 'passes' ? !passes : is === 'dropped' && passes;
      return differs ? [`${way}: ${is} by its ${of}, and the kernel ${passes ? 'lets it through' : 'does not'}`] : [];
    }),
  );
}

/** Takes parts away for as long as a difference is left. */
async function smallest<Ruleset>(kernel: Kernel, kind: Kind<Ruleset>, found: Loaded<Ruleset>): Promise<string> {
  let least = found;
  for (let again = true; again; ) {
    again = false;
    for (const ruleset of kind.smaller(least.ruleset)) {
      const judgement = await kind.load(kernel, ruleset);
      if ('error' in judgement || differences(kind, { ruleset, judgement }).length === 0) continue;
      least = { ruleset, judgement };
      again = true;
      break;
    }
  }
  return [...differences(kind, least), kind.render(least.ruleset)].join('\n');
}
