/** The texts that code frames may show: secrets masked, on the same grid of lines and columns. */
import { viewOf } from '../classify/readable.ts';
import { secretPaths, sensitivePaths } from '../classify/secrets.ts';
import { free } from '../classify/view.ts';
import type { Schemas } from '../lib/host.ts';
import { defaultLimits } from '../lib/limits.ts';
import type { Document, Finding, Resource, SourceFile, Span } from '../model.ts';
import { parseYaml } from '../parse/index.ts';
import type { Scan } from './gathered.ts';
import { type Part, shownText } from './shown.ts';

/**
 * Frames of a run. A file that could not be parsed shows nothing, since nobody knows what in it is secret; a plan shows
 * only the resources that are judged, since any other value of it may be sensitive. `own` are the config and the baseline.
 */
export function frames(
  scan: Scan,
  findings: readonly Finding[],
  own: readonly SourceFile[],
  schemas: Schemas,
): (file: string) => string | undefined {
  const broken = new Set(scan.problems.filter((problem) => problem.kind !== 'DuplicateKey').map(({ file }) => file));
  const shown = new Set(findings.flatMap((finding) => [finding.file, ...finding.related.map((other) => other.file)]));
  const masked = new Map<string, string | undefined>();
  return (file) => {
    if (broken.has(file) || !shown.has(file)) return undefined;
    if (!masked.has(file)) masked.set(file, mask(file, scan, own, schemas));
    return masked.get(file);
  };
}

function mask(file: string, scan: Scan, own: readonly SourceFile[], schemas: Schemas): string | undefined {
  const source = own.find((one) => one.file === file);
  if (source !== undefined) return maskOwn(source);
  const scanned = scan.texts.get(file);
  if (scanned === undefined) return undefined;
  const { text, kind } = scanned;
  const comments = (scan.comments.get(file) ?? []).map(({ span }) => span);
  return shownText({
    text,
    isJson: kind === 'json',
    parts: partsOf(file, scan, schemas),
    keys: twins(file, scan),
    comments,
  });
}

/** The documents of a file, each with its resources, and those that they stand in. */
function partsOf(file: string, scan: Scan, schemas: Schemas): readonly Part[] {
  const resources = new Map<Document, Resource[]>();
  for (const resource of scan.resources) {
    const { document } = resource;
    if (document.source.file !== file) continue;
    for (let one: Document | undefined = document; one; one = one.within?.document) {
      const known = resources.get(one) ?? [];
      resources.set(one, known);
      if (one === document) known.push(resource);
    }
  }
  return [...resources].map(([document, own]) => ({
    document,
    objects: own.flatMap((resource) => [
      { base: resource.base, view: viewOf(resource, schemas(resource.family, resource.kind, resource.gvk.version)) },
      ...(resource.naming === undefined ? [] : [{ base: resource.naming, view: free }]),
    ]),
    secret: own.flatMap((resource) => {
      const paths = resource.family === 'terraform' ? sensitivePaths(resource) : secretPaths(resource);
      return paths.map((path) => [...resource.base, ...path]);
    }),
    around: own.every(({ family }) => family !== 'terraform'),
  }));
}

/** Keys that are there twice, at which findings point. */
function twins(file: string, scan: Scan): readonly Span[] {
  return scan.problems.flatMap((problem) =>
    problem.file === file && problem.kind === 'DuplicateKey' && problem.mark !== null ? [problem.mark] : [],
  );
}

/** The config or the baseline: files of this project, which hold no field that is not known. */
function maskOwn(source: SourceFile): string {
  const { documents } = parseYaml(source, { limits: defaultLimits, wants: () => true });
  const parts = documents.map((document) => ({
    document,
    objects: [{ base: [], view: free }],
    secret: [],
    around: true,
  }));
  return shownText({ text: source.text, isJson: false, parts, keys: [], comments: [] });
}
