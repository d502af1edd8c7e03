/** What the rules answered, in its places in files, and as certain as the scan makes it. */
import { levelOf } from '../config/level.ts';
import { LineIndex } from '../lib/lines.ts';
import { rulesById } from '../lib/rules.ts';
import { timed } from '../lib/timed.ts';
import { type LocateContext, type Located, locate, type Undecided } from '../locate/index.ts';
import type { SourceFile } from '../model/document.ts';
import type { Judged } from '../suppress/types.ts';
import { alternative, capAbsence, type Gap, gaps, holdBack } from './certainty.ts';
import type { Judgement } from './judge.ts';
import type { Reading } from './read.ts';
import { type LintRequest, ownSources, seesFolder } from './request.ts';
import { type InSources, inSources } from './terraform/placed.ts';
import type { SourcePlace, Sources } from './terraform/sources.ts';

/** Findings in files. */
export interface Placed {
  /** As the rules meant them. */
  readonly located: readonly Located[];
  /** The same, with the level and the words that their certainty allows. */
  readonly judged: readonly Judged[];
  /** What was held back. */
  readonly undecided: readonly Undecided[];
  /** What of a cluster is not certain. */
  readonly gap: Gap;
  readonly context: LocateContext;
  /** By fingerprint: where findings of plans are in their sources. */
  readonly sources: ReadonlyMap<string, InSources>;
}

/** Locates the findings, holds back what is undecided, and lowers what is not certain. */
export function place(request: LintRequest, { discovered }: Reading, judgement: Judgement): Placed {
  const { raw, doubts, seenBy, scan } = judgement;
  const context = contextOf(request, judgement);
  const { located, undecided } = timed(request.marks, 'locate', () => locate(raw, context));
  const { kept, heldBack } = holdBack(located, seenBy, { doubts, listing: scan.listing });
  const gap = gaps(scan, discovered.left, undecided, seesFolder(request));
  const sources = sourcesOf(kept, scan.sources, context);
  const judged = kept.map(({ finding, resource, raw: from, fingerprintAs }) => {
    const seeing = seenBy.get(from) ?? [];
    const source = sources.get(finding.fingerprint)?.place;
    return {
      fingerprintAs,
      finding: alternative(capAbsence(finding, from, { clusters: seeing, doubt: doubts.get(from) }, gap), from, seeing),
      ...(resource === undefined ? {} : { resource: resource.id }),
      ...(source === undefined ? {} : { source: { file: source.file, lines: commentedLines(source) } }),
    };
  });
  return { located: kept, judged, undecided: [...undecided, ...heldBack], gap, context, sources };
}

function sourcesOf(
  located: readonly Located[],
  sources: Sources | undefined,
  { resources }: LocateContext,
): ReadonlyMap<string, InSources> {
  const found = new Map<string, InSources>();
  if (sources === undefined) return found;
  for (const { finding, raw } of located) {
    const one = inSources(raw, sources, resources);
    if (one !== undefined) found.set(finding.fingerprint, one);
  }
  return found;
}

/** Where a comment answers: at the place itself, and at the head of its block. */
function commentedLines({ range, block }: SourcePlace): readonly number[] {
  return [...new Set([range.startLine, block.first])];
}

function contextOf(request: LintRequest, { scan, problems }: Judgement): LocateContext {
  return {
    resources: new Map(scan.resources.map((resource) => [resource.id, resource])),
    problems: new Map(problems.map((problem, id) => [id, problem])),
    rules: rulesById(request.policy.rules),
    level: (rule, raw) => levelOf(request.config, rule, raw),
    patched: scan.patched,
    extended: scan.extended,
    deleted: scan.deleted,
    lines: (file) => scan.lines.get(file) ?? scan.sources?.lines(file) ?? linesOf(ownSources(request), file),
    fromRoot: request.fromRoot,
    sha256: request.sha256,
  };
}

function linesOf(sources: readonly SourceFile[], file: string): LineIndex | undefined {
  const source = sources.find((one) => one.file === file);
  return source && new LineIndex(source.text);
}
