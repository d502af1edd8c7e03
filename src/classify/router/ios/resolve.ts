/** Drafts become neighbors: what they inherit, and what is so without a line. */
import { formatAddress, parseAddress } from '../../../lib/address.ts';
import type { Path } from '../../../model/document.ts';
import type { Dialect, ListenRange, Neighbor, NeighborFamily, Process, Restart } from '../model.ts';
import { type Draft, type FamilySettings, firstOf, kept } from './draft.ts';
import { isAddress } from './process.ts';
import type { Scope, Templates } from './scope.ts';

/** What the text defines, by kind of policy. */
export type Defined = (kind: NeighborFamily['policies'][number]['kind'], name: string) => boolean;

interface Context {
  readonly dialect: Dialect;
  readonly templates: Templates;
  /** The default VRF, whose groups those of others may take from. */
  readonly main: Scope;
  readonly defined: Defined;
}

/** One is enough to leave things undecided. */
const mostUnknown = 32;

/** A text may have many VRFs, of which each has these. */
const mostPeers = 256;

/** BGP in one VRF, as it is in force. */
export function processOf(scope: Scope, context: Context): Process {
  const { main, dialect } = context;
  const isMain = scope === main;
  // Of EOS and NX-OS each VRF has its own.
  const shared = dialect === 'ios' ? main : scope;
  const identifier = (scope.confederation ?? main.confederation)?.identifier;
  const neighbors: Neighbor[] = [];
  for (const draft of scope.drafts.values()) {
    if (!isNeighbor(draft, scope, dialect)) continue;
    neighbors.push(neighborOf(draft, scope, context));
  }
  const minimumHoldtime = scope.minimumHoldtime ?? main.minimumHoldtime;
  const routerId = scope.routerId ?? shared.routerId;
  const listenLimit = scope.listenLimit ?? main.listenLimit;
  const restartTime = scope.restartTime ?? main.restartTime;
  const stalepathTime = scope.stalepathTime ?? main.stalepathTime;
  const shutdown = scope.shutdown ?? main.shutdown;
  const clusterId = scope.clusterId ?? main.clusterId;
  return {
    vrf: scope.vrf,
    path: scope.path,
    as: scope.localAs ?? scope.as,
    ...(routerId && { routerId }),
    ...(identifier && {
      confederation: {
        identifier,
        peers: (scope.confederation ?? main.confederation)?.peers.slice(0, mostPeers) ?? [],
      },
    }),
    gracefulRestart: restartOf(scope, main, dialect),
    ...(restartTime && { restartTime }),
    ...(stalepathTime && { stalepathTime }),
    ...(minimumHoldtime && { minimumHoldtime }),
    ...(listenLimit && { listenLimit }),
    ...(clusterId && { clusterId }),
    ...(shutdown && { shutdown }),
    requiresPolicy: { value: false },
    neighbors,
    listenRanges: [...scope.ranges.values()].map(({ own, ...range }): ListenRange => {
      const { address: _, interface: __, ...neighbor } = neighborOf(own, scope, context);
      return { ...range, neighbor: { ...neighbor, family: range.family } };
    }),
    // It is not known which of them VRFs of EOS and NX-OS share.
    unknown:
      isMain || dialect === 'ios' || !sharesRestart(scope, main) ? scope.unknown : [...scope.unknown, pathOf(main)],
  };
}

const sharesRestart = (scope: Scope, main: Scope) =>
  scope.restart === undefined && scope.helper === undefined && (main.restart ?? main.helper) !== undefined;

const pathOf = ({ restart, helper, path }: Scope): Path => restart?.path ?? helper?.path ?? path;

/**
 * Graceful restart as a whole. IOS has none without its line; EOS helps others; NX-OS restarts so itself and helps others.
 */
function restartOf(scope: Scope, main: Scope, dialect: Dialect): Restart {
  const from = scope.restart === undefined && scope.helper === undefined ? main : scope;
  const { restart, helper } = from;
  if (restart?.mode === 'restart') return restart;
  if (helper !== undefined) return { mode: helper.on ? 'helper' : 'disabled', path: helper.path };
  if (dialect === 'eos')
    return restart ? { mode: 'helper', ...(restart.path && { path: restart.path }) } : { mode: 'helper' };
  return restart ?? { mode: dialect === 'nxos' ? 'restart' : 'disabled' };
}

/** True for a draft of a neighbor, and not of a peer group. */
function isNeighbor({ name }: Draft, { groups }: Scope, dialect: Dialect): boolean {
  return isAddress(name) || (!groups.has(name) && (dialect === 'nxos' || /^(?:Et|Po|Vl|Lo)\w*\d/.test(name)));
}

/** More templates than these are not followed: IOS itself takes eight. */
const mostInherited = 16;

/** A draft and all that it takes the rest from, the nearest first; each once. */
function chainOf(draft: Draft, scope: Scope, { templates, main }: Context): readonly Draft[] {
  const chain = new Set<Draft>();
  const walk = (one: Draft | undefined) => {
    if (one === undefined || chain.has(one) || chain.size >= mostInherited) return;
    chain.add(one);
    for (const { kind, name } of one.inherits) {
      if (kind === 'group') walk(scope.drafts.get(name) ?? main.drafts.get(name));
      else walk((kind === 'session' ? templates.session : templates.peer).get(name) ?? templates.session.get(name));
    }
  };
  walk(draft);
  return [...chain];
}

