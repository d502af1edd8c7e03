/** A node's end and a router's, run for real: what each says of the session, and which routes the router's kernel has. */
import type { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Frr, startFrr } from './frr.ts';
import { familyOf, type Manifest, type Rendered } from './manifests.ts';
import { calico } from './speaker-bird.ts';
import { frrK8s, metallb } from './speaker-frr.ts';
import { cilium } from './speaker-gobgp.ts';
import { type Cabling, type End, network, type World, withWorld } from './world.ts';

export type Product = 'metallb' | 'frr-k8s' | 'calico' | 'cilium';

const renderers: Readonly<Record<Product, (objects: readonly Manifest[]) => Rendered>> = {
  metallb,
  'frr-k8s': frrK8s,
  calico,
  cilium,
};

/** A kind of one name may be each product's own. */
const groups: Readonly<Record<Product, RegExp>> = {
  metallb: /^(v1$|metallb\.io\/)/,
  'frr-k8s': /^(v1$|frrk8s\.metallb\.io\/)/,
  calico: /^(v1$|projectcalico\.org\/)/,
  cilium: /^(v1$|cilium\.io\/)/,
};

/** The product's file on one of the nodes: the first, unless another is named. */
const render = (product: Product, objects: readonly Manifest[], node = objects[0]?.metadata.name) =>
  renderers[product](
    objects.filter(
      ({ apiVersion, kind, metadata }) =>
        groups[product].test(apiVersion) && (kind !== 'Node' || metadata.name === node),
    ),
  );

export interface Pair {
  readonly product: Product;
  /** Another speaker on the same node. */
  readonly beside?: Product;
  /** What is applied to the cluster: a Node (two, where the cables lead to a second), and all of its peers. */
  readonly objects: readonly Manifest[];
  /** The router's frr.conf. */
  readonly router: string;
  readonly cabling: Cabling;
  /** The node's daemons are killed once all is up, and its routes looked for a while later. */
  readonly kill?: boolean;
}

export interface Outcome {
  /** Each session as its end has it at the last, in the daemons' words; `none` where the end knows of none. */
  readonly node: readonly string[];
  readonly router: readonly string[];
  /** The node's prefixes that the router's kernel routes to it, and those that it does not. */
  readonly routed: readonly string[];
  readonly missing: readonly string[];
  /** What FRR said as it read the file: lines refused. */
  readonly refused?: { readonly node?: string; readonly router?: string };
  /** Both ends are Established and every prefix is routed (after a kill: still routed). */
  readonly sound: boolean;
}

/** What the daemons print of the session, by the name of a file that could hold it. */
export type Outputs = Readonly<Record<string, string>>;

/** Until it is Established at both ends and its routes are there; FRR and BIRD have tried often by the end of this. */
const PATIENCE = 20_000;
/** GoBGP waits longer between its tries, and a try of the router may come in between. */
const PATIENCE_WITH_GOBGP = 45_000;
/** Routes come within a second of the last OPEN, on a machine that is not busy. */
const SETTLES = 10_000;
/** A limit of prefixes closes a session that had its routes for a moment: sound is what still is after this. */
const LASTS = 1_500;
/** What a router keeps of a node that died, it keeps longer than this. */
const DEAD = 5_000;

interface Side {
  sessions(): Promise<readonly string[]>;
  outputs(): Promise<Outputs>;
  again(): Promise<unknown>;
  kill(): void;
  readonly refused: string;
}

