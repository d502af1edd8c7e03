/**
 * What a packet passes in Google Cloud: hierarchical policies, the network's firewall rules, its policies, in the order that the
 * network has (Google Cloud's documentation, firewall policies, rule evaluation order). Where no rule matches, what comes in is
 * denied and what goes out is allowed.
 */
import { getOrMake } from '../../../lib/maps.ts';
import type { Blame, Layer } from '../../firewall/pool.ts';
import type { Group, Reference } from '../../firewall/rule.ts';
import { type Attributes, wholePlan } from '../attributes.ts';
import type { TerraformRule } from '../firewalling.ts';
import { noPeers } from '../peer-parts.ts';
import { allPorts } from '../port-ranges.ts';
import type { GoogleRule } from './firewalls.ts';
import type { Machine } from './machines.ts';
import { Networks } from './networks.ts';
import type { Policies, Policy } from './policies.ts';

/** How much a rule is for a machine. */
type Applies = 'yes' | 'no' | 'perhaps' | readonly Blame[];

/** A network of the plan, or the name of one that is not. */
type NetworkKey = Group | string | undefined;

export class Filters {
  readonly #firewalls = new ByNetwork<GoogleRule>();
  readonly #policies = new ByNetwork<Policy>();
  readonly #hierarchical: readonly Policy[];
  readonly #whole: boolean;

  constructor(firewalls: readonly GoogleRule[], policies: Policies, whole: boolean) {
    for (const item of firewalls) this.#firewalls.add(item.rule.target, item);
    this.#hierarchical = policies.all.filter(({ scope, isAssociated }) => scope === 'hierarchical' && isAssociated);
    for (const policy of policies.all) for (const network of policy.networks) this.#policies.add(network, policy);
    this.#whole = whole;
  }

