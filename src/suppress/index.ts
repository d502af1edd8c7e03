/** Answers findings with the suppressions of comments, annotations, waivers and a baseline. */
import { maskText } from '../lib/mask.ts';
import { clip } from '../lib/text.ts';
import type { Finding, Suppressed } from '../model/finding.ts';
import { acceptedFacts } from './baseline-facts.ts';
import { Accepted } from './baseline-matches.ts';
import { claimsOf } from './claims.ts';
import { Seen } from './coverage.ts';
import { Words } from './rule-names.ts';
import {
  type ChangedBaseline,
  type Claim,
  type Judged,
  LONGEST_ID,
  type SuppressionContext,
  type SuppressionFact,
} from './types.ts';

/** What came of a run's findings. */
export interface Answered {
  readonly findings: readonly Finding[];
  readonly suppressions: readonly SuppressionFact[];
  /** The baseline, where the run changes it. */
  readonly baseline?: ChangedBaseline;
}

/**
 * The findings in their order, marked where a suppression answers them, and a fact for each id that a suppression names.
 * Where several answer one finding, all count as used, and it is marked with the narrowest: comment, annotation, waiver,
 * baseline. Nothing answers a finding of an enforced rule. The findings that rules make of the facts are not for this function:
 * no suppression answers them.
 */
export async function suppress(judged: readonly Judged[], context: SuppressionContext): Promise<Answered> {
  const words = new Words(context.rules);
  const claims = await claimsOf(context, words);
  const index = indexed(claims);
  const used = new Set<Claim>();
  const accepted = context.baseline && new Accepted(context.baseline, words);
  const findings = judged.map((one) => {
    if (words.rule(one.finding.rule)?.enforced) return one.finding;
    const answers = answersTo(one, index, context);
    for (const claim of answers) used.add(claim);
    const [first] = answers;
    const known = accepted?.answer(one, first === undefined) ?? null;
    const suppressed = first ? suppressedBy(first) : known;
    return suppressed ? { ...one.finding, suppressed } : one.finding;
  });
  const seen = new Seen(context);
  const suppressions = claims.map((claim) => fact(claim, used.has(claim), words, seen));
  if (accepted === undefined) return { findings, suppressions };
  const baseline = accepted.changed(seen);
  return {
    findings,
    suppressions: [...suppressions, ...acceptedFacts(accepted, context, words, seen)],
    ...(baseline === undefined ? {} : { baseline }),
  };
}

/** Claims by what they answer, so that a finding meets only those that may be its own. */
interface Index {
  readonly lines: ReadonlyMap<string, readonly Claim[]>;
  readonly objects: ReadonlyMap<string, readonly Claim[]>;
  readonly waivers: ReadonlyMap<string, readonly Claim[]>;
}

function indexed(claims: readonly Claim[]): Index {
  const lines = new Map<string, Claim[]>();
  const objects = new Map<string, Claim[]>();
  const waivers = new Map<string, Claim[]>();
  const put = (map: Map<string, Claim[]>, key: string, claim: Claim): void => {
    const there = map.get(key);
    if (there) there.push(claim);
    else map.set(key, [claim]);
  };
  for (const claim of claims) {
    for (const rule of claim.answers) {
      const { scope } = claim;
      if (scope.by === 'comment') put(lines, `${rule} ${scope.line} ${claim.file}`, claim);
      if (scope.by === 'annotation') for (const id of scope.resources) put(objects, `${rule} ${id}`, claim);
      if (scope.by === 'waiver') put(waivers, rule, claim);
    }
  }
  return { lines, objects, waivers };
}

/** The claims that answer a finding, the narrowest first. */
function answersTo({ finding, resource }: Judged, index: Index, context: SuppressionContext): readonly Claim[] {
  const { rule, range, file } = finding;
  const waivers = (index.waivers.get(rule) ?? []).filter(({ scope }) => {
    if (scope.by !== 'waiver') return false;
    const path = context.fromConfig(file);
    return namesResource(scope.waiver.resource, finding) && path !== undefined && scope.covers(path);
  });
  return [
    ...(range ? (index.lines.get(`${rule} ${range.startLine} ${file}`) ?? []) : []),
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

function suppressedBy({ scope, reason: given }: Claim): Suppressed | null {
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

function fact(claim: Claim, used: boolean, words: Words, seen: Seen): SuppressionFact {
  const { file, mark, written, reason, dash, known, enforced, expired, scope } = claim;
  return {
    file,
    mark,
    by: scope.by,
    rule: clip(written, LONGEST_ID),
    reason,
    dash,
    known,
    nearest: known ? '' : words.suggestion(written),
    enforced,
    used,
    expired,
    expires: scope.by === 'waiver' ? (scope.waiver.expires ?? '') : '',
    claim_unused: !used && reason !== '' && !enforced && seen.whatAnswers(claim),
    count: 1,
    further: [],
  };
}
