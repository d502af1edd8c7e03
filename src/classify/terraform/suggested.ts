/** Which groups and machines of a plan look like those of nodes: words of names and tags, in one place. */
import { isObject } from '../../lib/json.ts';
import type { Attributes } from './attributes.ts';

/** Words that the names of nodes and of their groups have. */
const ofNodes =
  /(?:^|[^a-z])(?:k8s|k3s|rke2?|kube[a-z]*|talos|eks|nodes?|node-?groups?|node-?pools?|workers?|masters?|control-?planes?)(?:[^a-z]|$)/i;

/** Words of what stands before or beside nodes. */
const ofOthers =
  /(?:^|[^a-z])(?:[ane]?lb|elb|load-?balancers?|bastions?|jump|jumphost|nat|proxy|db|databases?|rds|redis|efs|endpoints?|vpn)(?:[^a-z]|$)/i;

/** Tags by which Kubernetes' cloud providers, installers and autoscalers know a cluster's machines. */
const tagsOfNodes =
  /^(?:kubernetes\.io\/cluster\/|k8s\.io\/(?:role|cluster-autoscaler)\b|KubernetesCluster$|eks:(?:cluster|nodegroup)-name$)/;

/** True for a name, a tag or an address that says nodes. */
export function saysNode(text: string): boolean {
  return ofNodes.test(text) && !ofOthers.test(text);
}

/** True for one of what stands before or beside nodes. */
export function saysOthers(text: string): boolean {
  return ofOthers.test(text);
}

/** Why a resource of AWS is taken for one of nodes, in a clause about it; undefined where nothing says so. */
export function suggestion(values: Attributes): string | undefined {
  const { type, name } = values.instance;
  const tags = ['tags_all', 'tags'].map((key) => values.at([key])).find(isObject) ?? {};
  const given = ['name', 'name_prefix', 'node_group_name'].flatMap((key) => textOf(values.at([key])));
  const names = [name.replaceAll('_', '-'), ...textOf(tags['Name']), ...given];
  if (names.some(saysOthers)) return undefined;
  if (type === 'aws_eks_node_group') return 'it is an EKS node group';
  const called = names.find(saysNode);
  if (called !== undefined) return `its name says ${wordIn(called)}`;
  // The group of EKS's control plane has the tag as well.
  if (names.some((text) => /cluster/i.test(text))) return undefined;
  const tag = Object.keys(tags).find((key) => tagsOfNodes.test(key));
  return tag === undefined ? undefined : `it has the tag ${tag.slice(0, 80)}`;
}

function wordIn(name: string): string {
  return (ofNodes.exec(name)?.[0] ?? '').replace(/^[^a-z]|[^a-z]$/gi, '');
}

function textOf(value: unknown): readonly string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
