/** What FRR does with the sessions and routes of which metallb/ and frr-k8s/ rules speak: the speaker's FRR at the node, another as the router. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { closeAll, type End, type Network, until, withNetwork } from './network.ts';
import { NODE } from './node.ts';
import { ROUTER_ADDRESS } from './router.ts';

/** Of Debian's package `frr`, which makes the user that its daemons become. */
const bgpd = process.env['BGPLINT_BGPD'] ?? '/usr/lib/frr/bgpd';
const zebra = join(dirname(bgpd), 'zebra');

const made: string[] = [];

afterAll(() => {
  closeAll();
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Starts zebra and bgpd at one end. Answers with what they say from then on. */
async function frr(network: Network, end: End, config: readonly string[]): Promise<() => string> {
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-lab-'));
  made.push(folder);
  // The daemons are another user.
  chmodSync(folder, 0o777);
  const file = join(folder, 'bgpd.conf');
  writeFileSync(file, `${config.join('\n')}\n`);
  let log = '';
  const start = (daemon: string, more: readonly string[]) => {
    const sockets = ['-i', join(folder, `${more.length}.pid`), '-z', join(folder, 'zserv'), '--vty_socket', folder];
    const child = network.start(end, [daemon, ...sockets, '-u', 'frr', '-g', 'frr', '--log', 'stdout', ...more]);
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data) => {
        log += data;
      });
  };
  start(zebra, []);
  await until(`zebra runs at the ${end}`, async () => ({
    done: existsSync(join(folder, 'zserv')) || undefined,
    seen: log,
  }));
  start(bgpd, ['-f', file]);
  return () => log;
}

/** As MetalLB and frr-k8s write it: addresses are announced whether or not the node has them, each family by itself. */
const speaker = (neighbors: readonly string[], v4: readonly string[], v6: readonly string[] = []) => [
  `router bgp ${NODE.asNumber}`,
  ` bgp router-id ${NODE.routerId}`,
  ' no bgp ebgp-requires-policy',
  ' no bgp default ipv4-unicast',
  ' no bgp network import-check',
  ...neighbors,
  ' address-family ipv4 unicast',
  ...v4,
  ' exit-address-family',
  ' address-family ipv6 unicast',
  ...v6,
  ' exit-address-family',
];

/** A router that takes both families from the node. */
const router = (neighbor: string) => [
  'router bgp 64601',
  ' bgp router-id 192.0.2.2',
  ' no bgp ebgp-requires-policy',
  ` neighbor ${neighbor} ${neighbor === 'eth0' ? 'interface ' : ''}remote-as ${NODE.asNumber}`,
  ` neighbor ${neighbor} timers 1 3`,
  ' address-family ipv6 unicast',
  `  neighbor ${neighbor} activate`,
  ' exit-address-family',
];

const toRouter = (address: string) => [
  ` neighbor ${address} remote-as 64601`,
  ` neighbor ${address} timers 1 3`,
  ` neighbor ${address} timers connect 1`,
];

/** Waits until the end has a route that BGP brought. */
async function learned(network: Network, end: End, address: string, family: '-4' | '-6' = '-4'): Promise<void> {
  await until(`the ${end} has a route to ${address}`, async () => {
    const seen = await network.exec(end, ['ip', family, 'route', 'show', 'proto', 'bgp']);
    return { done: seen.includes(`${address} `) || undefined, seen };
  });
}

const wayTo = (network: Network, end: End, address: string) => network.exec(end, ['ip', 'route', 'get', address]);

