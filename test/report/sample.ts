import type { Range } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Ledger, Report, ReportContext } from '../../src/model/report.ts';
import type { Rule } from '../../src/model/rule.ts';

/** Rules as METADATA gives them: texts wrapped, one off, one of each class that matters. */
export const rules: readonly Rule[] = [
  {
    id: 'calico/peer-without-password',
    title: 'BGP peer without a password',
    description:
      'Without TCP-MD5 (RFC 2385) anyone who can put packets on the segment can reset the session or pose as the peer:\n' +
      'Calico\'s speaker, BIRD, then takes its word for routes. calico-node renders `password "…"` only where\n' +
      '`password.secretKeyRef` names a Secret; nothing else asks for one, and a peer without is up at once.\n',
    remediation:
      'Put the password into a Secret in the namespace of calico-node and name it under\n' +
      '`spec.password.secretKeyRef`; set the same password at the other end in the same change.\n',
    level: 'error',
    class: 'security',
    references: [
      {
        ref: 'https://docs.tigera.io/calico/latest/reference/resources/bgppeer',
        description: 'BGPPeer resource, field password',
      },
    ],
  },
  {
    id: 'calico/duplicate-peer',
    title: 'Two peers for one session',
    description:
      'Two BGPPeers that resolve to the same node, address and port give BIRD two protocols with one neighbor: it\n' +
      'refuses the whole file, and every later change on that node is lost without a word.\n',
    remediation: 'Keep one of the peers, or give them node selectors that no node satisfies twice.\n',
    level: 'error',
    class: 'correctness',
    references: [{ ref: 'https://docs.tigera.io/calico/latest/reference/resources/bgppeer' }],
  },
  {
    id: 'metallb/peer-without-graceful-restart',
    title: 'MetalLB peer without graceful restart',
    description:
      'Without graceful restart (RFC 4724) the router drops every route of the node at once when the speaker restarts, as\n' +
      'it does in each upgrade. The field is immutable: the peer must be made again.\n',
    remediation: 'Make the peer again with `enableGracefulRestart: true`, one at a time.\n',
    level: 'error',
    levels: ['error', 'warning'],
    class: 'availability',
    references: [],
  },
  {
    id: 'terraform/bgp-port-open-to-world',
    title: 'TCP/179 open to the world',
    description: 'Whoever reaches TCP/179 can try passwords and exhaust the speaker, and needs no route to do so.\n',
    remediation: 'Allow TCP/179 only from the addresses of the nodes and of the routers they peer with.\n',
    level: 'error',
    class: 'security',
    enforced: true,
    references: [{ ref: 'https://www.rfc-editor.org/rfc/rfc7454', description: 'RFC 7454, section 5' }],
  },
  {
    id: 'input/unreadable',
    title: 'A file could not be read',
    description: 'A candidate that could not be read or decoded was not checked: what it holds is not known.\n',
    remediation: 'Make the file readable, or exclude it in bgplint.yaml.\n',
    level: 'error',
    class: 'security',
    enforced: true,
    references: [],
  },
  {
    id: 'calico/peer-without-restart-time',
    title: 'Peer leaves the restart time to the default',
    description: 'The default of 120 s may be shorter than a node takes to come back.\n',
    remediation: 'Set `maxRestartTime` to what your nodes need.\n',
    level: 'note',
    off: true,
    class: 'availability',
    references: [],
  },
];

/** A range on one line. */
export function on(line: number, startColumn: number, endColumn: number): Range {
  return { startLine: line, startColumn, endLine: line, endColumn };
}

/** A finding with usual members; the fingerprint is made of its rule and file. */
export function finding(members: Partial<Finding> & Pick<Finding, 'rule'>): Finding {
  return {
    level: 'error',
    class: 'correctness',
    message: 'something is wrong',
    file: 'peers.yaml',
    range: on(1, 1, 2),
    resource: null,
    related: [],
    fixable: null,
    fingerprint: `${members.rule} ${members.file}`,
    suppressed: null,
    ...members,
  };
}

/** One that a baseline answers. */
export const inBaseline = finding({
  rule: 'calico/duplicate-peer',
  suppressed: { by: 'baseline', reason: 'accepted in bgplint-baseline.json' },
});

