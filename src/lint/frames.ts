/** The texts that code frames may show: secrets masked, on the same grid of lines and columns. */

import { secretPaths } from '../classify/kubernetes/secrets.ts';
import { viewOf } from '../classify/readable/index.ts';
import { change } from '../classify/readable/kinds.ts';
import { free, type View } from '../classify/readable/view.ts';
import { sensitivePaths } from '../classify/terraform/sensitive.ts';
import { isOfApi } from '../lib/family.ts';
import type { Schemas } from '../lib/host.ts';
import { at, isObject } from '../lib/json.ts';
import { defaultLimits } from '../lib/limits.ts';
import { grouped } from '../lib/lists.ts';
import { getOrMake } from '../lib/maps.ts';
import { isReadAnyway } from '../lib/problems.ts';
import { maskRouterText } from '../lib/router/mask.ts';
import type { Document, Json, Path, Problem, SourceFile, Span } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { parseYaml } from '../parse/index.ts';
import { shownBroken } from './broken.ts';
import type { ShownDocument } from './pieces.ts';
import type { Scan } from './scan-result.ts';
import { shownText } from './shown.ts';

/**
 * Frames of a run. A document that could not be parsed shows what is before its fault, if it is known what that is; a plan shows
 * only what rules read of its resources, since any other value of it may be sensitive. `own` are the config and the baseline.
 */
export function frames(
  scan: Scan,
  findings: readonly Pick<Finding, 'file' | 'related'>[],
  own: readonly SourceFile[],
  schemas: Schemas,
): (file: string) => string | undefined {
  const broken = new Set(
    scan.problems.filter((problem) => !isReadAnyway(problem) && !isSyntax(problem)).map(({ file }) => file),
  );
  const shown = new Set(findings.flatMap((finding) => [finding.file, ...finding.related.map((other) => other.file)]));
  const masked = new Map<string, string | undefined>();
  let byFile: ByFile | undefined;
  return (file) => {
    if (broken.has(file) || !shown.has(file)) return undefined;
    byFile ??= byFileOf(scan);
    if (!masked.has(file)) masked.set(file, mask(file, scan, byFile, own, schemas));
    return masked.get(file);
  };
}

