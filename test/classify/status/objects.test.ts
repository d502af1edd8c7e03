import { describe, expect, test } from 'vitest';
import { classifyStates, saysNothingOf } from '../../../src/classify/status/objects/index.ts';
import { at } from '../../../src/lib/json.ts';
import type { JsonObject } from '../../../src/model/document.ts';
import { document } from '../../support/document.ts';
import { scanned } from '../../support/scan.ts';

const states = (text: string) => classifyStates(document(text), 0);

/** The `extra` of the only resource that a text gives. */
function only(text: string): JsonObject {
  const [first, ...more] = states(text);
  if (first?.extra === undefined || more.length > 0) throw new Error(`${more.length} more than one`);
  return first.extra;
}

const nodeStatus = (rest: string, spec = 'classes: [Agent, BGP], updatePeriodSeconds: 10') => `
apiVersion: projectcalico.org/v3
kind: CalicoNodeStatus
metadata: { name: watch }
spec: { node: worker-1, ${spec} }
status:
  lastUpdated: "2026-11-20T08:30:00Z"
${rest}`;

const sessionState = (peer: string, status: string) => `
apiVersion: frrk8s.metallb.io/v1beta1
kind: BGPSessionState
metadata:
  name: worker-1-x
  labels: { frrk8s.metallb.io/node: worker-1 }
status: { node: worker-1, peer: ${peer}, vrf: "", bfdStatus: N/A, bgpStatus: ${status} }
`;

describe('CalicoNodeStatus', () => {
  test('has a session for each peer, at its state', () => {
    const output = only(
      nodeStatus(`  bgp:
    peersV6:
      - { peerIP: "2001:DB8::0:1", type: NodeMesh, state: OpenSent, since: "2026-11-19" }`),
    );
    expect(output).toMatchObject({
      source: 'calico-node-status',
      end: 'node',
      node: 'worker-1',
      as_of: { text: '2026-11-20T08:30:00Z' },
      sessions: [
        {
          address: '2001:db8::1',
          family: 6,
          type: 'mesh',
          state: 'open_sent',
          path: ['status', 'bgp', 'peersV6', 0, 'state'],
        },
      ],
    });
  });

  test('does not call a session up whose state is left out', () => {
    const output = only(nodeStatus('  bgp: { peersV4: [{ peerIP: 192.0.2.1 }] }'));
    expect(at(output, ['sessions', 0])).toMatchObject({
      state: 'passive',
      text: '',
      path: ['status', 'bgp', 'peersV4', 0, 'peerIP'],
    });
  });

  test('says when it is not brought up to date', () => {
    const frozen = nodeStatus('  bgp: {}', 'classes: [BGP], updatePeriodSeconds: 0');
    expect(only(frozen)['frozen']).toEqual({ text: '0', path: ['spec', 'updatePeriodSeconds'] });
    expect(only(nodeStatus('  bgp: {}'))['frozen']).toBeUndefined();
  });

  test('shows only what it was asked for', () => {
    const output = only(nodeStatus('  agent: { birdV4: { state: Ready } }\n  bgp: {}', 'classes: [Agent]'));
    expect(output).toMatchObject({ families_shown: [], agents: [{ running: true, family: 4 }] });
  });

  test('is nothing before calico-node has filled it in', () => {
    const text = nodeStatus('  bgp: {}').replace(/ {2}lastUpdated.*\n/, '');
    expect(states(text)).toEqual([]);
    expect(states(text.slice(0, text.indexOf('status:')))).toEqual([]);
  });
});

describe('BGPSessionState', () => {
  test('writes IPv6 with dashes, and an interface as it is', () => {
    const peer = (text: string) => at(only(sessionState(text, 'Active')), ['sessions', 0]);
    expect(peer('2001-0db8-0000-0000-0000-0000-0000-0001')).toMatchObject({ address: '2001:db8::1', family: 6 });
    expect(peer('192.0.2.1')).toMatchObject({ address: '192.0.2.1', family: 4, vrf: 'default', state: 'active' });
    expect(peer('eth1')).toMatchObject({ interface: 'eth1' });
  });

  test('a word that is not known is no state', () => {
    expect(at(only(sessionState('192.0.2.1', 'Fine')), ['sessions', 0, 'state'])).toBe('unknown');
  });

  test('is one of all only in a list', () => {
    const one = sessionState('192.0.2.1', 'Active').trim();
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${one.replaceAll('\n', '\n  ')}\n`;
    expect(only(list)['listed']).toBe(true);
    expect(only(one)['listed']).toBeUndefined();
  });
});

test('of conditions the status counts, and what is not known to be bad is not', () => {
  const conditions = (rows: string) => `
apiVersion: cilium.io/v2
kind: CiliumBGPPeerConfig
metadata: { name: tors }
status:
  conditions: [${rows}]`;
  const missing = (status: string) =>
    `{ type: cilium.io/MissingAuthSecret, status: "${status}", reason: MissingAuthSecret, message: "" }`;
  expect(states(conditions(missing('False')))).toEqual([]);
  expect(states(conditions('{ type: cilium.io/Ready, status: "True" }'))).toEqual([]);
  expect(only(conditions(missing('True')))['complaints']).toEqual([
    { about: 'condition', type: 'MissingAuthSecret', text: '', path: ['status', 'conditions', 0, 'type'] },
  ]);
});

test('what a controller wrote of a password is not told', async () => {
  const text = `
apiVersion: frrk8s.metallb.io/v1beta1
kind: FRRNodeState
metadata: { name: worker-1 }
status:
  lastConversionResult: success
  lastReloadResult: |
    % Unknown command: neighbor 192.0.2.1 password hunter2 too
  runningConfig: |
    neighbor 192.0.2.1 password hunter2
`;
  expect(JSON.stringify(only(text))).not.toContain('hunter2');
  const { report, frame } = await scanned({ 'state.yaml': text });
  expect(JSON.stringify(report.findings)).toContain('Unknown command');
  expect(JSON.stringify(report) + frame('state.yaml')).not.toContain('hunter2');
});

test('a ServiceBGPStatus tells nothing of sessions, and that is said', () => {
  const text = 'apiVersion: metallb.io/v1beta1\nkind: ServiceBGPStatus\nstatus: { node: a, peers: [tor] }\n';
  expect(states(text)).toEqual([]);
  expect(saysNothingOf(document(text))).toMatch(/^a ServiceBGPStatus/);
  expect(saysNothingOf(document(sessionState('192.0.2.1', 'Active')))).toBeUndefined();
});
