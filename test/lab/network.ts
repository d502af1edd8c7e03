import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { NODE } from './node.ts';

const run = promisify(execFile);

export type End = 'node' | 'router';

/** A node and a router, each in a network namespace of its own, with one cable between them. */
export interface Network {
  /** Starts a program at one end. It ends with the network. */
  start(end: End, command: readonly string[]): ChildProcess;
  /** Runs a program at one end and waits for it. */
  exec(end: End, command: readonly string[]): Promise<string>;
  /** Starts BIRD with this configuration at one end, and waits until its client can talk to it. */
  bird(end: End, config: string): Promise<Bird>;
}

export interface Bird {
  /** What BIRD's client prints. */
  ask(...question: string[]): Promise<string>;
  /** Replaces the configuration and has BIRD read it again, as confd does. Answers with what BIRD says. */
  configure(config: string): Promise<string>;
}

let made = 0;
const open = new Set<() => void>();

/** Makes a network, does the experiment, and removes the network whatever happens. */
export async function withNetwork<T>(
  routerAddresses: readonly string[],
  experiment: (network: Network) => Promise<T>,
): Promise<T> {
  made += 1;
  const prefix = `bgplint-${process.pid}-${Math.random().toString(36).slice(2, 6)}${made}`;
  const namespace = (end: End) => `${prefix}-${end}`;
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-lab-'));
  const children = new Set<ChildProcess>();
  const close = () => {
    open.delete(close);
    for (const child of children) child.kill('SIGKILL');
    // The cable goes with either end.
    for (const end of ['node', 'router'] as const) spawnSync('ip', ['netns', 'delete', namespace(end)]);
    rmSync(folder, { recursive: true, force: true });
  };
  open.add(close);

  const network: Network = {
    start(end, command) {
      // A killed test run must not leave daemons behind: they die with the thread that started them.
      const args = ['netns', 'exec', namespace(end), 'setpriv', '--pdeathsig', 'KILL', ...command];
      const child = spawn('ip', args, { stdio: ['ignore', 'pipe', 'pipe'] });
      children.add(child);
      child.on('error', () => children.delete(child));
      child.on('exit', () => children.delete(child));
      return child;
    },
    async exec(end, command) {
      return (await run('ip', ['netns', 'exec', namespace(end), ...command])).stdout;
    },
    async bird(end, config) {
      const file = join(folder, `${end}.cfg`);
      const socket = join(folder, `${end}.ctl`);
      const write = (text: string) => writeFileSync(file, `log stderr all;\n${text}`);
      const ask = async (...question: string[]) => (await run('birdc', ['-s', socket, ...question])).stdout;
      write(config);
      const daemon = network.start(end, ['bird', '-f', '-c', file, '-s', socket]);
      let log = '';
      daemon.stderr?.on('data', (data) => {
        log += data;
      });
      await until(`BIRD answers at the ${end}`, async () => {
        if (daemon.exitCode !== null) throw new Error(`BIRD did not start: ${log}`);
        const answer = await ask('show', 'status').catch((error: Error) => error.message);
        return { done: answer.includes('Daemon is up and running') ? true : undefined, seen: `${answer}${log}` };
      });
      return {
        ask,
        configure(text) {
          write(text);
          return ask('configure');
        },
      };
    },
  };

  try {
    for (const end of ['node', 'router'] as const) await run('ip', ['netns', 'add', namespace(end)]);
    const [near, far] = [namespace('node'), namespace('router')];
    await run('ip', ['-n', near, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', far]);
    await run('ip', ['-n', near, 'address', 'add', `${NODE.address[4]}/24`, 'dev', 'eth0']);
    for (const address of routerAddresses)
      await run('ip', ['-n', far, 'address', 'add', `${address}/24`, 'dev', 'eth0']);
    for (const name of [near, far]) {
      await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
      await run('ip', ['-n', name, 'link', 'set', 'eth0', 'up']);
    }
    return await experiment(network);
  } finally {
    close();
  }
}

/** Removes what an experiment that was cut off has left. */
export function closeAll(): void {
  for (const close of [...open]) close();
}

/** Asks again and again until there is an answer. The deadline is for what never comes, and says what was seen last. */
export async function until<T>(
  what: string,
  look: () => Promise<{ readonly done: T | undefined; readonly seen: string }>,
): Promise<T> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const { done, seen } = await look();
    if (done !== undefined) return done;
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}; seen last: ${seen}`);
    await sleep(100);
  }
}
