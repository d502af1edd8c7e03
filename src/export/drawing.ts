/**
 * What all drawings of a map have in common: boxes, and lines of which none stands for pairs of many with many. A mesh, and a peer
 * of many boxes with many, is a box of its own, a hub, to which each of them has one line.
 */
import { getOrMake } from '../lib/maps.ts';
import { clip } from '../lib/text.ts';
import type { Level } from '../model/rule.ts';
import type { RouterBox, Session, State, Topology, TopologyFinding } from '../model/topology.ts';

export interface Box {
  readonly id: string;
  /** `nodes` of the scan, those of a `selector`, a `hub`, a `router`, a router of which only the `address` is known, or what is `unread`. */
  readonly kind: 'nodes' | 'selector' | 'hub' | 'router' | 'address' | 'unread';
  /** The place in `clusters`; undefined for what is outside of them. */
  readonly cluster: number | undefined;
  /** What it is called, then what is known of it. */
  readonly lines: readonly string[];
  /** Of a hub and of what is unread; undefined for others. */
  readonly state: State | undefined;
  readonly sessions: readonly Session[];
  /** Places in `findings`: its own, beside those of its sessions. */
  readonly findings: readonly number[];
  /** Names behind a box of many. */
  readonly nodes: readonly string[];
}

export interface Line {
  readonly from: string;
  readonly to: string;
  readonly sessions: readonly Session[];
  readonly state: State;
  /** The names of its sessions, and the rules that found something. */
  readonly labels: readonly string[];
}

export interface Drawing {
  readonly clusters: readonly string[];
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** A name of a box, and a label of a line, in characters. */
const longest = 48;

/** Of the sessions of a line so many are named, and of addresses; of the rules one. */
const mostNamed = 2;

/** The states, the worst first. */
export function worstFirst(): readonly State[] {
  return ['faulty', 'unknown', 'sound'];
}

export function drawingOf(map: Topology): Drawing {
  const cluster = (name: string) => Math.max(0, map.clusters.indexOf(name));
  const boxes: Box[] = map.speakers.map((speaker) => ({
    id: speaker.id,
    kind: speaker.kind,
    cluster: cluster(speaker.cluster),
    lines: [
      clip(speaker.title, longest),
      ...(speaker.nodes.length > 1 ? [`${speaker.nodes.length} nodes`] : []),
      ...(speaker.isReflector ? ['route reflector'] : []),
      ...asLine(speaker.asNumbers),
    ],
    state: undefined,
    sessions: [],
    findings: speaker.findings,
    nodes: speaker.nodes,
  }));
  for (const router of map.routers) {
    boxes.push({
      id: router.id,
      kind: router.from === 'address' ? 'address' : 'router',
      cluster: undefined,
      lines: [
        clip(router.title, longest),
        ...addressLines(router),
        ...asLine(router.asNumbers),
        ...(router.listenRanges.length === 0 ? [] : [clip(`listens for ${some(router.listenRanges, 1)}`, longest)]),
      ],
      state: undefined,
      sessions: [],
      findings: router.findings,
      nodes: [],
    });
  }
  const between = new Map<string, { from: string; to: string; sessions: Session[] }>();
  const join = (from: string, to: string, session: Session) => {
    getOrMake(between, `${from} ${to}`, () => ({ from, to, sessions: [] })).sessions.push(session);
  };
  const hub = (session: Session, lines: readonly string[]) => {
    const { id, state, findings } = session;
    const kind = session.kind === 'unread' ? 'unread' : 'hub';
    boxes.push({ id, kind, cluster: cluster(session.cluster), lines, state, sessions: [session], findings, nodes: [] });
    return id;
  };
  for (const session of map.sessions) {
    const { kind, from, to, name, product, nodes } = session;
    if (kind === 'unread') {
      hub(session, [clip(name, longest), clip(`${product}, not read`, longest)]);
    } else if (kind === 'mesh') {
      const id = hub(session, ['mesh', ...(nodes === null ? [] : [nodes === 1 ? '1 node' : `${nodes} nodes`])]);
      for (const member of from) join(id, member, session);
    } else if (from.length > 1 && to.length > 1) {
      const id = hub(session, [clip(name, longest)]);
      for (const near of from) join(near, id, session);
      for (const far of to) join(id, far, session);
    } else {
      for (const near of from) for (const far of to) join(near, far, session);
    }
  }
  const lines = [...between.values()].map(({ from, to, sessions }): Line => {
    const state = worstFirst().find((one) => sessions.some((session) => session.state === one)) ?? 'unknown';
    return { from, to, sessions, state, labels: labelsOf(sessions, map.findings) };
  });
  return { clusters: map.clusters.map((name) => clip(name, longest)), boxes, lines };
}

function addressLines({ title, addresses }: RouterBox): readonly string[] {
  const further = addresses.filter((address) => address !== title && !title.startsWith(`${address} `));
  const more = further.length - mostNamed;
  const shown = further.slice(0, mostNamed).map((address) => clip(address, longest));
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}

function asLine(numbers: readonly number[]): readonly string[] {
  if (numbers.length === 0) return [];
  return [`AS ${numbers.slice(0, mostNamed).join(', ')}${numbers.length > mostNamed ? ' …' : ''}`];
}

/** Nothing for a mesh: its box says it. */
function labelsOf(sessions: readonly Session[], findings: readonly TopologyFinding[]): readonly string[] {
  if (sessions.every(({ kind }) => kind === 'mesh')) return [];
  const names = [...new Set(sessions.map(({ name }) => clip(name, longest)))];
  const rules = [...new Set(sessions.flatMap((session) => rulesOf(session, findings)))];
  return [some(names, mostNamed), ...(rules.length === 0 ? [] : [some(rules, 1)])];
}

/** The rules that make a session faulty, each once, errors first. */
export function rulesOf(session: Session, findings: readonly TopologyFinding[]): readonly string[] {
  const found = session.findings.flatMap((i) => findings[i] ?? []);
  const of = (level: Level) => found.flatMap((one) => (one.level === level ? [one.rule] : []));
  return [...new Set([...of('error'), ...of('warning')])];
}

function some(texts: readonly string[], most: number): string {
  const more = texts.length - most;
  return `${texts.slice(0, most).join(', ')}${more > 0 ? ` +${more}` : ''}`;
}

/** `3 sessions (1 faulty, 2 unknown)`. */
export function summaryOf({ sessions }: Topology): string {
  const counts = worstFirst().map((state) => [state, sessions.filter((one) => one.state === state).length] as const);
  const told = counts.filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`);
  const total = sessions.length === 1 ? '1 session' : `${sessions.length} sessions`;
  return told.length === 0 ? 'no sessions' : `${total} (${told.join(', ')})`;
}
