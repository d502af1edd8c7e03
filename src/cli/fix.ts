/** `--fix`, `--fix-review` and `--diff`: what fixes findings is written into their files, or shown. */

import { Buffer } from 'node:buffer';
import type { FixedFile } from '../fix/combine.ts';
import { leftToDo } from '../fix/left.ts';
import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { HostError } from '../lib/host.ts';
import { defaultLimits } from '../lib/limits.ts';
import { neutralise } from '../lib/text.ts';
import type { LintResult } from '../lint/request.ts';
import type { Finding, Fix, LeftToDo } from '../model/finding.ts';
import { Refusal } from '../project/refusal.ts';
import { rewrite } from '../project/write.ts';
import { DecodeError, textOf } from '../read/index.ts';
import { unifiedDiff } from '../report/pretty/diff.ts';
import { count } from '../report/text/phrases.ts';
import { type FixedFinding, fixLines, leftText, type PlacedFix, placed } from './fix-told.ts';
import type { CheckOptions } from './options.ts';
import type { Process } from './process.ts';

/** The findings that the options ask to fix: those that the report tells of and nothing answers. */
function chosen({ report }: LintResult, { fixReview }: CheckOptions): readonly Finding[] {
  return report.findings.filter(
    ({ fixable, suppressed }) =>
      suppressed === null && (fixable === 'safe' || (fixReview === true && fixable === 'review')),
  );
}

/**
 * Prints what the fixes would change, as a unified diff with secrets masked; and on standard error what they fix, what only
 * another option would take, and what would be left to do.
 */
export function showDiff(result: LintResult, options: CheckOptions, color: boolean, caller: Process): void {
  const { files, applied, fixes, held } = result.fixes.combine(chosen(result, options));
  const changes = files.flatMap(({ file, edits }) => {
    const before = result.frame(file);
    if (before !== undefined) return [{ file, before, edits }];
    caller.err(`bgplint: ${neutralise(file)} is not shown: a part of it cannot be read, and may be secret.\n`);
    return [];
  });
  caller.out(unifiedDiff(changes, color));
  const fixed = placed(together(applied, fixes), files);
  caller.err(wouldFix(result, options, fixed, files.length));
  tellHeld(held, held.length === 1 ? 'another run fixes it' : 'another run fixes them', caller);
  caller.err(leftText(fixed, { diff: true, width: widthOf(caller) }));
}

/** What the options would fix, and what only --fix-review would; empty where there is nothing. */
function wouldFix(result: LintResult, { fixReview }: CheckOptions, fixed: readonly PlacedFix[], files: number): string {
  const rest = fixReview === true ? 0 : forReview(result);
  if (fixed.length === 0) {
    if (rest === 0) return '';
    return `bgplint: --fix would fix nothing; ${count(rest, 'finding')} with --fix-review (--fix-review --diff shows ${rest === 1 ? 'it' : 'them'}).\n`;
  }
  const flag = fixReview === true ? '--fix-review' : '--fix';
  const more = rest === 0 ? '' : `; ${rest} more with --fix-review`;
  const head = `bgplint: ${flag} would fix ${count(fixed.length, 'finding')} in ${count(files, 'file')}${more}:`;
  return `${[head, ...fixLines(fixed)].join('\n')}\n`;
}

function together(findings: readonly Finding[], fixes: readonly Fix[]): readonly FixedFinding[] {
  return findings.map((finding, index) => ({ finding, fix: fixes[index] as Fix }));
}

/** How many open findings have a fix for review, as far as the first of them tell: making fixes takes time. */
function forReview({ report, fixes }: LintResult): number {
  const review = report.findings.filter(({ fixable, suppressed }) => fixable === 'review' && suppressed === null);
  return review.filter((finding, index) => index >= mostMade || fixes.of(finding) !== undefined).length;
}

const mostMade = 200;

/** Says on standard error what the written fixes leave to do, behind the report. */
export function tellLeft({ fixed }: Fixed, caller: Process): void {
  caller.err(leftText(fixed, { diff: false, width: widthOf(caller) }));
}

function widthOf({ columns }: Process): number {
  return columns || 100;
}

function tellHeld(held: readonly Finding[], next: string, caller: Process): void {
  if (held.length === 0) return;
  const them = held.length === 1 ? 'its fix gets' : 'their fixes get';
  caller.err(`bgplint: ${count(held.length, 'finding')} held back, because ${them} in the way of others: ${next}.\n`);
}

/** What became of the fixes: whether anything was written, and whether a file could not be. */
export interface Fixed {
  readonly written: boolean;
  readonly failed: boolean;
  /** What was written. */
  readonly fixed: readonly PlacedFix[];
  /** What the fixes for review among it leave to do; undefined where none is for review. */
  readonly left: readonly LeftToDo[] | undefined;
}

/** Writes the fixes into their files, each whole or not at all; says what was done, and goes on where one cannot be written. */
export function applyFixes(result: LintResult, options: CheckOptions, caller: Process): Fixed {
  const { files, applied, fixes, held } = result.fixes.combine(chosen(result, options));
  const refused = new Set<string>();
  for (const file of files) {
    try {
      writeFixed(file, caller);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.add(file.file);
      caller.err(`bgplint: ${neutralise(error.message)}\n`);
    }
  }
  const written = files.filter(({ file }) => !refused.has(file));
  const fixed = placed(
    together(applied, fixes).filter(({ fix }) => !fix.edits.some(({ file }) => refused.has(file))),
    written,
  );
  if (written.length > 0) {
    const head = `bgplint: ${count(fixed.length, 'finding')} fixed in ${count(written.length, 'file')}:`;
    caller.err(`${[head, ...fixLines(fixed)].join('\n')}\n`);
  }
  tellHeld(held, 'run it again', caller);
  const review = fixed.filter(({ fix }) => !fix.safe).map(({ fix }) => fix);
  const left = review.length === 0 ? undefined : leftToDo(review);
  return { written: written.length > 0, failed: refused.size > 0, fixed, left };
}

/** Only what was read is replaced, in the encoding that it has. Throws a Refusal. */
function writeFixed({ file, before, after }: FixedFile, { cwd }: Process): void {
  const path = absolute(cwd, file);
  const named = JSON.stringify(file);
  const bytes = attempt(named, () => nodeFiles.read(path, Math.max(defaultLimits.jsonBytes, before.length * 3)));
  if (attempt(named, () => textOf(bytes)) !== before) {
    throw new Refusal(`${named} changed while it was checked: run it again.`);
  }
  const mark = ['\ufeff', ''].find((prefix) => bytesOf(prefix + before) === bytes.binary);
  if (mark === undefined) throw new Refusal(`${named} cannot be fixed, because it is not UTF-8: convert it first.`);
  rewrite(path, file, mark + before, mark + after);
}

function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function attempt<T>(named: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof HostError || error instanceof DecodeError)) throw error;
    throw new Refusal(`${named} cannot be fixed: ${error.message}.`);
  }
}
