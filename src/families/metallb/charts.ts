/** MetalLB's chart (metallb/metallb charts/metallb). */
import { at, isObject } from '../../lib/json.ts';
import { plainVersion } from '../charts.ts';
import type { ChartRow } from '../family.ts';
import { isLegacyConfig } from './legacy.ts';

export const charts: ChartRow = {
  names: /^metallb$/,
  repository: ['metallb/metallb', 'metallb'],
  words: ['metallb', 'configInline'],
  // Others that package MetalLB count from 1 up, in versions of their own.
  productVersion(_, version) {
    const plain = plainVersion(version);
    return plain?.startsWith('0.') ? plain : undefined;
  },
  kept: [
    ['speaker', 'enabled'],
    ['speaker', 'ignoreExcludeLB'],
    ['speaker', 'frr', 'enabled'],
    ['frrk8s', 'enabled'],
    ['frrk8s', 'external'],
    ['frrk8s', 'namespace'],
    ['frrk8s', 'secretPassthrough'],
    ['loadBalancerClass'],
    ['prometheus', 'prometheusRule', 'enabled'],
    ['prometheus', 'prometheusRule', 'bgpSessionDown', 'enabled'],
  ],
  // Up to 0.12; later charts refuse it (templates/deprecated_configInline.yaml).
  parts: [{ at: ['configInline'], kind: 'LegacyConfig', as: [], isMade: isLegacyConfig }],
  isOfChart: (values) =>
    isLegacyConfig(values['configInline'] ?? null) ||
    isObject(at(values, ['speaker', 'frr'])) ||
    (isObject(values['frrk8s']) && isObject(values['speaker'])),
};
