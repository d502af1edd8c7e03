/** The evaluator against one that follows a single packet, rule by rule, in every world that it leaves open. */
import { describe, expect, test } from 'vitest';
import { verdictsOf } from '../../../../src/classify/firewall/chains/evaluate.ts';
import type { Part } from '../../../../src/classify/firewall/chains/packet.ts';
import type {
  Base,
  Chain,
  Field,
  Match,
  Rule,
  Statement,
  Verdict,
} from '../../../../src/classify/firewall/chains/ruleset.ts';
import { number, numbers, type Values, words } from '../../../../src/classify/firewall/chains/values.ts';
import { Random } from '../../../lab/random.ts';

/** What a dump does not tell. */
interface World {
  readonly other: bigint;
  readonly nic: string;
  readonly coin: boolean;
}

const worlds: readonly World[] = [0x0a000001n, 0xc0a80009n].flatMap((other) =>
  ['eth0', 'ens1'].flatMap((nic) => [true, false].map((coin) => ({ other, nic, coin }))),
);

interface Packet {
  readonly numbers: { [field: string]: number };
  readonly words: { readonly [field: string]: string };
  readonly names: { readonly [field: string]: string };
  readonly addresses: { readonly [field: string]: bigint };
}

const own = 0xac100001n;

function packetOf(connection: 'in' | 'out', part: Part, world: World, ctMark: number): Packet & { comesIn: boolean } {
  const isReply = part === 'reply' || part === 'further-reply';
  const comesIn = (connection === 'in') !== isReply;
  return {
    comesIn,
    numbers: {
      source_port: isReply ? 179 : 40000,
      destination_port: isReply ? 40000 : 179,
      protocol: 6,
      tcp_flags: part === 'first' ? 2 : part === 'reply' ? 18 : 16,
      mark: 0,
      ct_mark: ctMark,
    },
    words: {
      ct_state: part === 'first' ? 'new' : 'established',
      ct_direction: isReply ? 'reply' : 'original',
      destination_type: comesIn ? 'local' : 'unicast',
    },
    names: { in: comesIn ? world.nic : '', out: comesIn ? '' : world.nic },
    addresses: { source: comesIn ? world.other : own, destination: comesIn ? own : world.other },
  };
}

function fits(values: Values, field: Field, packet: Packet): boolean {
  switch (values.are) {
    case 'numbers': {
      const value = ((packet.numbers[field] ?? 0) & (values.mask ?? 0xffff_ffff)) >>> 0;
      return values.ranges.some(({ from, to }) => value >= from && value <= to);
    }
    case 'addresses':
      return values.ranges.some(
        ({ first, last }) => (packet.addresses[field] ?? 0n) >= first && (packet.addresses[field] ?? 0n) <= last,
      );
    case 'names':
      return values.names.some((name) =>
        name.endsWith('*') ? packet.names[field]?.startsWith(name.slice(0, -1)) : name === packet.names[field],
      );
    case 'words':
      return values.words.includes(packet.words[field] ?? '');
    case 'unknown':
      throw new Error('no world knows it');
  }
}

/** What becomes of the packet: undefined where it comes back from the chain. */
function walk(
  chain: Chain,
  chains: ReadonlyMap<string, Chain>,
  packet: Packet,
  world: World,
): 'accept' | 'drop' | undefined {
  for (const rule of chain.rules) {
    let goes: Verdict | undefined;
    for (const statement of rule.statements) {
      if (statement.is === 'verdict') goes = statement.verdict;
      else if (statement.is === 'lookup' && statement.entries.some(({ verdict }) => verdict)) {
        const hit = statement.entries.find(({ keys }) =>
          keys.every((key, i) => fits(key, statement.fields[i] as Field, packet)),
        );
        goes = hit?.verdict ?? { is: 'continue' };
      } else if (!holds(statement, packet, world)) break;
      if (goes !== undefined && goes.is !== 'continue') break;
      goes = undefined;
    }
    if (goes === undefined) continue;
    if (goes.is === 'accept' || goes.is === 'drop') return goes.is;
    if (goes.is === 'return') return undefined;
    if (goes.is === 'jump' || goes.is === 'goto') {
      const end = walk(chains.get(goes.chain) as Chain, chains, packet, world);
      if (end !== undefined || goes.is === 'goto') return end;
    }
  }
  return undefined;
}

