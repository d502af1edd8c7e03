/** What fixes the findings of a run. */

import { type Combined, combine } from '../fix/combine.ts';
import { type FixContext, type FixPlan, isSound, planFor } from '../fix/index.ts';
import type { Limits } from '../lib/limits.ts';
import { isReadAnyway } from '../lib/problems.ts';
import type { Located } from '../locate/index.ts';
import type { Json } from '../model/document.ts';
import type { Finding, Fix } from '../model/finding.ts';
import { parseJson, parseYaml } from '../parse/index.ts';
import { sniff } from './load.ts';

/** What a run knows of fixing. */
export interface Fixes {
  /** What fixes a finding; undefined where nothing does. */
  of(finding: Finding): Fix | undefined;
  /** The files with all fixes of these findings that go together. */
  combine(findings: readonly Finding[]): Combined;
}

/**
 * How many characters are gone through once more to make fixes and to check them: a second or two of texts that only the long
 * way through YAML reads. Beyond that no more fixes are offered; a run after these were applied has the next: so what is made
 * leaves enough to check it, or no run would write any.
 */
const mostRead = 10_000_000;

/** Each fix is made when it is asked for: most reports ask for none. */
export function fixesOf(
  located: readonly Located[],
  context: Omit<FixContext, 'reread' | 'mayPlan' | 'mayRead'>,
  limits: Limits,
): Fixes {
  const fixable = new Map(
    located.flatMap(({ finding, raw }) => (finding.fixable === null ? [] : [[finding.fingerprint, raw] as const])),
  );
  const plans = new Map<string, FixPlan | undefined>();
  const sound = new Map<string, Fix | undefined>();
  const left = { plans: mostRead, checks: mostRead };
  const spend = (what: keyof typeof left) => (length: number) => {
    left[what] -= length;
    return left[what] >= 0;
  };
  const full: FixContext = {
    ...context,
    reread: (file, text) => reread(file, text, limits),
    mayPlan: spend('plans'),
    mayRead: spend('checks'),
  };
  const planOf = ({ fingerprint }: Finding): FixPlan | undefined => {
    const raw = fixable.get(fingerprint);
    if (raw !== undefined && !plans.has(fingerprint)) plans.set(fingerprint, planFor(raw, full));
    return plans.get(fingerprint);
  };
  return {
    of(finding) {
      const { fingerprint } = finding;
      if (!sound.has(fingerprint)) {
        const plan = planOf(finding);
        sound.set(fingerprint, plan !== undefined && isSound(plan, full) ? plan.fix : undefined);
      }
      return sound.get(fingerprint);
    },
    combine: (findings) =>
      combine(
        findings.flatMap((finding) => {
          const plan = planOf(finding);
          return plan === undefined ? [] : [{ finding, plan }];
        }),
        full,
      ),
  };
}

/** The values of a text as the scan would read them; undefined where it would have a fault to tell. */
export function reread(file: string, text: string, limits: Limits): readonly Json[] | undefined {
  const source = { file, text };
  const isJson = /\.json$/i.test(file) || (!/\.ya?ml$/i.test(file) && sniff(text) === 'json');
  const parsed = (isJson ? parseJson : parseYaml)(source, { limits, wants: () => true });
  const faults = parsed.problems.filter((problem) => !isReadAnyway(problem));
  if (faults.length > 0 || parsed.template !== undefined) return undefined;
  return parsed.documents.map((document) => document.value);
}
