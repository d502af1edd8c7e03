import type { Range as LspRange } from 'vscode-languageserver/node';
import type { Range } from '../editor/index.ts';

/** A range that the protocol may change. */
export function rangeOf({ start, end }: Range): LspRange {
  return { start: { ...start }, end: { ...end } };
}
