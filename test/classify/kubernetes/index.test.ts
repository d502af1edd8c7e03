import { describe, expect, test } from 'vitest';
import { classifyKubernetes } from '../../../src/classify/kubernetes/index.ts';
import { passwordToken } from '../../../src/lib/passwords.ts';
import { document } from '../../support/document.ts';

const peer = '{apiVersion: projectcalico.org/v3, kind: BGPPeer, metadata: {name: a}}';

describe('objects of a document', () => {
  test.each<[string, string, readonly string[]]>([
    ['one', peer, ['calico/BGPPeer a ']],
    ['null', 'null', []],
    ['a scalar', 'BGPPeer', []],
    ['a list, as calicoctl takes it', `[${peer}, {op: replace}, 5]`, ['calico/BGPPeer a 0']],
    ['a list in a list', `[[${peer}]]`, []],
    [
      'a List',
      `{kind: List, apiVersion: v1, items: [${peer}, ${peer}]}`,
      ['calico/BGPPeer a items.0', 'calico/BGPPeer a items.1'],
    ],
    ['a List of the kind', `{kind: BGPPeerList, items: [${peer}]}`, ['calico/BGPPeer a items.0']],
    ['a List in a List', `{kind: List, items: [{kind: List, items: [${peer}]}]}`, ['calico/BGPPeer a items.0.items.0']],
    ['a List that is none', '{kind: List, items: {a: 1}}', []],
    ['an empty List', '{kind: List, items: []}', []],
    ['items that are no objects', `{kind: List, items: [null, 1, [], ${peer}]}`, ['calico/BGPPeer a items.3']],
    ['items without a kind', `{kind: List, items: [{metadata: {name: x}}, ${peer}]}`, ['calico/BGPPeer a items.1']],
    ['another group', peer.replace('projectcalico.org', 'example.com'), []],
    ['a group that begins alike', peer.replace('projectcalico.org', 'projectcalico.org.example.com'), []],
    ['no group', '{apiVersion: v3, kind: BGPPeer}', ['input/UnknownApiVersion  ']],
    ['no apiVersion', '{kind: BGPFilter}', ['input/UnknownApiVersion  ']],
    ['no apiVersion of a kind of many', '{kind: Community}', []],
    ['the group of the CRD', peer.replace('projectcalico', 'crd.projectcalico'), ['calico/BGPPeer a ']],
    ['a misspelt kind of a group', peer.replace('BGPPeer', 'Bgppeer'), ['input/UnknownApiVersion a ']],
    ['an unknown kind of a group', peer.replace('BGPPeer', 'BlockAffinity'), []],
    ['a kind that is no string', '{apiVersion: projectcalico.org/v3, kind: [BGPPeer]}', []],
    ['a core kind', '{apiVersion: v1, kind: Node, metadata: {name: n1}}', ['kubernetes/Node n1 ']],
    ['a name that is no string', peer.replace('name: a', 'name: 5'), ['calico/BGPPeer  ']],
    ['metadata that is none', peer.replace('{name: a}', 'a'), ['calico/BGPPeer  ']],
    ['a prototype', '{apiVersion: projectcalico.org/v3, kind: __proto__, metadata: {name: constructor}}', []],
  ])('%s', (_, text, expected) => {
    const found = classifyKubernetes(document(`${text}\n`), 0);
    expect(found.map(({ family, kind, name, base }) => `${family}/${kind} ${name} ${base.join('.')}`)).toEqual(
      expected,
    );
  });

  test('numbers count on from the first', () => {
    const found = classifyKubernetes(document(`{kind: List, items: [${peer}, {kind: x}, ${peer}]}`), 7);
    expect(found.map(({ id }) => id)).toEqual([7, 8]);
  });

  test('JSON is read alike', () => {
    const text = JSON.stringify({
      kind: 'List',
      items: [{ apiVersion: 'metallb.io/v1beta2', kind: 'BGPPeer', metadata: { name: 'a', namespace: 'm' } }],
    });
    expect(classifyKubernetes(document(text, 'a.json'), 0)).toMatchObject([
      {
        family: 'metallb',
        name: 'a',
        namespace: 'm',
        gvk: { group: 'metallb.io', version: 'v1beta2', kind: 'BGPPeer' },
      },
    ]);
  });
});

