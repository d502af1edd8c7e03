/** What the stage `suppress` is told of a run, and the rules' word on the suppressions themselves. */
import { levelOf } from '../config/level.ts';
import { ordered } from '../evaluate/index.ts';
import { append } from '../lib/lists.ts';
import { type LocateContext, type Located, locate } from '../locate/index.ts';
import type { JsonObject, Problem } from '../model/document.ts';
import type { Policy, RawFinding } from '../model/rule.ts';
import type { SuppressionContext, SuppressionFact } from '../suppress/types.ts';
import { baselineContext } from './baseline.ts';
import type { ScannedCluster } from './clusters.ts';
import { consequencesOf } from './consequences.ts';
import type { Judgement } from './judge.ts';
import type { Placed } from './place.ts';
import type { Reading } from './read.ts';
import { type LintRequest, seesFolder } from './request.ts';
import { isShown } from './select.ts';
import { commentsBeside } from './terraform/comments.ts';

/** Fills in what suppressions need to know. */
export function suppressionContext(
  request: LintRequest,
  { discovered }: Reading,
  { scan }: Judgement,
  { undecided, located }: Placed,
): SuppressionContext {
  const { config, configFile, policy } = request;
  return {
    date: request.today,
    rules: policy.rules,
    on: new Set(policy.rules.filter((rule) => levelOf(config, rule) !== 'off').map((rule) => rule.id)),
    files: [
      ...[...scan.texts.values()].map((source) => ({ source, comments: scan.comments.get(source.file) ?? [] })),
      ...(scan.sources === undefined ? [] : commentsBeside(scan.resources, scan.sources)),
    ],
    resources: scan.resources,
    consequences: (open) => consequencesOf(open, located, policy.rules, (rule) => isShown(rule, request.select)),
    ...(configFile === undefined ? {} : { config: { config, document: configFile.document } }),
    ...baselineContext(request, discovered),
    undecided: undecided.flatMap(({ resource, ...held }) => {
      const source = scan.sources?.blockOf(resource)?.file.source.file;
      return [
        { ...held, resource: resource.id },
        ...(source === undefined ? [] : [{ rule: held.rule, file: source, range: null }]),
      ];
    }),
    unchecked: new Set(
      [...scan.skipped, ...discovered.left.filter((file) => file.notable)].map((skipped) => skipped.file),
    ),
    whole: seesFolder(request),
    fromConfig: request.fromConfig,
  };
}

/** Facts that the rules are asked about at once, each by itself: a comment may name any number of rules. */
const mostAsked = 5_000;

/**
 * The second call of the rules, with only the facts that `suppress` found and the faults that came up late. Nothing
 * answers what comes of it.
 */
export function judgeSuppressions(
  policy: Policy,
  clusters: readonly ScannedCluster[],
  facts: readonly SuppressionFact[],
  late: readonly Problem[],
  context: LocateContext,
): readonly Located[] {
  const [cluster] = clusters;
  if (cluster === undefined || facts.length + late.length === 0) return [];
  const problems = new Map<number, Pick<Problem, 'file' | 'mark'>>();
  const number = (fact: Pick<Problem, 'file' | 'mark'>): number => problems.set(problems.size, fact).size - 1;
  const suppressions = facts.map(({ mark, further, ...fact }): JsonObject => {
    const id = number({ file: fact.file, mark });
    const others = further.map((other) => ({ id: number({ file: fact.file, mark: other.mark }), rule: other.rule }));
    return { id, ...fact, further: others };
  });
  const limits = late.map((fault): JsonObject => ({ id: number(fault), file: fault.file, detail: fault.detail }));
  const raw: RawFinding[] = [];
  for (let at = 0; at === 0 || at < suppressions.length; at += mostAsked) {
    const input = {
      Suppression: suppressions.slice(at, at + mostAsked),
      LimitExceeded: at === 0 ? limits : [],
    };
    append(raw, policy.evaluate({ cluster: cluster.input as unknown as JsonObject, input }));
  }
  return locate(ordered(raw), { ...context, problems }).located;
}
