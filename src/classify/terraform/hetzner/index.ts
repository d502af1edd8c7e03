/**
 * The firewalling of Hetzner Cloud in a plan (hetznercloud/terraform-provider-hcloud, resources firewall, firewall_attachment,
 * server; Hetzner's documentation of firewalls, FAQ). Rules of all firewalls of a server add up. Without a rule for it nothing comes
 * in, and everything goes out; traffic in a private network is not filtered.
 */
import { isObject, text } from '../../../lib/json.ts';
import { append } from '../../../lib/lists.ts';
import type { Json, Path } from '../../../model/document.ts';
import type { Blame } from '../../firewall/pool.ts';
import type { Attributes, EmptyUnlessGiven } from '../attributes.ts';
import { anything, type Carrier, poolsOf } from '../carriers.ts';
import type { Firewalling, Plan, TerraformGroup, TerraformRule } from '../firewalling.ts';
import { dataOf, instancesOf } from '../instances.ts';
import { cidrPeers } from '../peer-parts.ts';
import { allPorts, protocolAt, rangeAt } from '../port-ranges.ts';
import { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';
import { textsAt } from '../texts.ts';
import { isSelected } from './selectors.ts';

const firewallType = 'hcloud_firewall';
const attachmentType = 'hcloud_firewall_attachment';
const serverType = 'hcloud_server';
const networkTypes = ['hcloud_network', 'hcloud_network_subnet', 'hcloud_server_network'];

const types: ReadonlySet<string> = new Set([firewallType, attachmentType, serverType, ...networkTypes]);

/** What the config may name. */
const nameable: ReadonlySet<string> = new Set([firewallType, serverType]);

/** Computed where nothing is given: then attachments decide. */
const emptyUnlessGiven: EmptyUnlessGiven = { [serverType]: ['firewall_ids'] };

/** More selectors are not compared with all servers. */
const mostSelectors = 64;

const none: ReadonlySet<string> = new Set();

/** Reads what a plan, or a state, has of Hetzner Cloud. */
export function readHetzner(plan: Plan): Firewalling {
  const all: Attributes[] = [];
  for (const instance of instancesOf(plan.value, types)) {
    // One that goes is named, though it is none any more.
    if (instance.after === undefined && nameable.has(instance.type)) plan.isNodes(instance);
    if (instance.after !== undefined) all.push(plan.attributesOf(instance, instance.after, emptyUnlessGiven));
  }
  const of = (type: string) => all.filter(({ instance }) => instance.type === type);
  const groups = of(firewallType).map(groupOf);
  const rules = groups.flatMap((group) => [...rulesOf(group)]);
  const servers = new Servers(of(serverType), groups, plan);
  for (const group of groups) servers.applyTo(group);
  for (const values of of(attachmentType)) servers.attach(values);
  const isPrivate =
    networkTypes.some((type) => of(type).length > 0) ||
    !dataOf(plan.value, new Set(networkTypes)).next().done ||
    of(serverType).some((values) => values.isUnknown(['network']) || values.list(['network']).length > 0);
  return {
    groups,
    rules,
    lists: [],
    nodes: new Set(groups.filter(({ instance }) => plan.isNodes(instance))),
    pools: poolsOf(
      {
        provider: 'hetzner',
        noun: 'firewalls',
        groups,
        rules,
        carriers: servers.carriers(isPrivate),
        hasMore: isPrivate,
        out: (carried, own) => {
          const limiting = carried.filter((group) => own.some(({ source }) => source === group.source));
          const first = carried.find((group) => !limiting.includes(group))?.source;
          if (limiting.length === 0) return { rules: [], otherwise: 'allow' };
          // What a firewall without such rules lets out beside another one with some, Hetzner does not say.
          return { rules: first === undefined ? [] : [anything('hetzner', first, 'out', [])], otherwise: 'deny' };
        },
      },
      plan,
    ),
  };
}

function groupOf(values: Attributes): TerraformGroup {
  const id = text(values.at(['id']), []);
  const label = text(values.at(['name']), []);
  const list = { path: ['rule'], unknown: values.isUnknown(['rule']) ? [['rule']] : [] };
  return {
    provider: 'hetzner',
    noun: 'firewall',
    source: values,
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: label === '' ? undefined : label,
    inbound: list,
    outbound: list,
  };
}

function* rulesOf(group: TerraformGroup): Generator<TerraformRule> {
  const values = group.source;
  for (const [i, item] of values.list(['rule']).entries()) {
    if (!isObject(item)) continue;
    const path = ['rule', i];
    const given = text(values.at([...path, 'direction']), []);
    const direction = given === 'in' || given === 'out' ? given : 'unknown';
    if (direction === 'unknown') values.setUnreadable([...path, 'direction']);
    const protocol = protocolAt(values, [...path, 'protocol'], none);
    const port = [...path, 'port'];
    const hasPorts = protocol.number === 6 || protocol.number === 17 || protocol.is === 'unknown';
    const isAll = !hasPorts || values.at(port) === 'any';
    yield {
      provider: 'hetzner',
      source: values,
      path,
      direction,
      directionPath: [...path, 'direction'],
      action: 'allow',
      opens: true,
      target: { is: 'known', item: group },
      targetPath: path,
      protocol,
      ports: isAll ? allPorts(port) : rangeAt(values, port),
      peers: cidrPeers(textsAt(values, [...path, direction === 'out' ? 'destination_ips' : 'source_ips'])),
    };
  }
}

interface Server extends Target {
  readonly values: Attributes;
  readonly labels: ReadonlyMap<string, string>;
  readonly groups: Set<TerraformGroup>;
  readonly foreign: Set<string>;
  readonly unknown: Blame[];
}

/** Servers, with the firewalls that are put on them in four ways. */
class Servers {
  readonly #servers: readonly Server[];
  readonly #byTarget: ReferenceResolver<Server>;
  readonly #groups: ReferenceResolver<TerraformGroup>;
  #selectors = 0;

  constructor(servers: readonly Attributes[], groups: readonly TerraformGroup[], plan: Plan) {
    this.#groups = new ReferenceResolver(groups, plan.root);
    this.#servers = servers.map((values) => {
      const id = text(values.at(['id']), []);
      const label = text(values.at(['name']), []);
      const server: Server = {
        values,
        instance: values.instance,
        id: id === '' ? undefined : id,
        label,
        labels: new Map(labelsOf(values)),
        groups: new Set(),
        foreign: new Set(),
        unknown: [],
      };
      this.#add(server, values, ['firewall_ids']);
      return server;
    });
    this.#byTarget = new ReferenceResolver(this.#servers, plan.root);
  }

  /** `apply_to` of a firewall. */
  applyTo(group: TerraformGroup): void {
    const values = group.source;
    const { items } = this.#byTarget.allByReference(values.instance, ['apply_to'], never);
    for (const server of items) server.groups.add(group);
    for (const i of values.list(['apply_to']).keys()) {
      for (const { text: id } of textsAt(values, ['apply_to', i, 'server']).known) this.#put(group, id);
      this.#select(group, textsAt(values, ['apply_to', i, 'label_selector']).known);
    }
  }

  /** A resource that attaches a firewall. */
  attach(values: Attributes): void {
    const [id] = textsAt(values, ['firewall_id']).known;
    const group =
      id === undefined ? this.#groups.byReference(values.instance, ['firewall_id']) : this.#groups.byText(id.text);
    if (group.is !== 'known') return;
    const { known, unknown } = textsAt(values, ['server_ids']);
    for (const { text: server } of known) this.#put(group.item, server);
    this.#select(group.item, textsAt(values, ['label_selectors']).known);
    if (unknown.length === 0) return;
    const { items } = this.#byTarget.allByReference(values.instance, ['server_ids'], never);
    for (const server of items) server.groups.add(group.item);
  }

  /** `isPrivate`: the plan has private networks, over which the servers may speak. */
  carriers(isPrivate: boolean): readonly Carrier[] {
    return this.#servers.map(({ values, labels, groups, foreign, unknown }) => ({
      values,
      groups,
      foreign,
      unknown,
      hasMore: isPrivate || foreign.size > 0 || this.#selectors > mostSelectors,
      isOpen: groups.size === 0 && foreign.size === 0 && unknown.length === 0,
      words: [...labels].flat(),
    }));
  }

  #put(group: TerraformGroup, id: string): void {
    const server = this.#byTarget.byText(id);
    if (server.is === 'known') server.item.groups.add(group);
  }

  #select(group: TerraformGroup, selectors: readonly { readonly text: string }[]): void {
    for (const { text: selector } of selectors) {
      if (this.#selectors++ >= mostSelectors) return;
      for (const server of this.#servers) if (isSelected(selector, server.labels)) server.groups.add(group);
    }
  }

  #add(server: Server, values: Attributes, path: Path): void {
    const { known, unknown } = textsAt(values, path);
    for (const { text: id } of known) {
      const group = this.#groups.byText(id);
      if (group.is === 'known') server.groups.add(group.item);
      if (group.is === 'foreign') server.foreign.add(group.id);
    }
    if (unknown.length === 0) return;
    const { items, rest } = this.#groups.allByReference(values.instance, path, never);
    for (const group of items) server.groups.add(group);
    if (rest) {
      append(
        server.unknown,
        unknown.map((place) => ({ source: values, path: place })),
      );
    }
  }
}

const never = /^(?!)/;

function labelsOf(values: Attributes): readonly (readonly [string, string])[] {
  const labels: Json | undefined = values.at(['labels']);
  return isObject(labels) ? Object.entries(labels).map(([key, value]) => [key, String(value)]) : [];
}
