/** Members of JSON that FRR and Cilium print of sessions, and nobody else. */
export const statusMembers: readonly string[] = [
  'bgpState',
  'peerUptime',
  'failedPeers',
  'totalPeers',
  'bgpNoSuchNeighbor',
  'session-state',
  // With which they begin: what is cut behind them is to be told.
  'ipv4Unicast',
  'ipv6Unicast',
  'peer-asn',
  'applied-hold-time-seconds',
];

const member = new RegExp(`"(?:${statusMembers.join('|')})"\\s*:`);

/** True for a text with one of them. */
export function isStatusJson(text: string): boolean {
  return member.test(text);
}
