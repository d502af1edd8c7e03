/** Keys that stand in one mapping more than once. */
import { LineIndex } from '../lib/lines.ts';
import { getOrMake } from '../lib/maps.ts';
import { maskName } from '../lib/mask.ts';
import { clip } from '../lib/text.ts';
import type { Problem, SourceFile, Span } from '../model/document.ts';

/** A key that its mapping already has: the later one, where the first one starts, and where the mapping's first key does. */
export interface Duplicate {
  readonly key: string;
  readonly span: Span;
  readonly first: number;
  readonly mapping: number;
}

/**
 * The faults of them, in their order. Of `count` equal keys a parser keeps the last: `firstLine` says where the first is, and
 * for those between them `keptLine` where the last is.
 */
export function duplicateProblems(
  source: SourceFile,
  duplicates: readonly Duplicate[],
  lines = new LineIndex(source.text),
): readonly Problem[] {
  const groups = new Map<string, Duplicate[]>();
  const keyOf = ({ key, mapping }: Duplicate) => `${mapping} ${key}`;
  for (const duplicate of duplicates) getOrMake(groups, keyOf(duplicate), () => []).push(duplicate);
  const lineOf = (offset: number) => lines.position(offset).line;
  return duplicates.map((duplicate) => {
    const { key, span, first } = duplicate;
    const group = groups.get(keyOf(duplicate)) ?? [];
    const last = group.at(-1) ?? duplicate;
    const told = { key: clip(maskName(key), 100), count: group.length + 1, firstLine: lineOf(first) };
    const isLast = last === duplicate;
    const detail = isLast ? { ...told, kept: 'last' } : { ...told, kept: 'later', keptLine: lineOf(last.span.start) };
    return { kind: 'DuplicateKey', file: source.file, mark: span, detail };
  });
}
