/** Names that Calico gives to BIRD's protocols, and what calicoctl makes of them. */
import type { Session } from './model.ts';
import { addressOf } from './words.ts';

/**
 * An address as calicoctl prints it, which has made a dot or a colon of every `_` of the protocol's name: a port stands behind
 * it as `.port.1179`, or `:port:1179`.
 */
export function calicoAddress(text: string): Pick<Session, 'address' | 'family' | 'port'> {
  const [, bare = text, port] = /^(.{1,60}?)[._:]port[._:](\d{1,5})$/.exec(text) ?? [];
  return { ...addressOf(bare), ...(port && { port: Number(port) }) };
}

const types = { mesh: 'mesh', global: 'global', node: 'node', local_workload: 'workload' } as const;

/** A protocol's name: `Mesh_172_18_0_3`, `Global_fd00_10__1`, `Node_10_0_0_1_port_1179`, `Local_Workload_10_244_1_7`. */
export function calicoProtocol(name: string): Pick<Session, 'address' | 'family' | 'port' | 'type'> | undefined {
  const [, kind = '', rest = ''] =
    /^(Mesh|Global|Node|Local_Workload)_([\da-fA-F_]{2,50}?(?:_port_\d{1,5})?)$/i.exec(name) ?? [];
  const type = types[kind.toLowerCase() as keyof typeof types];
  if (type === undefined) return undefined;
  const dotted = calicoAddress(rest.replaceAll('_', '.'));
  const read = dotted.address === undefined ? calicoAddress(rest.replaceAll('_', ':')) : dotted;
  return { ...read, type };
}
