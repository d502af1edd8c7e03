import { afterAll, expect, test } from 'vitest';
import { lab } from './lab.ts';
import { closeAll, type End, type Network, until, withNetwork } from './network.ts';
import { type CalicoObject, peer, peerWithPassword } from './objects.ts';
import { protocolName } from './protocols.ts';
import { render } from './render.ts';
import { ROUTER_ADDRESS, ROUTER_PROTOCOL, type RouterSide, routerConfig, state } from './router.ts';

afterAll(closeAll);

/** What the node's BIRD says of the session, and the router's. */
interface Seen {
  readonly node: string;
  readonly router: string;
}

interface Experiment {
  readonly rule: string;
  readonly what: string;
  readonly objects: readonly CalicoObject[];
  readonly router: RouterSide;
  /** State and info that must come, as BIRD's client prints them. */
  readonly comes: Partial<Seen>;
  /** The end whose kernel drops what the other one sends, and its counter of that. This end must not be Established. */
  readonly drops?: readonly [end: End, counter: string];
}

const UP: Seen = { node: 'up Established', router: 'up Established' };
const PEER = protocolName('Global', ROUTER_ADDRESS);

const experiments: readonly Experiment[] = [
  {
    rule: 'session/as-number-mismatch',
    what: 'the router has another AS number than the peer states',
    objects: [peer({ asNumber: 64513 })],
    router: { asNumber: 64999 },
    comes: { node: 'start Idle BGP Error: Bad peer AS', router: 'start Idle Received: Bad peer AS' },
  },
  {
    rule: 'session/as-number-mismatch',
    what: 'mended: the same AS number',
    objects: [peer({ asNumber: 64999 })],
    router: { asNumber: 64999 },
    comes: UP,
  },
  {
    rule: 'session/password-one-sided',
    what: 'only the node has a password',
    objects: peerWithPassword('hunter2'),
    router: {},
    comes: { node: 'start Connect' },
    drops: ['router', 'TCPMD5Unexpected'],
  },
  {
    rule: 'session/password-one-sided',
    what: 'only the router has a password',
    objects: [peer()],
    router: { password: 'hunter2' },
    comes: { node: 'start Connect' },
    drops: ['router', 'TCPMD5NotFound'],
  },
  {
    rule: 'session/password-one-sided',
    what: 'the passwords differ',
    objects: peerWithPassword('hunter2'),
    router: { password: 'hunter3' },
    comes: { node: 'start Connect' },
    drops: ['router', 'TCPMD5Failure'],
  },
  {
    rule: 'session/password-one-sided',
    what: 'mended: one password at both ends',
    objects: peerWithPassword('hunter2'),
    router: { password: 'hunter2' },
    comes: UP,
  },
  {
    rule: 'calico/password-secret-content',
    what: '81 bytes',
    objects: peerWithPassword('x'.repeat(81)),
    router: {},
    comes: { node: 'down Error: Kernel MD5 auth failed' },
  },
  {
    rule: 'calico/password-secret-content',
    what: 'mended: 80 bytes',
    objects: peerWithPassword('x'.repeat(80)),
    router: { password: 'x'.repeat(80) },
    comes: UP,
  },
  {
    rule: 'calico/password-secret-content',
    what: 'white space at the end is part of the key',
    objects: peerWithPassword('hunter2 '),
    router: { password: 'hunter2' },
    comes: { node: 'start Connect' },
    drops: ['router', 'TCPMD5Failure'],
  },
  {
    rule: 'calico/password-secret-content',
    what: 'no byte: a session without a password',
    objects: peerWithPassword(''),
    router: {},
    comes: UP,
  },
  {
    rule: 'calico/password-secret-content',
    what: 'a crafted one is configuration: the key is what its last line says',
    objects: peerWithPassword('a"; next hop self; password "b'),
    router: { password: 'b' },
    comes: UP,
  },
  {
    rule: 'calico/password-secret-content',
    what: 'a crafted one is configuration: it switches the peer off',
    objects: peerWithPassword('a"; disabled on; password "a'),
    router: { password: 'a' },
    comes: { node: 'down' },
  },
  {
    rule: 'session/ttl-security-one-sided',
    what: 'only the router has it',
    objects: [peer()],
    router: { ttlSecurity: true },
    comes: {},
    drops: ['router', 'TCPMinTTLDrop'],
  },
  {
    rule: 'session/ttl-security-one-sided',
    what: 'only the node has it',
    objects: [peer({ ttlSecurity: 1 })],
    router: {},
    comes: {},
    drops: ['node', 'TCPMinTTLDrop'],
  },
  {
    rule: 'session/ttl-security-one-sided',
    what: 'mended: both have it',
    objects: [peer({ ttlSecurity: 1 })],
    router: { ttlSecurity: true },
    comes: UP,
  },
];

lab('what becomes of a session', 'sessions', () => {
  const named = experiments.map((experiment) => [`${experiment.rule}: ${experiment.what}`, experiment] as const);
  test.concurrent.each(named)('%s', async (_name, { objects, router, comes, drops }) => {
    await withNetwork([ROUTER_ADDRESS], async (network) => {
      const far = await network.bird('router', routerConfig(router));
      const near = await network.bird('node', render(objects));
      const look = (end: End) => (end === 'node' ? state(near, PEER) : state(far, ROUTER_PROTOCOL));
      if (drops) await until(`${drops.join(': ')} moves`, () => moved(network, ...drops));
      // Each end on its own: BIRD tries again, and its error does not stand for ever.
      const waits = (['node', 'router'] as const).map((end) =>
        until(`the ${end} says ${comes[end]}`, async () => {
          const seen = await look(end);
          return { done: seen === (comes[end] ?? seen) || undefined, seen };
        }),
      );
      await Promise.all(waits);
      if (drops) expect(await look(drops[0])).not.toContain('Established');
    });
  });
});

async function moved(network: Network, end: End, counter: string) {
  const text = await network.exec(end, ['cat', '/proc/net/netstat']);
  const [names = [], numbers = []] = text.split('\n').map((line) => line.split(' '));
  const seen = numbers[names.indexOf(counter)] ?? 'no such counter';
  return { done: Number(seen) > 0 || undefined, seen };
}
