/** Machines, and the filters that stand before them. */
import type { Cidr } from '../../lib/address.ts';
import type { Path } from '../../model/document.ts';
import type { FirewallRule, Group, Provider, Source } from './rule.ts';

/**
 * Machines with the same firewalling: an instance, a launch template, a node pool; or the members of a group, where nothing that
 * was read tells which machines carry it.
 */
export interface Pool {
  readonly provider: Provider;
  /** What holds the rules for what comes in, and where: findings are put there. */
  readonly source: Source;
  readonly inboundPath: Path;
  readonly outboundPath: Path;
  /** As messages call it: the address of a group, or of the machine. */
  readonly address: string;
  /**
   * What it is a copy of, with others: the block of a resource and of the modules around it, without their keys. Copies
   * may be of one cluster or of one each, so that nothing has to pass between them.
   */
  readonly block: string;
  /** True if the config says that nodes are in it. */
  readonly named: boolean;
  /** Why it is taken for one with nodes, in a clause, where the config does not say so. */
  readonly because: string | undefined;
  /** The filters; a packet has to pass all of them. */
  readonly inbound: readonly Layer[];
  readonly outbound: readonly Layer[];
  readonly identity: Identity;
}

/** One filter. The first rule that matches decides; where all rules allow, their order does not count. */
export interface Layer {
  /** As messages call it: security groups, network ACL. */
  readonly noun: string;
  /** Why it drops what it does, in a clause, where no rule decides that stands in the plan. */
  readonly cause?: string;
  /** Those of one direction, in the order of evaluation, and those that may be in it though their group is not known. */
  readonly rules: readonly FirewallRule[];
  /** What becomes of traffic that no rule matches. */
  readonly otherwise: 'allow' | 'deny';
  /** What is not known of the list itself: rules may stand there. */
  readonly unknown: readonly Blame[];
  /** Rules that are in it only if what is not known turns out so. */
  readonly perhaps?: readonly Perhaps[];
  /** True where what no plan tells may let more in: a group of theirs that was not read. */
  readonly elsewhere?: boolean;
  /** Networks inside of which traffic does not come to it. */
  readonly within?: readonly Cidr[];
  /** Where its rules are written, if that is not where those of the pool are. */
  readonly place?: Blame;
  /** True for a filter without memory (a network ACL) that the replies have to pass, from TCP/179 to a port of the dialer's. */
  readonly reply?: boolean;
}

/** Rules of groups that the members may have. */
export interface Perhaps {
  readonly rules: readonly FirewallRule[];
  /** What tells, once it is known. */
  readonly blames: readonly Blame[];
}

/** A value that is not known. */
export interface Blame {
  readonly source: Source;
  readonly path: Path;
}

/** By what rules may name the members of a pool. */
export interface Identity {
  readonly groups: ReadonlySet<Group>;
  /** Ids of groups that were not read, tags, service accounts. */
  readonly names: ReadonlySet<string>;
  /** False where members may have more names than these; a group that was read is never one of them. */
  readonly whole: boolean;
  /** Groups that they may have. */
  readonly perhaps?: { readonly groups: ReadonlySet<Group>; readonly blames: readonly Blame[] };
  /** Where their addresses are; undefined if nothing tells. */
  readonly cidrs: readonly Cidr[] | undefined;
}

/** More pools of one plan are not compared, so that the pairs stay few. */
export const mostPools = 16;
