/** Many fixes at once: those that get into each other's way are held back. */
import { grouped } from '../lib/lists.ts';
import { firstWhere } from '../lib/search.ts';
import type { Document } from '../model/document.ts';
import type { Finding, Fix } from '../model/finding.ts';
import { apply, clash, once } from './apply.ts';
import { type FixContext, type FixPlan, isMeant, type Step } from './index.ts';

/** A finding and what fixes it. */
export interface PlannedFinding {
  readonly finding: Finding;
  readonly plan: FixPlan;
}

/** What a file becomes. */
export interface FixedFile {
  readonly file: string;
  /** As it was read. */
  readonly before: string;
  readonly after: string;
  readonly edits: readonly Step['edit'][];
}

export interface Combined {
  readonly files: readonly FixedFile[];
  readonly applied: readonly Finding[];
  /** What fixes each of these, in the same order. */
  readonly fixes: readonly Fix[];
  /** Findings whose fixes overlap with others, which came first: another run may fix them. */
  readonly held: readonly Finding[];
}

/**
 * Takes the safe fixes and then the others, each in their order. Each document is read again with all its edits; those
 * without which it is as meant are found by halves.
 */
export function combine(planned: readonly PlannedFinding[], context: FixContext): Combined {
  const taken = new Map<Document, Taken>();
  const held = new Set<Finding>();
  const bySafety = [...planned].sort((a, b) => Number(b.plan.fix.safe) - Number(a.plan.fix.safe));
  for (const one of bySafety) {
    const { steps } = one.plan;
    if (steps.every((step) => taken.get(step.document)?.fits(step.edit) !== false)) {
      for (const step of steps) takenOf(step.document, taken).take(one, step.edit);
    } else held.add(one.finding);
  }
  for (const [document, { own }] of taken) {
    const kept = new Set(sound(document, [...own], context));
    for (const one of own) if (!kept.has(one)) held.add(one.finding);
  }
  const applied = planned.filter(({ finding }) => !held.has(finding));
  return {
    files: filesOf(applied.flatMap(stepsOf)),
    applied: applied.map(({ finding }) => finding),
    fixes: applied.map(({ plan }) => plan.fix),
    held: [...held],
  };
}

function stepsOf({ plan }: PlannedFinding): readonly Step[] {
  return plan.steps;
}

/** The edits that were taken in one document, by their lines' start: an edit spans few lines. */
class Taken {
  readonly own = new Set<PlannedFinding>();
  readonly #edits: Step['edit'][] = [];

  take(one: PlannedFinding, edit: Step['edit']): void {
    this.own.add(one);
    this.#edits.splice(this.#after(edit.start), 0, edit);
  }

  /** True if the edit overlaps with none that was taken, unless it is the same. */
  fits(edit: Step['edit']): boolean {
    const next = this.#after(edit.start);
    // The one before may reach over this one's start; those after begin behind it.
    return [this.#edits[next - 1], this.#edits[next]].every((other) => other === undefined || !clash(other, edit));
  }

  /** How many begin at an offset or before it. */
  #after(start: number): number {
    return firstWhere(this.#edits, (edit) => edit.start > start);
  }
}

function takenOf(document: Document, all: Map<Document, Taken>): Taken {
  const taken = all.get(document) ?? new Taken();
  all.set(document, taken);
  return taken;
}

/** Those of a document's fixes that together make what is meant. */
function sound(document: Document, own: readonly PlannedFinding[], context: FixContext): readonly PlannedFinding[] {
  if (own.length === 0 || isMeant(document, own.flatMap(stepsOf), context)) return own;
  if (own.length === 1) return [];
  const middle = own.length >> 1;
  const first = sound(document, own.slice(0, middle), context);
  const second = sound(document, own.slice(middle), context);
  const both = [...first, ...second];
  return isMeant(document, both.flatMap(stepsOf), context) ? both : first;
}

function filesOf(steps: readonly Step[]): readonly FixedFile[] {
  const byFile = grouped(steps, ({ document }) => document.source.file);
  return [...byFile].flatMap(([file, own]) => {
    const before = own[0]?.document.source.text ?? '';
    const edits = once(own.map((step) => step.edit));
    const after = apply(before, edits);
    return after === undefined ? [] : [{ file, before, after, edits }];
  });
}