export async function runPair(
  pair: Pair,
  patience = pair.product === 'cilium' ? PATIENCE_WITH_GOBGP : PATIENCE,
): Promise<{ readonly outcome: Outcome; readonly outputs: Outputs }> {
  const { cabling } = pair;
  return withWorld(cabling, async (world) => {
    const rendered = render(pair.product, pair.objects);
    const second = cabling.second && render(pair.product, pair.objects, pair.objects[1]?.metadata.name);
    const startRouter = () => router(world, pair);
    const startNode = async () => {
      const one = await node(world, rendered);
      if (second !== undefined) return together(one, await node(world, second, 'second'));
      return pair.beside === undefined ? one : together(one, await node(world, render(pair.beside, pair.objects)));
    };
    // Who listens is there first: FRR and GoBGP dial again after two minutes only.
    const early = rendered.listens ? await startNode() : undefined;
    const far = await startRouter();
    const near = early ?? (await startNode());
    const own = [...cabling.node, ...(cabling.second?.node ?? [])].map((address) => address.replace(/\/.*/, ''));
    // What one node announces is for the other too, where both take routes.
    const wanted = [
      ...[...new Set([...rendered.announces, ...(second?.announces ?? [])])].map((prefix) => ({
        prefix,
        at: 'router' as End,
      })),
      ...(second?.takes === true
        ? [
            ...second.announces.map((prefix) => ({ prefix, at: 'node' as End })),
            ...rendered.announces.map((prefix) => ({ prefix, at: 'second' as End })),
          ]
        : []),
    ];
    const ends = [...new Set(wanted.map(({ at }) => at))];
    const name = ({ prefix, at }: { prefix: string; at: End }) => (at === 'router' ? prefix : `${prefix} at the ${at}`);
    const look = async (dead = false) => {
      const routes = new Map(await Promise.all(ends.map(async (end) => [end, await routed(world, end)] as const)));
      const [ofNode, all] = await Promise.all([dead ? [] : near.sessions(), far.sessions()]);
      // What else the router has in its file is not of this pair.
      const ofRouter = all.filter((session) => own.some((address) => session.startsWith(`${address} `)));
      const missing = wanted.filter(({ prefix, at }) => !routes.get(at)?.includes(prefix)).map(name);
      return { node: ofNode, router: ofRouter, missing, up: established(ofNode) && established(ofRouter) };
    };
    let seen = await look();
    let again = false;
    let wasUp = false;
    let upSince: number | undefined;
    let soundSince: number | undefined;
    for (const start = Date.now(); Date.now() - start < patience; seen = await look()) {
      if (seen.up) upSince ??= Date.now();
      else upSince = undefined;
      wasUp ||= seen.up;
      if (seen.up && seen.missing.length === 0) soundSince ??= Date.now();
      else soundSince = undefined;
      if (soundSince !== undefined && Date.now() - soundSince > LASTS) break;
      if (upSince !== undefined && Date.now() - upSince > SETTLES) break;
      // One that was up and fell is answered: FRR does not count prefixes again after a clear (8.4.4, seen at times).
      if (!again && !wasUp && Date.now() - start > patience / 3) {
        again = true;
        await far.again();
      }
      await sleep(400);
    }
    const { up } = seen;
    const outputs = { ...(await near.outputs()), ...(await far.outputs()) };
    if (pair.kill === true) {
      near.kill();
      await sleep(DEAD);
      seen = { ...(await look(true)), up };
    }
    const routes = wanted.map(name).filter((one) => !seen.missing.includes(one));
    const refused = {
      ...(near.refused === '' ? {} : { node: near.refused }),
      ...(far.refused === '' ? {} : { router: far.refused }),
    };
    const outcome: Outcome = {
      node: seen.node,
      router: seen.router,
      routed: routes,
      missing: seen.missing,
      ...(Object.keys(refused).length === 0 ? {} : { refused }),
      sound: up && seen.missing.length === 0,
    };
    return { outcome, outputs };
  });
}

const established = (sessions: readonly string[]) =>
  sessions.length > 0 && sessions.every((session) => session.endsWith('Established'));

/** The prefixes that BGP has brought into an end's kernel: FRR's routes are its, BIRD's are BIRD's. */
async function routed(world: World, end: End): Promise<string[]> {
  const tables = await Promise.all(
    ['-4', '-6'].flatMap((family) =>
      ['bgp', 'bird'].map((of) => world.ask(end, ['ip', family, 'route', 'show', 'proto', of, 'table', 'all'])),
    ),
  );
  return tables.flatMap(({ printed }) =>
    printed
      .split('\n')
      .filter((line) => /^[\da-f]/.test(line))
      .map((line) => line.split(' ')[0] ?? '')
      .map((prefix) => (prefix.includes('/') ? prefix : `${prefix}/${familyOf(prefix) === 4 ? 32 : 128}`)),
  );
}

async function router(world: World, { router: config, cabling }: Pair): Promise<Side> {
  const frr = await startFrr(world, 'router', config, { listens: true, whole: false });
  for (const { to, via } of waysBack(cabling)) await world.ask('router', ['ip', 'route', 'add', to, 'via', via]);
  return ofFrr(frr, 'router');
}

/** Over the hop, if there is one. */
function waysBack({ node: addresses, hop }: Cabling): { to: string; via: string }[] {
  return addresses.flatMap((address) => {
    const via = hop?.far.find((one) => familyOf(one) === familyOf(address))?.replace(/\/.*/, '');
    return via === undefined ? [] : [{ to: network(address), via }];
  });
}

async function node(world: World, { files, listens }: Rendered, end: End = 'node'): Promise<Side> {
  if (files.frr !== undefined) return ofFrr(await startFrr(world, end, files.frr, { listens, whole: true }), end);
  if (files.gobgp !== undefined) return gobgp(world, files.gobgp);
  return bird(world, { bird: files.bird, bird6: files.bird6 }, end);
}

/** Two speakers of one node. */
function together(one: Side, other: Side): Side {
  return {
    refused: `${one.refused}${other.refused}`,
    again: () => Promise.all([one.again(), other.again()]),
    kill() {
      one.kill();
      other.kill();
    },
    sessions: async () => (await Promise.all([one.sessions(), other.sessions()])).flat(),
    outputs: async () => ({ ...(await one.outputs()), ...(await other.outputs()) }),
  };
}

