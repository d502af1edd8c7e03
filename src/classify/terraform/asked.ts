/**
 * Which groups and rules of a plan the rules are told of. A large plan has thousands that let nobody of the Internet in: what pools
 * of nodes make of them is in their passages, and nothing else asks about them. test/classify/terraform/asked.test.ts holds that
 * the rules say the same of all.
 */
import type { Opening } from '../firewall/input.ts';
import { coversBgp } from '../firewall/ports.ts';
import type { Group } from '../firewall/rule.ts';
import type { TerraformGroup, TerraformMachine, TerraformRule } from './firewalling.ts';
import { inlineOf } from './group-facts.ts';

/** The protocol that is taken for IP-in-IP. */
const notIpip = 94;

export interface Asking {
  readonly nodes: ReadonlySet<Group>;
  /** All are asked about. */
  readonly all: boolean;
  /** True where rules let BGP in before the plan. */
  wasOpen(group: TerraformGroup): boolean;
}

export class Asked {
  readonly #asking: Asking;
  /** Groups whose rules are asked about, each of them. */
  readonly #whole = new Set<Group>();
  readonly #someWasOpen: boolean;

  constructor(rules: readonly TerraformRule[], groups: readonly TerraformGroup[], asking: Asking) {
    this.#asking = asking;
    const opened = groups.filter((group) => asking.wasOpen(group));
    this.#someWasOpen = opened.length > 0;
    for (const group of opened) this.#whole.add(group);
    for (const group of writtenTwice(rules, groups, asking.nodes)) this.#whole.add(group);
  }

  /** Whom it lets in may be known only after apply; or its rules are asked about. */
  isGroup(group: Group): boolean {
    const { all, nodes } = this.#asking;
    return all || nodes.has(group) || this.#whole.has(group) || group.inbound.unknown.length > 0;
  }

  /** It is one of the nodes. */
  isMachine({ node }: TerraformMachine): boolean {
    return this.#asking.all || node !== 'no';
  }

  /** It lets anyone in, or may; it is for the protocol that is taken for another; its name says that it is for BGP; or its group. */
  isRule({ protocol, source, target }: TerraformRule, { access, possible }: Opening): boolean {
    return (
      this.#asking.all ||
      access.length > 0 ||
      possible.length > 0 ||
      protocol.number === notIpip ||
      (target.is === 'known' ? this.#whole.has(target.item) : target.is === 'unknown' && this.#someWasOpen) ||
      /bgp|calico/i.test(source.instance.name)
    );
  }
}

/** Groups with rules of their own and rules that are resources, some of them for BGP. */
function writtenTwice(
  rules: readonly TerraformRule[],
  groups: readonly TerraformGroup[],
  nodes: ReadonlySet<Group>,
): readonly Group[] {
  const apart = new Set<Group>();
  const forBgp = new Set<Group>(nodes);
  for (const { path, protocol, ports, target } of rules) {
    if (target.is !== 'known') continue;
    if (path.length === 0) apart.add(target.item);
    if (coversBgp(protocol, ports) === 'yes') forBgp.add(target.item);
  }
  return groups.filter((group) => apart.has(group) && forBgp.has(group) && inlineOf(group).length > 0);
}
