/** Peers of Calico as texts. */
import type { Files } from './git.ts';

export interface PeerOptions {
  readonly version?: string;
  readonly address?: string;
  /** Without one the peer is global, which is a warning. */
  readonly nodeSelector?: string | null;
  /** Without one BIRD refuses its file, which is an error. */
  readonly asNumber?: string | null;
}

/** A BGPPeer; without options it has no finding. */
export function peer(name: string, options: PeerOptions = {}): string {
  const { version = 'projectcalico.org/v3', address = '192.0.2.1' } = options;
  const { nodeSelector = "rack == 'rack-1'", asNumber = '64601' } = options;
  return [
    `apiVersion: ${version}`,
    'kind: BGPPeer',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    ...(nodeSelector === null ? [] : [`  nodeSelector: ${nodeSelector}`]),
    `  peerIP: ${address}`,
    ...(asNumber === null ? [] : [`  asNumber: ${asNumber}`]),
    '  password:',
    '    secretKeyRef:',
    '      name: tor-passwords',
    '      key: rack-1',
    '',
  ].join('\n');
}

/** The Secret of those peers in kube-system, and what lets calico-node read it. */
export const secret = `apiVersion: v1
kind: Secret
metadata:
  name: tor-passwords
  namespace: kube-system
stringData:
  rack-1: kF7tQ2mZ9w
`;

export const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: bgp-passwords
  namespace: kube-system
rules:
  - apiGroups: ['']
    resources: [secrets]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: bgp-passwords
  namespace: kube-system
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: bgp-passwords
subjects:
  - kind: ServiceAccount
    name: calico-node
    namespace: kube-system
`;

/** Names that a shell, a glob or a careless split would change. */
export const odd: Files = {
  'fra nk/a peer.yaml': peer('space', { address: '192.0.2.11' }),
  "it's/pe'er.yml": peer('quote', { address: '192.0.2.12' }),
  'double/"quoted".yaml': peer('quotes', { address: '192.0.2.13' }),
  'zürich/пир-对等.yaml': peer('letters', { address: '192.0.2.14' }),
  '$(touch owned)/`touch owned`;x.yaml': peer('shell', { address: '192.0.2.15' }),
  'glob/[a-z]*{b,c}?.yaml': peer('glob', { address: '192.0.2.16' }),
  'back\\slash.yaml': peer('backslash', { address: '192.0.2.17' }),
  'deep/--fail-on=never.yaml': peer('dashes', { address: '192.0.2.18' }),
};
