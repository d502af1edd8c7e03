/**
 * Firewall rules of networks: google_compute_firewall (hashicorp/terraform-provider-google website/docs/r/compute_firewall; Google
 * Cloud's documentation of VPC firewall rules). A deny comes before an allow of the same priority; without a priority it is 1000.
 */
import type { Path } from '../../../model/document.ts';
import type { Ports, Protocol } from '../../firewall/ports.ts';
import type { Peers, Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup, TerraformRule } from '../firewalling.ts';
import { cidrPeers, isNobody, joined, noPeers } from '../peer-parts.ts';
import { allPorts, protocolAt, rangeAt } from '../port-ranges.ts';
import { isNone, textsAt } from '../texts.ts';
import { type Accounts, type Names, namesAt, scopeOf } from './names.ts';
import type { Networks } from './networks.ts';

export const firewallType = 'google_compute_firewall';

/** Stages of policies that come before it are lower. */
export const firewallStage = 0;

const all: ReadonlySet<string> = new Set(['all']);

/** A rule, and the machines of its network that it is for. */
export interface GoogleRule {
  readonly rule: TerraformRule;
  /** Tags and service accounts; undefined for all machines. */
  readonly targets: Names | undefined;
}

export interface Audience extends Pick<GoogleRule, 'targets'> {
  readonly network: Reference<TerraformGroup>;
}

/** What google resources in a plan lead to. */
export interface References {
  readonly networks: Networks;
  readonly accounts: Accounts;
}

/** The machines that a resource's rules are for, in its network. */
export function audienceOf(values: Attributes, { networks, accounts }: References): Audience {
  const targets = namesAt(values, { tags: ['target_tags'], accounts: ['target_service_accounts'] }, accounts);
  return { network: networks.at(values, ['network']), targets };
}

/** The rules of one resource: one for each range of ports. None while it is disabled. */
export function* firewallRules(values: Attributes, references: References): Generator<GoogleRule> {
  const disabled = values.at(['disabled']);
  if (disabled === true || disabled === 'true') return;
  const given = values.at(['direction']);
  const text = String(given ?? '').toUpperCase();
  const direction = values.isUnknown(['direction']) ? 'unknown' : text === 'EGRESS' ? 'out' : 'in';
  const network = references.networks.at(values, ['network']);
  const targets = namesAt(
    values,
    { tags: ['target_tags'], accounts: ['target_service_accounts'] },
    references.accounts,
  );
  const condition = conditionOf(values, direction);
  const priority = priorityOf(values);
  const scope = scopeOf(targets, values);
  const common = {
    provider: 'google',
    source: values,
    direction,
    directionPath: orderUnknown(values, []) ?? ['direction'],
    opens: !values.isUnknown(['disabled']),
    stage: firewallStage,
    ...(priority === undefined ? {} : { priority }),
    ...(condition === undefined ? {} : { condition }),
    ...(scope === undefined ? {} : { scope }),
    target: network,
    targetPath: ['network'],
  } as const;
  for (const action of ['allow', 'deny'] as const) {
    for (const { path, protocol, ports } of servicesAt(values, [action], 'protocol')) {
      const peers = direction === 'out' ? destinations(values, path) : sources(values, path, references.accounts);
      yield { rule: { ...common, path, action, protocol, ports, peers }, targets };
    }
  }
}

/** A protocol with a range of ports, where they stand. */
export interface Service {
  readonly path: Path;
  readonly protocol: Protocol;
  readonly ports: Ports;
}

/** Protocols and ports of a list of blocks; `name`: what the protocol is called in them. */
export function* servicesAt(values: Attributes, list: Path, name: string): Generator<Service> {
  if (values.isUnknown(list)) {
    const protocol: Protocol = { is: 'unknown', number: null, text: 'an unknown protocol', path: list };
    yield { path: list, protocol, ports: unknownPorts(list) };
    return;
  }
  for (const i of values.list(list).keys()) {
    const path = [...list, i];
    const protocol = protocolAt(values, [...path, name], all);
    const place = [...path, 'ports'];
    const { known, unknown } = textsAt(values, place);
    const isAll =
      isNone({ known, unknown }) || protocol.is === 'all' || (protocol.number !== 6 && protocol.number !== 17);
    if (isAll) yield { path, protocol, ports: allPorts(place) };
    else {
      for (const { path: port } of known) yield { path, protocol, ports: rangeAt(values, port) };
      for (const port of unknown) yield { path, protocol, ports: unknownPorts(port) };
    }
  }
}

function unknownPorts(path: Path): Ports {
  return { all: false, from: null, to: null, text: 'unknown ports', from_path: path, to_path: path };
}

/** Without any source it is for 0.0.0.0/0. */
function sources(values: Attributes, path: Path, accounts: Accounts): Peers {
  const names = namesAt(values, { tags: ['source_tags'], accounts: ['source_service_accounts'] }, accounts);
  const peers = joined([
    cidrPeers(textsAt(values, ['source_ranges'])),
    { ...noPeers, tags: names?.known ?? [], unknown: names?.unknown ?? [] },
  ]);
  return isNobody(peers) ? anyone(path) : peers;
}

function destinations(values: Attributes, path: Path): Peers {
  const peers = cidrPeers(textsAt(values, ['destination_ranges']));
  return isNobody(peers) ? anyone(path) : peers;
}

/** Said by a rule that says nobody. */
export function anyone(path: Path): Peers {
  return { ...noPeers, any: path };
}

/** Where it is not known whether a rule is in force, or before which others. */
export function orderUnknown(values: Attributes, path: Path): Path | undefined {
  return ['disabled', 'priority'].map((name) => [...path, name]).find((place) => values.isUnknown(place));
}

/** Ranges of the own end, which narrow a rule. */
function conditionOf(values: Attributes, direction: TerraformRule['direction']): Path | undefined {
  const path = [direction === 'out' ? 'source_ranges' : 'destination_ranges'];
  const { known, unknown } = textsAt(values, path);
  const isAll = known.some(({ text }) => text === '0.0.0.0/0');
  return isAll || (known.length === 0 && unknown.length === 0) ? undefined : path;
}

function priorityOf(values: Attributes): number | undefined {
  const value = values.at(['priority']);
  if (value === undefined || value === null) return values.isUnknown(['priority']) ? undefined : 1000;
  return Number.isInteger(Number(value)) ? Number(value) : undefined;
}
