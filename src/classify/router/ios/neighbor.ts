/** What one line says of a neighbor, behind its name. */
import type { Dialect } from '../model.ts';
import type { Said } from './blocks.ts';
import { type Draft, type FamilySettings, ranks, type SessionSettings } from './draft.ts';
import { passwordOf } from './passwords.ts';
import { asAt, at, numberAt, textAt } from './values.ts';

/** Reads what is said of a session as a whole. False where the line says nothing of it. */
export function sessionLine(draft: Draft, { block, from }: Said, dialect: Dialect): boolean {
  const { words, no } = block;
  const keyword = words[from] ?? '';
  const next = words[from + 1];
  const session = draft.session;
  const here = { path: at(block, from) };
  const set = <Key extends keyof SessionSettings>(key: Key, value: SessionSettings[Key] | undefined): boolean => {
    session[key] = no ? null : value;
    if (!no && value === undefined) draft.unknown.push(at(block));
    return true;
  };
  switch (keyword) {
    case 'remote-as':
    case 'peer-filter':
      return remoteAs(draft, { block, from });
    case 'local-as': {
      const as = asAt(block, from + 1);
      const rest = words.slice(from + 2);
      return set(
        'localAs',
        as && {
          as: as.value,
          path: as.path,
          noPrepend: rest.includes('no-prepend'),
          replaceAs: rest.includes('replace-as'),
        },
      );
    }
    case 'password':
      return set(
        'password',
        next === undefined ? undefined : { ...here, token: passwordOf(words.slice(from + 1), dialect) },
      );
    case 'ao':
      // TCP-AO with a key chain.
      return set('password', next === undefined ? undefined : { ...here, token: null });
    case 'timers': {
      const keepalive = numberAt(block, from + 1);
      if (keepalive === undefined && !no) return next === 'connect' || next === 'idle-hold';
      session.keepalive = no ? null : keepalive;
      return set('holdTime', numberAt(block, from + 2));
    }
    case 'ha-mode': {
      if (next !== 'graceful-restart') return true;
      const off = no || words[from + 2] === 'disable';
      session.gracefulRestart = { mode: off ? 'disabled' : 'restart', path: at(block, from + 1) };
      return true;
    }
    case 'graceful-restart':
      if (next === 'disable' || (no && dialect === 'nxos')) session.gracefulRestart = { mode: 'disabled', ...here };
      else session.gracefulRestart = { mode: no ? 'helper' : 'restart', ...here };
      return true;
    case 'graceful-restart-helper':
      session.gracefulRestart = { mode: no ? 'disabled' : 'helper', ...here };
      return true;
    case 'fall-over':
      if (next !== 'bfd') return true;
      return set('bfd', {
        path: at(block, from + 1),
        checkControlPlane: words.includes('check-control-plane-failure'),
      });
    case 'bfd':
      // EOS and NX-OS have more lines about its timers.
      if (next !== undefined && /^(?:interval|echo|authentication|c-bit)$/.test(next)) return true;
      return set('bfd', { ...here, checkControlPlane: false });
    case 'ebgp-multihop': {
      const ttl = numberAt(block, from + 1);
      return set('multihop', { ttl: ttl?.value ?? 255, explicit: ttl !== undefined, path: ttl?.path ?? here.path });
    }
    case 'ttl-security': {
      const hops = numberAt(block, from + 2);
      return set('ttlSecurity', hops && { hops: hops.value, path: hops.path });
    }
    case 'ttl': {
      const hops = numberAt(block, from + 2);
      return set('ttlSecurity', hops && { hops: hops.value + 1, path: hops.path });
    }
    case 'disable-connected-check':
      return set('connectedCheckDisabled', here);
    case 'transport':
      return transport(draft, { block, from });
    case 'passive':
      return set('passive', here);
    case 'port':
      return set('port', numberAt(block, from + 1));
    case 'update-source':
      return set(
        'updateSource',
        next === undefined ? undefined : { value: words.slice(from + 1).join(''), path: at(block, from + 1) },
      );
    case 'shutdown':
      return set('shutdown', here);
    default:
      return false;
  }
}

function remoteAs(draft: Draft, { block, from }: Said): boolean {
  const { words, no } = block;
  const text = words[from + 1];
  if (no) {
    draft.session.remoteAs = null;
    return true;
  }
  const as = asAt(block, from + 1);
  if (as !== undefined && words[from + 2] !== 'alternate-as') {
    draft.session.remoteAs = { rule: 'number', as: as.value, text: as.text, path: as.path };
  } else if (text === 'external' || text === 'internal') {
    draft.session.remoteAs = { rule: text, text, path: at(block, from + 1) };
  } else if (text !== undefined) {
    // Several numbers, or those that a filter or a route map of that name lets in.
    draft.session.remoteAs = { rule: 'auto', text, path: at(block, from + 1) };
  } else draft.unknown.push(at(block));
  return true;
}

