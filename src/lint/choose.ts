/** Which of the findings a report holds: what was asked for, the worst of it, and the rules' word on suppressions. */
import type { Located } from '../locate/index.ts';
import type { Finding } from '../model/finding.ts';
import type { Ledger, LeftOut } from '../model/report.ts';
import type { Answered } from '../suppress/index.ts';
import { byPlace, tooMany, worst } from './findings.ts';
import type { Judgement } from './judge.ts';
import { both, type Earlier, narrowed } from './narrowing.ts';
import type { Placed } from './place.ts';
import { type LintRequest, limitsOf } from './request.ts';
import { leftOut, selected } from './select.ts';
import { judgeSuppressions } from './suppressions.ts';
import { atSource } from './terraform/placed.ts';

/** What a report holds. */
export interface Chosen {
  /** In their order. */
  readonly findings: readonly Finding[];
  /** How many open ones were left out because nobody asked for them. */
  readonly elsewhere: Ledger['elsewhere'];
  /** Those of rules that nobody asked for, where not all were. */
  readonly leftOut?: LeftOut;
  /** Findings about suppressions and about the number of findings, which nothing answers. */
  readonly unanswered: readonly Located[];
}

/** Narrows the findings, bounds them, and asks the rules about the suppressions that answered them. */
export async function choose(
  request: LintRequest,
  { clusters }: Judgement,
  { located, context, sources }: Placed,
  { findings, facts }: Answered,
  earlier: Earlier,
): Promise<Chosen> {
  const { policy, select } = request;
  const most = limitsOf(request).findings;
  const asked = await narrowed(selected(findings, select), located, request, context, { earlier, sources });
  const kept = worst(asked.reported, most, policy.rules);
  const overflow = kept.length < asked.reported.length ? [tooMany(kept, most)] : [];
  const unanswered = judgeSuppressions(policy, clusters, facts, overflow, context);
  const ofSuppressions = unanswered.map(({ finding }) => finding);
  const sourced = (finding: Finding) => {
    const source = sources.get(finding.fingerprint);
    return source === undefined ? finding : atSource(finding, source);
  };
  const further = await narrowed(selected(ofSuppressions, select), unanswered, request, context, { earlier, sources });
  return {
    findings: [...kept, ...further.reported].map(sourced).sort(byPlace(policy.rules)),
    elsewhere: both(asked.elsewhere, further.elsewhere),
    ...(select && { leftOut: leftOut([...findings, ...ofSuppressions], select) }),
    unanswered,
  };
}
