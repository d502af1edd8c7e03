/** Objects of Kubernetes in which controllers say how things are (src/classify/status/objects). */
import { isObject, text } from '../lib/json.ts';
import type { Json } from '../model/document.ts';

const kinds =
  /^(?:CalicoNodeStatus|BGPSessionState|FRRNodeState|ConfigurationState|ServiceBGPStatus|CiliumBGP(?:Cluster|Peer|Node)Config)$/;

/** True for an object of a kind whose status is read, with one. */
export function hasState(object: Json): boolean {
  return isObject(object) && object['status'] !== undefined && kinds.test(text(object, ['kind']));
}
