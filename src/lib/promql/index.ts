/**
 * PromQL, as far as rules ask: which metrics an expression reads, and what becomes of it where one of them is not there
 * (prometheus/prometheus promql/parser/generated_parser.y).
 */
import { placeholders } from '../placeholder.ts';
import type { ReadExpression } from './expression.ts';
import { Reader } from './read.ts';
import { tokensOf } from './tokens.ts';

/** Nobody writes a longer one by hand, and none is read. */
const longest = 20_000;

/**
 * What an expression reads; undefined for one that is not PromQL, or of other dialects (VictoriaMetrics' has operators of its own).
 * Placeholders count as numbers.
 */
export function readExpression(written: string): ReadExpression | undefined {
  if (written.length > longest) return undefined;
  const tokens = tokensOf(withNumbers(written));
  return tokens && new Reader(tokens).read();
}

/** The text with a number of the same length for each placeholder. */
function withNumbers(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of placeholders(text)) {
    pieces.push(text.slice(done, start), '1'.repeat(end - start));
    done = end;
  }
  return [...pieces, text.slice(done)].join('');
}
