/** Kubernetes' label selectors: reading them, their meaning, and one text for one meaning. */
export {
  isLabelKey,
  isLabelValue,
  isWhole,
  type LabelFault,
  type ParsedSelector,
  parseLabelSelector,
} from './parse.ts';
export { all, canonicalText, disjoint, keysOf, matchesLabels, none, termsExclude, termsOf } from './terms.ts';
export type { Constraint, Operator, Requirement, Term, Terms } from './tree.ts';
