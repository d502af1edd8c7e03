/** The stages in their order: files in, a report out. */
import { suppress } from '../suppress/index.ts';
import { choose } from './choose.ts';
import { judge } from './judge.ts';
import { earlierOf } from './narrowing.ts';
import { place } from './place.ts';
import { readAll } from './read.ts';
import type { LintRequest, LintResult } from './request.ts';
import { lintResult } from './result.ts';
import { suppressionContext } from './suppressions.ts';

/** Checks the paths. Throws a MissingPath; anything else that it throws is a fault of bgplint. */
export async function lint(request: LintRequest): Promise<LintResult> {
  const prepared = request.policy.prepare?.();
  const pause = request.pause ?? noPause;
  const read = await readAll(request);
  await pause();
  const judgement = await judge(request, read, prepared);
  await pause();
  const placed = place(request, read, judgement);
  await pause();
  const answered = await suppress(placed.judged, suppressionContext(request, read, judgement, placed));
  await pause();
  const chosen = await choose(request, judgement, placed, answered, earlierOf(request, read, lint));
  return lintResult(request, { read, judgement, placed, answered, chosen });
}

async function noPause(): Promise<void> {}
