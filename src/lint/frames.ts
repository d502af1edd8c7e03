/** The texts that code frames may show: secrets masked, on the same grid of lines and columns. */
import { secretPaths, sensitivePaths } from '../classify/secrets.ts';
import { maskSecrets, maskSpans, stars } from '../lib/mask.ts';
import type { Document, Finding, Resource, SourceFile, Span, Wanted } from '../model.ts';
import type { Scan } from './gathered.ts';

/**
 * Frames of a run. A file that could not be parsed shows nothing, since nobody knows what in it is secret; a plan shows
 * only the resources that are judged, since any other value of it may be sensitive. `own` are the config and the baseline.
 */
export function frames(
  scan: Scan,
  findings: readonly Finding[],
  own: readonly SourceFile[],
): (file: string) => string | undefined {
  const broken = new Set(scan.problems.filter((problem) => problem.kind !== 'DuplicateKey').map(({ file }) => file));
  const masked = new Map<string, string | undefined>();
  const shown = new Set(findings.flatMap((finding) => [finding.file, ...finding.related.map((other) => other.file)]));
  return (file) => {
    if (broken.has(file) || !shown.has(file)) return undefined;
    if (!masked.has(file)) masked.set(file, mask(file, scan, own));
    return masked.get(file);
  };
}

function mask(file: string, scan: Scan, ownSources: readonly SourceFile[]): string | undefined {
  const text = (scan.texts.get(file) ?? ownSources.find((source) => source.file === file))?.text;
  if (text === undefined) return undefined;
  const own = scan.resources.filter((resource) => resource.document.source.file === file);
  const inPlan = own.filter((resource) => resource.family === 'terraform');
  return maskSpans(inPlan.length === 0 ? maskSecrets(text) : onlyResources(text, inPlan), secretSpans(own));
}

/** Where the resources' own secrets stand: behind an alias or a key in escapes, too, which the text does not tell. */
function secretSpans(resources: readonly Resource[]): readonly Span[] {
  const asked = new Map<Document, Wanted[]>();
  for (const resource of resources) {
    const paths = resource.family === 'terraform' ? sensitivePaths(resource) : secretPaths(resource);
    const wanted = asked.get(resource.document) ?? [];
    asked.set(resource.document, wanted);
    for (const path of paths) wanted.push({ path: [...resource.base, ...path], on: 'value' });
  }
  return [...asked].flatMap(([document, wanted]) => document.locate(wanted)).filter((span) => span !== undefined);
}

function onlyResources(text: string, resources: readonly Resource[]): string {
  const document = resources[0]?.document;
  const asked = resources.flatMap(({ base, naming = base }) => [
    { path: base, on: 'value' as const },
    { path: naming, on: 'key' as const },
    { path: naming, on: 'value' as const },
  ]);
  const spans = (document?.locate(asked) ?? []).filter((span) => span !== undefined).sort((a, b) => a.start - b.start);
  let shown = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    shown += starredJson(text.slice(at, start)) + maskSecrets(text.slice(start, end));
    at = end;
  }
  return shown + starredJson(text.slice(at));
}

/** Every key and value as stars; the brackets stay, so that the place can be seen. */
function starredJson(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|[^\s{}[\],:]+/g, stars);
}
