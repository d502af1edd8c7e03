import { afterAll, expect, test } from 'vitest';
import { lab } from './lab.ts';
import { closeAll, until, withNetwork } from './network.ts';
import { type CalicoObject, peer } from './objects.ts';
import { render } from './render.ts';

afterAll(closeAll);

const LATER = peer({ peerIP: '192.0.2.9' });
const healthy = [peer()];
const broken: readonly CalicoObject[] = [...healthy, { kind: 'BGPPeer', spec: { peerIP: '192.0.2.3' } }];
const mended: readonly CalicoObject[] = [...healthy, peer({ peerIP: '192.0.2.3' })];

lab('what one bad object does to a node', 'sessions', () => {
  test('every later change is refused with it, what runs goes on, and BIRD does not start again', async () => {
    await withNetwork([], async (network) => {
      const bird = await network.bird('node', render(healthy));
      expect(await protocols(bird.ask)).toEqual(['Global_192_0_2_2']);
      expect(await bird.configure(render(broken))).toContain('Remote AS number must be set');
      expect(await bird.configure(render([...broken, LATER]))).toContain('Remote AS number must be set');
      expect(await protocols(bird.ask)).toEqual(['Global_192_0_2_2']);
      await bird.configure(render([...mended, LATER]));
      await until('all three peers are there', async () => {
        const seen = await protocols(bird.ask);
        return { done: seen.length === 3 || undefined, seen: seen.join(' ') };
      });
    });
    await withNetwork([], async (network) => {
      await expect(network.bird('node', render(broken))).rejects.toThrow('Remote AS number must be set');
    });
  });
});

async function protocols(ask: (...question: string[]) => Promise<string>): Promise<string[]> {
  return [...(await ask('show', 'protocols')).matchAll(/^(Global_\S+)/gm)].map(([, name]) => name ?? '').sort();
}