export const emptyLedger: Ledger = {
  files: { seen: 0, read: 0, irrelevant: 0, partly: 0, skipped: 0 },
  resources: {},
  unchecked: [],
  clusters: [],
  skipped: [],
  undecided: [],
  elsewhere: { error: 0, warning: 0, note: 0 },
};

export const cleanLedger: Ledger = {
  ...emptyLedger,
  files: { seen: 120, read: 6, irrelevant: 114, partly: 0, skipped: 0 },
  resources: { calico: 9, metallb: 3, terraform: 2 },
  clusters: [{ name: 'default', complete: false, resources: 14 }],
};

/** Texts of the files that the sample speaks of. */
export const texts: { readonly [file: string]: string } = {
  'clusters/prod/calico/tor-peers.yaml': [
    'apiVersion: projectcalico.org/v3',
    'kind: BGPPeer',
    'metadata:',
    '  name: rack1-tor',
    'spec:',
    '  peerIP: 192.0.2.1',
    '  asNumber: 64512',
    "  nodeSelector: rack == 'rack-1'",
    '---',
    'apiVersion: projectcalico.org/v3',
    'kind: BGPPeer',
    'metadata:',
    '  name: rack1-tor-old',
    'spec:',
    '  peerIP: 192.0.2.1',
    '  asNumber: 64512',
    '  nodeSelector: has(rack)',
    '',
  ].join('\n'),
  'clusters/prod/calico/nodes.yaml': [
    'apiVersion: v1',
    'kind: Node',
    'metadata:',
    '  name: node-a',
    '  labels:',
    '    rack: rack-1',
    '',
  ].join('\n'),
  'clusters/prod/metallb/peer.yaml': [
    'apiVersion: metallb.io/v1beta2',
    'kind: BGPPeer',
    'metadata:',
    '  name: leaf',
    '  namespace: metallb-system',
    'spec:',
    '  myASN: 64512',
    '  peerASN: 64513',
    '  peerAddress: 192.0.2.9',
    '',
  ].join('\n'),
  'infra/plan.json': `{"format_version":"1.2","planned_values":{"root_module":{"resources":[${'{"address":"aws_subnet.a","type":"aws_subnet","values":{"cidr_block":"10.0.0.0/24"}},'.repeat(40)}{"address":"aws_security_group.nodes","type":"aws_security_group","values":{"ingress":[{"cidr_blocks":["0.0.0.0/0"],"from_port":179,"protocol":"tcp","to_port":179}]}}]}}}`,
};

/** The range of a piece of a sample's text: its `nth` occurrence, from 1. */
export function rangeOf(file: string, piece: string, nth = 1): Range {
  const text = texts[file] ?? '';
  let start = -1;
  for (let found = 0; found < nth; found++) start = text.indexOf(piece, start + 1);
  const before = text.slice(0, start).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return on(before.length, column, column + piece.length);
}

const calico = 'clusters/prod/calico/tor-peers.yaml';

const metallb = 'clusters/prod/metallb/peer.yaml';

