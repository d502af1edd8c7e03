/** The normal form as rules read it: `input.terraform.SecurityGroup` and `.SecurityRule` (schemas/input.json). */
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { type Values, wholePlan } from '../terraform/attributes.ts';
import { isForAllPorts, type Opening, type Part } from './internet.ts';
import { coversBgp } from './ports.ts';
import type { Group, Rule, Target } from './rule.ts';

/** The numbers of groups and rules in the scan, and which groups are the nodes' own. */
export interface Numbers {
  group(group: Target): number;
  rule(rule: Rule): number;
  /** Of a resource or data source that tells what a prefix list holds. */
  list(values: Values): number;
  isNodes(group: Target): boolean;
}

export function groupInput(group: Group, whole: boolean, numbers: Numbers): JsonObject {
  return {
    provider: group.provider,
    cloud_id: group.id ?? null,
    nodes: numbers.isNodes(group),
    plan: { whole, path: wholePlan },
    inbound: { path: group.inbound, unknown: unknownIn(group.values, group.inbound) },
    outbound: { path: group.outbound, unknown: unknownIn(group.values, group.outbound) },
  };
}

/** `perhaps`: places that are not known, by which the rule may let anyone in. */
export function ruleInput(
  rule: Rule,
  { openings, perhaps }: { readonly openings: readonly Opening[]; readonly perhaps: readonly Path[] },
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
      groups: peers.groups.map(({ link, path }) =>
        link.is === 'group'
          ? {
              group: numbers.group(link.group),
              text: link.group.entry.address,
              nodes: numbers.isNodes(link.group),
              path,
            }
          : { group: null, text: link.id, nodes: false, path },
      ),
      prefix_lists: peers.prefixLists.map(({ id, path }) => ({ id, path })),
      self: peers.self === undefined ? [] : [peers.self],
      unknown: peers.unknown,
    },
    anyone: openings.map(({ family, part, others }) => ({
      family,
      text: part.listed === undefined ? part.text : `${part.text} of ${part.listed.values.entry.address}`,
      // An id that is known only after apply is no place of a finding.
      path: rule.values.isUnknown(part.path) ? protocol.path : part.path,
      listed: part.listed === undefined ? [] : [partInput(part, numbers)],
      others: others.map((other) => partInput(other, numbers)),
    })),
    perhaps_anyone: perhaps,
    unknown: unknownOf(rule),
  };
}

function partInput({ rule, text, path, listed }: Part, numbers: Numbers): JsonObject {
  if (listed === undefined) return { id: numbers.rule(rule), text, path };
  return { id: numbers.list(listed.values), text, path: listed.path };
}

function targetInput({ target, targetPath }: Rule, numbers: Numbers): Json {
  const common = { path: targetPath, group: null, cloud_id: null, candidates: [], any: false };
  if (target.is === 'foreign') return { ...common, cloud_id: target.id };
  if (target.is === 'unknown') return { ...common, candidates: target.candidates.map(numbers.group), any: target.any };
  return { ...common, group: numbers.group(target.group), cloud_id: target.group.id ?? null };
}

/** The places of what a rule does not tell, without which nobody knows whom it lets in where. */
function unknownOf(rule: Rule): readonly Path[] {
  const { values, target, targetPath, directionPath, protocol, ports, peers } = rule;
  const places = [directionPath, protocol.path, ...(protocol.is === 'all' ? [] : [ports.from_path, ports.to_path])];
  return [
    ...(target.is === 'unknown' ? [targetPath] : []),
    ...places.filter((path) => values.isUnknown(path)),
    ...peers.unknown,
  ];
}

/** The places in a group's own list where rules stand that are not known. */
function unknownIn(values: Values, list: Path): readonly Path[] {
  if (values.isUnknown(list)) return [list];
  return [...values.list(list).keys()].map((i) => [...list, i]).filter((path) => values.isUnknown(path));
}
