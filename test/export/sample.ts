/** Maps made by hand. */
import type { RouterBox, Session, SpeakerBox, State, Topology } from '../../src/model/topology.ts';

export const sha256 = (text: string) => text.length.toString(16).padStart(64, '0');

export function speaker(id: string, members: Partial<SpeakerBox> = {}): SpeakerBox {
  return {
    id,
    cluster: 'prod',
    kind: 'nodes',
    title: id,
    nodes: [id],
    asNumbers: [],
    isReflector: false,
    products: ['Calico'],
    findings: [],
    ...members,
  };
}

export function router(id: string, members: Partial<RouterBox> = {}): RouterBox {
  return {
    id,
    title: id,
    from: 'address',
    addresses: [],
    asNumbers: [],
    listenRanges: [],
    file: null,
    findings: [],
    ...members,
  };
}

export function session(
  id: string,
  from: readonly string[],
  to: readonly string[],
  members: Partial<Session> = {},
): Session {
  return {
    id,
    kind: 'external',
    cluster: 'prod',
    product: 'Calico',
    name: `peer-${id}`,
    state: 'sound',
    why: null,
    from,
    to,
    nodes: from.length,
    address: null,
    port: 179,
    vrf: '',
    localAs: [],
    remoteAs: null,
    file: 'peers.yaml',
    range: { startLine: 6, startColumn: 3, endLine: 6, endColumn: 9 },
    places: [],
    ends: [],
    findings: [],
    ...members,
  };
}

/** Two boxes of nodes, a mesh, a reflector, two routers, and one session of each state. */
export const small: Topology = {
  clusters: ['prod'],
  speakers: [
    speaker('n1', {
      title: 'node-1 … node-20',
      nodes: Array.from({ length: 20 }, (_, i) => `node-${i + 1}`),
      asNumbers: [64600],
    }),
    speaker('n2', { title: 'node-21', nodes: ['node-21'], asNumbers: [64600] }),
    speaker('n3', { title: 'rr-1', nodes: ['rr-1'], isReflector: true, asNumbers: [64600] }),
  ],
  routers: [
    router('r1', {
      title: 'tor-1',
      from: 'config',
      addresses: ['192.0.2.1'],
      asNumbers: [64700],
      listenRanges: ['10.1.0.0/16'],
      file: 'tor-1.conf',
    }),
    router('r2', { title: '192.0.2.2' }),
  ],
  sessions: [
    session('s1', ['n1', 'n2'], ['r1'], { address: '192.0.2.1', localAs: [64600], remoteAs: '64700' }),
    session('s2', ['n1'], ['r2'], {
      state: 'unknown',
      why: "the router's configuration is not in the scan",
      address: '192.0.2.2',
    }),
    session('s3', ['n2'], ['r2'], { state: 'faulty', findings: [0, 1], address: '192.0.2.2' }),
    session('s4', ['n1', 'n2'], ['n3'], { kind: 'internal' }),
    session('s5', ['n1', 'n2'], [], { kind: 'mesh', name: 'node-to-node mesh', nodes: 21 }),
    session('s6', [], [], { kind: 'unread', state: 'unknown', why: 'an address is not known' }),
  ],
  findings: [
    {
      rule: 'calico/peer-without-password',
      level: 'warning',
      message: 'peer has no password',
      file: 'peers.yaml',
      line: 9,
      column: 3,
    },
    {
      rule: 'calico/peer-without-as-number',
      level: 'error',
      message: 'peer has no AS number',
      file: 'peers.yaml',
      line: 8,
      column: 3,
    },
    {
      rule: 'terraform/bgp-port-closed',
      level: 'error',
      message: 'port 179 is closed',
      file: 'plan.json',
      line: null,
      column: null,
    },
  ],
};

/** The same with a stranger's text wherever one may stand. */
export function hostile(text: string): Topology {
  const state = (one: State) => one;
  return {
    clusters: [text],
    speakers: [
      speaker('n1', { cluster: text, title: text, nodes: [text, text], products: [text] }),
      speaker('n2', { cluster: text, kind: 'selector', title: text }),
    ],
    routers: [router('r1', { title: text, from: 'config', addresses: [text], listenRanges: [text], file: text })],
    sessions: [
      session('s1', ['n1', 'n2'], ['r1'], {
        cluster: text,
        name: text,
        product: text,
        state: state('faulty'),
        address: text,
        vrf: text,
        remoteAs: text,
        file: text,
        findings: [0],
      }),
      session('s2', ['n1', 'n2'], ['n1', 'n2'], {
        cluster: text,
        kind: 'internal',
        name: text,
        state: state('unknown'),
        why: text,
      }),
      session('s3', [], [], {
        cluster: text,
        kind: 'unread',
        name: text,
        product: text,
        why: text,
        state: state('unknown'),
      }),
    ],
    findings: [
      { rule: 'calico/peer-without-password', level: 'warning', message: text, file: text, line: 1, column: 1 },
      { rule: 'calico/peer-without-password', level: 'error', message: text, file: text, line: null, column: null },
    ],
  };
}

/** So many boxes of one node, each with a session of its own with each of so many routers, a mesh, and peers of all with all. */
export function many(boxes: number, routers: number): Topology {
  const ids = Array.from({ length: boxes }, (_, i) => `n${i + 1}`);
  const far = Array.from({ length: routers }, (_, i) => `r${i + 1}`);
  return {
    clusters: ['prod'],
    speakers: ids.map((id) => speaker(id)),
    routers: far.map((id) => router(id)),
    sessions: [
      ...far.map((id, i) => session(`s${i + 1}`, ids, [id], { name: `peer-${id}` })),
      session('s900', ids, [], { kind: 'mesh' }),
      session('s901', ids, ids, { kind: 'internal' }),
    ],
    findings: [],
  };
}
