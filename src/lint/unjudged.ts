/** What rules could have said and did not: they are off, or the config does not tell them what they need. */

import { takenAway } from '../classify/terraform/misnamed.ts';
import { saysNode } from '../classify/terraform/suggested.ts';
import { levelInForce } from '../config/level.ts';
import { modeOf } from '../families/metallb/mode.ts';
import { isOfApi } from '../lib/family.ts';
import { isObject, text } from '../lib/json.ts';
import { ruleFamily } from '../lib/rules.ts';
import type { Config } from '../model/config.ts';
import type { Unjudged } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';
import type { Need, Rule } from '../model/rule.ts';
import type { ScannedCluster } from './clusters.ts';
import type { Scan } from './scan-result.ts';

/** What a config lacks, and the line of it that would tell; undefined where it lacks nothing, or where it does not matter. */
type Lack = (scan: Scan, clusters: readonly ScannedCluster[], config: Config) => Omit<Unjudged, 'rules'> | undefined;

const lacks: { readonly [need in Need]: Lack } = {
  'terraform.nodes': nodesOfTerraform,
  'metallb.mode': modeOfMetallb,
};

/** One entry for what is off, and one for each thing that rules need. Rules that are off by themselves are no news. */
export function unjudgedOf(
  scan: Scan,
  clusters: readonly ScannedCluster[],
  config: Config,
  rules: readonly Rule[],
): readonly Unjudged[] {
  const off = rules.filter((rule) => rule.off !== true && levelInForce(config, rule).level === 'off');
  const read = new Set<string>(scan.resources.map(({ family }) => family));
  const missed = off.filter((rule) => matters(ruleFamily(rule.id), read));
  const needing = (Object.keys(lacks) as Need[]).flatMap((need): Unjudged[] => {
    const asking = rules.filter((rule) => rule.needs === need && !off.includes(rule)).map(({ id }) => id);
    const lack = asking.length === 0 ? undefined : lacks[need](scan, clusters, config);
    return lack === undefined ? [] : [{ rules: asking, needs: need, ...lack }];
  });
  return [
    ...(missed.length === 0
      ? []
      : [
          {
            rules: missed.map(({ id }) => id),
            reason: `${missed.length === 1 ? 'it is' : 'they are'} off in bgplint.yaml`,
          },
        ]),
    ...needing,
  ];
}

/** Rules of `input` and `session` look at whatever family is there. */
function matters(family: string, read: ReadonlySet<string>): boolean {
  return read.has(family) || (/^(?:input|session)$/.test(family) && read.size > 0);
}

/** The most groups that are proposed. */
const mostGroups = 3;

/** Of a plan with groups of nodes, if the scan is about BGP or a group has such a name. */
function nodesOfTerraform({ resources, plans }: Scan, _: unknown, { terraform }: Config) {
  const gone = plans.flatMap(({ value }) => takenAway(value, terraform.nodes));
  if (gone.length < terraform.nodes.length) return undefined;
  const groups = resources.filter(({ family, kind }) => family === 'terraform' && kind === 'SecurityGroup');
  const suspected = suspectedNodes(resources);
  const addresses = [...new Set([...suspected, ...groups.flatMap(({ address }) => address ?? [])])];
  const likely = suspected.length > 0 ? suspected : addresses.filter(saysNode);
  const shown = (likely.length === 0 && addresses.length === 1 ? addresses : likely).slice(0, mostGroups);
  const isAboutBgp = resources.some(({ family }) => isOfApi(family) && family !== 'kubernetes');
  if (addresses.length === 0 || (likely.length === 0 && !isAboutBgp)) return undefined;
  const verb = shown.length === 1 ? 'looks like it' : 'look like it';
  const hint = shown.length === 0 ? '' : `; in this plan ${shown.join(', ')} ${verb}`;
  const lack = gone.length === 0 ? 'bgplint.yaml names no terraform.nodes' : takenAwayReason(gone);
  return {
    reason: `${lack}${hint}`,
    ...(shown.length > 0 && { paste: `terraform: { nodes: [${shown.map(plain).join(', ')}] }` }),
  };
}

/** What the plan itself suggests, by the addresses of the resources that findings about them stand at. */
function suspectedNodes(resources: Scan['resources']): readonly string[] {
  const found = new Set<string>();
  for (const { kind, family, extra, document, naming } of resources) {
    if (family !== 'terraform' || kind !== 'NodePool' || (extra?.['because'] ?? '') === '') continue;
    const address = text(document.value, naming ?? []);
    if (address.includes('.')) found.add(address);
  }
  return [...found];
}

function takenAwayReason(gone: readonly string[]): string {
  const more = gone.length > 1 ? ` and ${gone.length - 1} more` : '';
  return `the plan removes ${gone[0]}${more}, which bgplint.yaml names in terraform.nodes`;
}

/** An address as an item of a list in YAML's flow. */
function plain(address: string): string {
  return /^[\w.-]+$/.test(address) ? address : JSON.stringify(address);
}

/** Fields of a peer that not every mode takes. */
const ofModes = [
  ...[
    'enableGracefulRestart',
    'bfdProfile',
    'keepaliveTime',
    'vrf',
    'connectTime',
    'disableMP',
    'dynamicASN',
    'interface',
  ],
  ...['localASN', 'dualStackAddressFamily'],
];

/** Of peers with a field that depends on it, in a cluster whose mode neither the config nor an object tells. */
function modeOfMetallb(scan: Scan, clusters: readonly ScannedCluster[]) {
  const asks = ({ family, kind, object }: Resource) => {
    const spec = object['spec'];
    return family === 'metallb' && kind === 'BGPPeer' && isObject(spec) && ofModes.some((name) => Boolean(spec[name]));
  };
  // Clusters may be thousands, with thousands of objects in common.
  if (!scan.resources.some(asks)) return undefined;
  const isUnknown = clusters.some((cluster) => {
    if (cluster.input.metallb.mode !== undefined) return false;
    const resources = cluster.resources();
    return resources.some(asks) && modeOf(resources)['mode'] === undefined;
  });
  if (!isUnknown) return undefined;
  return {
    reason: 'the mode of MetalLB is unknown: native, frr or frr-k8s',
    paste: 'metallb: { mode: frr }',
  };
}
