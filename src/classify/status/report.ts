/** What controllers say of the configuration that they were given, beside the sessions that they keep. */
import type { Told } from './model.ts';

/**
 * Something that a controller says is wrong. `conversion` and `reload` are FRR's configuration as frr-k8s makes and loads it;
 * `configuration` is MetalLB's; `condition` is one of Cilium's that holds, with its `type` without the domain.
 */
export interface Complaint extends Told {
  readonly about: 'conversion' | 'reload' | 'configuration' | 'condition';
  readonly type?: string;
}

/** What one object says of a node, or of the cluster. */
export interface StatusReport {
  readonly product: 'frr-k8s' | 'metallb' | 'cilium';
  /** The node that it is about, where it is about one. */
  readonly node?: string;
  /** What part of the product says it: `speaker`, `controller`. */
  readonly component?: string;
  readonly complaints: readonly Complaint[];
}
