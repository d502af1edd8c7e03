/** Answers findings with the suppressions of comments, annotations, waivers and a baseline. */
import { getOrMake } from '../lib/maps.ts';
import { maskText } from '../lib/mask.ts';
import { clip } from '../lib/text.ts';
import type { Finding, Suppressed } from '../model/finding.ts';
import { baselineFacts } from './baseline-facts.ts';
import { BaselineMatches } from './baseline-matches.ts';
import { Coverage } from './coverage.ts';
import { RuleNames } from './rule-names.ts';
import { suppressionsOf } from './suppressions.ts';
import {
  type ChangedBaseline,
  type Judged,
  longestId,
  type Suppression,
  type SuppressionContext,
  type SuppressionFact,
} from './types.ts';

/** What came of a run's findings. */
export interface Answered {
  readonly findings: readonly Finding[];
  /** What the rules judge the suppressions themselves by. */
  readonly facts: readonly SuppressionFact[];
  /** The baseline, where the run changes it. */
  readonly baseline?: ChangedBaseline;
}

/**
 * The findings in their order, marked where a suppression answers them, and a fact for each id that a suppression names.
 * Where several answer one finding, all count as used, and it is marked with the narrowest: comment, annotation, waiver,
 * baseline. Nothing answers a finding of an enforced rule. What follows from an open finding is told by that one and gone; from
 * one that the baseline answers nothing follows, or who adds to an old fault would hear of nothing. The findings that rules make
 * of the facts are not for this function: no suppression answers them.
 */
export async function suppress(judged: readonly Judged[], context: SuppressionContext): Promise<Answered> {
  const ruleNames = new RuleNames(context.rules);
  const suppressions = await suppressionsOf(context, ruleNames);
  const index = indexed(suppressions);
  const used = new Set<Suppression>();
  const matches = context.baseline && new BaselineMatches(context.baseline, ruleNames);
  const answered = judged.map((one) => {
    if (ruleNames.rule(one.finding.rule)?.enforced) return { finding: one.finding, suppressed: null };
    const answers = answersTo(one, index, context);
    for (const suppression of answers) used.add(suppression);
    const [answer] = answers;
    const accepted = matches?.answer(one, answer === undefined) ?? null;
    return { finding: one.finding, suppressed: answer ? suppressedBy(answer) : accepted };
  });
  const open = answered.filter(({ suppressed }) => suppressed === null).map(({ finding }) => finding);
  const { folded, told } = context.consequences?.(open) ?? nothingFollows;
  const findings = answered.flatMap(({ finding, suppressed }) => {
    if (folded.has(finding.fingerprint)) return [];
    const consequences = told.get(finding.fingerprint);
    const whole = consequences === undefined ? finding : { ...finding, related: [...finding.related, ...consequences] };
    return [suppressed ? { ...whole, suppressed } : whole];
  });
  const coverage = new Coverage(context);
  const facts = suppressions.map((suppression) => fact(suppression, used.has(suppression), ruleNames, coverage));
  if (matches === undefined) return { findings, facts };
  const baseline = matches.changed(coverage);
  return {
    findings,
    facts: [...facts, ...baselineFacts(matches, context, ruleNames, coverage)],
    ...(baseline === undefined ? {} : { baseline }),
  };
}

const nothingFollows = { folded: new Set<string>(), told: new Map<string, Finding['related']>() };

/** Suppressions by what they answer, so that a finding meets only those that may be its own. */
interface Index {
  readonly lines: ReadonlyMap<string, readonly Suppression[]>;
  readonly objects: ReadonlyMap<string, readonly Suppression[]>;
  readonly waivers: ReadonlyMap<string, readonly Suppression[]>;
}

function indexed(suppressions: readonly Suppression[]): Index {
  const lines = new Map<string, Suppression[]>();
  const objects = new Map<string, Suppression[]>();
  const waivers = new Map<string, Suppression[]>();
  const put = (map: Map<string, Suppression[]>, key: string, suppression: Suppression) =>
    getOrMake(map, key, () => []).push(suppression);
  for (const suppression of suppressions) {
    for (const rule of suppression.answers) {
      const { scope } = suppression;
      if (scope.by === 'comment') put(lines, `${rule} ${scope.line} ${suppression.file}`, suppression);
      if (scope.by === 'annotation') for (const id of scope.resources) put(objects, `${rule} ${id}`, suppression);
      if (scope.by === 'waiver') put(waivers, rule, suppression);
    }
  }
  return { lines, objects, waivers };
}

/** The suppressions that answer a finding, the narrowest first. */
function answersTo(
  { finding, resource, source }: Judged,
  index: Index,
  context: SuppressionContext,
): readonly Suppression[] {
  const { rule, range, file } = finding;
  const waivers = (index.waivers.get(rule) ?? []).filter(({ scope }) => {
    if (scope.by !== 'waiver') return false;
    const paths = [file, ...(source === undefined ? [] : [source.file])].map((one) => context.fromConfig(one));
    const isCovered = paths.some((path) => path !== undefined && scope.covers(path));
    return namesResource(scope.waiver.resource, finding) && isCovered;
  });
  const inSource = source?.lines.flatMap((line) => index.lines.get(`${rule} ${line} ${source.file}`) ?? []) ?? [];
  return [
    ...(range ? (index.lines.get(`${rule} ${range.startLine} ${file}`) ?? []) : []),
    ...inSource,
    ...(resource === undefined ? [] : (index.objects.get(`${rule} ${resource}`) ?? [])),
    ...waivers,
  ];
}

/** True if a waiver's `resource` is the finding's, or it names none. */
function namesResource(wanted: string | undefined, { resource }: Finding): boolean {
  if (wanted === undefined) return true;
  if (resource === null) return false;
  if ('address' in resource) return wanted === resource.address;
  const { kind, namespace, name } = resource;
  return wanted === `${kind}/${name}` || wanted === `${kind}/${namespace}/${name}`;
}

function suppressedBy({ scope, reason: given }: Suppression): Suppressed | null {
  if (scope.by === 'level') return null;
  const reason = maskText(given);
  if (scope.by !== 'waiver') return { by: scope.by, reason };
  const { owner, expires } = scope.waiver;
  return {
    by: 'waiver',
    reason,
    ...(owner === undefined ? {} : { owner }),
    ...(expires === undefined ? {} : { expires }),
  };
}

function fact(suppression: Suppression, used: boolean, ruleNames: RuleNames, coverage: Coverage): SuppressionFact {
  const { file, mark, written, reason, dash, known, enforced, expired, scope } = suppression;
  return {
    file,
    mark,
    by: scope.by,
    rule: clip(written, longestId),
    reason,
    dash,
    known,
    nearest: known ? '' : ruleNames.suggestion(written),
    enforced,
    used,
    expired,
    expires: scope.by === 'waiver' ? (scope.waiver.expires ?? '') : '',
    unused: !used && reason !== '' && !enforced && coverage.couldHaveFound(suppression),
    count: 1,
    further: [],
  };
}
