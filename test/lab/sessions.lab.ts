import { afterAll, expect, test } from 'vitest';
import { lab } from './lab.ts';
import { type Bird, closeAll, type Network, until, withNetwork } from './network.ts';
import { type CalicoObject, peer, peerWithPassword } from './objects.ts';
import { NODE, protocolName, render } from './render.ts';

afterAll(closeAll);

interface RouterSide {
  readonly asNumber?: number;
  readonly password?: string;
  readonly ttlSecurity?: boolean;
}

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
  /** Counters of either end's kernel, one of which must move before the states are looked at. */
  readonly counters?: readonly string[];
}

const UP: Seen = { node: 'up Established', router: 'up Established' };
const PEER = protocolName('Global', '192.0.2.2');

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
    counters: ['TCPMD5Unexpected'],
  },
  {
    rule: 'session/password-one-sided',
    what: 'only the router has a password',
    objects: [peer()],
    router: { password: 'hunter2' },
    comes: { node: 'start Connect' },
    counters: ['TCPMD5NotFound'],
  },
  {
    rule: 'session/password-one-sided',
    what: 'the passwords differ',
    objects: peerWithPassword('hunter2'),
    router: { password: 'hunter3' },
    comes: { node: 'start Connect' },
    counters: ['TCPMD5Failure'],
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
    counters: ['TCPMD5Failure'],
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
];

lab('what becomes of a session', 'sessions', () => {
  const named = experiments.map((experiment) => [`${experiment.rule}: ${experiment.what}`, experiment] as const);
  test.concurrent.each(named)('%s', async (_name, { objects, router, comes, counters }) => {
    await withNetwork(['192.0.2.2'], async (network) => {
      const far = await network.bird('router', routerConfig(router));
      const near = await network.bird('node', render(objects));
      if (counters) await until(`one of ${counters.join(', ')} moves`, () => moved(network, counters));
      // Each end on its own: BIRD tries again, and its error does not stand for ever.
      const waits = [['node', near, PEER] as const, ['router', far, 'tor'] as const].map(async ([end, bird, name]) =>
        until(`the ${end} says ${comes[end]}`, async () => {
          const seen = await state(bird, name);
          return { done: seen === (comes[end] ?? seen) || undefined, seen };
        }),
      );
      await Promise.all(waits);
      if (counters) expect(await state(far, 'tor')).not.toContain('Established');
    });
  });
});

function routerConfig({ asNumber = 64513, password, ttlSecurity = false }: RouterSide): string {
  return [
    'router id 192.0.2.2;',
    'protocol device {}',
    'protocol bgp tor {',
    `  local 192.0.2.2 as ${asNumber};`,
    `  neighbor ${NODE.address[4]} as ${NODE.asNumber};`,
    ttlSecurity ? '  multihop 1;\n  ttl security on;' : '  multihop;',
    ...(password === undefined ? [] : [`  password "${password}";`]),
    '}',
    '',
  ].join('\n');
}

/** State and info of a protocol, without its name, table and time. */
async function state(bird: Bird, protocol: string): Promise<string> {
  const answer = await bird.ask('show', 'protocols', protocol);
  const line = answer.split('\n').find((one) => one.startsWith(`${protocol} `)) ?? answer;
  const [, , , up = '', , ...info] = line.trim().split(/\s+/);
  return [up, ...info].join(' ').trim();
}

async function moved(network: Network, counters: readonly string[]) {
  const texts = await Promise.all([network.exec('node', NETSTAT), network.exec('router', NETSTAT)]);
  const values = texts.flatMap((text) => {
    const [names = [], numbers = []] = text.split('\n').map((line) => line.split(' '));
    return counters.map((counter) => Number(numbers[names.indexOf(counter)] ?? 0));
  });
  return { done: values.some((value) => value > 0) || undefined, seen: values.join(', ') };
}

const NETSTAT = ['cat', '/proc/net/netstat'];
