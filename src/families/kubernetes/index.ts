/** Kinds from which an operator makes a Secret, and their API groups. */
export const secretMakers = [
  'ExternalSecret',
  'ClusterExternalSecret',
  'SealedSecret',
  'VaultStaticSecret',
  'VaultDynamicSecret',
  'SopsSecret',
  'OnePasswordItem',
];

export const makerGroups = [
  'external-secrets.io',
  'bitnami.com',
  'secrets.hashicorp.com',
  'isindir.github.com',
  'onepassword.com',
];

/** What may let calico-node read a Secret. */
export const grants = ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];
