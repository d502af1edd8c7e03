/** Calico's selectors: parsing, matching, and whether they say anything. */
export { isAlwaysTrue, isNeverTrue } from './always.ts';
export type { Cause, SelectorFault } from './fault.ts';
export { labelsOf } from './labels.ts';
export { type Labels, matches } from './match.ts';
export { judgeOpen, type OpenSelector } from './open.ts';
export { parseSelector } from './parse.ts';
export { type Relation, relationOf } from './relation.ts';
export type { Condition, Selector } from './tree.ts';
