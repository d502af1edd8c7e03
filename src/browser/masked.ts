/** What of texts may be shown beside them, copied or shared. */
import { secretPaths } from '../classify/kubernetes/secrets.ts';
import { apply } from '../fix/apply.ts';
import type { FixedFile } from '../fix/combine.ts';
import type { Schemas } from '../lib/host.ts';
import { at } from '../lib/json.ts';
import { grouped } from '../lib/lists.ts';
import { isHarmless, maskRouterPasswords } from '../lib/mask.ts';
import { looksRandom } from '../lib/secret-words.ts';
import { frames } from '../lint/frames.ts';
import { type LintResult, ownSources } from '../lint/request.ts';
import type { Resource } from '../model/resource.ts';
import type { Checked } from '../project/live/index.ts';
import { filler } from './filled.ts';
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
  const resources = grouped(result.scan.resources, ({ document }) => document.source.file);
  const fill = filler();
  return files.map(({ name, text }) => {
    // Of what no rule reads nothing is known but its words.
    const framed = frame(name);
    const masked = framed ?? (broken.has(name) ? undefined : maskRouterPasswords(text));
    if (masked === undefined) return { name, text: undefined, secret: !isHarmless(text) };
    const secret = masked !== text && (framed === undefined || holdsSecret(text, masked, resources.get(name) ?? []));
    return { name, text: secret ? fill(text, masked) : text, secret };
  });
}

/**
 * True where something of what a frame leaves out looks like a secret. A frame leaves out all that no rule reads, such as most of a plan:
 * who is warned of every plan heeds no warning.
 */
function holdsSecret(text: string, masked: string, resources: readonly Resource[]): boolean {
  if (!isHarmless(text) || resources.some(({ family }) => family === 'router')) return true;
  if (resources.some((one) => secretPaths(one).some((path) => (at(one.object, path) ?? '') !== ''))) return true;
  if (resources.some(({ document: { sensitive } }) => (sensitive?.paths.length ?? 0) > 0)) return true;
  return [...masked.matchAll(/\*+/g)].some(({ 0: run, index }) =>
    (text.slice(index, index + run.length).match(/[^\W_]+/g) ?? []).some((word) =>
      looksRandom(word.replace(/IPv[46]/g, '')),
    ),
  );
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
