/** `--fix`, `--fix-review` and `--diff`: what fixes findings is written into their files, or shown. */

import { Buffer } from 'node:buffer';
import type { FixedFile } from '../fix/combine.ts';
import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { HostError } from '../lib/host.ts';
import { defaultLimits } from '../lib/limits.ts';
import { neutralise } from '../lib/text.ts';
import type { LintResult } from '../lint/request.ts';
import type { Finding } from '../model/finding.ts';
import { Refusal } from '../project/refusal.ts';
import { rewrite } from '../project/write.ts';
import { DecodeError, textOf } from '../read/index.ts';
import { unifiedDiff } from '../report/pretty/diff.ts';
import { count } from '../report/text/phrases.ts';
import type { CheckOptions } from './options.ts';
import type { Process } from './process.ts';

/** The findings that the options ask to fix: those that the report tells of and nothing answers. */
function chosen({ report }: LintResult, { fixReview }: CheckOptions): readonly Finding[] {
  return report.findings.filter(
    ({ fixable, suppressed }) =>
      suppressed === null && (fixable === 'safe' || (fixReview === true && fixable === 'review')),
  );
}

/** What the fixes would change, as a unified diff with secrets masked. */
export function diffOf(result: LintResult, options: CheckOptions, color: boolean, caller: Process): string {
  const { files } = result.fixes.combine(chosen(result, options));
  const changes = files.flatMap(({ file, edits }) => {
    const before = result.frame(file);
    if (before !== undefined) return [{ file, before, edits }];
    caller.err(`bgplint: ${neutralise(file)} is not shown: a part of it cannot be read, and may be secret.\n`);
    return [];
  });
  return unifiedDiff(changes, color);
}

/** What became of the fixes: whether anything was written, and whether a file could not be. */
export interface Fixed {
  readonly written: boolean;
  readonly failed: boolean;
}

/** Writes the fixes into their files, each whole or not at all; says what was done, and goes on where one cannot be written. */
export function applyFixes(result: LintResult, options: CheckOptions, caller: Process): Fixed {
  const { files, applied, held } = result.fixes.combine(chosen(result, options));
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
  const isWritten = (finding: Finding) => {
    const edits = refused.size === 0 ? [] : (result.fixes.of(finding)?.edits ?? [finding]);
    return !edits.some(({ file }) => refused.has(file));
  };
  const fixed = applied.filter(isWritten).length;
  const written = files.length - refused.size;
  if (written > 0) caller.err(`bgplint: ${count(fixed, 'finding')} fixed in ${count(written, 'file')}.\n`);
  if (held.length > 0) {
    const them = held.length === 1 ? 'its fix gets' : 'their fixes get';
    caller.err(`bgplint: ${count(held.length, 'finding')} held back, as ${them} in the way of others: run it again.\n`);
  }
  return { written: written > 0, failed: refused.size > 0 };
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
  if (mark === undefined) throw new Refusal(`${named} cannot be fixed, as it is not in UTF-8: convert it first.`);
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