function neighborOf(draft: Draft, scope: Scope, context: Context): Neighbor {
  const { dialect, main } = context;
  const chain = chainOf(draft, scope, context);
  const session = kept(firstOf(chain.map((one) => one.session)));
  const address = parseAddress(draft.name);
  const group = draft.inherits.find(({ kind }) => kind === 'group' || kind === 'peer') ?? draft.inherits[0];
  // What is named and not there may hold anything, if the text is a part.
  const lost = chain.flatMap((one) =>
    one.inherits.filter(({ kind, name }) => !isThere(kind, name, scope, context)).map(({ path }) => path),
  );
  const holdTime = session.holdTime ?? scope.holdTime ?? main.holdTime;
  const keepalive = session.keepalive ?? scope.keepalive ?? main.keepalive;
  return {
    name: draft.name,
    path: draft.made.path,
    ...(address ? { address: formatAddress(address), family: address.family } : {}),
    ...(address === undefined && { interface: draft.name }),
    ...(group && { group: group.name }),
    ...session,
    gracefulRestart: session.gracefulRestart ?? restartOf(scope, main, dialect),
    ...(holdTime && { holdTime }),
    ...(keepalive && { keepalive }),
    families: familiesOf(chain, draft, scope, context, address?.family),
    unknown: [...chain.flatMap((one) => one.unknown), ...lost].slice(0, mostUnknown),
  };
}

function isThere(kind: string, name: string, scope: Scope, { templates, main }: Context): boolean {
  if (kind === 'group') return scope.drafts.has(name) || main.drafts.has(name);
  return templates.session.has(name) || templates.peer.has(name);
}

function familiesOf(
  chain: readonly Draft[],
  draft: Draft,
  scope: Scope,
  context: Context,
  addressFamily: 4 | 6 | undefined,
): readonly NeighborFamily[] {
  const keys = new Set(chain.flatMap((one) => [...one.families.keys()]));
  for (const key of ['ipv4 unicast', 'ipv6 unicast']) {
    if (activeByDefault(key, draft, scope, context, addressFamily)) keys.add(key);
  }
  keys.delete('any');
  const found: NeighborFamily[] = [];
  for (const key of keys) {
    const settings = chain.flatMap((one) => [
      ...withTemplates(one.families.get(key), key, context.templates),
      ...withTemplates(one.families.get('any'), key, context.templates),
    ]);
    const byDefault = activeByDefault(key, draft, scope, context, addressFamily);
    const family = familyOf(key, settings, byDefault, context.defined);
    // A line that was not understood makes no family.
    if (family.active || family.policies.length > 0 || Object.keys(family).length > 4) found.push(family);
  }
  return found;
}

/** Settings, then those of the templates that they name, and so on; each once. */
function withTemplates(own: FamilySettings | undefined, key: string, templates: Templates): FamilySettings[] {
  const list = new Set<FamilySettings>();
  const walk = (settings: FamilySettings | undefined) => {
    if (settings === undefined || list.has(settings) || list.size >= mostInherited) return;
    list.add(settings);
    for (const name of settings.inherits.slice(0, mostInherited)) {
      const template = templates.policy.get(name);
      walk(template?.families.get(key));
      walk(template?.families.get('any'));
    }
  };
  walk(own);
  return [...list];
}

function activeByDefault(
  key: string,
  { name, inherits }: Draft,
  scope: Scope,
  { dialect, main }: Context,
  family: 4 | 6 | undefined,
): boolean {
  if (dialect === 'nxos') return false;
  if (dialect === 'ios' && scope !== main) {
    return (
      scope.born.get(name) === key || inherits.some((one) => one.kind === 'group' && scope.born.get(one.name) === key)
    );
  }
  const said = scope.defaults.get(key)?.value ?? main.defaults.get(key)?.value;
  // EOS leaves IPv4 out of sessions over IPv6 unless it is told otherwise.
  if (key === 'ipv4 unicast') return (said ?? true) && !(dialect === 'eos' && family === 6);
  return said ?? false;
}

const afis: ReadonlySet<string> = new Set(['ipv4', 'ipv6', 'l2vpn', 'vpnv4', 'vpnv6']);

function familyOf(key: string, all: readonly FamilySettings[], byDefault: boolean, defined: Defined): NeighborFamily {
  const [afi = '', safi = ''] = key.split(' ');
  const { active, policies: _, inherits: __, ...rest } = firstOf(all);
  const policies = new Map(all.toReversed().flatMap(({ policies }) => [...policies]));
  return {
    afi: afis.has(afi) ? (afi as NeighborFamily['afi']) : 'other',
    safi,
    active: active?.value ?? byDefault,
    ...(active && { path: active.path }),
    ...kept(rest),
    policies: [...policies.values()].flatMap((policy) =>
      policy === null ? [] : [{ ...policy, defined: defined(policy.kind, policy.name) }],
    ),
  };
}
