/**
 * What the scan looks for: API groups and kinds by family, and the byte strings without which a file is not read.
 * A new family is one row here, its model of sessions in policies/lib and its schemas.
 */
import { nearest } from '../lib/nearest.ts';
import type { Family } from '../model/resource.ts';
import { misspelt, patchNeedles } from './calico/index.ts';
import { grants, makerGroups, secretMakers } from './kubernetes/index.ts';
import { holdsLegacyWords, legacyWords } from './metallb/legacy.ts';
import { nearKinds } from './near-kinds.ts';

interface Row {
  readonly family: Family;
  readonly groups: readonly string[];
  /** Kinds that make a scan one about BGP. */
  readonly kinds: readonly string[];
  /** Kinds that only give context: they are read if the scan found something of BGP. */
  readonly context: readonly string[];
  /** Byte strings: a file with none of any family is not decoded. */
  readonly needles: readonly string[];
}

export const families: readonly Row[] = [
  {
    family: 'calico',
    groups: ['projectcalico.org', 'crd.projectcalico.org', 'operator.tigera.io'],
    kinds: ['BGPPeer', 'BGPConfiguration', 'BGPFilter', 'CalicoNodeStatus'],
    context: ['FelixConfiguration', 'Installation', 'IPPool', 'Node'],
    // `bgpPeer` is the kind of Calico 2. Misspelt kinds, and the ends of `patched`'s fields: a whole name begins with a
    // letter that is frequent, which makes the search slower by half.
    needles: ['BGPPeer', 'BGPConfiguration', 'BGPFilter', 'CalicoNodeStatus', 'bgpPeer', ...misspelt, ...patchNeedles],
  },
  {
    family: 'metallb',
    groups: ['metallb.io'],
    kinds: [
      'BGPPeer',
      'BGPAdvertisement',
      'BFDProfile',
      'Community',
      'IPAddressPool',
      'AddressPool',
      'L2Advertisement',
    ],
    context: ['MetalLB'],
    // The second is the group that people think of; annotations of Services begin alike and go on with a name.
    needles: ['metallb.io', 'metallb.universe.tf/v1'],
  },
  {
    family: 'frr-k8s',
    groups: ['frrk8s.metallb.io'],
    kinds: ['FRRConfiguration'],
    context: [],
    needles: ['FRRConfiguration'],
  },
  {
    family: 'cilium',
    groups: ['cilium.io'],
    kinds: [
      'CiliumBGPClusterConfig',
      'CiliumBGPPeerConfig',
      'CiliumBGPAdvertisement',
      'CiliumBGPNodeConfigOverride',
      'CiliumBGPPeeringPolicy',
      'CiliumLoadBalancerIPPool',
    ],
    context: [],
    needles: ['CiliumBGP', 'CiliumLoadBalancerIPPool'],
  },
  {
    family: 'antrea',
    groups: ['crd.antrea.io'],
    kinds: ['BGPPolicy'],
    context: [],
    needles: ['BGPPolicy'],
  },
  {
    family: 'kubernetes',
    groups: ['', 'apps', 'rbac.authorization.k8s.io', ...makerGroups],
    kinds: [],
    context: ['Node', 'DaemonSet', 'ConfigMap', 'Secret', 'Service', ...grants, ...secretMakers],
    needles: [],
  },
];

/**
 * The families whose objects are checked against a structure (schemas/crds), and that rules about sessions read: none of
 * them is unchecked, though it had no rule of its own.
 */
export const structured: readonly Family[] = families.filter((row) => row.kinds.length > 0).map((row) => row.family);

/** JSON and YAML 1.2 may write a slash with a backslash before it. */
const escaped = (needle: string) => needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '\\\\?/');

/** What ends a line for any reader of YAML, as text and as bytes: LF, CR, and U+0085, U+2028 and U+2029 for go-yaml. */
const lineEnd = String.raw`[\r\n\x85\u2028\u2029]|\xc2\x85|\xe2\x80[\xa8\xa9]`;

/**
 * How a word is written that only a parser can read, for which there is hardly an honest reason: a letter, digit or mark of
 * a name as an escape, a line end within a word that a backslash takes away, and base64, whose tag has many spellings
 * (its handle may be declared, its letters percent-encoded). Each begins with a rare character, as all needles do.
 */
const disguise = [
  String.raw`\\(?:(?:u00|x|U000000)(?:2[eEfF]|3\d|4[1-9a-fA-F]|5[\daAfF]|6[1-9a-fA-F]|7[\daA])|(?<=[\w./-]\\)(?:${lineEnd}))`,
  '!(?:!(?:binary|[\\w-]*%)|<)',
  '%TAG',
].join('|');

