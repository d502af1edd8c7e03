/** Calico runs a BIRD for each family, with a file of its own. */
export type Family = 4 | 6;

/** The node whose configuration is rendered. */
export const NODE = { address: { 4: '192.0.2.1', 6: '2001:db8::1' }, routerId: '192.0.2.1', asNumber: 64512 } as const;
