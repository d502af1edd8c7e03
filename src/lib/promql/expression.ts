/** What is told of an expression of PromQL. */

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
