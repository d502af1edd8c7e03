/** The normal form as rules read it: `input.terraform.SecurityGroup` and `.SecurityRule` (schemas/input.json). */
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { isForAllPorts, type Part, type PublicAccess } from './internet.ts';
import type { Passage } from './passage.ts';
import type { Pool } from './pool.ts';
import { coversBgp } from './ports.ts';
import { type FirewallRule, type Group, type PeerGroup, type Source, unknownReach } from './rule.ts';

/** The numbers of groups and rules in the scan, and which groups are the nodes' own. */
export interface Numbers {
  group(group: Group): number;
  rule(rule: FirewallRule): number;
  /** Of what tells what a prefix list holds. */
  list(source: Source): number;
  /** Of a group, rule or list that was read from it. */
  source(source: Source): number;
  isNodes(group: Group): boolean;
  pool(pool: Pool): number;
}

/** `plan`: whether all of it was read, and a path that is unknown in each of its resources where it was not. */
export function groupInput(
  group: Group,
  plan: { readonly whole: boolean; readonly path: Path },
  numbers: Numbers,
): JsonObject {
  return {
    provider: group.provider,
    noun: group.noun,
    cloud_id: group.id ?? null,
    nodes: numbers.isNodes(group),
    plan: { ...plan },
    inbound: { ...group.inbound },
    outbound: { ...group.outbound },
  };
}

/** How a rule lets anyone in. */
export interface Opening {
  readonly access: readonly PublicAccess[];
  /** Places that are not known, by which it may. */
  readonly possible: readonly Path[];
}

export function ruleInput(rule: FirewallRule, { access, possible }: Opening, numbers: Numbers): JsonObject {
  const { protocol, ports, peers, direction } = rule;
  return {
    provider: rule.provider,
    path: rule.path,
    direction,
    action: rule.action,
    opens: rule.opens,
    priority: rule.priority ?? null,
    target: targetInput(rule, numbers),
    protocol: { is: protocol.is, number: protocol.number, text: protocol.text, path: protocol.path },
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
      tags: peers.tags.map(({ text, path }) => ({ text, path })),
      any: peers.any === undefined ? [] : [peers.any],
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

/** `reach`: see reachOf. */
export function poolInput(pool: Pool, reach: readonly JsonObject[]): JsonObject {
  const { provider, named, because, inboundPath, outboundPath } = pool;
  return {
    provider,
    named,
    because: because ?? '',
    inbound: inboundPath,
    outbound: outboundPath,
    reach,
  };
}

export function passageInput(passage: Passage, numbers: Numbers): JsonObject {
  const { from, to, traffic, direction, verdict, restsOn, layer, denied, forOthers, forOtherPorts, count } = passage;
  const pointed = (rule: FirewallRule, path: Path) => ({ rule: numbers.rule(rule), path, text: rule.source.address });
  return {
    from: numbers.pool(from),
    to: numbers.pool(to),
    traffic,
    direction,
    verdict,
    path: layer.place?.path ?? (direction === 'in' ? to.inboundPath : from.outboundPath),
    noun: layer.noun,
    reply: layer.reply === true,
    apart: layer.place !== undefined,
    cause: layer.cause ?? '',
    rests_on: restsOn.map(({ source, path }) => ({ resource: numbers.source(source), path })),
    denied: denied === undefined ? [] : [deniedInput(denied, pointed)],
    for_others: forOthers.map((rule) => ({ ...pointed(rule, peersPath(rule)), peers: peersText(rule) })),
    for_other_ports: forOtherPorts.map((rule) => ({
      ...pointed(rule, rule.ports.from_path),
      ports: `${rule.protocol.text} ${rule.ports.text}`,
    })),
    rules: count,
  };
}

function deniedInput(
  { rule, shadowed }: NonNullable<Passage['denied']>,
  pointed: (rule: FirewallRule, path: Path) => JsonObject,
): JsonObject {
  return {
    ...pointed(rule, rule.actionPath ?? rule.protocol.path),
    named: rule.named ?? rule.source.address,
    priority: rule.priority ?? null,
    shadowed:
      shadowed === undefined
        ? []
        : [
            {
              ...pointed(shadowed, shadowed.path),
              place: peersPath(shadowed),
              named: shadowed.named ?? shadowed.source.address,
              priority: shadowed.priority ?? null,
            },
          ],
  };
}

/** Where a rule says whom it lets in; a value that is not known is no place of a finding. */
function peersPath({ peers, protocol, source }: FirewallRule): Path {
  const listed = [...peers.groups, ...peers.cidrs, ...peers.prefixLists, ...peers.tags].map(({ path }) => path);
  const places = peers.self === undefined ? listed : [...listed, peers.self];
  return places.find((path) => !source.isUnknown(path)) ?? protocol.path;
}

/** Whom a rule lets in, as messages say it. */
function peersText({ peers, target }: FirewallRule): string {
  const [group] = peers.groups;
  if (group !== undefined) return addressOf(group.reference);
  const [named] = [...peers.cidrs, ...peers.tags];
  if (named !== undefined) return named.text;
  const [list] = peers.prefixLists;
  if (list !== undefined && list.id !== '') return list.id;
  return peers.self !== undefined && target.is === 'known' ? `members of ${target.item.source.address}` : 'others';
}

function addressOf(reference: PeerGroup['reference']): string {
  return reference.is === 'known' ? reference.item.source.address : reference.id;
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
