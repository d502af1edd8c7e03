/** Objects of Kubernetes that stand behind each other in one mapping, since the marker between them is missing. */
import type { Span } from '../../model/document.ts';
import type { Duplicate } from '../duplicates.ts';
import type { Node } from '../node.ts';

/** What every object begins with. */
const header = ['apiVersion', 'kind'];

interface Key {
  readonly name: string;
  readonly span: Span;
}

/**
 * The keys with which the second object and further ones begin in the mapping of a document. None where it does not repeat
 * both what an object is and its version, or stands in brackets, between which there is no place for a marker.
 * @param duplicates of the whole document
 */
export function objectStarts(root: Node, duplicates: readonly Duplicate[], text: string): readonly Span[] {
  const own = duplicates.filter(({ mapping }) => mapping === root.firstKey?.start);
  const repeated = new Set(own.map(({ key }) => key));
  if (text[root.start] === '{' || !header.every((name) => repeated.has(name))) return [];
  const keys = keysOf(root, own);
  const headers = headersOf(keys);
  const leading = new Set(keys.slice(0, headers[0] ?? 0).map(({ name }) => name));
  const starts: Span[] = [];
  let end = keys.length;
  // From the last to the first: what an object has behind its header is no key that stands before it.
  for (let i = headers.length - 1; i > 0; i--) {
    end = startOf(keys, leading, { before: headers[i - 1] ?? 0, at: headers[i] ?? 0, end });
    const key = keys[end];
    if (key !== undefined) starts.push(key.span);
  }
  return starts.reverse();
}

/** The keys that stand in the mapping itself, in the order of the text. */
function keysOf(root: Node, own: readonly Duplicate[]): readonly Key[] {
  const keys: Key[] = own.map(({ key, span }) => ({ name: key, span }));
  const repeated = new Map(
    own.map(({ key, span, first }) => [key, { start: first, end: first + span.end - span.start }]),
  );
  for (const [name, { key, use }] of root.members ?? []) {
    const first = repeated.get(name);
    if (first !== undefined || use === undefined) keys.push({ name, span: first ?? key });
  }
  return keys.sort((a, b) => a.span.start - b.span.start);
}

/** Where the first key of each header stands among the keys: an object has each of its keys once. */
function headersOf(keys: readonly Key[]): readonly number[] {
  const headers: number[] = [];
  let seen = new Set<string>(header);
  for (const [i, { name }] of keys.entries()) {
    if (!header.includes(name)) continue;
    if (seen.has(name)) {
      headers.push(i);
      seen = new Set();
    }
    seen.add(name);
  }
  return headers;
}

/** Where the header of the object before stands, that of the object, and where it ends. */
interface Headers {
  readonly before: number;
  readonly at: number;
  readonly end: number;
}

/**
 * Where the object begins: before its header, if a key there stands in the object before, too, and not in what follows of
 * its own, as where `metadata` comes first.
 * @param leading what stands before the first header
 */
function startOf(keys: readonly Key[], leading: ReadonlySet<string>, { before, at, end }: Headers): number {
  const own = new Set(keys.slice(at, end).map(({ name }) => name));
  // Where each key stands first behind the header of the object before.
  const firsts = new Map<string, number>();
  for (let i = at - 1; i > before; i--) firsts.set(keys[i]?.name ?? '', i);
  let start = at;
  for (let i = at - 1; i > before; i--) {
    const { name } = keys[i] ?? { name: '' };
    if (own.has(name)) break;
    if (leading.has(name) || (firsts.get(name) ?? i) < i) {
      own.add(name);
      start = i;
    }
  }
  return start;
}