/** `transport connection-mode passive`; EOS has `transport remote-port`. */
function transport(draft: Draft, { block, from }: Said): boolean {
  const { words, no } = block;
  const next = words[from + 1];
  if (next === 'connection-mode') {
    draft.session.passive = no || words[from + 2] !== 'passive' ? null : { path: at(block, from + 2) };
  } else if (next === 'remote-port') draft.session.port = no ? null : numberAt(block, from + 2);
  return next !== undefined;
}

const policyKinds: ReadonlySet<string> = new Set(['route-map', 'prefix-list', 'filter-list', 'distribute-list']);

type PolicyKind = 'route-map' | 'prefix-list' | 'filter-list' | 'distribute-list';

/** Reads what is said of one address family. False where the line says nothing of it. */
export function familyLine(family: FamilySettings, { block, from }: Said): boolean {
  const { words, no } = block;
  const keyword = words[from] ?? '';
  const here = { path: at(block, from) };
  const on = no ? null : here;
  if (policyKinds.has(keyword)) {
    const name = textAt(block, from + 1);
    const direction = words[from + 2];
    if (name === undefined || (direction !== 'in' && direction !== 'out')) return false;
    family.policies.set(
      `${direction} ${keyword}`,
      no ? null : { direction, kind: keyword as PolicyKind, name: name.value, path: name.path },
    );
    return true;
  }
  switch (keyword) {
    case 'activate':
      family.active = { value: !no, ...here };
      return true;
    case 'maximum-prefix':
    case 'maximum-routes': {
      const most = numberAt(block, from + 1);
      // 0 is no bound for EOS.
      if (no || (keyword === 'maximum-routes' && most?.value === 0)) family.maximumPrefix = null;
      else if (most === undefined) return false;
      else family.maximumPrefix = { ...most, warningOnly: words.includes('warning-only') };
      return true;
    }
    case 'allowas-in': {
      const count = numberAt(block, from + 1)?.value;
      family.allowasIn = no ? null : { ...here, ...(count !== undefined && { count }) };
      return true;
    }
    case 'as-override':
      family.asOverride = on;
      return true;
    case 'next-hop-self':
      family.nextHopSelf = on;
      return true;
    case 'route-reflector-client':
      family.reflectorClient = on;
      return true;
    default:
      return false;
  }
}

/** What puts a neighbor into a group, or lets it take the rest from a template. False for another line. */
export function inheritance(draft: Draft, { block, from }: Said, family: () => FamilySettings): boolean {
  const { words, no } = block;
  const keyword = words[from];
  // EOS writes both `peer-group` and `peer group`.
  const group = keyword === 'peer-group' ? from + 1 : keyword === 'peer' && words[from + 1] === 'group' ? from + 2 : 0;
  if (group > 0) {
    const name = words[group];
    // Without a name the line makes the group itself.
    if (name !== undefined) takeFrom(draft, 'group', name, { block, from: group });
    return true;
  }
  if (keyword !== 'inherit') return false;
  const kind = words[from + 1];
  const name = words[from + 2];
  if (name === undefined) return false;
  if (kind === 'peer-session') takeFrom(draft, 'session', name, { block, from: from + 2 });
  else if (kind === 'peer') takeFrom(draft, 'peer', name, { block, from: from + 2 });
  else if (kind === 'peer-policy' && !no) family().inherits.push(name);
  else return kind === 'peer-policy';
  return true;
}

function takeFrom(draft: Draft, kind: Draft['inherits'][number]['kind'], name: string, { block, from }: Said): void {
  const at0 = draft.inherits.findIndex((one) => one.kind === kind);
  if (at0 >= 0) draft.inherits.splice(at0, 1);
  if (!block.no) draft.inherits.push({ kind, name, path: at(block, from) });
}

/** How surely a line with these words makes a neighbor. */
export function rankOf({ block, from }: Said): number {
  const keyword = block.words[from] ?? '';
  if (block.no) return -1;
  if (keyword === 'remote-as') return ranks.remoteAs;
  return /^(?:peer-group|peer|inherit)$/.test(keyword) ? ranks.inherits : ranks.any;
}
