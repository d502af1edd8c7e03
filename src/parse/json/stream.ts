/** Several JSON values behind each other, which kubectl reads as that many objects. */
import type { Span } from '../../model/document.ts';
import { checkJson } from './check.ts';
import { stringEnd } from './places.ts';

/**
 * The objects that a text begins with, as far as they are strict JSON; none where it begins with anything else. kubectl
 * reads objects for as long as they are JSON, and goes on with YAML behind the first (k8s.io/apimachinery pkg/util/yaml,
 * YAMLOrJSONDecoder).
 * @param from where the text starts, behind a byte order mark
 */
export function leadingObjects(text: string, from: number): readonly Span[] {
  const found: Span[] = [];
  for (let start = nextObject(text, from); start !== undefined; ) {
    const end = objectEnd(text, start);
    if (end === undefined || checkJson(text.slice(start, end), 0) !== undefined) break;
    found.push({ start, end });
    start = nextObject(text, end);
  }
  return found;
}

const toObject = /\s*\{/y;

function nextObject(text: string, from: number): number | undefined {
  toObject.lastIndex = from;
  return toObject.test(text) ? toObject.lastIndex - 1 : undefined;
}

/** Behind the bracket that closes an object; undefined where none does. */
function objectEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) at = stringEnd(text, at) - 1;
    else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return at + 1;
  }
  return undefined;
}

const ended = /[ \t\r]*(?:$|#|\n\s*(?:$|---|\.\.\.))/y;

/** True where nothing follows, or what ends a document to YAML, too. */
export function endsDocument(text: string, at: number): boolean {
  ended.lastIndex = at;
  return ended.test(text);
}
