/** FRR's configuration: frr.conf, what `show running-config` prints, and the files of single daemons. */
import { routerLines } from '../../../lib/router/lines.ts';
import type { NeighborPolicy, RouterConfig } from '../model.ts';
import { Reader } from './reader.ts';
import { type Defined, processOf } from './result.ts';
import { present } from './values.ts';

/** Files of single daemons, which do not hold what the others have. */
const ofOneDaemon = /(?:^|[/\\_.-])(?:bgpd|zebra|staticd|ospfd)[\w.-]*\.conf$/;

/** What a text of FRR's configures; `file` is its name. */
export function readFrr(text: string, file: string): RouterConfig {
  const reader = new Reader();
  reader.read(routerLines(text));
  const { policies, refusals } = reader;
  const defined = definedIn(reader);
  return {
    dialect: 'frr',
    ...present({ version: reader.version, hostname: reader.hostname, defaults: reader.defaults }),
    whole: !ofOneDaemon.test(file) && !reader.hasPlaceholders,
    notUnderstood: reader.notUnderstood,
    interfaces: reader.interfaces.all,
    processes: [...reader.instances.values()].map((instance) => processOf(instance, reader, defined)),
    prefixLists: policies.prefixLists,
    routeMaps: policies.routeMaps,
    asPathLists: policies.asPathLists,
    accessLists: policies.accessLists,
    syntax: refusals.rows,
  };
}

type Named = readonly { readonly name: string; readonly afi?: string }[];

function definedIn({ policies, batch }: Reader): Defined {
  const keys = (lists: Named) => new Set(lists.map(({ name, afi }) => `${afi ?? ''} ${name}`));
  const known: { readonly [kind in NeighborPolicy['kind']]: ReadonlySet<string> } = {
    'route-map': keys(policies.routeMaps),
    'prefix-list': keys(policies.prefixLists),
    'filter-list': keys(policies.asPathLists),
    'distribute-list': keys(policies.accessLists),
  };
  const hasFamily = new Set<NeighborPolicy['kind']>(['prefix-list', 'distribute-list']);
  return {
    has: (kind, afi, name) =>
      batch.refusedNames.has(name) ||
      known[kind].has(`${hasFamily.has(kind) ? (afi === 'ipv6' ? 'ipv6' : 'ipv4') : ''} ${name}`),
  };
}
