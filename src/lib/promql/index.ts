/**
 * PromQL, as far as rules ask: which metrics an expression reads, and what becomes of it where one of them is not there
 * (prometheus/prometheus promql/parser/generated_parser.y).
 */
import { placeholders } from '../placeholder.ts';
import { Reader } from './read.ts';
import { tokensOf } from './tokens.ts';

/** A metric that an expression reads, by name. Offsets count from the beginning of the expression, in UTF-16 units. */
export interface ReadMetric {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** It is read over a time, so that what is seen for one moment does not decide alone. */
  readonly ranged: boolean;
  /**
   * What hangs on it, from the outside to the inside: `or` where another side may answer in its place, `unless` where it only takes
   * away, `absent` where its absence is what is asked for, `scalar` where nothing becomes a number. Empty where nothing comes of the
   * whole expression if nothing comes of it.
   */
  readonly under: readonly Under[];
  /** What it asks of labels; values as they are written between their quotes. */
  readonly matchers: readonly Matcher[];
}

export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

export type Under = 'or' | 'unless' | 'absent' | 'scalar';

/** What an expression reads. */
export interface ReadExpression {
  readonly metrics: readonly ReadMetric[];
  /** Patterns by which it picks metrics: `{__name__=~"…"}`. */
  readonly patterns: readonly string[];
}

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
