/** BGPSessionState and FRRNodeState (metallb/frr-k8s api/v1beta1, cmd/status). */
import { text } from '../../../lib/json.ts';
import type { JsonObject } from '../../../model/document.ts';
import type { Session } from '../model.ts';
import type { Complaint } from '../report.ts';
import { given, peerOf, type Reading, stateOf, told } from './object.ts';

const label = (object: JsonObject, name: string) => text(object, ['metadata', 'labels', `frrk8s.metallb.io/${name}`]);

const bfdStates = { Up: 'up', Down: 'down', Init: 'init', AdminDown: 'admin' } as const;

/** One session of one node. Colons of IPv6 are dashes there, since it is a label's value too. */
export function readBgpSessionState(object: JsonObject): Reading {
  const peer = text(object, ['status', 'peer']) || label(object, 'peer');
  const word = text(object, ['status', 'bgpStatus']);
  if (peer === '' && word === '') return {};
  const isIpv6 = /^[\da-f]{4}(?:-[\da-f]{4}){7}$/i.test(peer);
  const { other, ...address } = peerOf(isIpv6 ? peer.replaceAll('-', ':') : peer);
  const session: Session = {
    ...address,
    ...given('interface', other),
    vrf: text(object, ['status', 'vrf']) || label(object, 'vrf') || 'default',
    state: stateOf(word),
    text: word,
    path: word === '' ? ['status'] : ['status', 'bgpStatus'],
    ...bfdOf(object),
  };
  const node = text(object, ['status', 'node']) || label(object, 'node');
  return {
    output: {
      source: 'bgp-session-state',
      end: 'node',
      product: 'frr-k8s',
      ...given('node', node),
      path: ['status'],
      cut: false,
      agents: [],
      listsSessions: true,
      familiesShown: address.family === undefined ? [] : [address.family],
      sessions: [session],
    },
  };
}

/** `N/A` where no BFD is configured. */
function bfdOf(object: JsonObject): Pick<Session, 'bfd'> {
  const path = ['status', 'bfdStatus'];
  const word = text(object, path);
  if (word === '' || word === 'N/A') return {};
  const status = Object.hasOwn(bfdStates, word) ? bfdStates[word as keyof typeof bfdStates] : 'unknown';
  return { bfd: { text: word, path, status } };
}

/** Each result is `success`, or what went wrong; empty before the first one. */
export function readFrrNodeState(object: JsonObject): Reading {
  const complaint = (about: Complaint['about'], field: string): readonly Complaint[] => {
    const said = told(object, ['status', field]);
    return said.text === '' || said.text === 'success' ? [] : [{ about, ...said }];
  };
  return {
    report: {
      product: 'frr-k8s',
      ...given('node', text(object, ['metadata', 'name'])),
      complaints: [...complaint('conversion', 'lastConversionResult'), ...complaint('reload', 'lastReloadResult')],
    },
  };
}
