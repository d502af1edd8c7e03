import { expect, it } from 'vitest';
import { closedPassages } from '../../../src/classify/firewall/passage.ts';
import type { Layer, Pool } from '../../../src/classify/firewall/pool.ts';
import type { FirewallRule, Group, Source } from '../../../src/classify/firewall/rule.ts';

/** A rule as a line: what it does, to whom, and on which port. */
interface Line {
  readonly action: 'allow' | 'deny' | 'next';
  readonly peers: 'nodes' | 'others' | 'foreign' | 'unknown';
  readonly port: 179 | 443;
  readonly stage: number;
}

const source: Source = { address: 'a.b', isUnknown: (path) => path[0] === 'unknown' };

const nodes: Group = {
  provider: 'google',
  noun: 'network',
  source,
  id: undefined,
  inbound: { path: ['in'], unknown: [] },
  outbound: { path: ['out'], unknown: [] },
};

const others: Group = { ...nodes };

it('is closed exactly where nothing that is unsure would let a packet through', () => {
  const random = generator(179);
  const seen = new Set<string>();
  for (let round = 0; round < 4000; round++) {
    const lines = Array.from({ length: Math.floor(random() * 6) }, () => lineOf(random)).sort(
      (a, b) => a.stage - b.stage,
    );
    const otherwise = random() < 0.5 ? 'allow' : 'deny';
    const verdict = verdictOf(lines, otherwise);
    const ends = [...endings(lines, otherwise)];
    const isSure = new Set(ends.map(({ end }) => end)).size === 1;
    const said = JSON.stringify({ lines, otherwise });
    expect(verdict === 'closed', said).toBe(isSure && ends[0]?.end === 'deny');
    // What is unknown decides only where nothing else leaves it open.
    if (verdict === 'unknown') expect(new Set(ends.map(({ end }) => end)).size, said).toBe(2);
    if (!lines.some(({ peers }) => peers === 'unknown')) expect(verdict, said).not.toBe('unknown');
    seen.add(verdict);
  }
  expect([...seen].sort()).toEqual(['closed', 'said nothing', 'unknown']);
});

it('points at the deny and at the allow that it hides', () => {
  const [passage] = passagesOf(
    [
      { action: 'deny', peers: 'nodes', port: 179, stage: 0 },
      { action: 'allow', peers: 'nodes', port: 443, stage: 0 },
      { action: 'allow', peers: 'nodes', port: 179, stage: 0 },
    ],
    'deny',
  );
  expect(passage?.denied?.rule.priority).toBe(0);
  expect(passage?.denied?.shadowed?.priority).toBe(2);
});

it('names few of many values that are not known', () => {
  const lines = Array.from(
    { length: 500 },
    () => ({ action: 'allow', peers: 'unknown', port: 179, stage: 0 }) as const,
  );
  const [passage] = passagesOf(lines, 'deny');
  expect(passage?.verdict).toBe('unknown');
  expect(passage?.restsOn.length).toBeLessThan(20);
});

function verdictOf(lines: readonly Line[], otherwise: Layer['otherwise']): string {
  return passagesOf(lines, otherwise)[0]?.verdict ?? 'said nothing';
}

function passagesOf(lines: readonly Line[], otherwise: Layer['otherwise']) {
  const rules = lines.map(ruleOf);
  const open: Layer = { noun: 'rules', rules: [], otherwise: 'allow', unknown: [] };
  const pool: Pool = {
    provider: 'google',
    source,
    inboundPath: ['in'],
    outboundPath: ['out'],
    address: 'a.b',
    block: 'a.b',
    named: true,
    because: undefined,
    inbound: [{ noun: 'rules', rules, otherwise, unknown: [] }],
    outbound: [open],
    identity: { groups: new Set([nodes]), names: new Set(), whole: false, cidrs: undefined },
  };
  return [...closedPassages([pool])].filter(({ traffic, direction }) => traffic === 'bgp' && direction === 'in');
}

function ruleOf({ action, peers, port, stage }: Line, priority: number): FirewallRule {
  const none = { any: undefined, cidrs: [], groups: [], prefixLists: [], tags: [], self: undefined, unknownCidrs: [] };
  const group = peers === 'nodes' ? nodes : others;
  return {
    provider: 'google',
    source,
    path: [],
    direction: 'in',
    directionPath: [],
    action,
    stage,
    priority,
    opens: true,
    target: { is: 'known', item: nodes },
    targetPath: [],
    protocol: { is: 'tcp', number: 6, text: 'TCP', path: [] },
    ports: { all: false, from: port, to: port, text: `port ${port}`, from_path: [], to_path: [] },
    peers: {
      ...none,
      unknown: peers === 'unknown' ? [['unknown', priority]] : [],
      groups:
        peers === 'nodes' || peers === 'others'
          ? [{ reference: { is: 'known', item: group }, path: [] }]
          : peers === 'foreign'
            ? [{ reference: { is: 'foreign', id: 'sg-1' }, path: [] }]
            : [],
    },
  };
}

/** What becomes of a packet for each way in which the unsure lines may match. */
function* endings(lines: readonly Line[], otherwise: Layer['otherwise']): Generator<{ end: string }> {
  const unsure = lines.flatMap(({ peers }, i) => (peers === 'foreign' || peers === 'unknown' ? [i] : []));
  for (let bits = 0; bits < 1 << unsure.length; bits++) {
    const matches = lines.map(({ peers, port }, i) => {
      const place = unsure.indexOf(i);
      return port === 179 && (peers === 'nodes' || (place >= 0 && ((bits >> place) & 1) === 1));
    });
    let left: number | undefined;
    let end: string | undefined;
    for (const [i, { action, stage }] of lines.entries()) {
      if (end !== undefined || stage === left || matches[i] !== true) continue;
      if (action === 'next') left = stage;
      else end = action;
    }
    yield { end: end ?? otherwise };
  }
}

function lineOf(random: () => number): Line {
  const one = <Item>(...items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return {
    action: one('allow', 'deny', 'next'),
    peers: one('nodes', 'others', 'foreign', 'unknown'),
    port: one(179, 179, 443),
    stage: one(0, 1),
  };
}

/** Numbers from 0 to 1, the same in each run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
