/**
 * Security groups of AWS and their rules, in the three ways that the provider has to write them
 * (hashicorp/terraform-provider-aws website/docs/r: security_group, default_security_group, security_group_rule,
 * vpc_security_group_ingress_rule, vpc_security_group_egress_rule). All rules allow; their order does not count.
 */
import { isObject, text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { FirewallRule, Reference, RuleList } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup, TerraformRule } from '../firewalling.ts';
import type { Instance } from '../instances.ts';
import { type Mirror, withoutMirrored } from './mirrored-rules.ts';
import { PeerReader, type References } from './peers.ts';
import { portsAt, protocolAt } from './ports.ts';
import { referenceAt } from './reference-at.ts';

export const groupTypes: ReadonlySet<string> = new Set(['aws_security_group', 'aws_default_security_group']);

export const ruleTypes: ReadonlySet<string> = new Set([
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
]);

/** A group without its rules. */
export function groupOf(values: Attributes): TerraformGroup {
  const id = text(values.at(['id']), []);
  const label = text(values.at(['name']), []);
  return {
    provider: 'aws',
    noun: 'security group',
    source: values,
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: label === '' ? undefined : label,
    inbound: ruleList(values, ['ingress']),
    outbound: ruleList(values, ['egress']),
  };
}

function ruleList(values: Attributes, path: Path): RuleList {
  if (values.isUnknown(path)) return { path, unknown: [path] };
  const items = [...values.list(path).keys()].map((i) => [...path, i]);
  return { path, unknown: items.filter((item) => values.isUnknown(item)) };
}

/** The rules that a group lists itself, save those that only mirror resources of their own. */
export function* inlineRules(group: TerraformGroup, references: References, mirror: Mirror): Generator<TerraformRule> {
  for (const [attribute, direction] of [['ingress', 'in'] as const, ['egress', 'out'] as const]) {
    for (const [i, item] of group.source.list([attribute]).entries()) {
      if (!isObject(item)) continue;
      const rule = inlineRule(group, direction, [attribute, i], references);
      const kept = withoutMirrored(rule, group, mirror);
      if (kept !== undefined) yield kept;
    }
  }
}

function inlineRule(group: TerraformGroup, direction: 'in' | 'out', path: Path, references: References): TerraformRule {
  const values = group.source;
  const target: Reference<TerraformGroup> = { is: 'known', item: group };
  const protocol = protocolAt(values, [...path, 'protocol']);
  return {
    provider: 'aws',
    source: values,
    path,
    direction,
    directionPath: path,
    action: 'allow',
    opens: true,
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
export function ruleOf(values: Attributes, references: References): TerraformRule {
  const targetPath = ['security_group_id'];
  const target = referenceAt(values, targetPath, references.groups);
  const shape = values.instance.type === 'aws_security_group_rule' ? older(values) : newer(values.instance);
  const protocol = protocolAt(values, shape.protocol);
  const peers = new PeerReader(values, references, target);
  for (const path of shape.cidrs) peers.cidrs(path);
  return {
    provider: 'aws',
    source: values,
    path: [],
    direction: shape.direction,
    directionPath: shape.directionPath,
    action: 'allow',
    opens: true,
    target,
    targetPath,
    protocol,
    ports: portsAt(values, protocol, ['from_port'], ['to_port']),
    peers: peers.prefixLists(shape.prefixLists).groups([shape.group], shape.group).self(['self']).done(),
  };
}

/** Where the attributes of a rule stand that the two kinds of resource name differently. */
interface Shape {
  readonly direction: FirewallRule['direction'];
  readonly directionPath: Path;
  readonly protocol: Path;
  readonly cidrs: readonly Path[];
  readonly prefixLists: Path;
  readonly group: string;
}

function older(values: Attributes): Shape {
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

function newer(instance: Instance): Shape {
  return {
    direction: instance.type === 'aws_vpc_security_group_ingress_rule' ? 'in' : 'out',
    directionPath: [],
    protocol: ['ip_protocol'],
    cidrs: [['cidr_ipv4'], ['cidr_ipv6']],
    prefixLists: ['prefix_list_id'],
    group: 'referenced_security_group_id',
  };
}
