/** What a network security group does to the traffic of machines that it stands before. */
import { append } from '../../../lib/lists.ts';
import { getOrMake } from '../../../lib/maps.ts';
import { peersMatch } from '../../firewall/matching.ts';
import type { Identity, Layer } from '../../firewall/pool.ts';
import { coversBgp, type Protocol } from '../../firewall/ports.ts';
import type { FirewallRule, Peers } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup } from '../firewalling.ts';
import { noPeers } from '../peer-parts.ts';
import { allPorts } from '../port-ranges.ts';
import { unknownRules } from '../unknown-rules.ts';
import { mayHoldNodes, virtualNetwork } from './peers.ts';
import type { AzureRule } from './security-groups.ts';

/** The rules of all groups, each list in the order in which Azure goes through it. */
export class RuleBook {
  readonly #byGroup = new Map<unknown, AzureRule[]>();
  readonly #anywhere: AzureRule[] = [];
  readonly #isWhole: boolean;

  /** `isWhole`: false for a plan that lacks what may still come. */
  constructor(rules: readonly AzureRule[], isWhole: boolean) {
    this.#isWhole = isWhole;
    for (const rule of rules) {
      const { target } = rule.rule;
      if (target.is === 'known') this.#of(target.item).push(rule);
      else if (target.is === 'unknown') {
        for (const group of target.candidates) this.#of(group).push(rule);
        if (target.any) this.#anywhere.push(rule);
      }
    }
  }

  #of(group: unknown): AzureRule[] {
    return getOrMake(this.#byGroup, group, () => []);
  }

  /** All rules that are, or may be, of a group. */
  rules(group: TerraformGroup): readonly AzureRule[] {
    return [...(this.#byGroup.get(group) ?? []), ...this.#anywhere];
  }

  /** The groups with a rule that someone wrote for BGP, and that allows it. */
  groupsForBgp(): ReadonlySet<unknown> {
    const found = new Set<unknown>();
    for (const [group, rules] of this.#byGroup) if (rules.some(isForBgp)) found.add(group);
    return found;
  }

  /** `isApart`: true for a group that is not where the pool's own rules are. `noun`: what the group is to its members, as messages call it. */
  layer(group: TerraformGroup, noun: string, direction: 'in' | 'out', members: Identity, isApart: boolean): Layer {
    const { path: own } = direction === 'in' ? group.inbound : group.outbound;
    const rules: FirewallRule[] = [];
    for (const rule of this.rules(group)) {
      const is = rule.rule.direction;
      if (is !== direction && is !== 'unknown') continue;
      const filter = filterOf(rule, members);
      if (filter !== undefined) rules.push(filter);
    }
    // One with a priority that is not known may be the first.
    rules.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
    append(rules, implied(group.source, direction));
    return {
      noun,
      ...(isApart ? { place: { source: group.source, path: own } } : {}),
      rules,
      otherwise: 'deny',
      unknown: unknownRules([group], direction, this.#isWhole),
    };
  }
}

function isForBgp({ rule: { protocol, ports, direction, action } }: AzureRule): boolean {
  const isPort = ports.from !== null && ports.from === ports.to;
  return isPort && direction !== 'unknown' && action === 'allow' && coversBgp(protocol, ports) === 'yes';
}

/** A rule as it is for these members; undefined where it is not for their traffic. */
function filterOf({ rule, own, internet, clients, clientsPath, unordered }: AzureRule, members: Identity) {
  if (clients === 'no') return undefined;
  let filter: FirewallRule = rule;
  const tags = rule.peers.tags.filter(({ text }) => mayHoldNodes(text));
  const isForInternet = internet !== undefined && rule.peers.any === internet;
  if (isForInternet || tags.length < rule.peers.tags.length) {
    filter = { ...filter, of: rule, peers: { ...rule.peers, tags, any: isForInternet ? undefined : rule.peers.any } };
  }
  if (clients === 'maybe') filter = { ...filter, of: rule, condition: clientsPath };
  if (unordered !== undefined) filter = { ...filter, of: rule, directionPath: unordered };
  if (own.isAny) return filter;
  const match = peersMatch({ ...rule, peers: own.peers }, members);
  if (match.is === 'no') return undefined;
  if (match.is === 'maybe') return { ...filter, of: rule, condition: rule.path };
  const [blame] = match.is === 'unknown' ? match.blames : [];
  return blame === undefined ? filter : { ...filter, of: rule, directionPath: blame.path };
}

/**
 * The rules that each group has behind its own: AllowVnetInBound and AllowVnetOutBound, of priority 65000. Those for load
 * balancers and the Internet are not for traffic between nodes.
 */
function implied(source: Attributes, direction: 'in' | 'out'): FirewallRule[] {
  const protocol: Protocol = { is: 'all', number: null, text: 'all protocols', path: [] };
  const peers = { ...noPeers, tags: [{ text: virtualNetwork, path: [] }] };
  return [passing(source, direction, protocol, peers)];
}

/** A rule that stands nowhere in the plan, and lets all ports of a protocol pass. */
function passing(source: Attributes, direction: 'in' | 'out', protocol: Protocol, peers: Peers): FirewallRule {
  return {
    provider: 'azure',
    source,
    path: [],
    direction,
    directionPath: [],
    action: 'allow',
    priority: 65000,
    opens: true,
    target: { is: 'foreign', id: '' },
    targetPath: [],
    protocol,
    ports: allPorts([]),
    peers,
  };
}

/**
 * Azure's own network lets no IP in IP pass, whatever groups say (Calico, "Azure": "IPIP packets are blocked by the Azure
 * network fabric"). What else it drops is no traffic between speakers.
 */
export function fabric(source: Attributes): Layer {
  const protocols: readonly Protocol[] = [
    { is: 'tcp', number: 6, text: 'TCP', path: [] },
    { is: 'other', number: 17, text: 'UDP', path: [] },
  ];
  const rules = protocols.map((protocol) => passing(source, 'in', protocol, { ...noPeers, any: [] }));
  return {
    noun: 'network',
    cause: "Azure's network drops it whatever the rules say",
    rules,
    otherwise: 'deny',
    unknown: [],
  };
}
