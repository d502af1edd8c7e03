/** The chart of frr-k8s (metallb/frr-k8s charts/frr-k8s), which MetalLB's has below `frr-k8s`. */
import type { ChartRow } from '../family.ts';

export const charts: ChartRow = {
  names: /^frr-k8s$/,
  words: ['frr-k8s', 'frrk8s'],
  productVersion: () => undefined,
  kept: [
    ['frrk8s', 'alwaysBlock'],
    ['frrk8s', 'frr', 'acceptIncomingBGPConnections'],
  ],
  parts: [],
  isOfChart: () => false,
};
