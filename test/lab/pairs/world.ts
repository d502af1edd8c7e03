/** Network namespaces of one pair of ends: the node's, the router's, and one between them where they are two hops apart. */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type End = 'node' | 'second' | 'router';

/** What is connected: addresses with their prefix length, as `ip address` takes them. */
export interface Cabling {
  /** The node's, at eth0. */
  readonly node: readonly string[];
  /** Where the node sends what is on none of its networks: the router's, or those of the hop between. */
  readonly gateways: readonly string[];
  /** Another node, at the router's eth1. */
  readonly second?: { readonly node: readonly string[]; readonly gateways: readonly string[] };
  /** Of a hop between both: at the node's side, and at the router's. The router's way back leads over them. */
  readonly hop?: { readonly near: readonly string[]; readonly far: readonly string[] };
}

export interface World {
  /** A folder of its own for every end: files, sockets. */
  readonly folder: (end: End) => string;
  /** Starts a program at one end. It ends with the world. */
  start(end: End, command: readonly string[]): ChildProcess;
  /** Runs a program at one end and waits; answers with all that it prints, whatever its exit code is. */
  ask(end: End, command: readonly string[]): Promise<{ readonly code: number; readonly printed: string }>;
}

let count = 0;
const open = new Set<() => void>();

/** Removes what a run that was cut off has left. */
export function closeWorlds(): void {
  for (const close of [...open]) close();
}

/** Makes the namespaces, does the experiment, and removes them with all that runs in them, whatever happens. */
export async function withWorld<T>(cabling: Cabling, experiment: (world: World) => Promise<T>): Promise<T> {
  count += 1;
  // The name tells whose it is: what a killed run has left is found by it.
  const prefix = `bgplint-${process.pid}-${Math.random().toString(36).slice(2, 6)}${count}`;
  const name = (end: End | 'hop') => `${prefix}-${end}`;
  const all = ['node', 'router', ...(cabling.hop ? ['hop'] : []), ...(cabling.second ? ['second'] : [])] as End[];
  const root = mkdtempSync(join(tmpdir(), 'bgplint-lab-'));
  const made = () => mkdtempSync(join(root, 'e'));
  const folders = { node: made(), second: made(), router: made() };
  // The daemons are another user.
  for (const folder of [root, ...Object.values(folders)]) chmodSync(folder, 0o777);
  const children = new Set<ChildProcess>();
  const close = () => {
    open.delete(close);
    for (const child of children) child.kill('SIGKILL');
    for (const end of all) spawnSync('ip', ['netns', 'delete', name(end)]);
    rmSync(root, { recursive: true, force: true });
  };
  open.add(close);
  try {
    await run('sh', ['-ec', layout(cabling, name)]);
    return await experiment({
      folder: (end) => folders[end],
      start(end, command) {
        // A killed run must not leave daemons behind: they die with the thread that started them.
        const args = ['netns', 'exec', name(end), 'setpriv', '--pdeathsig', 'KILL', ...command];
        const child = spawn('ip', args, { stdio: ['ignore', 'pipe', 'pipe'] });
        children.add(child);
        child.on('error', () => children.delete(child));
        child.on('exit', () => children.delete(child));
        return child;
      },
      async ask(end, command) {
        const done = await run('ip', ['netns', 'exec', name(end), ...command], { maxBuffer: 16 << 20 }).catch(
          (error: Error & { code?: number; stdout?: string; stderr?: string }) => error,
        );
        const code = 'code' in done && typeof done.code === 'number' ? done.code : 0;
        return { code, printed: `${done.stdout ?? ''}${done.stderr ?? ''}` };
      },
    });
  } finally {
    close();
  }
}

/** The shell's commands that make it. Addresses are there at once: nobody waits for IPv6 to find that nobody else has them. */
function layout({ node, gateways, second, hop }: Cabling, name: (end: End | 'hop') => string): string {
  const family = (address: string) => (address.includes(':') ? '-6' : '-4');
  const at = (end: End | 'hop', link: string, addresses: readonly string[]) =>
    addresses.map((address) => `ip -n ${name(end)} address add ${address} dev ${link}`);
  const settings = [
    'for s in all default; do echo 0 > /proc/sys/net/ipv6/conf/$s/accept_dad; echo 0 > /proc/sys/net/ipv6/conf/$s/dad_transmits; done',
    'echo 1 > /proc/sys/net/ipv4/ip_forward',
    'echo 1 > /proc/sys/net/ipv6/conf/all/forwarding',
    'ip link set lo up',
  ].join('; ');
  const make = (end: End | 'hop') => [`ip netns add ${name(end)}`, `ip netns exec ${name(end)} sh -ec '${settings}'`];
  const cable = (a: End | 'hop', link: string, b: End | 'hop') => [
    `ip -n ${name(a)} link add ${link} type veth peer name eth0 netns ${name(b)}`,
    `ip -n ${name(a)} link set ${link} up`,
    `ip -n ${name(b)} link set eth0 up`,
  ];
  const way = (end: End, gateway: string) =>
    `ip ${family(gateway)} -n ${name(end)} route add default via ${gateway} dev eth0`;
  const between =
    hop === undefined
      ? cable('node', 'eth0', 'router')
      : [...make('hop'), ...cable('hop', 'eth1', 'router'), ...cable('node', 'eth0', 'hop')];
  return [
    ...make('node'),
    ...make('router'),
    ...between,
    ...at('node', 'eth0', node),
    ...(hop === undefined ? [] : [...at('hop', 'eth0', hop.near), ...at('hop', 'eth1', hop.far)]),
    ...gateways.map((gateway) => way('node', gateway)),
    ...(second === undefined
      ? []
      : [
          ...make('second'),
          ...cable('router', 'eth1', 'second'),
          ...at('second', 'eth0', second.node),
          ...second.gateways.map((gateway) => way('second', gateway)),
        ]),
  ].join('\n');
}

/** `192.0.2.11/24` → `192.0.2.0/24`; IPv6 by its first 64 bits. */
export function network(address: string): string {
  const [host = '', length = ''] = address.split('/');
  if (host.includes(':')) return `${host.replace(/::.*/, '::')}/${length}`;
  const bits = Number(length);
  const value = host.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const base = value - (value % 2 ** (32 - bits));
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.')}/${bits}`;
}
