/** What may be seen of what controllers say of sessions and of their configuration. */
import { anyObject, free, only, type View } from './view.ts';

const runningConfig: View = { ...free, scalar: () => 'router' };

/** Of CalicoNodeStatus: names of fields with their IP version (`numberEstablishedV4`), which look like no words. */
const byVersion: View = { ...free, knows: (key) => /^(?:number(?:Not)?Established|peers|routes)V[46]$/.test(key) };

/** The status of kinds that src/classify/status/objects reads. */
export const state: View = only({
  ...Object.fromEntries(
    // CalicoNodeStatus; BGPSessionState; ConfigurationState and Cilium's objects.
    [
      ...['lastUpdated', 'agent'],
      ...['node', 'peer', 'vrf', 'bgpStatus', 'bfdStatus', 'lastConversionResult', 'lastReloadResult'],
      ...['result', 'errorSummary', 'conditions', 'bgpInstances'],
    ].map((name) => [name, free]),
  ),
  bgp: byVersion,
  routes: byVersion,
  runningConfig,
});

/** An object of such a kind that has no structure. */
export const ofState: View = anyObject({ status: state });
