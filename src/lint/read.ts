/** The first stages: which files a run reads, and what is in them. */
import { discover } from '../discover/index.ts';
import type { Discovered } from '../discover/types.ts';
import { withPauses } from '../lib/steps.ts';
import { timedWhile } from '../lib/timed.ts';
import { withoutBaseline } from './baseline.ts';
import { type Exclusion, exclusionOf } from './config-globs.ts';
import type { Walked } from './kept.ts';
import { withNamed, withoutPassed } from './named.ts';
import { type LintRequest, limitsOf } from './request.ts';
import { scan } from './scan.ts';
import type { Scan } from './scan-result.ts';
import { Sources } from './terraform/sources.ts';
import { sourcesWithoutPlan } from './terraform/without-plan.ts';

/** What is under check. */
export interface Reading {
  /** The files, and what was left alone. */
  readonly discovered: Discovered;
  readonly exclusion: Exclusion;
  readonly scan: Scan;
}

/** Finds the files and reads them. Throws a MissingPath. */
export async function readAll(request: LintRequest): Promise<Reading> {
  const { config, files, cwd, paths, schemas, progress = () => undefined } = request;
  const walk = async (): Promise<Walked> => {
    const exclusion = await exclusionOf(config.exclude, request.fromConfig);
    return { exclusion, walked: await discover(files, { ...request, excluded: exclusion.excluded }) };
  };
  const { exclusion, walked } = await (request.kept?.walk(walk) ?? walk());
  const discovered = withoutBaseline(walked, request);
  const { named, passed, ...read } = await timedWhile(request.marks, 'read', () =>
    withPauses(
      scan(files, discovered, request.stdin, {
        limits: limitsOf(request),
        cwd,
        paths,
        excluded: exclusion.excluded,
        nodes: config.terraform.nodes,
        schemas,
        progress,
        kept: request.kept,
      }),
      request.pause,
    ),
  );
  const all = withNamed(withoutPassed(discovered, passed), named);
  if (read.plans.length === 0) {
    const hints = sourcesWithoutPlan(files, all, cwd);
    const told = hints.length === 0 ? all : { ...all, left: [...all.left, ...hints] };
    return { discovered: told, exclusion, scan: read };
  }
  const isText = new Set(request.stdin.map(({ file }) => file));
  const sources = new Sources(files, {
    cwd,
    dirs: request.terraformDirs ?? [],
    discovered,
    isText: (file) => isText.has(file),
    excluded: exclusion.excluded,
  });
  return { discovered: all, exclusion, scan: { ...read, sources } };
}
