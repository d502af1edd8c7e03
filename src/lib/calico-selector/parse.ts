/** Parses the selectors of Calico. */
import { diagnose } from './diagnose.ts';
import type { Finding, SelectorFault } from './fault.ts';
import { isStop, readSelector } from './read.ts';
import type { Selector } from './tree.ts';

/** The longest text that is fixed: twice what the API server lets into the field. */
const longestFixed = 2048;

/** How many faults of one text are fixed. */
const mostFixes = 100;

/**
 * Parses a selector exactly as Calico does (projectcalico/calico libcalico-go/lib/selector/parser/parser.go and
 * tokenizer/tokenizer.go). A text of nothing but spaces and tabs selects all.
 */
export function parseSelector(text: string): { readonly tree: Selector } | { readonly fault: SelectorFault } {
  const result = readSelector(text);
  if (!isStop(result)) return { tree: result };
  const found = diagnose(text, result);
  const replacement = fixed(text, found);
  return { fault: { ...found.fault, ...(replacement !== undefined && { replacement }) } };
}

/** The text with all its faults fixed one after the other; undefined if it is not certain how. */
function fixed(text: string, first: Finding): string | undefined {
  let current = text;
  let found = first;
  for (let count = 0; count < mostFixes; count++) {
    const { edit } = found;
    if (edit === undefined || current.length > longestFixed) return undefined;
    current = current.slice(0, edit.start) + edit.text + current.slice(edit.end);
    const result = readSelector(current);
    if (!isStop(result)) return current;
    found = diagnose(current, result);
  }
  return undefined;
}
