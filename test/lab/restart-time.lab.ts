import { afterAll, expect, test } from 'vitest';
import { lab } from './lab.ts';
import { closeAll, until, withNetwork } from './network.ts';
import { peer } from './objects.ts';
import { type GracefulRestart, gracefulRestart } from './open-message.ts';
import { render } from './render.ts';

afterAll(closeAll);

/** A peer's maxRestartTime, and the restart time and flags that the other end of the session receives. */
const received: readonly (readonly [maxRestartTime: string, seconds: number, flags?: string])[] = [
  ['0.4s', 0],
  ['1s', 1],
  ['120s', 120],
  ['1h8m15s', 4095],
  ['4096s', 0],
  ['5000s', 904],
  ['40000s', 3136, 'R'],
  ['65535s', 4095, 'RN'],
  ['65536s', 0],
];

lab('what a restart time becomes on the wire', 'sessions', () => {
  test('calico/restart-time-out-of-range: twelve bits, and what is above them are flags', async () => {
    const address = (index: number) => `192.0.2.${index + 2}`;
    const peers = received.map(([maxRestartTime], index) => peer({ peerIP: address(index), maxRestartTime }));
    const open = await withNetwork(
      received.map((_, index) => address(index)),
      async (network) => {
        const listener = network.start('router', [process.execPath, `${import.meta.dirname}/listener.mjs`]);
        let printed = '';
        for (const stream of [listener.stdout, listener.stderr])
          stream?.on('data', (data) => {
            printed += data;
          });
        await until('the router listens', async () => ({
          done: printed.startsWith('listening') || undefined,
          seen: printed,
        }));
        await network.bird('node', render(peers));
        return until('an OPEN message came from every peer', async () => {
          const lines = new Map([...printed.matchAll(/^([\d.]+) ([0-9a-f]+)$/gm)].map(([, to, hex]) => [to, hex]));
          return { done: lines.size === received.length ? lines : undefined, seen: printed };
        });
      },
    );
    expect(
      received.map(([time], index) => [time, gracefulRestart(Buffer.from(open.get(address(index)) ?? '', 'hex'))]),
    ).toEqual(received.map(([time, seconds, flags]) => [time, capability(seconds, flags)]));
  });
});

function capability(seconds: number, flags = ''): GracefulRestart {
  return { restarting: flags.includes('R'), notification: flags.includes('N'), seconds };
}