function holds(statement: Statement, packet: Packet, world: World): boolean {
  switch (statement.is) {
    case 'match':
      return fits(statement.values, statement.field, packet) !== statement.negated;
    case 'any':
      return statement.of.some((match) => holds(match, packet, world)) !== statement.negated;
    case 'lookup':
      return (
        statement.entries.some(({ keys }) =>
          keys.every((key, i) => fits(key, statement.fields[i] as Field, packet)),
        ) !== statement.negated
      );
    case 'sometimes':
      return world.coin;
    case 'mark': {
      const { change, field } = statement;
      if (change === 'unknown') throw new Error('no world knows it');
      const [old, other] = field === 'mark' ? ['mark', 'ct_mark'] : ['ct_mark', 'mark'];
      const value = packet.numbers[old as string] ?? 0;
      packet.numbers[old as string] =
        ('xor' in change
          ? (value & change.and) ^ change.xor
          : (value & change.keep) ^ ((packet.numbers[other as string] ?? 0) & change.copy)) >>> 0;
      return true;
    }
    default:
      throw new Error(statement.is);
  }
}

function passes(all: readonly Chain[], connection: 'in' | 'out', world: World): boolean {
  const chains = new Map(all.map((chain) => [chain.name, chain]));
  let ctMark = 0;
  for (const part of ['first', 'reply', 'further', 'further-reply'] as const) {
    const packet = packetOf(connection, part, world, ctMark);
    for (const hook of packet.comesIn ? ['prerouting', 'input'] : ['output', 'postrouting']) {
      const bases = all.filter(({ base }) => base?.hook === hook && (base.type !== 'nat' || part === 'first'));
      for (const chain of [...bases].sort((a, b) => (a.base?.priority ?? 0) - (b.base?.priority ?? 0))) {
        const end = walk(chain, chains, packet, world) ?? chain.base?.policy;
        if (end === 'drop') return false;
      }
    }
    ctMark = packet.numbers['ct_mark'] ?? 0;
  }
  return true;
}

function matchOf(random: Random): Match {
  const negated = random.chance(0.3);
  const port = () =>
    random.of([number(179), number(22), numbers([100, 200]), numbers([1024, 65535]), numbers([0, 178], [180, 65535])]);
  const address = { are: 'addresses' as const };
  const [field, values] = random.of<readonly [Field, () => Values]>([
    ['source_port', port],
    ['destination_port', port],
    ['protocol', () => number(random.of([6, 17]))],
    ['tcp_flags', () => number(random.of([0, 2, 16, 18]), random.of([18, 23, 2]))],
    ['mark', () => number(random.of([0, 1, 2, 3]), random.of([1, 2, 3]))],
    ['ct_mark', () => number(random.of([0, 1, 2]), random.of([1, 2, 3]))],
    ['source', () => ({ ...address, ranges: [{ family: 4, first: 0x0a000000n, last: 0x0affffffn }] })],
    ['destination', () => ({ ...address, ranges: [{ family: 4, first: 0n, last: 0xffffffffn }] })],
    ['source', () => ({ ...address, ranges: [{ family: 4, first: 0x7f000000n, last: 0x7fffffffn }] })],
    ['in', () => ({ are: 'names', names: [random.of(['eth0', 'e*', 'lo', 'cali*'])] })],
    ['out', () => ({ are: 'names', names: [random.of(['eth*', 'ens1', 'docker0'])] })],
    ['ct_state', () => words(...random.of([['new'], ['established', 'related'], ['invalid'], ['new', 'established']]))],
    ['ct_direction', () => words(random.of(['original', 'reply']))],
    ['destination_type', () => words(random.of(['local', 'unicast', 'multicast']))],
  ]);
  return { is: 'match', field, values: values(), negated };
}

