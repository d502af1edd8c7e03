/** Lines about BGP as a whole: numbers, times, graceful restart, defaults of families. */
import type { Dialect } from '../model.ts';
import type { Block } from './blocks.ts';
import type { Scope } from './scope.ts';
import { asAt, at, numberAt, textAt } from './values.ts';

/** Lines that change nothing of what is asked of a session. */
const harmless =
  /^(?:network|redistribute|aggregate-address|maximum-paths|distance|default-information|default-metric|auto-summary|synchronization|table-map|exit|exit-address-family|exit-peer-\w+|rd|route-target|description|bestpath|log-neighbor-changes|reconnect-interval|suppress-fib-pending|fast-external-fallover|flush-routes|event-history|isolate|maxas-limit|enforce-first-as|timers (?:prefix-peer-\w+|bestpath-limit)|update|ucmp|vlan|vlan-aware-bundle|monitoring|ip access-group|ipv6 access-group|import|export|evpn|advertise|additional-paths|nexthop|dampening|inject-map|soft-reconfiguration|snmp|scope|segment-routing|mpls|graceful-shutdown|session tracker|label|affinity|graceful-restart-ignored)\b/;

const harmlessBgp =
  /^bgp (?:log-neighbor-changes|log|always-compare-med|bestpath|deterministic-med|asnotation|asn|client-to-client|dampening|nexthop|next-hop|next-hop-unchanged|scan-time|update-delay|update-group|suppress-inactive|maxas-limit|maxcommunity-limit|maxextcommunity-limit|transport|enforce-first-as|fast-external-fallover|consistency-checker|advertise-best-external|additional-paths|recursion|rpki|redistribute-internal|rr-group|slow-peer|soft-reconfig-backup|sso|upgrade-cli|aggregate-timer|bmp|cluster-id|dmzlink-bw|inject-map|labeled-unicast|mpls-local-label|regexp|route-map|route|route-map-cache|refresh|import|advertise-inactive|aggregate-route|control-plane-filter|convergence|host-routes|missing-policy|monitoring|peer-mac-resolution-timeout|trace|auto-local-addr|graceful-shutdown|long-lived-graceful-restart|session-open-queue|default (?:local-preference|route-target|lsr-id|metric))\b/;

/**
 * Reads a line about graceful restart of all neighbors. Its times switch nothing on for EOS and NX-OS; IOS documents them as
 * parts of the line that does.
 */
export function restartLine(scope: Scope, block: Block, dialect: Dialect): boolean {
  const { words, no } = block;
  const from = words[0] === 'bgp' ? 1 : 0;
  const keyword = words[from];
  if (keyword === 'graceful-restart-helper') {
    if (words.length === from + 1 || !no) scope.helper = { on: !no, path: at(block) };
    return true;
  }
  if (keyword !== 'graceful-restart') return false;
  let timed = false;
  for (const [i, word] of words.entries()) {
    if (i <= from || (word !== 'restart-time' && word !== 'stalepath-time')) continue;
    timed = true;
    const key = word === 'restart-time' ? 'restartTime' : 'stalepathTime';
    const value = no ? undefined : numberAt(block, i + 1);
    if (value === undefined) delete scope[key];
    else scope[key] = value;
  }
  if (timed && (no || dialect !== 'ios')) return true;
  scope.restart = { mode: no ? 'disabled' : 'restart', path: at(block, from) };
  return true;
}

/** Reads another line about BGP as a whole. False where it is not known. */
export function settingLine(scope: Scope, block: Block): boolean {
  const { words, no } = block;
  const isBgp = words[0] === 'bgp';
  const from = isBgp ? 1 : 0;
  const next = words[from + 1];
  const put = <
    Key extends 'routerId' | 'clusterId' | 'listenLimit' | 'holdTime' | 'keepalive' | 'minimumHoldtime' | 'shutdown',
  >(
    key: Key,
    value: Scope[Key] | undefined,
  ): true => {
    if (no || value === undefined) delete scope[key];
    else scope[key] = value;
    return true;
  };
  switch (words[from]) {
    case 'router-id':
      return put('routerId', /^[\d.]+$/.test(next ?? '') ? textAt(block, from + 1) : undefined);
    case 'cluster-id':
      return put('clusterId', textAt(block, from + 1));
    case 'confederation':
      return confederation(scope, block, from + 1);
    case 'listen':
      return next === 'limit' && put('listenLimit', numberAt(block, from + 2));
    case 'dynamic':
      return next === 'peer' && words[from + 2] === 'max' && put('listenLimit', numberAt(block, from + 3));
    case 'timers':
      if (next !== 'bgp') return harmless.test(words.join(' '));
      put('keepalive', numberAt(block, from + 2));
      put('minimumHoldtime', numberAt(block, from + 4));
      return put('holdTime', numberAt(block, from + 3));
    case 'shutdown':
      return put('shutdown', { path: at(block, from) });
    case 'default':
      if (next === 'ipv4-unicast' || next === 'ipv6-unicast') {
        if (words.length === from + 2)
          scope.defaults.set(`${next.slice(0, 4)} unicast`, { value: !no, path: at(block, from + 1) });
        return true;
      }
  }
  const text = words.join(' ');
  return (isBgp ? harmlessBgp : harmless).test(text);
}

function confederation(scope: Scope, block: Block, from: number): boolean {
  const { words, no } = block;
  scope.confederation ??= { peers: [] };
  if (words[from] === 'identifier') {
    const identifier = no ? undefined : asAt(block, from + 1);
    if (identifier === undefined) delete scope.confederation.identifier;
    else scope.confederation.identifier = { value: identifier.value, path: identifier.path };
    return no || identifier !== undefined;
  }
  if (words[from] !== 'peers') return false;
  for (let i = from + 1; i < words.length; i++) {
    const as = asAt(block, i);
    if (as !== undefined && !no) scope.confederation.peers.push(as.value);
  }
  return true;
}
