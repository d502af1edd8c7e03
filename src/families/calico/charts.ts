/**
 * Charts of Calico: tigera-operator, whose values hold the Installation's spec (projectcalico/calico charts/tigera-operator,
 * templates/crs), and rke2-calico, which is made of it (rancher/rke2-charts packages/rke2-calico).
 */
import { at, isObject } from '../../lib/json.ts';
import { versionOfPackage } from '../charts.ts';
import type { ChartRow } from '../family.ts';

export const charts: ChartRow = {
  names: /^(?:tigera-operator|rke2-calico|calico)$/,
  repository: ['projectcalico/calico', 'tigera-operator'],
  words: ['tigera-operator', 'calico', 'calicoNetwork'],
  // What others call `calico` has a version of its own.
  productVersion: (chart, version) => (chart === 'calico' ? undefined : versionOfPackage(chart, version)),
  kept: [],
  parts: [
    {
      at: ['installation'],
      kind: 'Installation',
      as: ['spec'],
      // The last two are rke2-calico's, for pools that it makes itself.
      without: ['enabled', 'natOutgoing', 'backend'],
      isMade: (part) => isObject(part) && part['enabled'] !== false,
    },
    {
      at: ['defaultFelixConfiguration'],
      kind: 'FelixConfiguration',
      as: ['spec'],
      without: ['enabled'],
      isMade: (part) => isObject(part) && part['enabled'] === true,
    },
    { at: ['felixConfiguration'], kind: 'FelixConfiguration', as: ['spec'], isMade: isObject },
  ],
  isOfChart: (values) => isObject(at(values, ['installation', 'calicoNetwork'])),
};
