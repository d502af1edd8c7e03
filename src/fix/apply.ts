/** Edits of a text, all at once. */
import type { Replacement } from './edits.ts';

/**
 * The text with its edits; undefined if two of them overlap. What is inserted at one place stands in the order given,
 * and before another edit that begins there; an edit that is there twice counts once.
 */
export function apply(text: string, edits: readonly Replacement[]): string | undefined {
  let result = '';
  let from = 0;
  for (const edit of once(edits)) {
    if (edit.start < from) return undefined;
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/** The edits by their places, each once. */
export function once<T extends Replacement>(edits: readonly T[]): readonly T[] {
  const byKey = new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.text}`, edit]));
  return [...byKey.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** True if two edits get into each other's way; two that only insert do not. */
export function clash(a: Replacement, b: Replacement): boolean {
  if (a.start === a.end && b.start === b.end) return false;
  if (a.start === b.start && a.end === b.end && a.text === b.text) return false;
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
