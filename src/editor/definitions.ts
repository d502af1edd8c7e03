/** Where what is named at a place is defined, and where else it is named. */
import type { LintResult } from '../lint/request.ts';
import type { Document, On, Path } from '../model/document.ts';
import { checkedLines, type Knowledge } from './knowledge.ts';
import type { Name } from './name.ts';
import { definitionsOf, namesOf, placesOf as placesOfName } from './names.ts';
import type { Place, Position } from './positions.ts';
import { endsOf, type Part, placesOf, sessionsAt, sessionsOfLine, sessionsOfState } from './sessions.ts';
import { type ValueAt, valueAt } from './value.ts';

/** Places that are listed at most: nobody reads more. */
const most = 1000;

/**
 * Where what is named at a position is defined: the object that a name refers to; of a peer's address the neighbor of the router
 * at its other end; of a router's neighbor the peers whose other end it is. Empty where nothing of it is in the scan.
 */
export function definitions(knowledge: Knowledge, file: string, position: Position): readonly Place[] {
  const value = valueIn(knowledge, file, position);
  if (value === undefined) return [];
  const { result } = knowledge;
  const names = namesOf(result, value);
  const defined = names.flatMap((name) => definitionsOf(result, name));
  if (defined.length > 0 || refers(names)) return inFiles(knowledge, defined);
  return inFiles(knowledge, otherEnds(result, value));
}

/**
 * Where what is named at a position is named: references to an object and its definition, unless these are not asked for; of
 * what has sessions also their other ends.
 */
export function references(
  knowledge: Knowledge,
  file: string,
  position: Position,
  { withDefinition = true }: { readonly withDefinition?: boolean } = {},
): readonly Place[] {
  const value = valueIn(knowledge, file, position);
  if (value === undefined) return [];
  const { result } = knowledge;
  const names = namesOf(result, value);
  const named = names.flatMap((name) => [...placesOfName(result, name)]);
  const wanted = withDefinition ? named : named.filter(({ role }) => role === 'refers');
  return inFiles(knowledge, [...wanted, ...(refers(names) ? [] : otherEnds(result, value))]);
}

/** True for the name of something else, such as a peer's Secret: who asks for it does not ask for the other end of the session. */
function refers(names: readonly Name[]): boolean {
  return names.some(({ role }) => role === 'refers');
}

function valueIn({ result, text }: Knowledge, file: string, position: Position): ValueAt | undefined {
  const lines = checkedLines({ result, text }, file);
  return lines && valueAt(result, file, lines.offset(position));
}

/** Where the other ends of the sessions at a value are. */
export function otherEnds(result: LintResult, value: ValueAt): readonly Located[] {
  const near = sessionsAt(result, value).flatMap((session) => endsOf(result, session));
  const lines = [...sessionsOfLine(result, value), ...sessionsOfState(result, value)];
  const far = lines.flatMap((session) => placesOf(result, session));
  return [...near, ...far].map(located);
}

function located({ resource, path }: Part): Located {
  return { resource, path: [...resource.base, ...path], on: 'value' };
}

/** A place in a document of a resource. */
export interface Located {
  readonly resource: { readonly document: Document };
  /** From the document's root. */
  readonly path: Path;
  readonly on: On;
}

/** Places in files, each once. Each document is asked once. */
export function inFiles(knowledge: Knowledge, places: readonly Located[]): readonly Place[] {
  const found = new Map<string, Place>();
  const byDocument = new Map<Document, Located[]>();
  for (const place of places.slice(0, most)) {
    const { document } = place.resource;
    const own = byDocument.get(document);
    if (own === undefined) byDocument.set(document, [place]);
    else own.push(place);
  }
  for (const [document, own] of byDocument) {
    const spans = document.locate(own.map(({ path, on }) => ({ path, on })));
    const { file } = document.source;
    const lines = checkedLines(knowledge, file);
    for (const span of spans) {
      if (span === undefined || lines === undefined) continue;
      found.set(`${file}\0${span.start}\0${span.end}`, { file, range: lines.range(span) });
    }
  }
  return [...found.values()];
}