/** What a run over a network with several faults gives: every level, related places, null ranges, suppressions. */
export const sample: Report = {
  findings: [
    finding({
      rule: 'calico/duplicate-peer',
      message:
        'peers rack1-tor and rack1-tor-old both give node-a a session with 192.0.2.1: BIRD refuses the whole file, and every later change on node-a is lost',
      file: calico,
      range: rangeOf(calico, '192.0.2.1', 2),
      resource: { kind: 'BGPPeer', namespace: '', name: 'rack1-tor-old' },
      related: [
        { message: 'the same address, in peer rack1-tor', file: calico, range: rangeOf(calico, '192.0.2.1') },
        {
          message: 'both selectors match this node',
          file: 'clusters/prod/calico/nodes.yaml',
          range: rangeOf('clusters/prod/calico/nodes.yaml', 'node-a'),
        },
      ],
      fingerprint: 'a1',
    }),
    finding({
      rule: 'calico/peer-without-password',
      class: 'security',
      message: 'peer rack1-tor has no password: the session takes routes from whoever can reach it',
      file: calico,
      range: rangeOf(calico, 'spec'),
      resource: { kind: 'BGPPeer', namespace: '', name: 'rack1-tor' },
      fingerprint: 'a2',
    }),
    finding({
      rule: 'calico/peer-without-password',
      class: 'security',
      message: 'peer rack1-tor-old has no password: the session takes routes from whoever can reach it',
      file: calico,
      range: rangeOf(calico, 'spec', 2),
      resource: { kind: 'BGPPeer', namespace: '', name: 'rack1-tor-old' },
      fingerprint: 'a3',
    }),
    finding({
      rule: 'metallb/peer-without-graceful-restart',
      level: 'warning',
      class: 'availability',
      message: 'peer leaf does not enable graceful restart: its routes go with every restart of the speaker',
      file: metallb,
      range: rangeOf(metallb, 'spec'),
      resource: { kind: 'BGPPeer', namespace: 'metallb-system', name: 'leaf' },
      fingerprint: 'a4',
    }),
    finding({
      rule: 'terraform/bgp-port-open-to-world',
      class: 'security',
      message: 'aws_security_group.nodes lets anyone (0.0.0.0/0) reach TCP/179',
      file: 'infra/plan.json',
      range: rangeOf('infra/plan.json', '"0.0.0.0/0"'),
      resource: { address: 'aws_security_group.nodes' },
      fingerprint: 'a5',
    }),
    finding({
      rule: 'input/unreadable',
      class: 'security',
      message: 'clusters/lab/peers.yaml could not be read (EACCES): it was not checked',
      file: 'clusters/lab/peers.yaml',
      range: null,
      fingerprint: 'a6',
    }),
    finding({
      rule: 'calico/peer-without-restart-time',
      level: 'note',
      class: 'availability',
      message: 'peer rack1-tor leaves maxRestartTime to the default, 120 s',
      file: calico,
      range: rangeOf(calico, 'spec'),
      resource: { kind: 'BGPPeer', namespace: '', name: 'rack1-tor' },
      fingerprint: 'a7',
    }),
    finding({
      rule: 'calico/peer-without-password',
      class: 'security',
      message: 'peer lab has no password: the session takes routes from whoever can reach it',
      file: 'clusters/lab/lab.yaml',
      range: on(5, 1, 5),
      resource: { kind: 'BGPPeer', namespace: '', name: 'lab' },
      fingerprint: 'a8',
      suppressed: {
        by: 'waiver',
        reason: 'the lab has no route to anything',
        owner: 'net-ops',
        expires: '2027-03-31',
      },
    }),
  ],
  ledger: {
    files: { seen: 131, read: 7, irrelevant: 121, partly: 0, skipped: 3 },
    resources: { calico: 4, metallb: 2, terraform: 11, kubernetes: 3, cilium: 2 },
    unchecked: ['cilium'],
    clusters: [
      { name: 'prod', complete: true, resources: 14 },
      { name: 'lab', complete: false, resources: 6 },
    ],
    skipped: [
      { file: 'clusters/lab/peers.yaml', reason: 'permission denied' },
      { file: 'charts/tor/templates/peer.yaml', reason: 'a Helm template: render it with helm template' },
      { file: 'charts/tor/templates/pool.yaml', reason: 'a Helm template: render it with helm template' },
    ],
    undecided: [
      {
        rule: 'session/as-number-mismatch',
        file: 'clusters/prod/calico/edge.yaml',
        range: on(7, 13, 22),
        reason: 'EDGE_ASN is a variable',
      },
    ],
    elsewhere: { error: 0, warning: 0, note: 0 },
  },
};

/** A context over the sample's texts, in which every path is relative to the repository. */
export function contextOf(members: Partial<ReportContext> = {}): ReportContext {
  return {
    rules,
    version: '0.1.0',
    digest: 'd1ge57',
    fromRepository: (file) => file,
    frame: (file) => (Object.hasOwn(texts, file) ? texts[file] : undefined),
    fix: () => undefined,
    hyperlinks: false,
    color: false,
    width: 100,
    failOn: 'error',
    includeSuppressed: false,
    ...members,
  };
}
