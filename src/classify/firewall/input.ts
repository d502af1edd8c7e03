/** The normal form as rules read it: `input.terraform.SecurityGroup` and `.SecurityRule` (schemas/input.json). */
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { isForAllPorts, type Part, type PublicAccess } from './internet.ts';
import { coversBgp } from './ports.ts';
import { type FirewallRule, type Group, type Source, unknownReach } from './rule.ts';

/** The numbers of groups and rules in the scan, and which groups are the nodes' own. */
export interface Numbers {
  group(group: Group): number;
  rule(rule: FirewallRule): number;
  /** Of what tells what a prefix list holds. */
  list(source: Source): number;
  isNodes(group: Group): boolean;
}

/** `plan`: whether all of it was read, and a path that is unknown in each of its resources where it was not. */
export function groupInput(
  group: Group,
  plan: { readonly whole: boolean; readonly path: Path },
  numbers: Numbers,
): JsonObject {
  return {
    provider: group.provider,
    cloud_id: group.id ?? null,
    nodes: numbers.isNodes(group),
    plan: { ...plan },
    inbound: { ...group.inbound },
    outbound: { ...group.outbound },
  };
}

/** `possible`: places that are not known, by which the rule may let anyone in. */
export function ruleInput(
  rule: FirewallRule,
  { access, possible }: { readonly access: readonly PublicAccess[]; readonly possible: readonly Path[] },
  numbers: Numbers,
): JsonObject {
  const { protocol, ports, peers, direction } = rule;
  return {
    provider: rule.provider,
    path: rule.path,
    direction,
    action: rule.action,
    target: targetInput(rule, numbers),
    protocol: { is: protocol.is, text: protocol.text, path: protocol.path },
    ports: { ...ports },
    bgp: coversBgp(protocol, ports),
    for_all_ports: isForAllPorts(rule),
    peers: {
      cidrs: peers.cidrs.map(({ text, cidr, path }) => ({ text, family: cidr?.family ?? null, path })),
      groups: peers.groups.map(({ reference, path }) =>
        reference.is === 'known'
          ? {
              group: numbers.group(reference.item),
              text: reference.item.source.address,
              nodes: numbers.isNodes(reference.item),
              path,
            }
          : { group: null, text: reference.id, nodes: false, path },
      ),
      prefix_lists: peers.prefixLists.map(({ id, path }) => ({ id, path })),
      self: peers.self === undefined ? [] : [peers.self],
      unknown: peers.unknown,
    },
    anyone: access.map(({ family, part, others }) => ({
      family,
      text: part.listed === undefined ? part.text : `${part.text} of ${part.listed.source.address}`,
      // An id that is known only after apply is no place of a finding.
      path: rule.source.isUnknown(part.path) ? protocol.path : part.path,
      listed: part.listed === undefined ? [] : [partInput(part, numbers)],
      others: others.map((other) => partInput(other, numbers)),
    })),
    perhaps_anyone: possible,
    unknown: unknownOf(rule),
  };
}

function partInput({ rule, text, path, listed }: Part, numbers: Numbers): JsonObject {
  if (listed === undefined) return { id: numbers.rule(rule), text, path };
  return { id: numbers.list(listed.source), text, path: listed.path };
}

function targetInput({ target, targetPath }: FirewallRule, numbers: Numbers): Json {
  const common = { path: targetPath, group: null, cloud_id: null, candidates: [], any: false };
  if (target.is === 'foreign') return { ...common, cloud_id: target.id };
  if (target.is === 'unknown') return { ...common, candidates: target.candidates.map(numbers.group), any: target.any };
  return { ...common, group: numbers.group(target.item), cloud_id: target.item.id ?? null };
}

/** The places of what a rule does not tell, without which nobody knows whom it lets in where. */
function unknownOf(rule: FirewallRule): readonly Path[] {
  const { target, targetPath, peers } = rule;
  return [...(target.is === 'unknown' ? [targetPath] : []), ...unknownReach(rule), ...peers.unknown];
}