const anyOf = (needles: readonly string[]) => new RegExp([...needles.map(escaped), disguise].join('|'));

const subjects = families.flatMap((row) => row.needles);

/** Finds the needles of the first pass, in YAML and in texts of any kind. */
export const subjectNeedle = anyOf(subjects);

/**
 * Finds the needles of the first pass in the parts of this text. MetalLB's old ConfigMap has no word with a rare letter, by
 * which it could be found along with all others as fast as they are: its words count where one of Kubernetes' is. So do
 * misspelt kinds where their group is.
 */
export function needleIn(whole: string): RegExp {
  const words = [...(holdsLegacyWords(whole) ? [legacyWords.source] : []), ...nearKinds(whole, isNearKind)];
  return words.length === 0 ? subjectNeedle : new RegExp([subjectNeedle.source, ...words].join('|'));
}

/** True if a text holds one of the needles of the first pass. */
export function isSubject(whole: string, kind: 'yaml' | 'json'): boolean {
  return (
    (kind === 'json' ? jsonNeedle : subjectNeedle).test(whole) ||
    holdsLegacyWords(whole) ||
    nearKinds(whole, isNearKind).length > 0
  );
}

/** Finds those of JSON: of a Terraform plan, of a state, and of the line stream that people take for a plan, too. */
export const jsonNeedle = anyOf([
  ...subjects,
  '"resource_changes"',
  '"planned_values"',
  '"terraform_version"',
  'terraform.ui',
]);

/**
 * Finds what is read in the second pass: kinds that give context (as a value, not in prose; `Secret` ends the names of most
 * kinds that make one), Services with addresses of their own, a DaemonSet or ConfigMap of Calico's, and MetalLB's speaker. Each alternative starts with a character that is rare in manifests
 * (of `calico_backend` only the end is looked for): others would make it slower by half, and a look behind ten times.
 */
export const contextNeedle = new RegExp(
  String.raw`(?:(?:Node|Secret|Role|RoleBinding)(?:List)?|IPs)(?=["' \t]*(?:[,}\]:#]|$|${lineEnd}))|PasswordItem|FelixConfiguration|IPPool|Installation|CALICO_(?:NETWORKING_BACKEND|ROUTER_ID)|METALLB_|_backend`,
);

/** Old names, and API groups that people think of. */
const wrongGroups = ['metallb.universe.tf'];

const isBgp = (kind: string) => /BGP|FRR|BFD/.test(kind);

/**
 * True for a kind of BGP that no cluster knows as it is written: without a group, under one that is near to one of a
 * family's, or a kind near to one of BGP under a family's group.
 */
export function isNearFamily(group: string, kind: string): boolean {
  if (group === '' && kind !== '') return families.some((row) => row.kinds.includes(kind) && isBgp(kind));
  return families.some((row) => {
    if (row.groups.includes(group)) return nearestKind(group, kind) !== undefined;
    return row.kinds.includes(kind) && isBgp(kind) && nearest(group, [...row.groups, ...wrongGroups]) !== undefined;
  });
}

/** True for a kind near to one of BGP, under whatever group. */
function isNearKind(kind: string): boolean {
  return families.some((row) => nearest(kind, row.kinds.filter(isBgp), 1) !== undefined);
}

/** The kind of BGP that a misspelt one is near to, among those of its group; undefined for none. */
export function nearestKind(group: string, kind: string): string | undefined {
  const row = families.find(({ groups }) => group !== '' && groups.includes(group));
  // One letter: with more it may be a kind of its own, as CiliumBGPNodeConfig is beside CiliumBGPPeerConfig.
  return nearest(kind, row?.kinds.filter(isBgp) ?? [], 1);
}

/** The family of a kind under an API group, and whether it only gives context; undefined if no rule reads it. */
export function familyOf(group: string, kind: string): { family: Family; context: boolean } | undefined {
  for (const row of families) {
    if (!row.groups.includes(group)) continue;
    if (row.kinds.includes(kind)) return { family: row.family, context: false };
    if (row.context.includes(kind)) return { family: row.family, context: true };
  }
  return undefined;
}

/** The families whose needles a text holds: what an unread text could have been about. */
export function familiesIn(text: string): ReadonlySet<Family> {
  const found = families.filter((row) => row.needles.some((needle) => text.includes(needle)));
  return new Set([...found.map((row) => row.family), ...(holdsLegacyWords(text) ? (['metallb'] as const) : [])]);
}
