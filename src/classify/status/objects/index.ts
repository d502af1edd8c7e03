/** Objects of Kubernetes in which controllers say how things are: sessions, and what they make of their configuration. */
import { text } from '../../../lib/json.ts';
import { clip } from '../../../lib/text.ts';
import type { Document, JsonObject } from '../../../model/document.ts';
import type { Resource } from '../../../model/resource.ts';
import { gvkOf, longestName } from '../../kubernetes/identity.ts';
import { objectsIn } from '../../kubernetes/objects.ts';
import { reportInput, statusInput } from '../input.ts';
import { readCalicoNodeStatus } from './calico.ts';
import { readCiliumBgpNodeConfig, readConditions } from './cilium.ts';
import { readBgpSessionState, readFrrNodeState } from './frr-k8s.ts';
import { readConfigurationState } from './metallb.ts';
import type { Reading } from './object.ts';

const readers: { readonly [kind: string]: (object: JsonObject) => Reading } = {
  'projectcalico.org/CalicoNodeStatus': readCalicoNodeStatus,
  'crd.projectcalico.org/CalicoNodeStatus': readCalicoNodeStatus,
  'frrk8s.metallb.io/BGPSessionState': readBgpSessionState,
  'frrk8s.metallb.io/FRRNodeState': readFrrNodeState,
  'metallb.io/ConfigurationState': readConfigurationState,
  'cilium.io/CiliumBGPClusterConfig': readConditions,
  'cilium.io/CiliumBGPPeerConfig': readConditions,
  'cilium.io/CiliumBGPNodeConfig': readCiliumBgpNodeConfig,
};

/** What the objects of a document tell of running state: a resource for the sessions of one, and one for its complaints. */
export function classifyStates(document: Document, firstId: number): Resource[] {
  const resources: Resource[] = [];
  for (const { object, base } of objectsIn(document.value)) {
    const gvk = gvkOf(object);
    const key = `${gvk.group}/${gvk.kind}`;
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (read === undefined || object['status'] === undefined) continue;
    const { output, report } = read(object);
    const keep = (kind: 'Output' | 'Report', extra: JsonObject) => {
      const id = firstId + resources.length;
      resources.push({ id, document, base, family: 'status', kind, gvk, ...named(object), ...nothing, extra });
    };
    if (output !== undefined) keep('Output', statusInput(base.length === 0 ? output : { ...output, listed: true }));
    if (report !== undefined && (report.complaints.length > 0 || isOnlyState(gvk.kind)))
      keep('Report', reportInput(report));
  }
  return resources;
}

/** Why an object that is called a status tells nothing of sessions, in a clause; undefined for others. */
export function saysNothingOf(document: Document): string | undefined {
  for (const { object } of objectsIn(document.value)) {
    const { group, kind } = gvkOf(object);
    if (group === 'metallb.io' && kind === 'ServiceBGPStatus')
      return 'a ServiceBGPStatus lists the peers of a Service, not whether their sessions are up: check BGPSessionStates, or what vtysh prints';
  }
  return undefined;
}

/** What rules ask is in `extra`; the object itself may hold a whole configuration. */
const nothing = { partial: false, object: {}, facts: {} } as const;

/** True for a kind that nobody writes: without a complaint it was read all the same. */
function isOnlyState(kind: string): boolean {
  return kind === 'FRRNodeState' || kind === 'ConfigurationState';
}

function named(object: JsonObject): Pick<Resource, 'name' | 'namespace'> {
  const part = (key: string) => clip(text(object, ['metadata', key]), longestName);
  return { name: part('name'), namespace: part('namespace') };
}
