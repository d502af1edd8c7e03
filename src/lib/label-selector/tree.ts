/** Kubernetes' label selectors as values, and as what they ask of each label. */

export const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
export type Operator = (typeof operators)[number];

/** One requirement; an entry of `matchLabels` is `In` with one value. */
export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/**
 * What the requirements on one label leave of it: whether it may be absent, and the values that it may have: the listed
 * ones or, where `negated`, all others. Of one label there is one value, so the requirements on it meet in one of these.
 */
export interface Constraint {
  readonly absent: boolean;
  readonly negated: boolean;
  readonly values: ReadonlySet<string>;
}

/** The constraints that hold together, by label; the empty one selects everything. */
export type Term = ReadonlyMap<string, Constraint>;

/** Terms of which one is enough, none of them impossible; an empty list selects nothing. */
export type Terms = readonly Term[];
