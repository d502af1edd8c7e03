/** The value at a place of a text. */
import { at, isObject } from '../lib/json.ts';
import { addTo, getOrMake } from '../lib/maps.ts';
import { routerLines } from '../lib/router/lines.ts';
import { statusLines } from '../lib/status/lines.ts';
import type { LintResult } from '../lint/request.ts';
import type { Document, On, Path, Span } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

/** A value of a document, or the key of one. */
export interface ValueAt {
  readonly document: Document;
  /** The resource that it is in. */
  readonly resource?: Resource;
  /** From the document's root; in a text of lines a line's key, and the number of a word in it. */
  readonly path: Path;
  readonly on: On;
  readonly span: Span;
}

/** What a result holds of each file. */
export interface FileContents {
  readonly documents: ReadonlySet<Document>;
  readonly resources: readonly Resource[];
}

/** Made documents of a file, such as charts make of values, are each asked for the place: with more, none is. */
const mostMade = 20;

const contents = new WeakMap<LintResult, ReadonlyMap<string, FileContents>>();

/** The documents of a file that objects stand in, with those that these stand in, and the objects. */
export function contentsOf(result: LintResult, file: string): FileContents {
  const byFile = getOrMake(contents, result, () => {
    const documents = new Map<string, Set<Document>>();
    const resources = new Map<string, Resource[]>();
    for (const resource of result.scan.resources) {
      getOrMake(resources, resource.document.source.file, () => []).push(resource);
      for (let one: Document | undefined = resource.document; one !== undefined; one = one.within?.document)
        addTo(documents, one.source.file, one);
    }
    for (const plan of result.scan.plans) addTo(documents, plan.source.file, plan);
    return new Map(
      [...documents].map(([name, own]) => [name, { documents: own, resources: resources.get(name) ?? [] }] as const),
    );
  });
  return byFile.get(file) ?? { documents: new Set(), resources: [] };
}

/** The smallest value that holds an offset of a file as it was checked, in the innermost document; undefined where there is none. */
export function valueAt(result: LintResult, file: string, offset: number): ValueAt | undefined {
  const { documents, resources } = contentsOf(result, file);
  const here = [...documents].filter(({ span }) => span.start <= offset && offset <= span.end);
  const made = here.filter(isMade);
  const asked = made.length > mostMade ? here.filter((one) => !isMade(one)) : here;
  let best: ValueAt | undefined;
  for (const document of asked) {
    const found = document.byLine === true ? wordAt(document, offset) : descend(document, offset);
    if (found === undefined) continue;
    const resource = resourceAt(resources, document, found.path);
    const one = { document, ...(resource !== undefined && { resource }), ...found };
    if (best === undefined || isNearer(one, best)) best = one;
  }
  return best;
}

/** Of two values at one place the smaller one is meant; of equal ones that of a resource, and what is made of the other. */
function isNearer(one: ValueAt, other: ValueAt): boolean {
  const [length, before] = [one.span.end - one.span.start, other.span.end - other.span.start];
  if (length !== before) return length < before;
  return (
    (one.resource !== undefined && other.resource === undefined) || one.document.within?.document === other.document
  );
}

function isMade({ within, span }: Document): boolean {
  return within !== undefined && span === within.document.span;
}

/** The resource of a document in which a path is: the one that begins nearest to it. */
function resourceAt(resources: readonly Resource[], document: Document, path: Path): Resource | undefined {
  let nearest: Resource | undefined;
  for (const resource of resources) {
    if (resource.document !== document || !isPrefix(resource.base, path)) continue;
    if (nearest === undefined || resource.base.length > nearest.base.length) nearest = resource;
  }
  return nearest;
}

/** True for a path of which another one is the beginning. */
export function isPrefix(start: Path, path: Path): boolean {
  return start.length <= path.length && start.every((step, i) => step === path[i]);
}

/** Goes from the root into whatever holds the offset, as far as that goes. */
function descend(document: Document, offset: number): Omit<ValueAt, 'document' | 'resource'> | undefined {
  let found: Omit<ValueAt, 'document' | 'resource'> = { path: [], on: 'value', span: document.span };
  for (;;) {
    const next = stepFrom(document, found.path, offset);
    if (next === undefined) return found;
    found = next;
    if (next.on === 'key') return found;
  }
}

function stepFrom(document: Document, path: Path, offset: number): Omit<ValueAt, 'document' | 'resource'> | undefined {
  const value = at(document.value, path);
  const isList = Array.isArray(value);
  const steps: readonly (string | number)[] = isList ? [...value.keys()] : isObject(value) ? Object.keys(value) : [];
  if (steps.length === 0) return undefined;
  const on: readonly On[] = isList ? ['value'] : ['key', 'value'];
  const asked = steps.flatMap((step) => on.map((one) => ({ path: [...path, step], on: one })));
  const spans = document.locate(asked);
  let touching: Omit<ValueAt, 'document' | 'resource'> | undefined;
  for (const [i, question] of asked.entries()) {
    const span = spans[i];
    if (span === undefined || offset < span.start || offset > span.end) continue;
    // What begins here comes before what ends here: `[a,b]`.
    if (offset < span.end) return { ...question, span };
    touching ??= { ...question, span };
  }
  return touching;
}

/** The word of a text of lines at an offset, or its line; what a line is indented by is of its first word. */
function wordAt(document: Document, at: number): Omit<ValueAt, 'document' | 'resource'> | undefined {
  const { text } = document.source;
  const offset = at + blanksAt(text, at);
  for (const lines of [routerLines, statusLines]) {
    for (const line of lines(text)) {
      if (offset < line.span.start || offset > line.span.end) continue;
      const skipped = 'skipped' in line ? line.skipped : 0;
      const word = line.words.findIndex(({ start, end }) => start <= offset && offset <= end);
      const path = word < 0 ? [line.key] : [line.key, word + skipped];
      const [span] = document.locate([{ path, on: 'value' }]);
      // Two readers give lines their keys; what the document does not know is not its line.
      if (span !== undefined && span.start <= offset && offset <= span.end) return { path, on: 'value', span };
    }
  }
  return undefined;
}

/** Blanks that are looked at. */
const mostBlanks = 200;

/** The blanks from an offset on that the line begins with; 0 behind its first word. */
function blanksAt(text: string, offset: number): number {
  const before = text.slice(Math.max(0, offset - mostBlanks), offset);
  if (!/(?:^|[\r\n])[ \t]*$/.test(before)) return 0;
  return /^[ \t]*/.exec(text.slice(offset, offset + mostBlanks))?.[0].length ?? 0;
}
