/** Kubernetes itself: no BGP, but what the products read beside their own objects. */
import { address } from '../calico/values.ts';
import type { FamilyRow, KindRow } from '../family.ts';
import { asNumber, network } from '../values.ts';

const context: KindRow = { role: 'context' };

/** Something that makes Secrets, by the fields that may name them. */
function makes(...names: readonly (readonly string[])[]): KindRow {
  return { role: 'context', defines: names.map((path) => ({ of: 'kubernetes/Secret', path })) };
}

export const kubernetes: FamilyRow = {
  family: 'kubernetes',
  groups: [
    ...['', 'apps', 'rbac.authorization.k8s.io'],
    // Of operators that make Secrets.
    'external-secrets.io',
    'bitnami.com',
    'secrets.hashicorp.com',
    'isindir.github.com',
    'onepassword.com',
    'secrets.infisical.com',
    'secrets.doppler.com',
  ],
  domains: ['kubernetes.io', 'k8s.io'],
  kinds: {
    Node: {
      role: 'context',
      // Calico keeps its Node in annotations of this one.
      facts: [
        [['metadata', 'annotations', 'projectcalico.org/ASNumber'], asNumber],
        [['metadata', 'annotations', 'projectcalico.org/IPv4Address'], address],
        [['metadata', 'annotations', 'projectcalico.org/IPv6Address'], address],
        [['metadata', 'annotations', 'projectcalico.org/RouteReflectorClusterID'], address],
        [['status', 'addresses', '*', 'address'], address],
      ],
      nodeAddresses: [
        ['metadata', 'annotations', 'projectcalico.org/IPv4Address'],
        ['metadata', 'annotations', 'projectcalico.org/IPv6Address'],
        ['status', 'addresses', '*', 'address'],
      ],
    },
    DaemonSet: { role: 'context', needed: [[['spec', 'selector']]] },
    // Of a GoBGP that announces for the whole cluster.
    Deployment: { role: 'context', needed: [[['spec', 'selector']]] },
    StatefulSet: { role: 'context', needed: [[['spec', 'selector']]] },
    ConfigMap: context,
    Secret: {
      role: 'context',
      defines: ['data', 'stringData'].map((part) => ({ of: 'kubernetes/Secret.key', path: [part], keys: true })),
    },
    Service: {
      role: 'context',
      facts: [
        [['spec', 'externalIPs', '*'], network],
        [['spec', 'loadBalancerIP'], network],
      ],
    },
    // What may let calico-node read a Secret.
    Role: context,
    RoleBinding: context,
    ClusterRole: context,
    ClusterRoleBinding: context,
    // Of which an operator makes a Secret.
    ExternalSecret: makes(['metadata', 'name'], ['spec', 'target', 'name']),
    ClusterExternalSecret: makes(
      ['metadata', 'name'],
      ['spec', 'externalSecretName'],
      ['spec', 'externalSecretSpec', 'target', 'name'],
    ),
    SealedSecret: makes(['metadata', 'name']),
    VaultStaticSecret: makes(['spec', 'destination', 'name']),
    VaultDynamicSecret: makes(['spec', 'destination', 'name']),
    SopsSecret: {
      ...makes(['spec', 'secretTemplates', '*', 'name']),
      secrets: [
        ['spec', 'secretTemplates', '*', 'stringData'],
        ['spec', 'secretTemplates', '*', 'data'],
      ],
    },
    OnePasswordItem: makes(['metadata', 'name']),
    InfisicalSecret: makes(
      ['spec', 'managedSecretReference', 'secretName'],
      ['spec', 'managedKubeSecretReferences', '*', 'secretName'],
    ),
    DopplerSecret: makes(['spec', 'managedSecret', 'name']),
    // An item of a kustomization's `secretGenerator`.
    SecretGenerator: { ...makes(['name']), role: 'made', secrets: [['literals', '*']] },
  },
  needles: [],
  // Of DaemonSets those of speakers that are set up by flags, kube-router and frr-k8s, and whose images tell a version. A GoBGP may
  // be anything.
  contextNeedles: [
    'PasswordItem',
    'gobgp',
    String.raw`DaemonSet(?=[\s\S]{0,9999}?(?:--advertise-|--peer-router|--neighbor-|bgp_peer|frr-?k8s|(?:calico[/-]node|cilium[/-]cilium|metallb/speaker):))`,
  ],
  // `Secret` ends the names of most kinds that make one; Services are read for addresses of their own.
  contextWords: ['(?:Node|Secret|Role|RoleBinding)(?:List)?', 'IPs', 'BalancerIP'],
};
