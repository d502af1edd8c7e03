/**
 * Security groups of AWS and their rules, in the three ways that the provider has to write them
 * (hashicorp/terraform-provider-aws website/docs/r: security_group, default_security_group, security_group_rule,
 * vpc_security_group_ingress_rule, vpc_security_group_egress_rule). All rules allow; their order does not count.
 */
import { isObject, text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Group, Link, Rule } from '../../firewall/rule.ts';
import type { Values } from '../attributes.ts';
import type { Entry } from '../instances.ts';
import type { Linker } from '../references.ts';
import { type Mirror, withoutMirrored } from './mirrored-rules.ts';
import { PeerReader, type References } from './peers.ts';
import { portsAt, protocolAt } from './ports.ts';

export const groupTypes: ReadonlySet<string> = new Set(['aws_security_group', 'aws_default_security_group']);

export const ruleTypes: ReadonlySet<string> = new Set([
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
]);

/** A group without its rules. */
export function groupOf(values: Values): Group {
  const id = text(values.at(['id']), []);
  const label = text(values.at(['name']), []);
  return {
    provider: 'aws',
    values,
    entry: values.entry,
    id: id === '' ? undefined : id,
    label: label === '' ? undefined : label,
    inbound: ['ingress'],
    outbound: ['egress'],
  };
}

/** The rules that a group lists itself, save those that only mirror resources of their own. */
export function* inlineRules(group: Group, references: References, mirror: Mirror): Generator<Rule> {
  for (const [attribute, direction] of [['ingress', 'in'] as const, ['egress', 'out'] as const]) {
    for (const [i, item] of group.values.list([attribute]).entries()) {
      if (!isObject(item)) continue;
      const rule = inlineRule(group, direction, [attribute, i], references);
      const kept = withoutMirrored(rule, group, mirror);
      if (kept !== undefined) yield kept;
    }
  }
}

function inlineRule(group: Group, direction: 'in' | 'out', path: Path, references: References): Rule {
  const { values } = group;
  const target: Link = { is: 'group', group };
  const protocol = protocolAt(values, [...path, 'protocol']);
  return {
    provider: 'aws',
    values,
    path,
    direction,
    directionPath: path,
    action: 'allow',
    target,
    targetPath: path,
    protocol,
    ports: portsAt(values, protocol, [...path, 'from_port'], [...path, 'to_port']),
    peers: new PeerReader(values, references, target)
      .cidrs([...path, 'cidr_blocks'])
      .cidrs([...path, 'ipv6_cidr_blocks'])
      .prefixLists([...path, 'prefix_list_ids'])
      .groups([...path, 'security_groups'])
      .self([...path, 'self'])
      .done(),
  };
}

/** The rule that a resource is. */
export function ruleOf(values: Values, references: References): Rule {
  const targetPath = ['security_group_id'];
  const target = linkOf(values, targetPath, references.linker);
  const shape = values.entry.type === 'aws_security_group_rule' ? older(values) : newer(values.entry);
  const protocol = protocolAt(values, shape.protocol);
  const peers = new PeerReader(values, references, target);
  for (const path of shape.cidrs) peers.cidrs(path);
  return {
    provider: 'aws',
    values,
    path: [],
    direction: shape.direction,
    directionPath: shape.directionPath,
    action: 'allow',
    target,
    targetPath,
    protocol,
    ports: portsAt(values, protocol, ['from_port'], ['to_port']),
    peers: peers.prefixLists(shape.prefixLists).groups([shape.group], shape.group).self(['self']).done(),
  };
}

/** Where the attributes of a rule stand that the two kinds of resource name differently. */
interface Shape {
  readonly direction: Rule['direction'];
  readonly directionPath: Path;
  readonly protocol: Path;
  readonly cidrs: readonly Path[];
  readonly prefixLists: Path;
  readonly group: string;
}

function older(values: Values): Shape {
  const type = values.at(['type']);
  if (type !== 'ingress' && type !== 'egress') values.setUnreadable(['type']);
  return {
    direction: type === 'ingress' ? 'in' : type === 'egress' ? 'out' : 'unknown',
    directionPath: ['type'],
    protocol: ['protocol'],
    cidrs: [['cidr_blocks'], ['ipv6_cidr_blocks']],
    prefixLists: ['prefix_list_ids'],
    group: 'source_security_group_id',
  };
}

function newer(entry: Entry): Shape {
  return {
    direction: entry.type === 'aws_vpc_security_group_ingress_rule' ? 'in' : 'out',
    directionPath: [],
    protocol: ['ip_protocol'],
    cidrs: [['cidr_ipv4'], ['cidr_ipv6']],
    prefixLists: ['prefix_list_id'],
    group: 'referenced_security_group_id',
  };
}

function linkOf(values: Values, path: Path, linker: Linker): Link {
  const value = values.at(path);
  if (typeof value === 'string') return linker.byText(value);
  const [attribute] = path;
  return typeof attribute === 'string' && values.isUnknown(path)
    ? linker.byReference(values.entry, attribute)
    : { is: 'unknown', candidates: [], any: true };
}
