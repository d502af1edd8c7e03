/** What the first step leaves for those after it: a folder of files, which its output `folder` names. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Choice } from './inputs.ts';

/** success: nothing at or above fail-on; failure: findings; error: the job could not be done. */
export type Conclusion = 'success' | 'failure' | 'error';

export interface Outcome {
  readonly conclusion: Conclusion;
  /** Why the job fails: sentences, one a line; empty where it does not. */
  readonly why: string;
  readonly annotations: Choice;
  readonly uploadSarif: Choice;
}

/** The files of a run; each is there if it was asked for and written. */
export function filesIn(folder: string): { readonly [name in 'report' | 'sarif' | 'annotations' | 'summary']: string } {
  return {
    report: join(folder, 'report.json'),
    sarif: join(folder, 'report.sarif'),
    annotations: join(folder, 'annotations.txt'),
    summary: join(folder, 'summary.md'),
  };
}

export function writeOutcome(folder: string, outcome: Outcome): void {
  writeFileSync(join(folder, 'outcome.json'), JSON.stringify(outcome));
}

export function readOutcome(folder: string): Outcome {
  return JSON.parse(readFileSync(join(folder, 'outcome.json'), 'utf8')) as Outcome;
}
