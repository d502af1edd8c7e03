/** `--update-baseline` and `--prune-baseline`: what they cannot be combined with, and what became of the file. */
import { freezes, rulesById } from '../lib/rules.ts';
import { neutralise } from '../lib/text.ts';
import type { LintRequest, LintResult } from '../lint/request.ts';
import type { BaselineChange, OpenBaseline } from '../project/baseline-file.ts';
import { Refusal } from '../project/refusal.ts';
import { saveBaseline } from '../project/write.ts';
import type { CheckOptions } from './options.ts';
import type { Process } from './process.ts';

/** What the options do to the baseline; undefined where it stays. */
export function baselineChange({ updateBaseline, pruneBaseline }: CheckOptions): BaselineChange | undefined {
  return updateBaseline ? 'update' : pruneBaseline ? 'prune' : undefined;
}

/** A part of the findings does not tell what the baseline must hold, and what the same run fixes must not be in it. */
export function refuseNarrowed(options: CheckOptions): void {
  const change = baselineChange(options);
  if (change === undefined) return;
  const given: { readonly [name: string]: unknown } = { ...options };
  const others = { changed: '--changed', changedFrom: '--changed-from', reportOn: '--report-on', hook: '--hook' };
  const ofRules = { only: '--only', skip: '--skip' };
  for (const [name, other] of Object.entries({
    ...others,
    ...ofRules,
    fix: '--fix',
    fixReview: '--fix-review',
    diff: '--diff',
  })) {
    const value = given[name];
    if (value === undefined || value === false) continue;
    throw new Refusal(
      `--${change}-baseline cannot be combined with ${other}: run it alone, on everything that is checked.`,
    );
  }
}

/** Writes the baseline as the run leaves it, if that differs, and says on standard error what became of it. */
export function updateBaselineFile(
  caller: Process,
  open: OpenBaseline,
  { baseline, report }: LintResult,
  { policy: { rules } }: LintRequest,
): void {
  if (baseline === undefined) return;
  saveBaseline(open, baseline);
  const { entries, added, removed, differs } = baseline;
  const isUpdate = open.change === 'update';
  const what = added + removed > 0 ? `${added} added, ${removed} removed` : differs ? 'written' : 'nothing to change';
  const left = isUpdate ? report.findings.filter(({ suppressed }) => suppressed === null).length : 0;
  const rest = left === 0 ? '' : `; ${left} more cannot be accepted: fix ${left === 1 ? 'it' : 'them'}`;
  const byId = rulesById(rules);
  const grave = report.findings.filter(
    ({ rule, variant, suppressed }) => suppressed?.by === 'baseline' && freezes(byId.get(rule), variant),
  ).length;
  if (isUpdate && grave > 0) {
    const them = grave === 1 ? 'one of these findings' : `${grave} of these findings`;
    caller.err(
      `bgplint: warning: ${them} would stop BGP on whole nodes (--no-baseline shows them first): fix those that are real.\n`,
    );
  }
  caller.err(
    `bgplint: ${neutralise(open.file)}: ${entries.length} finding${entries.length === 1 ? '' : 's'}, ${what}${rest}\n`,
  );
}
