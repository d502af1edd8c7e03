/** Suppressions in the annotation `bgplint/ignore`, one `<id> -- reason` a line, for the whole object. */

import { at } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import { isPlaceholder } from '../lib/placeholder.ts';
import type { Document, Json, Path, Span } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import { parseDirective } from './directive.ts';
import type { WrittenSuppression } from './types.ts';

const ANNOTATION = ['metadata', 'annotations', 'bgplint/ignore'] as const;

/** After so many lines that do not stand in the text as they are, the rest is not looked for: each search reads it all. */
const mostMisses = 10;

interface Annotated {
  readonly resource: Resource;
  readonly value: string;
}

/**
 * The ids that the resources' annotations name. The mark is the id in the text, or the annotation's key where the id is
 * not to be found as it stands (escapes). An object that the file brings in twice, by an alias, has one annotation.
 */
export function inAnnotations(resources: readonly Resource[]): readonly WrittenSuppression[] {
  const byDocument = new Map<Document, Annotated[]>();
  for (const resource of resources) {
    const value = at(annotatedObject(resource), ANNOTATION);
    if (typeof value !== 'string' || isPlaceholder(value) || resource.unknown?.(ANNOTATION)) continue;
    const { document } = holderOf(resource);
    getOrMake(byDocument, document, () => []).push({ resource, value });
  }
  return [...byDocument].flatMap(([document, annotated]) => inDocument(document, annotated));
}

/**
 * The object that has the annotations: of what is made of a part of another, that one; of YAML in a ConfigMap's text, the
 * ConfigMap (`data` and a key lead to the text). What is an object by itself has its own.
 */
function holderOf({ document, base }: Resource): { readonly document: Document; readonly base: Path } {
  const { within, holder, apart } = document;
  if (holder !== undefined) return holder;
  return within === undefined || apart === true
    ? { document, base }
    : { document: within.document, base: within.path.slice(0, -2) };
}

function annotatedObject(resource: Resource): Json | undefined {
  if (resource.document.within === undefined || resource.document.apart === true) return resource.object;
  const { document, base } = holderOf(resource);
  return at(document.value, base);
}

function inDocument(document: Document, annotated: readonly Annotated[]): readonly WrittenSuppression[] {
  const { file, text } = document.source;
  const paths = annotated.map(({ resource }) => [...holderOf(resource).base, ...ANNOTATION]);
  const spans = document.locate(
    paths.flatMap((path) => [
      { path, on: 'key' },
      { path, on: 'value' },
    ]),
  );
  const places = new Map<
    string,
    { readonly resources: Resource[]; readonly written: readonly Omit<WrittenSuppression, 'scope'>[] }
  >();
  for (const [index, { resource, value }] of annotated.entries()) {
    const key = spans[2 * index];
    const span = spans[2 * index + 1];
    const place = span ? `${span.start}` : `resource ${resource.id}`;
    const before = places.get(place);
    if (before) before.resources.push(resource);
    else places.set(place, { resources: [resource], written: linesOf(file, value, text, key, span) });
  }
  return [...places.values()].flatMap(({ resources, written }) => {
    const ids = new Set(resources.map((resource) => resource.id));
    const partial = resources.some((resource) => resource.partial);
    return written.map((one) => ({ ...one, scope: { by: 'annotation', resources: ids, partial } as const }));
  });
}

/** The ids of a value, line by line; empty lines name nothing. */
function* linesIn(value: string): Iterable<string> {
  for (const line of value.split(/\r\n|[\r\n]/)) if (line.trim() !== '') yield line.trim();
}

function linesOf(
  file: string,
  value: string,
  text: string,
  key: Span | undefined,
  span: Span | undefined,
): readonly Omit<WrittenSuppression, 'scope'>[] {
  const source = span ? text.slice(span.start, span.end) : '';
  const written: Omit<WrittenSuppression, 'scope'>[] = [];
  let cursor = 0;
  let misses = 0;
  for (const line of linesIn(value)) {
    const { ids, reason, dash } = parseDirective(line);
    const last = ids.at(-1);
    const head = line.slice(0, last ? last.offset + last.id.length : 0);
    let begin = -1;
    // A folded scalar breaks a line in its reason, or an escape stands there: then the ids alone are looked for.
    for (const part of [line, head]) {
      if (begin !== -1 || misses >= mostMisses) break;
      begin = source.indexOf(part, cursor);
      if (begin === -1) misses++;
      else cursor = begin + part.length;
    }
    for (const { id, offset } of ids) {
      const start = (span?.start ?? 0) + begin + offset;
      const mark = begin === -1 || id === '' ? (key ?? null) : { start, end: start + id.length };
      written.push({ file, mark, written: id, reason, dash });
    }
  }
  return written;
}
