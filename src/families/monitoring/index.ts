/** Rules of Prometheus: alerts about BGP, and what they are computed from. */
import type { FamilyRow, KindRow } from '../family.ts';
import { expressionFacts } from './rules.ts';

const rules: KindRow = { role: 'context', factsOf: expressionFacts, needed: [[['spec', 'groups']]] };

export const monitoring: FamilyRow = {
  family: 'monitoring',
  // Prometheus' operator, the same as Red Hat's observability operator serves it, and VictoriaMetrics' operator.
  groups: ['monitoring.coreos.com', 'monitoring.rhobs', 'operator.victoriametrics.com'],
  domains: ['prometheus.io'],
  kinds: {
    PrometheusRule: rules,
    VMRule: rules,
    // Of a file of rules, of a ConfigMap that holds some, or of values of a chart: `groups`, each with `rules`.
    RuleGroups: { role: 'made', factsOf: expressionFacts },
  },
  // Its words are no rare ones, and count together: see `speaksOfAlerts`.
  needles: [],
};