function ruleOf(random: Random, path: Rule['path'], below: readonly string[]): Rule {
  const verdict = (): Verdict =>
    random.of<Verdict>([
      { is: 'accept' },
      { is: 'accept' },
      { is: 'drop' },
      { is: 'return' },
      ...below.flatMap((chain): Verdict[] => [
        { is: 'jump', chain },
        { is: 'jump', chain },
        { is: 'goto', chain },
      ]),
    ]);
  const keyed = (isMap: boolean): Statement => ({
    is: 'lookup',
    fields: ['destination_port', 'ct_state'],
    // Ports that exclude each other: one key at most may fit.
    entries: [179, 40000, 22].map((port) => ({
      keys: [number(port), random.of([words('new'), words('established'), words('new', 'established')])],
      ...(isMap && { verdict: verdict() }),
    })),
    negated: !isMap && random.chance(0.3),
    whole: true,
  });
  const statements: Statement[] = [];
  for (let i = random.below(3); i > 0; i--) {
    statements.push(
      random.of<() => Statement>([
        () => matchOf(random),
        () => matchOf(random),
        () => matchOf(random),
        () => ({ is: 'any', of: [matchOf(random), matchOf(random)], negated: random.chance(0.3) }),
        () => ({ is: 'sometimes' }),
        () => keyed(false),
      ])(),
    );
  }
  const last = random.of<() => Statement>([
    () => ({ is: 'verdict', verdict: verdict() }),
    () => ({ is: 'verdict', verdict: verdict() }),
    () => keyed(true),
    () => ({
      is: 'mark',
      field: random.of(['mark', 'ct_mark']),
      change: { and: random.of([0, 0xffff_fffe, 0xffff_ffff]), xor: random.below(4) },
    }),
    () => ({
      is: 'mark',
      field: random.of(['mark', 'ct_mark']),
      change: { keep: random.of([0, 0xffff_fffc]), copy: 0xffff_ffff },
    }),
  ]);
  return { path, text: 'rule', statements: [...statements, last()] };
}

function chainsOf(random: Random): readonly Chain[] {
  const chain = (name: string, base: Omit<Base, 'place' | 'policy'> | undefined, below: readonly string[]): Chain => ({
    path: [name],
    text: name,
    table: 'table',
    name,
    families: [4],
    base: base && { ...base, policy: random.chance(0.3) ? 'drop' : 'accept', place: { path: [name], text: name } },
    rules: Array.from({ length: random.below(5) }, (_, i) => ruleOf(random, [name, i], below)),
  });
  const filter = { type: 'filter', priority: 0 } as const;
  return [
    chain('mangle', { hook: 'prerouting', type: 'filter', priority: -150 }, ['a', 'b']),
    chain('input', { hook: 'input', ...filter }, ['a', 'b']),
    chain('late', { hook: 'input', type: 'filter', priority: 10 }, ['b']),
    chain('output', { hook: 'output', ...filter }, ['a', 'b']),
    chain('nat', { hook: 'postrouting', type: 'nat', priority: 100 }, []),
    chain('a', undefined, ['b']),
    chain('b', undefined, []),
  ];
}

describe('a random ruleset', () => {
  test('that passes, or drops, does so in every world', () => {
    const seen = { passes: 0, dropped: 0, perhaps: 0, undecided: 0 };
    for (let seed = 1; seed <= 1500; seed++) {
      const chains = chainsOf(new Random(seed));
      for (const { connection, is } of verdictsOf({ chains, unknown: [] })) {
        seen[is]++;
        const ends = new Set(worlds.map((world) => passes(chains, connection, world)));
        if (is === 'passes') expect([...ends], `seed ${seed}, ${connection}`).toEqual([true]);
        if (is === 'dropped') expect([...ends], `seed ${seed}, ${connection}`).toEqual([false]);
      }
    }
    // Most are decided: an evaluator that knows nothing would hold as well.
    expect(seen.undecided).toBe(0);
    expect(seen.passes).toBeGreaterThan(250);
    expect(seen.dropped).toBeGreaterThan(250);
    expect(seen.perhaps).toBeLessThan(1500);
  });
});