  /** The filter before a machine, in one direction. */
  layer(machine: Machine, direction: 'in' | 'out'): Layer {
    const { network, values } = machine;
    const key = keyOf(network);
    const stages = [
      this.#hierarchical.map((policy) => [policy, 'perhaps'] as const),
      [...this.#policies.of(key, network)]
        .sort(([one], [other]) => one.stage - other.stage)
        .map(([policy, isSure]) => [policy, isSure ? regionMatch(policy, machine) : 'perhaps'] as const),
    ];
    const [hierarchical = [], own = []] = stages.map((policies) =>
      policies.flatMap(([policy, applies]) => this.#ofPolicy(policy, applies, machine, direction)),
    );
    const classic = inOrder(this.#firewalls.of(key, network).map(([item]) => item)).flatMap((item) =>
      placed(item, appliesTo(item, machine), direction),
    );
    const isFirst = network.is === 'known' && Networks.policiesFirst(network.item);
    const unknown: Blame[] =
      network.is === 'unknown' && !machine.hasMore ? [{ source: values, path: networkPath }] : [];
    if (!this.#whole) unknown.push({ source: values, path: wholePlan });
    return {
      noun: 'firewall rules',
      rules: [
        ...this.#elsewhere(machine, direction),
        ...hierarchical,
        ...(isFirst ? [...own, ...classic] : [...classic, ...own]),
      ],
      otherwise: direction === 'in' ? 'deny' : 'allow',
      unknown,
    };
  }

  /** The firewall rules that let members of a set of machines in from each other, whatever ports they are for. */
  *among(machine: Machine): Generator<TerraformRule> {
    for (const [item, isSure] of this.#firewalls.of(keyOf(machine.network), machine.network)) {
      const { rule, targets } = item;
      if (!isSure || rule.direction !== 'in' || rule.action !== 'allow' || targets === undefined) continue;
      const isForThem = targets.known.some(({ text }) => machine.names.has(text));
      const isFromThem = rule.peers.tags.some(({ text }) => machine.names.has(text));
      if (isForThem && (isFromThem || (machine.network.is === 'known' && isFromWithin(rule)))) yield rule;
    }
  }

  #ofPolicy(
    policy: Policy,
    applies: 'yes' | 'no' | 'perhaps',
    machine: Machine,
    direction: 'in' | 'out',
  ): readonly TerraformRule[] {
    if (applies === 'no') return [];
    const rules = inOrder(policy.rules).flatMap((item) => {
      const own = appliesTo(item, machine);
      return placed(item, applies === 'perhaps' && own !== 'no' ? 'perhaps' : own, direction);
    });
    return policy.whole ? rules : [anything(machine.values, direction, policy.stage), ...rules];
  }

  /**
   * Rules that may stand where no plan shows them: those that GKE makes; those of a network that this plan only names, unless
   * this is where traffic between these machines is opened; those that Google makes for the network `default`.
   */
  #elsewhere(machine: Machine, direction: 'in' | 'out'): readonly TerraformRule[] {
    const { network, values, hasMore } = machine;
    if (direction === 'out' || (network.is === 'unknown' && !hasMore)) return [];
    const isShown = !hasMore && (network.is === 'known' || !this.among(machine).next().done);
    if (!isShown) return [anything(values, direction, elsewhere)];
    if (network.is !== 'foreign' || network.id !== 'default') return [];
    const made = anything(values, direction, elsewhere);
    return [
      { ...made, protocol: { is: 'tcp', number: 6, text: 'TCP', path: [] } },
      { ...made, protocol: { is: 'other', number: 17, text: 'UDP', path: [] } },
    ];
  }
}

/** True for a rule with ranges that are no one's but of some network. */
function isFromWithin({ peers }: TerraformRule): boolean {
  return peers.cidrs.length > 0 && peers.cidrs.every(({ cidr }) => cidr !== undefined && cidr.prefix >= 8);
}

/** A stage of its own. */
const elsewhere = -1;

/** A rule that may be there, and may let anything pass. */
function anything(source: Attributes, direction: 'in' | 'out', stage: number): TerraformRule {
  return {
    provider: 'google',
    source,
    path: [],
    direction,
    directionPath: [],
    action: 'allow',
    stage,
    opens: false,
    condition: [],
    target: { is: 'foreign', id: '' },
    targetPath: [],
    protocol: { is: 'all', number: null, text: 'all protocols', path: [] },
    ports: allPorts([]),
    peers: { ...noPeers, any: [] },
  };
}

/** Where a machine says which network it is in. */
const networkPath = ['network_interface', 0, 'network'];

function keyOf(network: Reference<Group>): NetworkKey {
  return network.is === 'known' ? network.item : network.is === 'foreign' ? network.id : undefined;
}

function regionMatch({ scope, region }: Policy, machine: Machine): 'yes' | 'no' | 'perhaps' {
  if (scope !== 'regional') return 'yes';
  if (region === undefined || machine.region === undefined) return 'perhaps';
  return region === machine.region ? 'yes' : 'no';
}

/** Whether a rule is for a machine of its network. */
function appliesTo({ rule, targets }: GoogleRule, machine: Machine): Applies {
  if (targets === undefined || targets.known.some(({ text }) => machine.names.has(text))) return 'yes';
  if (targets.unknown.length > 0) return targets.unknown.map((path) => ({ source: rule.source, path }));
  return machine.whole ? 'no' : 'perhaps';
}

function placed({ rule, targets }: GoogleRule, applies: Applies, direction: 'in' | 'out'): readonly TerraformRule[] {
  if (rule.direction !== direction && rule.direction !== 'unknown') return [];
  if (applies === 'no') return [];
  if (applies === 'yes') return [rule];
  if (applies === 'perhaps')
    return [{ ...rule, of: rule, condition: rule.condition ?? targets?.known[0]?.path ?? rule.path }];
  const [blame] = applies;
  return [
    { ...rule, target: { is: 'unknown', candidates: [], any: true }, targetPath: blame?.path ?? rule.targetPath },
  ];
}

/** The lowest number first, a deny before an allow of the same. One that is not known is asked first: it may decide, or not. */
function inOrder(items: readonly GoogleRule[]): readonly GoogleRule[] {
  const weight = ({ rule }: GoogleRule) => (rule.priority ?? -1) * 2 + (rule.action === 'deny' ? 0 : 1);
  return [...items].sort((a, b) => weight(a) - weight(b));
}

/** Items by the network that they are for, or may be for. */
class ByNetwork<Item> {
  readonly #byKey = new Map<NetworkKey, Item[]>();
  readonly #perhaps = new Map<NetworkKey, Item[]>();
  readonly #anywhere: Item[] = [];

  add(network: Reference<Group>, item: Item): void {
    if (network.is !== 'unknown') getOrMake(this.#byKey, keyOf(network), () => []).push(item);
    else if (network.any) this.#anywhere.push(item);
    else for (const candidate of network.candidates) getOrMake(this.#perhaps, candidate, () => []).push(item);
  }

  /** Those of a network, with whether they are surely for it. */
  of(key: NetworkKey, network: Reference<Group>): readonly (readonly [Item, boolean])[] {
    const perhaps = network.is === 'unknown' ? [] : (this.#perhaps.get(key) ?? []);
    return [
      ...(key === undefined ? [] : (this.#byKey.get(key) ?? [])).map((item) => [item, true] as const),
      ...[...perhaps, ...this.#anywhere].map((item) => [item, false] as const),
    ];
  }
}
