/** What a baseline needs to know of a run: what its entries' files are called here, and which of them the scan saw. */
import type { Discovered } from '../discover/types.ts';
import { HostError } from '../lib/host.ts';
import { nameOf, relative, resolve } from '../lib/paths.ts';
import type { SuppressionContext } from '../suppress/types.ts';
import { stdinName } from './load.ts';
import type { LintRequest } from './request.ts';

/** Without the baseline itself, which is JSON and speaks of BGP. */
export function withoutBaseline(discovered: Discovered, { baseline, files }: LintRequest): Discovered {
  if (baseline === undefined) return discovered;
  const real = files.real(baseline.path) ?? baseline.path;
  // Only of files with its name it is asked what they are.
  const name = nameOf(real);
  const isBaseline = (path: string) => nameOf(path) === name && (files.real(path) ?? path) === real;
  const baselines = discovered.candidates.filter(({ path }) => isBaseline(path));
  return {
    candidates: discovered.candidates.filter((candidate) => !baselines.includes(candidate)),
    left: [
      ...discovered.left,
      ...baselines.map(({ file }) => ({ file, reason: 'the baseline', notable: false, lost: false })),
    ],
  };
}

/** The part of the context of suppressions that is about the baseline. */
export function baselineContext(
  request: LintRequest,
  { candidates }: Discovered,
): Pick<SuppressionContext, 'baseline'> {
  const { baseline, cwd, files, stdin } = request;
  if (baseline === undefined) return {};
  const isText = new Set(stdin.map(({ file }) => file));
  const seen = new Set(candidates.map(({ file }) => file));
  const pathOf = (file: string) => resolve(baseline.root, file);
  const shown = (file: string) => (file === stdinName ? file : relative(cwd, pathOf(file)));
  // Rules join files: a part of what the baseline was made of does not tell what the rest has to do with it.
  let all: boolean | undefined;
  const sawOrGone = (file: string) => {
    if (seen.has(file) || isText.has(file)) return true;
    return file !== stdinName && isMissing(files, resolve(cwd, file));
  };
  const sawAll = () => {
    all ??= [...new Set(baseline.entries.map((entry) => shown(entry.file)))].every(sawOrGone);
    return all;
  };
  return {
    baseline: {
      ...baseline,
      fromRoot: request.fromRoot,
      shown,
      // All or none: each asks of an entry's file.
      saw: sawAll,
    },
  };
}

function isMissing(files: LintRequest['files'], path: string): boolean {
  try {
    return files.stat(path).kind === 'missing';
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
