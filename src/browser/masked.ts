/** What of texts may be shown beside them, copied or shared. */
import { apply } from '../fix/apply.ts';
import type { FixedFile } from '../fix/combine.ts';
import type { Schemas } from '../lib/host.ts';
import { isHarmless, maskRouterPasswords } from '../lib/mask.ts';
import { frames } from '../lint/frames.ts';
import { type LintResult, ownSources } from '../lint/request.ts';
import type { Checked } from '../project/live/index.ts';
import type { Fixed, MaskedFile, SandboxFile } from './protocol.ts';

/** All files, whether something was found in them or not. */
export function maskedFiles(
  files: readonly SandboxFile[],
  { result, configFile }: Checked,
  schemas: Schemas,
): readonly MaskedFile[] {
  const all = files.map(({ name }) => ({ file: name, related: [] }));
  const frame = frames(result.scan, all, ownSources({ ...(configFile !== undefined && { configFile }) }), schemas);
  const broken = new Set(result.scan.problems.map(({ file }) => file));
  return files.map(({ name, text }) => {
    // Of what no rule reads nothing is known but its words.
    const masked = frame(name) ?? (broken.has(name) ? undefined : maskRouterPasswords(text));
    return { name, text: masked, secret: masked === undefined ? !isHarmless(text) : masked !== text };
  });
}

/** What fixes make of files. Edits hold no secret: the masked text takes them as well. */
export function maskedFixes(files: readonly FixedFile[], { frame }: LintResult): Fixed['files'] {
  return files.map(({ file, before, after, edits }) => {
    const masked = frame(file);
    const fixed = masked === undefined ? undefined : apply(masked, edits);
    const shown = masked === undefined || fixed === undefined ? undefined : { before: masked, after: fixed };
    return { name: file, before, after, ...(shown !== undefined && { shown }) };
  });
}
