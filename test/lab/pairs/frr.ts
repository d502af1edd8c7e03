/** FRR at one end, in folders of its own: no file or socket of a machine's FRR is touched. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { End, World } from './world.ts';

const bgpd = process.env['BGPLINT_BGPD'] ?? '/usr/lib/frr/bgpd';

/** Whether Debian's package `frr` is there. */
export const hasFrr = existsSync(bgpd) && existsSync('/usr/bin/vtysh');

export interface Frr {
  /** What vtysh prints to these commands. */
  show(...commands: string[]): Promise<string>;
  /** Ends its daemons at once, as a crash does. */
  kill(): void;
  /** What was printed when the file was read: refused lines, each with its number. */
  readonly said: string;
}

export interface Running {
  /** MetalLB and frr-k8s start bgpd with `-p 0`: it listens to nobody. */
  readonly listens: boolean;
  /** MetalLB's and frr-k8s' reloader tries the file first, and applies none of a file of which a line is refused. */
  readonly whole: boolean;
}

/**
 * FRR's daemons become another user, and so would not end with a run that is killed: a shell does, as the first process of a
 * namespace in which the kernel ends all others with it.
 */
const DIES_WITH_US = ['unshare', '--pid', '--fork', '--kill-child', 'sh', '-c', '"$@" & wait', 'sh'];

/** Starts FRR and has it read the file by vtysh, as `frr.service` does at boot. */
export async function startFrr(world: World, end: End, config: string, { listens, whole }: Running): Promise<Frr> {
  const folder = world.folder(end);
  const file = join(folder, 'frr.conf');
  writeFileSync(file, config);
  const vtysh = (...args: string[]) =>
    world.ask(end, ['vtysh', '--vty_socket', folder, '--config_dir', folder, ...args]);
  writeFileSync(join(folder, 'vtysh.conf'), '');
  const children = daemons(config).map(([daemon, options]) => () => {
    const sockets = ['-i', join(folder, `${daemon}.pid`), '-z', join(folder, 'zserv'), '--vty_socket', folder];
    const own = daemon === 'bgpd' && !listens ? ['-p', '0'] : [];
    const log = ['-u', 'frr', '-g', 'frr', '--log', 'stdout', '-f', '/dev/null'];
    const child = world.start(end, [
      ...DIES_WITH_US,
      join(dirname(bgpd), daemon),
      ...sockets,
      ...log,
      ...options,
      ...own,
    ]);
    child.stdout?.resume();
    child.stderr?.resume();
    return child;
  });
  const [zebra, ...others] = children;
  const started = [zebra?.()];
  await appears(join(folder, 'zserv'));
  for (const other of others) started.push(other());
  for (const [daemon] of daemons(config)) await appears(join(folder, `${daemon}.vty`));
  const tried = whole ? await vtysh('-C', '-f', file) : { code: 0, printed: '' };
  const { printed } = tried.code === 0 ? await vtysh('-f', file) : tried;
  return {
    // What it only remarks is no line refused.
    said: printed
      .split('\n')
      .filter((line) => /^line \d+:|^%|rror/.test(line))
      .join('\n'),
    async show(...commands) {
      return (await vtysh(...commands.flatMap((command) => ['-c', command]))).printed;
    },
    kill() {
      for (const child of started) child?.kill('SIGKILL');
    },
  };
}

function daemons(config: string): (readonly [daemon: string, options: readonly string[]])[] {
  return [
    ['zebra', []],
    ...(/^\s*(ip|ipv6) route /m.test(config) ? [['staticd', []] as const] : []),
    ...(/\bbfd\b/.test(config) ? [['bfdd', []] as const] : []),
    ['bgpd', []],
  ];
}

async function appears(file: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!existsSync(file)) {
    if (Date.now() > deadline) throw new Error(`${file} does not come`);
    await sleep(50);
  }
}