/** What a scan holds of each file. */
interface ByFile {
  readonly resources: ReadonlyMap<string, readonly Resource[]>;
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

function byFileOf({ resources, problems }: Scan): ByFile {
  return {
    resources: grouped(resources, ({ document }) => document.source.file),
    problems: grouped(problems, ({ file }) => file),
  };
}

function mask(
  file: string,
  scan: Scan,
  byFile: ByFile,
  own: readonly SourceFile[],
  schemas: Schemas,
): string | undefined {
  const source = own.find((one) => one.file === file);
  if (source !== undefined) return maskOwn(source);
  const scanned = scan.texts.get(file);
  if (scanned === undefined) return scan.sources?.shown(file);
  const { text, kind } = scanned;
  // A line of a machine's, which no frame holds: to look for secrets in all of it would take longer than all else.
  if (kind === 'json' && text.length > defaultLimits.documentBytes) return undefined;
  const inFile = byFile.resources.get(file) ?? [];
  if (inFile.some(({ family }) => family === 'router')) return maskRouterText(text);
  const comments = (scan.comments.get(file) ?? []).map(({ span }) => span);
  const [isJson, problems, parts] = [kind === 'json', byFile.problems.get(file) ?? [], partsOf(inFile, schemas)];
  const shown = shownText({ text, isJson, parts, keys: twins(problems), comments });
  return withBroken({ text, isJson, shown, parts, faults: problems.filter(isSyntax) }, schemas);
}

/** The most broken documents of a file that are looked into. */
const mostBroken = 20;

function isSyntax({ kind }: Problem): boolean {
  return kind === 'YamlSyntax' || kind === 'JsonSyntax';
}

/** A text with what may be seen of its broken documents; undefined where that is not known of each, as of a text in a text. */
function withBroken(
  file: {
    readonly text: string;
    readonly isJson: boolean;
    readonly shown: string;
    readonly parts: readonly ShownDocument[];
    readonly faults: readonly Problem[];
  },
  schemas: Schemas,
): string | undefined {
  const { text, isJson, parts, faults } = file;
  if (faults.length > mostBroken) return undefined;
  let { shown } = file;
  for (const { mark } of faults) {
    if (mark === null || parts.some(({ document: { span } }) => span.start <= mark.start && mark.start < span.end))
      return undefined;
    const part = shownBroken(text, isJson, mark, schemas, ({ document, resources }) =>
      shownText({ text: document.source.text, isJson, parts: strictly(resources, schemas), keys: [], comments: [] }),
    );
    if (part === undefined) return undefined;
    shown = shown.slice(0, part.start) + part.text + shown.slice(part.end);
  }
  return shown;
}

/** The same without what is where a value of another type belongs: it may have been meant for another field. */
function strictly(resources: readonly Resource[], schemas: Schemas): readonly ShownDocument[] {
  const wrong = resources.flatMap(({ base, faults = [] }) =>
    faults.filter(({ kind }) => kind === 'WrongType').map(({ path }) => [...base, ...path]),
  );
  return partsOf(resources, schemas).map((part) => ({ ...part, secret: [...part.secret, ...wrong] }));
}

/** The documents of a file, each with its resources, and those that they stand in. */
function partsOf(inFile: readonly Resource[], schemas: Schemas): readonly ShownDocument[] {
  const resources = new Map<Document, Resource[]>();
  /** What holds objects of plans, and where plans name what makes these. */
  const ofPlans = new Map<Document, Path[]>();
  for (const resource of inFile) {
    const { document } = resource;
    for (let one: Document | undefined = document; one; one = one.within?.document) {
      const inDocument = getOrMake(resources, one, () => []);
      if (one === document) inDocument.push(resource);
      if (one !== document && resource.declaredBy !== undefined) getOrMake(ofPlans, one, () => []);
    }
    const { declaredBy } = resource;
    if (declaredBy !== undefined) getOrMake(ofPlans, declaredBy.plan, () => []).push(declaredBy.naming);
  }
  return [...resources].map(([document, own]) => ({
    document,
    objects: [
      ...(ofPlans.get(document) ?? []).map((base) => ({ base, view: free })),
      ...own.flatMap((resource) => [
        ...shellOf(resource),
        { base: resource.base, view: viewOf(resource, schemas(resource.family, resource.kind, resource.gvk.version)) },
        ...(resource.naming === undefined ? [] : [{ base: resource.naming, view: free }]),
      ]),
    ],
    secret: [
      ...own.flatMap((resource) => {
        const paths = resource.family === 'terraform' ? sensitivePaths(resource) : secretPaths(resource);
        return paths.map((path) => [...resource.base, ...path]);
      }),
      ...sensitiveIn(document),
    ],
    around:
      !ofPlans.has(document) &&
      own.every(({ family, gvk }) => family === 'input' || isOfApi(family) || gvk.group !== ''),
  }));
}

/** What of a document Terraform calls sensitive, without the values that it tells elsewhere: the kind says what of these may be seen. */
function sensitiveIn({ sensitive, value }: Document): readonly Path[] {
  if (sensitive === undefined || sensitive.told === '') return sensitive?.paths ?? [];
  const { told } = sensitive;
  const visit = (part: Json, path: Path): readonly Path[] => {
    if (Array.isArray(part)) return part.flatMap((item, i) => visit(item, [...path, i]));
    if (isObject(part)) return Object.entries(part).flatMap(([key, member]) => visit(member, [...path, key]));
    return told.includes(String(part)) ? [] : [path];
  };
  return sensitive.paths.flatMap((path) => visit(at(value, path) ?? null, path));
}

/** The entry of a plan that the values of a resource stand in. */
function shellOf({ family, base }: Resource): readonly { readonly base: Path; readonly view: View }[] {
  const isPlan = family === 'terraform' && base.at(-1) === 'after' && base.at(-2) === 'change';
  return isPlan ? [{ base: base.slice(0, -2), view: change }] : [];
}

/** Keys that are there twice, at which findings point. */
function twins(problems: readonly Problem[]): readonly Span[] {
  return problems.flatMap((problem) => (isReadAnyway(problem) && problem.mark !== null ? [problem.mark] : []));
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