describe.skipIf(!existsSync(zebra) || process.getuid?.() !== 0)(
  'metallb/pool-range-invalid: a router’s address',
  () => {
    const announced = (at: string) =>
      speaker(toRouter(at), [`  neighbor ${at} activate`, `  network ${ROUTER_ADDRESS}/32`]);

    test('the router takes the route to its own address, and goes on answering for it', async () => {
      await withNetwork([ROUTER_ADDRESS], async (network) => {
        await frr(network, 'router', router(NODE.address[4]));
        await frr(network, 'node', announced(ROUTER_ADDRESS));
        await learned(network, 'router', ROUTER_ADDRESS);
        expect(await wayTo(network, 'router', ROUTER_ADDRESS)).toMatch(/^local /);
      });
    });

    test('another router sends to the node what is for the router', async () => {
      const other = '192.0.2.3';
      await withNetwork([other], async (network) => {
        await frr(network, 'router', router(NODE.address[4]));
        expect(await wayTo(network, 'router', ROUTER_ADDRESS)).toMatch(/^192\.0\.2\.2 dev eth0 /);
        await frr(network, 'node', announced(other));
        await learned(network, 'router', ROUTER_ADDRESS);
        expect(await wayTo(network, 'router', ROUTER_ADDRESS)).toContain(`via ${NODE.address[4]} `);
      });
    });

    // As kube-proxy does in IPVS mode with the address of a Service, at the interface kube-ipvs0.
    test('a node that has the address itself loses its session', async () => {
      await withNetwork([ROUTER_ADDRESS], async (network) => {
        await frr(network, 'router', router(NODE.address[4]));
        await frr(network, 'node', announced(ROUTER_ADDRESS));
        await learned(network, 'router', ROUTER_ADDRESS);
        await network.exec('node', ['ip', 'address', 'add', `${ROUTER_ADDRESS}/32`, 'dev', 'lo']);
        await until('the router has lost the route', async () => {
          const seen = await network.exec('router', ['ip', 'route', 'show', 'proto', 'bgp']);
          return { done: seen === '' || undefined, seen };
        });
      });
    });
  },
);

describe.skipIf(!existsSync(zebra) || process.getuid?.() !== 0)('sessions of FRR', () => {
  const v4 = [`  neighbor ${ROUTER_ADDRESS} activate`, '  network 198.51.100.9/32'];
  const v6 = ['  network 2001:db8:9::9/128'];

  test('frr-k8s/prefix-not-advertised: a prefix of a family that the session does not carry stays away', async () => {
    await withNetwork([ROUTER_ADDRESS], async (network) => {
      await frr(network, 'router', router(NODE.address[4]));
      await frr(network, 'node', speaker(toRouter(ROUTER_ADDRESS), v4, v6));
      await learned(network, 'router', '198.51.100.9');
      // The family is not negotiated: none of its routes is late.
      expect(await network.exec('router', ['ip', '-6', 'route', 'show', 'proto', 'bgp'])).toBe('');
    });
  });

  test('frr-k8s/prefix-not-advertised: mended, with both families', async () => {
    await withNetwork([ROUTER_ADDRESS], async (network) => {
      // The next hop of the other family is the node's own address of it.
      for (const [end, address] of [
        ['node', NODE.address[6]],
        ['router', '2001:db8::2'],
      ] as const)
        await network.exec(end, ['ip', 'address', 'add', `${address}/64`, 'dev', 'eth0', 'nodad']);
      await frr(network, 'router', router(NODE.address[4]));
      const both = [`  neighbor ${ROUTER_ADDRESS} activate`, ...v6];
      await frr(network, 'node', speaker(toRouter(ROUTER_ADDRESS), v4, both));
      await learned(network, 'router', '2001:db8:9::9', '-6');
    });
  });

  test('metallb/peer-address-invalid: a link-local neighbor is never dialed without an interface', async () => {
    await withNetwork([ROUTER_ADDRESS], async (network) => {
      await frr(network, 'router', router(NODE.address[4]));
      const neighbors = [...toRouter(ROUTER_ADDRESS), ...toRouter('fe80::2')];
      const config = ['debug bgp neighbor-events', ...speaker(neighbors, v4, ['  neighbor fe80::2 activate'])];
      const log = await frr(network, 'node', config);
      await learned(network, 'router', '198.51.100.9');
      await until('FRR has tried three times', async () => {
        const seen = log();
        return { done: seen.split('fe80::2 [FSM] Waiting for NHT').length > 3 || undefined, seen };
      });
      expect(log()).not.toContain('fe80::2 went from OpenSent');
    });
  });

  test('metallb/peer-address-invalid: mended, over the interface', async () => {
    await withNetwork([ROUTER_ADDRESS], async (network) => {
      await frr(network, 'router', router('eth0'));
      const neighbor = [' neighbor eth0 interface remote-as 64601', ' neighbor eth0 timers connect 1'];
      await frr(network, 'node', speaker(neighbor, [], ['  neighbor eth0 activate', ...v6]));
      await learned(network, 'router', '2001:db8:9::9', '-6');
    });
  });
});
