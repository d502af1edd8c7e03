import { type Family, NODE } from './node.ts';
import type { BGPFilter, CalicoObject, FilterRule } from './objects.ts';
import { external, mesh } from './protocols.ts';

/**
 * What confd would make of these objects on that node: BIRD's configuration for one family, the files that it includes in
 * its place. Values go in as they stand, because confd writes them so.
 */
export function render(objects: readonly CalicoObject[], family: Family = 4): string {
  return [
    `router id ${NODE.routerId};`,
    'protocol device {\n  scan time 2;\n}',
    ...staticRoutes(objects, family),
    communities(objects, family),
    exportToPeers(objects, family),
    [
      'template bgp bgp_template {',
      `  local as ${NODE.asNumber};`,
      '  gateway recursive;',
      '  add paths on;',
      '  graceful restart;',
      '  connect delay time 2;',
      '  connect retry time 5;',
      '  error wait time 5,30;',
      '}',
    ].join('\n'),
    ...objects.flatMap((object) => (object.kind === 'BGPFilter' ? filterFunctions(object, family) : [])),
    ...mesh(objects, family),
    ...objects.flatMap((object) => (object.kind === 'BGPPeer' ? external(object, objects, family) : [])),
    '',
  ].join('\n');
}

function advertised(objects: readonly CalicoObject[], family: Family): string[] {
  return objects
    .flatMap((object) => (object.kind === 'BGPConfiguration' ? [object.spec] : []))
    .flatMap((spec) => [spec.serviceClusterIPs, spec.serviceExternalIPs, spec.serviceLoadBalancerIPs])
    .flatMap((blocks) => blocks?.map((block) => block.cidr) ?? [])
    .filter((cidr) => cidr.includes(':') === (family === 6));
}

function staticRoutes(objects: readonly CalicoObject[], family: Family): string[] {
  const routes = advertised(objects, family).map((cidr) => `  route ${cidr} blackhole;`);
  return ['protocol static {', ...routes, '}'];
}

function exportToPeers(objects: readonly CalicoObject[], family: Family): string {
  const accepted = advertised(objects, family).map((cidr) => `  if ( net ~ ${cidr} ) then { accept; }`);
  return ['function calico_export_to_bgp_peers() {', '  apply_communities();', ...accepted, '}'].join('\n');
}

/** `65000:1` becomes a statement, and so does the value of a name. A name that nothing defines is left out in silence. */
function communities(objects: readonly CalicoObject[], family: Family): string {
  const rules = objects.flatMap((object) => {
    if (object.kind !== 'BGPConfiguration') return [];
    const values = new Map(object.spec.communities?.map(({ name, value }) => [name, value]));
    return (object.spec.prefixAdvertisements ?? [])
      .filter(({ cidr }) => cidr.includes(':') === (family === 6))
      .flatMap(({ cidr, communities: names }) => {
        const added = names.map((name) => (/^\d+(:\d+){1,2}$/.test(name) ? name : values.get(name)));
        const statements = added.flatMap((value) => (value === undefined ? [] : addCommunity(value)));
        return statements.length > 0 ? [`  if ( net ~ ${cidr} ) then { ${statements.join(' ')} }`] : [];
      });
  });
  return ['function apply_communities() {', ...rules, '}'].join('\n');
}

function addCommunity(value: string): string[] {
  const parts = value.split(':');
  if (parts.length === 2) return [`bgp_community.add((${parts.join(', ')}));`];
  if (parts.length === 3) return [`bgp_large_community.add((${parts.join(', ')}));`];
  return [];
}

const OPERATORS = { Equal: '=', NotEqual: '!=', In: '~', NotIn: '!~' } as const;

/** Every filter of the cluster stands in every node's file, used or not. */
function filterFunctions({ metadata, spec }: BGPFilter, family: Family): string[] {
  if (family === 6) return [];
  return (['import', 'export'] as const).flatMap((direction) => {
    const rules = spec[`${direction}V4`] ?? [];
    if (rules.length === 0) return [];
    return [`function 'bgp_${metadata.name}_${direction}FilterV4'() {`, ...rules.map(filterRule), '}'];
  });
}

function filterRule({ action, cidr, matchOperator = 'In', prefixLength, operations = [] }: FilterRule): string {
  const added = operations.flatMap(({ addCommunity: { value } }) => addCommunity(value));
  const body = [...added, `${action.toLowerCase()};`].join(' ');
  if (cidr === undefined) return `  ${body}`;
  const mask = Number(cidr.split('/')[1]);
  // A `min` below the mask is raised to it; a `max` below the mask stays.
  const { min = mask, max = 32 } = prefixLength ?? {};
  const pattern = prefixLength ? `[ ${cidr}{${Math.max(mask, min)},${Math.min(32, max)}} ]` : cidr;
  return `  if (net ${OPERATORS[matchOperator]} ${pattern}) then { ${body} }`;
}