describe('facts', () => {
  const calico = (spec: string) =>
    `{apiVersion: projectcalico.org/v3, kind: BGPPeer, metadata: {name: a}, spec: ${spec}}`;
  const node = (rest: string) => `{apiVersion: v1, kind: Node, metadata: {name: a}, ${rest}}`;
  const ip = '/spec/peerIP';

  test.each<[string, string, object]>([
    [
      'an address',
      calico('{peerIP: 192.0.2.1}'),
      { [ip]: { address: '192.0.2.1', family: 4, bits: '4/11000000000000000000001000000001', linkLocal: false } },
    ],
    ['a placeholder', calico(`{peerIP: "\${TOR}"}`), {}],
    ['a value of another type', calico('{peerIP: 5, nodeSelector: [a], maxRestartTime: 5}'), {}],
    ['no value', calico('{peerIP: "", nodeSelector: null}'), {}],
    [
      'items of lists in lists',
      `{apiVersion: projectcalico.org/v3, kind: BGPFilter, spec: {importV4: [{}, {communities: {values: ["1:2"]}}, x]}}`,
      { '/spec/importV4/1/communities/values/0': { parts: [1, 2] } },
    ],
    [
      'addresses of a node',
      node('status: {addresses: [{address: "2001:DB8::1"}, {address: n1}, 5]}'),
      {
        '/status/addresses/0/address': {
          address: '2001:db8::1',
          family: 6,
          bits: `6/0010000000000001${'0000110110111000'.padEnd(111, '0')}1`,
        },
        '/status/addresses/1/address': { fault: 'malformed' },
      },
    ],
    [
      'annotations of a node',
      `{apiVersion: v1, kind: Node, metadata: {annotations: {projectcalico.org/IPv4Address: 10.0.0.1/24}}}`,
      {
        '/metadata/annotations/projectcalico.org~1IPv4Address': {
          address: '10.0.0.1',
          family: 4,
          bits: '4/00001010000000000000000000000001',
          mask: 24,
        },
      },
    ],
  ])('%s', (_, text, expected) => {
    const [resource] = classifyKubernetes(document(text), 0);
    expect(resource?.facts).toEqual(expected);
  });
});

describe('secrets', () => {
  const numbered = (password: string) => ({
    token: passwordToken(password),
    trimmed_token: passwordToken(password),
  });
  const peerWith = (password: string) =>
    `{apiVersion: metallb.io/v1beta2, kind: BGPPeer, spec: {myASN: 1, password: ${password}}}`;

  test.each<[string, string, unknown, object]>([
    [
      'one in clear text',
      'hunter2',
      '<hidden>',
      { '/spec/password': { secret: true, length: 7, ...numbered('hunter2') } },
    ],
    ['a number', '12345', '<hidden>', { '/spec/password': { secret: true, length: 5, ...numbered('12345') } }],
    ['an object', '{a: b}', '<hidden>', { '/spec/password': { secret: true, structured: true } }],
    [
      'white space around it',
      '" hunter2 "',
      '<hidden>',
      {
        '/spec/password': {
          secret: true,
          length: 9,
          token: passwordToken(' hunter2 '),
          trimmed_token: passwordToken('hunter2'),
        },
      },
    ],
    ['an empty one', '""', '', {}],
    ['none', 'null', null, {}],
    ['a placeholder', `"\${PASSWORD}"`, `\${PASSWORD}`, {}],
  ])('%s', (_, text, shown, facts) => {
    const [resource] = classifyKubernetes(document(peerWith(text)), 0);
    expect(resource?.object['spec']).toEqual({ myASN: 1, password: shown });
    const { '/spec/myASN': _as, '/spec/nodeSelectors': _nodes, ...others } = resource?.facts ?? {};
    expect(others).toEqual(facts);
  });

  test.each<[string, string, string, string]>([
    ['data in base64', 'data: {password: aHVudGVyMgo=}', '/data/password', 'hunter2\n'],
    ['data of bytes beyond ASCII', 'data: {k: w6Q=}', '/data/k', 'ä'],
    ['stringData', 'stringData: {k: "hunter2\\n"}', '/stringData/k', 'hunter2\n'],
  ])('a member of a Secret has the number of its password: %s', (_, member, pointer, password) => {
    const [resource] = classifyKubernetes(document(`{apiVersion: v1, kind: Secret, ${member}}`), 0);
    expect(resource?.facts[pointer]).toMatchObject({
      token: passwordToken(password),
      trimmed_token: passwordToken(password.trim()),
    });
  });
});
