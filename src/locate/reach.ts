/** What findings rest on beside the places that they show: asked only where not all findings are reported. */

import { at } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import type { Document, Path, Span } from '../model/document.ts';
import type { Place, Reach } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { RawFinding, RawPlace } from '../model/rule.ts';
import type { LocateContext, Located } from './index.ts';

/** A question to a document, and the finding that asks it. */
interface Asked {
  readonly path: Path;
  readonly on: 'value';
  /** The answer is an object, of which something is absent. */
  readonly whole: boolean;
  readonly places: Place[];
}

/**
 * By fingerprint. What is absent has no line: it rests on all of its object. The values that a rule says it rests on count
 * too, the aliases and merge keys that bring values in, and whether it claims that something is nowhere.
 */
export function reachOf(located: readonly Located[], context: LocateContext): ReadonlyMap<string, Reach> {
  const reach = new Map<string, Reach>();
  const asked = new Map<Document, Asked[]>();
  const ask = (resource: Resource, path: Path, whole: boolean, places: Place[]) => {
    const ofDocument = getOrMake(asked, resource.document, () => []);
    ofDocument.push({ path: [...resource.base, ...path], on: 'value', whole, places });
  };
  for (const { finding, raw } of located) {
    const places: Place[] = [];
    for (const place of placesOf(raw)) {
      const resource = 'mark' in place ? undefined : context.resources.get(place.resource);
      if ('mark' in place || resource === undefined) continue;
      const absent = at(resource.document.value, [...resource.base, ...place.path]) === undefined;
      if (absent) ask(resource, [], true, places);
      else if (!('on' in place)) ask(resource, place.path, false, places);
      for (const span of resource.document.uses?.([...resource.base, ...place.path]) ?? []) {
        places.push(placeOf(resource.document, span, false, context));
      }
    }
    reach.set(finding.fingerprint, { places, nowhere: raw.claim !== undefined });
  }
  for (const [document, questions] of asked) {
    const spans = document.locate(questions);
    for (const [i, { whole, places }] of questions.entries()) {
      places.push(placeOf(document, spans[i] ?? document.span, whole, context));
    }
  }
  return reach;
}

function placesOf(raw: RawFinding): readonly (RawPlace | { readonly resource: number; readonly path: Path })[] {
  return [raw.at, ...(raw.related ?? []).map((other) => other.at), ...(raw.rests_on ?? [])];
}

function placeOf({ source }: Document, { start, end }: Span, whole: boolean, context: LocateContext): Place {
  const index = context.lines(source.file);
  if (index === undefined) return { file: source.file, lines: null };
  const first = index.position(start);
  const lines = { first: first.line, last: index.position(Math.max(start, end - 1)).line };
  // In brackets, all that was an object's own stood between its first line and its last.
  const inBlocks = whole && !/[{[]/.test(source.text.charAt(start));
  return { file: source.file, lines: inBlocks ? { ...lines, indent: first.column - 1 } : lines };
}
