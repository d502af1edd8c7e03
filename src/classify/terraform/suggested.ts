/** Words by which names and tags say that a machine is a node of a cluster. */

const words = /(?:^|[^a-z])(?:k8s|k3s|rke2?|kube[a-z]*|talos|nodes?|workers?|masters?|control-?planes?)(?:[^a-z]|$)/i;

/** True for a name or tag that says so. */
export function saysNode(text: string): boolean {
  return words.test(text);
}
