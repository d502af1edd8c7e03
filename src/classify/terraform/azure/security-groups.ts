/**
 * Network security groups of Azure and their rules, inside of the group or as resources of their own
 * (hashicorp/terraform-provider-azurerm website/docs/r: network_security_group, network_security_rule). The rule with the
 * lowest priority of those that match decides (Microsoft, Network security groups).
 */
import { isObject, text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Ports, Protocol } from '../../firewall/ports.ts';
import type { FirewallRule, Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup, TerraformRule } from '../firewalling.ts';
import type { Named, NamedResource } from '../named.ts';
import { protocolAt, rangeAt } from '../port-ranges.ts';
import type { GroupNames, Mirrored } from './group-names.ts';
import { type End, endAt } from './peers.ts';
import { clientPorts, portsAt } from './ports.ts';

/** What references in a plan lead to. */
export interface References {
  readonly groups: GroupNames;
  readonly applicationGroups: Named<NamedResource>;
}

/** A rule of the normal form, and what it says of Azure besides. */
export interface AzureRule {
  readonly rule: TerraformRule;
  /** The members' own end: the destination of what comes in. */
  readonly own: End;
  /** Where it says that the other end is the Internet. */
  readonly internet: Path | undefined;
  /** Whether it is for the ports that a client takes. */
  readonly clients: 'yes' | 'no' | 'maybe';
  readonly clientsPath: Path;
  /** Where its place among the others stands, if that is not known. */
  readonly unordered: Path | undefined;
}

/** Tcp, Udp, Icmp, Esp, Ah, or one of these. */
const allProtocols: ReadonlySet<string> = new Set(['*', 'any']);

/** A group without its rules. */
export function groupOf(values: Attributes): TerraformGroup {
  const id = text(values.at(['id']), []);
  const path = ['security_rule'];
  const items = [...values.list(path).keys()].map((i) => [...path, i]);
  const list = { path, unknown: values.isUnknown(path) ? [path] : items.filter((item) => values.isUnknown(item)) };
  return {
    provider: 'azure',
    noun: 'network security group',
    source: values,
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: undefined,
    inbound: list,
    outbound: list,
  };
}

/** The rules that a group lists itself, save those that only mirror resources of their own. */
export function inlineRules(group: TerraformGroup, references: References, mirrored: Mirrored): AzureRule[] {
  const target: Reference<TerraformGroup> = { is: 'known', item: group };
  return [...group.source.list(['security_rule']).entries()]
    .filter(([, rule]) => !isObject(rule) || !mirrored.has(group, rule))
    .map(([i]) => ['security_rule', i])
    .filter((path) => !group.source.isUnknown(path))
    .flatMap((path) => rulesAt(group.source, path, { target, path }, references));
}

/** The rules that a resource is. */
export function ruleResource(values: Attributes, references: References): AzureRule[] {
  const path = ['network_security_group_name'];
  return rulesAt(values, [], { target: references.groups.of(values), path }, references);
}

/** One rule of Azure is as many of the normal form as it has ranges of ports, and actions that it may have. */
function rulesAt(
  values: Attributes,
  path: Path,
  { target, path: targetPath }: { readonly target: Reference<TerraformGroup>; readonly path: Path },
  references: References,
): AzureRule[] {
  const at = (attribute: string) => [...path, attribute];
  const direction = directionAt(values, at('direction'));
  const [source, destination] = (['source', 'destination'] as const).map((end) =>
    endAt(values, path, end, references.applicationGroups),
  ) as [End, End];
  const [other, own] = direction === 'out' ? [destination, source] : [source, destination];
  const peers = other.internet === undefined ? other.peers : { ...other.peers, any: other.peers.any ?? other.internet };
  const clientsPath = at('source_port_range');
  const priority = numberAt(values, at('priority'));
  const action = actionAt(values, at('access'));
  const common = {
    own,
    internet: other.internet,
    clients: clientPorts(portsAt(values, clientsPath, at('source_port_ranges'))),
    clientsPath,
    unordered: priority === undefined ? at('priority') : undefined,
  };
  const name = text(values.at(at('name')), []);
  const rule = {
    provider: 'azure' as const,
    source: values,
    path,
    // With an action that is not known, it is not known either whether it lets anything in.
    direction: action === undefined ? ('unknown' as const) : direction,
    directionPath: at(action === undefined ? 'access' : 'direction'),
    ...(priority === undefined ? {} : { priority }),
    ...(path.length === 0 || name === '' ? {} : { named: name }),
    opens: true,
    target,
    targetPath,
    actionPath: at('access'),
    peers: other.isAny && peers.any === undefined ? { ...peers, any: path } : peers,
  };
  const actions = action === undefined ? (['allow', 'deny'] as const) : [action];
  const protocol = protocolAt(values, at('protocol'), allProtocols);
  const given = portsAt(values, at('destination_port_range'), at('destination_port_ranges'));
  const ranges = given.length > 0 ? given : [rangeAt(values, at('destination_port_range'))];
  return ranges.flatMap((ports) =>
    protocolsOf(protocol, ports).flatMap((one) =>
      actions.map((what) => ({ ...common, rule: { ...rule, action: what, protocol: one, ports } })),
    ),
  );
}

/** With all protocols, a range of ports is one of TCP and of UDP. */
function protocolsOf(protocol: Protocol, ports: Ports): readonly Protocol[] {
  if (protocol.is !== 'all' || ports.all) return [protocol];
  return [
    { ...protocol, is: 'tcp', number: 6, text: 'TCP' },
    { ...protocol, is: 'other', number: 17, text: 'UDP' },
  ];
}

function directionAt(values: Attributes, path: Path): FirewallRule['direction'] {
  const value = text(values.at(path), []).toLowerCase();
  if (!values.isUnknown(path) && (value === 'inbound' || value === 'outbound')) {
    return value === 'inbound' ? 'in' : 'out';
  }
  values.setUnreadable(path);
  return 'unknown';
}

function actionAt(values: Attributes, path: Path): 'allow' | 'deny' | undefined {
  const value = text(values.at(path), []).toLowerCase();
  if (!values.isUnknown(path) && (value === 'allow' || value === 'deny')) return value;
  values.setUnreadable(path);
  return undefined;
}

function numberAt(values: Attributes, path: Path): number | undefined {
  const value = values.at(path);
  const number = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && !values.isUnknown(path)) return number;
  values.setUnreadable(path);
  return undefined;
}
