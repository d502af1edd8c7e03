/** What may be read of kinds that have no structure of their own here: those that give context, and plans. */
import { isObject } from '../../lib/json.ts';
import { isHarmless } from '../../lib/mask.ts';
import { mayNameSecret } from '../../lib/secret-words.ts';
import type { Json } from '../../model/document.ts';
import type { Family } from '../../model/resource.ts';
import { terraform } from './terraform.ts';
import { anyObject, free, hidden, metadata, named, only, type View } from './view.ts';

/** Names without the labels and annotations, in which people keep what a Secret holds. */
const plainMetadata = only({ name: named, namespace: named });

const secretType: View = {
  ...hidden,
  scalar: (value) => (/^(?:Opaque|kubernetes\.io\/[a-z-]{1,40})$/.test(String(value)) ? 'all' : 'none'),
};

const secret: View = only({
  apiVersion: free,
  kind: free,
  metadata: plainMetadata,
  type: secretType,
  immutable: free,
  data: only({}),
  stringData: only({}),
});

/** A flag of a program that can hold no secret: `--node-name=$(NODE)` is shown no more than `--password=x`. */
const flag = /^--?[a-z][\w-]*(?:=(?:true|false|\d{1,5}))?$/i;

const flags: View = {
  ...hidden,
  scalar: (value) => (typeof value === 'string' && flag.test(value) && isHarmless(value) ? 'all' : 'none'),
  get item() {
    return flags;
  },
};

/** Variables by which Calico and MetalLB are set up. */
const knownVariable = /^(?:IP6?(?:_.+)?|CALICO_.+|CLUSTER_TYPE|FELIX_.+|NODENAME|METALLB_.+|AS|BGP_LOGSEVERITYSCREEN)$/;

const variable: View = {
  ...only({ name: free, value: free, valueFrom: free }),
  member(key, object) {
    const { name } = object;
    if (key !== 'value') return key === 'name' || key === 'valueFrom' ? reference : hidden;
    return typeof name === 'string' && knownVariable.test(name) && !mayNameSecret(name) ? free : hidden;
  },
};

/** `secretKeyRef: {name: …, key: …}`, `fieldRef`, and the name beside them. */
const reference: View = only({
  secretKeyRef: only({ name: named, key: free, optional: free }),
  configMapKeyRef: only({ name: named, key: free, optional: free }),
  fieldRef: only({ apiVersion: free, fieldPath: free }),
});

const name: View = { ...hidden, scalar: (value) => free.scalar(value) };

const list = (item: View): View => ({ ...hidden, item });

const container = only({
  name,
  image: free,
  args: flags,
  command: flags,
  env: list({ ...variable, member: (key, object) => (key === 'name' ? name : variable.member(key, object)) }),
});

const workload = only({
  selector: free,
  template: only({
    metadata,
    spec: only({
      containers: list(container),
      initContainers: list(container),
      nodeSelector: free,
      serviceAccountName: free,
      hostNetwork: free,
      tolerations: free,
    }),
  }),
});

/** Operators' objects that make Secrets: names of what is made, and of what it is made from. */
const makerFields =
  /^(?:name|namespace|kind|apiVersion|key|secretKey|property|type|creationPolicy|deletionPolicy|mergePolicy|refreshInterval|refreshAfter|engineVersion|create|mount|path|role|version|overwrite|itemPath)$/;

const contents = /^(?:data|stringData|encryptedData|secretData|annotations|labels|templateFrom)$/;

const maker: View = {
  scalar: () => 'none',
  member(key, object) {
    if (contents.test(key) && isObject(object[key] ?? null)) return only({});
    const value = object[key] ?? null;
    if (typeof value !== 'object') return makerFields.test(key) ? free : hidden;
    return maker;
  },
  get item() {
    return maker;
  },
  knows: (key) => /^[a-z][A-Za-z]{0,30}$/.test(key),
};

const role = anyObject({ rules: free, roleRef: free, subjects: free, aggregationRule: free });

const kinds: { readonly [kind: string]: View } = {
  Secret: secret,
  ConfigMap: anyObject({ data: only({ calico_backend: free, veth_mtu: free, typha_service_name: free }) }),
  Service: anyObject({ spec: free }),
  DaemonSet: anyObject({ spec: workload }),
  Deployment: anyObject({ spec: workload }),
  StatefulSet: anyObject({ spec: workload }),
  Node: anyObject({ spec: free, status: only({ addresses: free }) }),
  Role: role,
  ClusterRole: role,
  RoleBinding: role,
  ClusterRoleBinding: role,
  SecretGenerator: only({
    name: named,
    namespace: named,
    type: secretType,
    behavior: free,
    literals: hidden,
    files: hidden,
    envs: hidden,
  }),
};

/** Fields of kinds of BGP whose structure is not known: of Calico 2, and of operators. */
const spec: View = only({
  scope: free,
  node: free,
  peerIP: free,
  asNumber: free,
  bgpBackend: free,
  logLevel: free,
  nodeSelector: free,
  loadBalancerClass: free,
});

/** What programs print and read. Keys are what people call their chains, lines of routers, and the words and signs of JSON. */
const printed: View = {
  scalar: free.scalar,
  member: () => printed,
  get item() {
    return printed;
  },
  knows: () => true,
};

/** A rule of Prometheus: labels and annotations are texts of people. */
const rule = only({
  alert: free,
  record: free,
  expr: free,
  for: free,
  keep_firing_for: free,
  labels: only({ severity: free }),
});

const ruleGroup = only({ name: free, interval: free, rules: list(rule) });

/** What switches something on or off. */
const toggle: View = { ...hidden, scalar: (value) => (typeof value === 'boolean' ? 'all' : 'none') };

/** Lists of rules, under names that charts choose, and what turns them on. */
const ruleGroups: View = {
  ...hidden,
  member(key, object) {
    if (key === 'groups') return list(ruleGroup);
    if (key === 'enabled') return toggle;
    return Array.isArray(object[key]) ? list(rule) : hidden;
  },
};

/** What may be seen of a kind without a structure. */
export function viewOfKind(family: Family, kind: string): View {
  if (family === 'terraform') return terraform;
  if (family === 'host' || family === 'router' || family === 'status') return printed;
  // Of values it has only those that rules ask for.
  if (kind === 'Release') return only({ chart: free, version: free, namespace: free, values: free });
  if (kind === 'RuleGroups') return ruleGroups;
  if (family === 'monitoring') return anyObject({ spec: only({ groups: list(ruleGroup) }) });
  if (family !== 'kubernetes') return anyObject({ spec });
  return kinds[kind] ?? anyObject({ spec: maker });
}

/** What may be seen of the entry that a plan has for a resource, around its values. */
export const change: View = only({
  ...Object.fromEntries(
    ['address', 'previous_address', 'module_address', 'mode', 'type', 'name', 'index', 'provider_name'].map((key) => [
      key,
      named,
    ]),
  ),
  change: only({ actions: free, before: hidden, after: hidden, after_unknown: hidden }),
});

/** What may be seen of a document around its resources, or of one that has none. */
export const around: View = {
  ...anyObject({ namespace: free, resources: names(), bases: names(), items: list(anyObject()) }),
  get item() {
    return anyObject();
  },
};

/** Paths of files and folders. */
function names(): View {
  return list({ ...hidden, scalar: (value: Json) => (isPath(value) ? 'all' : 'none') });
}

function isPath(value: Json): boolean {
  return typeof value === 'string' && /^[\w./-]{1,253}$/.test(value) && isHarmless(value);
}
