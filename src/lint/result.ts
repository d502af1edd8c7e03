/** What a run answers, put together from what its stages made. */
import { misnamed } from '../classify/terraform/misnamed.ts';
import type { Path } from '../model/document.ts';
import type { Answered } from '../suppress/index.ts';
import type { Chosen } from './choose.ts';
import { unmatchedClusters } from './config-globs.ts';
import { fixesOf } from './fixes.ts';
import { frames } from './frames.ts';
import type { Judgement } from './judge.ts';
import { ledgerOf } from './ledger.ts';
import type { Placed } from './place.ts';
import type { Reading } from './read.ts';
import { type LintRequest, type LintResult, limitsOf, ownSources, seesFolder } from './request.ts';
import type { Scan } from './scan-result.ts';
import { isShown } from './select.ts';
import { topologyOf } from './topology/index.ts';
import { unjudgedOf } from './unjudged.ts';

/** What the stages made of a request. */
interface Made {
  readonly read: Reading;
  readonly judgement: Judgement;
  readonly placed: Placed;
  readonly answered: Answered;
  readonly chosen: Chosen;
}

export async function lintResult(request: LintRequest, made: Made): Promise<LintResult> {
  const { config, policy, schemas } = request;
  const { discovered } = made.read;
  const { scan, clusters } = made.judgement;
  const { located, undecided, gap, context } = made.placed;
  const { findings, elsewhere, unanswered, leftOut } = made.chosen;
  const { baseline } = made.answered;
  // Hardly asked for where nothing was found.
  let shown: LintResult['frame'] | undefined;
  const asked = (id: string) => isShown(id, request.select);
  const ledger = ledgerOf(
    scan,
    discovered,
    clusters,
    undecided.filter(({ rule }) => asked(rule)),
    { rules: policy.rules, gap },
  );
  const unjudged = unjudgedOf(
    scan,
    clusters,
    config,
    policy.rules.filter(({ id }) => asked(id)),
  );
  return {
    report: {
      findings,
      ledger: { ...ledger, ...(unjudged.length > 0 && { unjudged }), elsewhere, ...(leftOut && { leftOut }) },
    },
    ...(baseline === undefined ? {} : { baseline }),
    scan,
    clusters,
    identities: new Map([...located, ...unanswered].map(({ finding, identity }) => [finding.fingerprint, identity])),
    left: discovered.left.map((one) =>
      scan.sources?.lines(one.file) === undefined
        ? one
        : { ...one, reason: 'a source of a plan: findings are placed in it' },
    ),
    candidates: discovered.candidates.map(({ file }) => file),
    frame(file) {
      shown ??= frames(scan, findings, ownSources(request), schemas);
      return shown(file);
    },
    fixes: fixesOf(located, context, limitsOf(request)),
    topology: () => topologyOf({ request, findings, ...made }),
    unmatchedNodes: unmatchedNodes(scan, config.terraform.nodes),
    unusedTerraformDirs: scan.sources?.unused(scan.plans) ?? [],
    unmatched: await unmatchedIn(request, made.read),
  };
}

/** Nothing is said of entries where no plan was read. */
function unmatchedNodes({ plans, matchedNodes }: Scan, nodes: readonly string[]): LintResult['unmatchedNodes'] {
  if (plans.length === 0) return [];
  const unmatched = nodes.filter((node) => !matchedNodes.has(node));
  return unmatched.map((node) => {
    const [why] = plans.flatMap(({ value }) => misnamed(value, node) ?? []);
    return { node, ...(why !== undefined && { why }) };
  });
}

/** Globs of the config that match nothing. Of a part of its folder that cannot be said. */
async function unmatchedIn(request: LintRequest, { discovered, exclusion }: Reading): Promise<readonly Path[]> {
  if (!seesFolder(request)) return [];
  const files = [...discovered.candidates, ...request.stdin].map(({ file }) => file);
  return [...exclusion.unmatched(discovered), ...(await unmatchedClusters(request.config, files, request.fromConfig))];
}
