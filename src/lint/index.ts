/** The stages in their order: files in, a report out. */

import { levelOf } from '../config/level.ts';
import { discover } from '../discover/index.ts';
import { defaultLimits } from '../lib/limits.ts';
import { LineIndex } from '../lib/lines.ts';
import { rulesById } from '../lib/rules.ts';
import { timed } from '../lib/timed.ts';
import { type LocateContext, locate } from '../locate/index.ts';
import type { Problem, SourceFile } from '../model/document.ts';
import type { RawFinding, Rule } from '../model/rule.ts';
import type { Before } from '../narrow/before.ts';
import { suppress } from '../suppress/index.ts';
import { withoutBaseline } from './baseline.ts';
import { alternative, apart, capped, gaps } from './certainty.ts';
import { clustersOf } from './clusters.ts';
import { exclusionOf, unmatchedClusters } from './config-globs.ts';
import { evaluateClusters } from './evaluate-clusters.ts';
import { byPlace, tooMany, worst } from './findings.ts';
import { fixesOf } from './fixes.ts';
import { frames } from './frames.ts';
import { ledgerOf } from './ledger.ts';
import { withNamed } from './named.ts';
import { both, type Earlier, narrowed } from './narrowing.ts';
import type { LintRequest, LintResult } from './request.ts';
import { scan } from './scan.ts';
import type { Scan } from './scan-result.ts';
import { judgeSuppressions, seesFolder, suppressionContext } from './suppressions.ts';

/** Checks the paths. Throws a MissingPath; anything else that it throws is a fault of bgplint. */
export async function lint(request: LintRequest): Promise<LintResult> {
  const { config, policy } = request;
  const limits = { ...defaultLimits, ...config.limits };
  const exclusion = await exclusionOf(config.exclude, request.fromConfig);
  const walked = await discover(request.files, { ...request, excluded: exclusion.excluded });
  const found = withoutBaseline(walked, request);
  const { progress = () => undefined, schemas } = request;
  const read = timed('read', () =>
    scan(request.files, found, request.stdin, {
      limits,
      cwd: request.cwd,
      paths: request.paths,
      excluded: exclusion.excluded,
      nodes: config.terraform.nodes,
      schemas,
      progress,
    }),
  );
  const discovered = withNamed(found, read.named);
  const clusters = await clustersOf(read.resources, { ...request, rules: policy.rules, listing: read.listing });

  const { raw, seenBy, problems, gaveUp } = timed('evaluate', () => evaluateClusters(policy, clusters, read, progress));
  const scanned = { ...read, skipped: [...read.skipped, ...gaveUp] };
  const context = locateContext(request, scanned, problems);
  const { located: all, undecided } = timed('locate', () => locate(raw, context));
  const guessed = config.clusters.length === 0 && clusters.length > 1;
  const { together: located, undecided: joined } = apart(all, seenBy, { guessed, listing: read.listing });
  const gap = gaps(scanned, discovered.left, undecided, seesFolder(request));
  const judged = located.map(({ finding, resource, raw: from, fingerprintAs }) => ({
    fingerprintAs,
    finding: alternative(capped(finding, from, seenBy.get(from) ?? [], gap), from, seenBy.get(from) ?? []),
    ...(resource === undefined ? {} : { resource: resource.id }),
  }));
  const answered = await suppress(judged, suppressionContext(request, scanned, [...undecided, ...joined], discovered));
  const candidates = discovered.candidates.map((candidate) => candidate.file);
  const named = [...candidates, ...request.stdin.map(({ file }) => file)];
  const earlier = earlierOf(request, candidates);
  const { reported, elsewhere } = await narrowed(answered.findings, located, request, context, earlier);
  const kept = worst(reported, limits.findings, policy.rules);
  const overflow = kept.length < reported.length ? [tooMany(kept, limits.findings)] : [];
  const unanswered = judgeSuppressions(policy, clusters, answered.suppressions, overflow, context);
  const ofUnanswered = unanswered.map(({ finding }) => finding);
  const suppressions = await narrowed(ofUnanswered, unanswered, request, context, earlier);

  const findings = [...kept, ...suppressions.reported].sort(byPlace(policy.rules));
  const ledger = ledgerOf(scanned, discovered, clusters, [...undecided, ...joined], { rules: policy.rules, gap });
  return {
    report: { findings, ledger: { ...ledger, elsewhere: both(elsewhere, suppressions.elsewhere) } },
    ...(answered.baseline === undefined ? {} : { baseline: answered.baseline }),
    scan: scanned,
    identities: new Map([...located, ...unanswered].map(({ finding, identity }) => [finding.fingerprint, identity])),
    left: discovered.left,
    candidates,
    frame: frames(scanned, findings, ownSources(request), schemas),
    fixes: fixesOf(located, context, limits),
    unmatchedNodes: scanned.plans === 0 ? [] : config.terraform.nodes.filter((node) => !scanned.matchedNodes.has(node)),
    unmatched: seesFolder(request)
      ? [...exclusion.unmatched(discovered), ...(await unmatchedClusters(config, named, request.fromConfig))]
      : [],
  };
}

/** The states before the changes, each judged when it is first asked for. */
function earlierOf({ narrow }: LintRequest, candidates: readonly string[]): Earlier {
  return (narrow?.before ?? []).map((requestOf) => {
    let judged: Promise<Before | undefined> | undefined;
    const judge = async (): Promise<Before | undefined> => {
      const request = await requestOf(candidates);
      if (request === undefined) return undefined;
      const { report, identities, scan } = await lint(request);
      const findings = report.findings.map((finding) => ({
        finding,
        identity: identities.get(finding.fingerprint) ?? '',
      }));
      return { findings, resources: scan.resources };
    };
    return () => {
      judged ??= judge();
      return judged;
    };
  });
}

function locateContext(request: LintRequest, scanned: Scan, problems: readonly Problem[]): LocateContext {
  return {
    resources: new Map(scanned.resources.map((resource) => [resource.id, resource])),
    problems: new Map(problems.map((problem, id) => [id, problem])),
    rules: rulesById(request.policy.rules),
    level: (rule: Rule, raw: RawFinding) => levelOf(request.config, rule, raw),
    patched: scanned.patched,
    lines: (file) => scanned.lines.get(file) ?? linesOf(ownSources(request), file),
    fromRoot: request.fromRoot,
    sha256: request.sha256,
  };
}

/** The texts that are bgplint's own, and not under check. */
function ownSources({ configFile, baseline }: LintRequest): readonly SourceFile[] {
  return [configFile?.document, baseline?.document].flatMap((document) => (document ? [document.source] : []));
}

function linesOf(sources: readonly SourceFile[], file: string): LineIndex | undefined {
  const source = sources.find((one) => one.file === file);
  return source && new LineIndex(source.text);
}
