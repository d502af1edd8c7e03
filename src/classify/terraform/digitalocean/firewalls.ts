/**
 * Firewalls of DigitalOcean (digitalocean/terraform-provider-digitalocean resource firewall). All rules allow; what
 * no rule of any firewall of a Droplet allows is dropped, each direction for itself (DigitalOcean, How to configure firewall
 * rules).
 */
import { text } from '../../../lib/json.ts';
import type { Path } from '../../../model/document.ts';
import type { Ports, Protocol } from '../../firewall/ports.ts';
import type { Peers, PeerTag } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { TerraformGroup, TerraformRule } from '../firewalling.ts';
import type { Named, NamedResource } from '../named.ts';
import { cidrPeers, joined, noPeers } from '../peer-parts.ts';
import { allPorts, protocolAt, rangeAt } from '../port-ranges.ts';
import { textsAt } from '../texts.ts';

const lists = [
  { direction: 'in', attribute: 'inbound_rule', end: 'source' },
  { direction: 'out', attribute: 'outbound_rule', end: 'destination' },
] as const;

export function groupOf(values: Attributes): TerraformGroup {
  const id = text(values.at(['id']), []);
  const list = (path: Path) => {
    const items = [...values.list(path).keys()].map((i) => [...path, i]);
    return { path, unknown: values.isUnknown(path) ? [path] : items.filter((item) => values.isUnknown(item)) };
  };
  return {
    provider: 'digitalocean',
    noun: 'firewall',
    source: values,
    instance: values.instance,
    id: id === '' ? undefined : id,
    label: undefined,
    inbound: list(['inbound_rule']),
    outbound: list(['outbound_rule']),
  };
}

export function rulesOf(group: TerraformGroup, droplets: Named<NamedResource>): TerraformRule[] {
  const values = group.source;
  return lists.flatMap(({ direction, attribute, end }) =>
    [...values.list([attribute]).keys()]
      .map((i) => [attribute, i])
      .filter((path) => !values.isUnknown(path))
      .map((path): TerraformRule => {
        const protocol = protocolAt(values, [...path, 'protocol'], none);
        return {
          provider: 'digitalocean',
          source: values,
          path,
          direction,
          directionPath: path,
          action: 'allow',
          opens: true,
          target: { is: 'known', item: group },
          targetPath: path,
          protocol,
          ports: portsAt(values, protocol, [...path, 'port_range']),
          peers: peersAt(values, path, end, droplets),
        };
      }),
  );
}

/** There is no rule for all protocols. */
const none: ReadonlySet<string> = new Set();

/** The API answers 0 where all ports were given, and the provider makes `all` of that; ICMP has none. */
function portsAt(values: Attributes, protocol: Protocol, path: Path): Ports {
  const value = values.isUnknown(path) ? undefined : values.at(path);
  const isAll = value === 0 || (typeof value === 'string' && /^(?:0|all|any)$/i.test(value.trim()));
  return isAll || protocol.number === 1 ? allPorts(path) : rangeAt(values, path);
}

function peersAt(values: Attributes, inside: Path, end: string, droplets: Named<NamedResource>): Peers {
  const at = (attribute: string) => [...inside, `${end}_${attribute}`];
  const tags = textsAt(values, at('tags'));
  const clusters = textsAt(values, at('kubernetes_ids'));
  const balancers = textsAt(values, at('load_balancer_uids'));
  return joined([
    cidrPeers(textsAt(values, at('addresses'))),
    dropletPeers(values, at('droplet_ids'), droplets),
    {
      ...noPeers,
      tags: tags.known.map(({ text: tag, path }) => ({ text: tagName(tag), path })),
      unknown: tags.unknown,
    },
    {
      ...noPeers,
      tags: clusters.known.map(({ text: id, path }) => ({ text: `cluster ${id}`, path })),
      unknown: clusters.unknown,
    },
    { ...noPeers, tags: balancers.known.map(({ text: id, path }) => ({ text: `load balancer ${id}`, path })) },
  ]);
}

/** Blocks of rules are a set, so that nothing tells which block of the configuration one is. */
function dropletPeers(values: Attributes, path: Path, droplets: Named<NamedResource>): Peers {
  const { known, unknown } = textsAt(values, path);
  const tags = known.map(({ text: id, path: place }): PeerTag => {
    const droplet = droplets.byId(id);
    return { text: droplet === undefined ? `Droplet ${id}` : dropletName(droplet), path: place };
  });
  return { ...noPeers, tags, unknown };
}

/** Tags are the same in any case (DigitalOcean API, Tags). */
export function tagName(tag: string): string {
  return `tag ${tag.toLowerCase()}`;
}

/** The name by which a rule and a pool mean the same Droplet. */
export function dropletName(droplet: NamedResource): string {
  return droplet.source.address;
}
