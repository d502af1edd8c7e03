import { afterAll, expect, test } from 'vitest';
import { lab } from './lab.ts';
import { type Bird, closeAll, until, withNetwork } from './network.ts';
import { type BGPConfiguration, configuration, peer } from './objects.ts';
import { protocolName } from './protocols.ts';
import { render } from './render.ts';
import { ROUTER_ADDRESS, ROUTER_PROTOCOL, routerConfig } from './router.ts';

afterAll(closeAll);

const BLOCKS = [{ cidr: '10.0.0.0/24' }, { cidr: '10.1.0.0/24' }, { cidr: '10.1.0.1/32' }];
const PEER = protocolName('Global', ROUTER_ADDRESS);

/** A prefix that is given communities, and what the router then learns: each route with its communities. */
const experiments: readonly (readonly [
  name: string,
  spec: BGPConfiguration['spec'],
  learned: Readonly<Record<string, string>>,
])[] = [
  [
    'calico/advertised-cidr-invalid: a bare address parses, and every route fails in the filter',
    { prefixAdvertisements: [{ cidr: '10.1.0.1', communities: ['65000:1'] }] },
    {},
  ],
  [
    'calico/advertised-cidr-invalid: mended, with its length',
    { prefixAdvertisements: [{ cidr: '10.1.0.1/32', communities: ['65000:1'] }] },
    { '10.0.0.0/24': '', '10.1.0.0/24': '', '10.1.0.1/32': '(65000,1)' },
  ],
  [
    'calico/community-invalid: a name that nothing defines: the route goes without',
    { prefixAdvertisements: [{ cidr: '10.1.0.0/24', communities: ['blue'] }] },
    { '10.0.0.0/24': '', '10.1.0.0/24': '', '10.1.0.1/32': '' },
  ],
  [
    'calico/community-invalid: mended, a name that is defined',
    {
      communities: [{ name: 'blue', value: '65000:1' }],
      prefixAdvertisements: [{ cidr: '10.1.0.0/24', communities: ['blue'] }],
    },
    { '10.0.0.0/24': '', '10.1.0.0/24': '(65000,1)', '10.1.0.1/32': '(65000,1)' },
  ],
];

lab('what a router learns', 'sessions', () => {
  test.concurrent.each(experiments)('%s', async (_name, spec, learned) => {
    await withNetwork([ROUTER_ADDRESS], async (network) => {
      const far = await network.bird('router', routerConfig());
      const near = await network.bird('node', render([peer(), configuration({ serviceClusterIPs: BLOCKS, ...spec })]));
      // The node has decided on each route that it has: a route that does not come is not one that is late.
      await until('the node is Established and decided on its routes', async () => {
        const seen = await near.ask('show', 'protocols', 'all', PEER);
        const [, updates, , filtered, , accepted] =
          /Export updates:\s+(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\d+)/.exec(seen) ?? [];
        const decided = Number(updates) >= BLOCKS.length && Number(filtered) + Number(accepted) >= BLOCKS.length;
        return { done: (seen.includes('Established') && decided) || undefined, seen };
      });
      await until(`the router has ${JSON.stringify(learned)}`, async () => {
        const seen = await routes(far);
        return {
          done: Object.keys(seen).length >= Object.keys(learned).length || undefined,
          seen: JSON.stringify(seen),
        };
      });
      expect(await routes(far)).toEqual(learned);
    });
  });
});

/** What the router has learnt: each prefix with its communities. */
async function routes(bird: Bird): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  let prefix = '';
  for (const line of (await bird.ask('show', 'route', 'all', 'protocol', ROUTER_PROTOCOL)).split('\n')) {
    const [, start] = /^(\S+\/\d+)\s/.exec(line) ?? [];
    if (start !== undefined) {
      prefix = start;
      found[prefix] = '';
    }
    const [, community] = /BGP\.community: (.*)/.exec(line) ?? [];
    if (community !== undefined) found[prefix] = community;
  }
  return found;
}