function ofFrr(frr: Frr, end: End): Side {
  return {
    refused: frr.said,
    kill: frr.kill,
    again: () => frr.show('clear bgp *', 'clear bgp ipv6 *'),
    async sessions() {
      const printed = await frr.show('show bgp vrf all neighbors json');
      return states(/\{[\s\S]*/.exec(printed)?.[0] ?? '{}');
    },
    async outputs() {
      const [summary, summaryJson, neighbors, neighborsJson] = await Promise.all([
        frr.show('show bgp summary'),
        frr.show('show bgp summary json'),
        frr.show('show bgp neighbors'),
        frr.show('show bgp neighbors json'),
      ]);
      return {
        [`${end}-summary.txt`]: summary,
        [`${end}-summary.json`]: summaryJson,
        [`${end}-neighbors.txt`]: neighbors,
        [`${end}-neighbors.json`]: neighborsJson,
      };
    },
  };
}

/** Of `show bgp vrf all neighbors json`: VRFs with their neighbors, each by its address or interface. */
function states(text: string): string[] {
  const parsed: unknown = JSON.parse(text);
  const inside = (value: unknown) => (typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const found = inside(parsed).flatMap(([, vrf]) =>
    inside(vrf).flatMap(([neighbor, one]) =>
      inside(one).flatMap(([key, state]) => (key === 'bgpState' ? [`${neighbor} ${String(state)}`] : [])),
    ),
  );
  return found.sort();
}

async function bird(
  world: World,
  configs: { bird: string | undefined; bird6: string | undefined },
  end: End,
): Promise<Side> {
  const folder = world.folder(end);
  const running = Object.entries(configs).flatMap(([program, config]) => {
    if (config === undefined) return [];
    const file = join(folder, `${program}.cfg`);
    writeFileSync(file, config);
    return [{ program, file, socket: join(folder, `${program}.ctl`), config }];
  });
  let refused = '';
  const children: ReturnType<typeof spawn>[] = [];
  for (const { program, file, socket } of running) {
    const tried = await world.ask(end, [program, '-p', '-c', file]);
    if (tried.code !== 0) refused += tried.printed.replaceAll(`${folder}/`, '');
    // confd leaves the last file as it is where BIRD refuses the new one: nothing is there at first.
    else children.push(world.start(end, [program, '-f', '-c', file, '-s', socket]));
  }
  for (const child of children) {
    child.stdout?.resume();
    child.stderr?.resume();
  }
  const ask = (socket: string, ...words: string[]) => world.ask(end, ['birdc', '-s', socket, ...words]);
  for (let tries = 0; refused === '' && tries < 100; tries += 1) {
    const answers = await Promise.all(running.map(({ socket }) => ask(socket, 'show', 'status')));
    if (answers.every(({ printed }) => printed.includes('Daemon is up and running'))) break;
    await sleep(100);
  }
  const shown = async () => Promise.all(running.map(({ socket }) => ask(socket, 'show', 'protocols')));
  return {
    refused,
    kill: () => {
      for (const child of children) child.kill('SIGKILL');
    },
    again: async () => undefined,
    async sessions() {
      const rows = (await shown()).flatMap(({ printed }) => printed.split('\n'));
      return rows.flatMap((row) => {
        const [name = '', protocol, , up = '', , ...info] = row.trim().split(/\s+/);
        return protocol === 'BGP' ? [`${name} ${[up, ...info].join(' ').trim()}`] : [];
      });
    },
    async outputs() {
      const [protocols, everything] = await Promise.all([
        shown(),
        Promise.all(running.map(({ socket }) => ask(socket, 'show', 'protocols', 'all'))),
      ]);
      return Object.fromEntries(
        running.flatMap(({ program }, index) => [
          [`${end}-${program}-protocols.txt`, protocols[index]?.printed ?? ''],
          [`${end}-${program}-protocols-all.txt`, everything[index]?.printed ?? ''],
        ]),
      );
    },
  };
}

async function gobgp(world: World, config: string): Promise<Side> {
  const file = join(world.folder('node'), 'gobgp.json');
  const { announces, ...read } = JSON.parse(config);
  writeFileSync(file, JSON.stringify(read));
  const child = world.start('node', [
    'gobgpd',
    '-t',
    'json',
    '-f',
    file,
    '--pprof-disable',
    '--api-hosts',
    '127.0.0.1:50051',
  ]);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      log += data;
    });
  const ask = (...words: string[]) => world.ask('node', ['gobgp', ...words]);
  for (let tries = 0; tries < 100; tries += 1) {
    const { printed, code } = await ask('global');
    if (code === 0 && printed.includes('Router-ID')) break;
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  for (const prefix of announces ?? [])
    await ask('global', 'rib', 'add', prefix, '-a', familyOf(prefix) === 4 ? 'ipv4' : 'ipv6');
  return {
    refused: child.exitCode === null ? '' : log,
    kill: () => child.kill('SIGKILL'),
    again: async () => undefined,
    async sessions() {
      const { printed } = await ask('neighbor', '-j');
      const rows: unknown = printed.trim().startsWith('[') ? JSON.parse(printed) : [];
      return (Array.isArray(rows) ? rows : []).map(
        ({ state }) => `${state['neighbor_address']} ${stateNames[state['session_state'] ?? 0] ?? 'unknown'}`,
      );
    },
    outputs: async () => ({}),
  };
}

const stateNames = ['unknown', 'Idle', 'Connect', 'Active', 'OpenSent', 'OpenConfirm', 'Established'];
