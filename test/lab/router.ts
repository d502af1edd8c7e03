import type { Bird } from './network.ts';
import { NODE } from './node.ts';

export interface RouterSide {
  readonly asNumber?: number;
  readonly password?: string;
  readonly ttlSecurity?: boolean;
}

export const ROUTER_ADDRESS = '192.0.2.2';
/** The router's name for its session with the node. */
export const ROUTER_PROTOCOL = 'node';

/** The other end of the session: a BIRD as a router would have it, which expects the node and sends nothing. */
export function routerConfig({ asNumber = 64513, password, ttlSecurity = false }: RouterSide = {}): string {
  return [
    `router id ${ROUTER_ADDRESS};`,
    'protocol device {}',
    `protocol bgp ${ROUTER_PROTOCOL} {`,
    `  local ${ROUTER_ADDRESS} as ${asNumber};`,
    `  neighbor ${NODE.address[4]} as ${NODE.asNumber};`,
    ttlSecurity ? '  multihop 1;\n  ttl security on;' : '  multihop;',
    ...(password === undefined ? [] : [`  password "${password}";`]),
    '}',
    '',
  ].join('\n');
}

/** State and info of a session, without the protocol's name, table and time. */
export async function state(bird: Bird, protocol: string): Promise<string> {
  const answer = await bird.ask('show', 'protocols', protocol);
  const line = answer.split('\n').find((one) => one.startsWith(`${protocol} `)) ?? answer;
  const [, , , up = '', , ...info] = line.trim().split(/\s+/);
  return [up, ...info].join(' ').trim();
}
