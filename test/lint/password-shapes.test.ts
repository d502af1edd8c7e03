/** A mapping where a password belongs: it is no password in clear text, and what is inside of it is never shown. */
import { expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

const inside = 'swordfish7';

const peer = (version: string, password: string) => `apiVersion: metallb.io/${version}
kind: BGPPeer
metadata: {name: leaf, namespace: metallb-system}
spec:
  peerAddress: 10.60.0.1
  peerASN: 64601
  myASN: 64600
${version === 'v1beta2' ? '  enableGracefulRestart: true\n' : ''}  password: ${password}
`;

const configMap = `apiVersion: v1
kind: ConfigMap
metadata: {name: config, namespace: metallb-system}
data:
  config: |
    peers:
    - {peer-address: 10.60.0.1, peer-asn: 64601, my-asn: 64600, password: {name: ${inside}}}
`;

const frr = `apiVersion: frrk8s.metallb.io/v1beta1
kind: FRRConfiguration
metadata: {name: a, namespace: frr-k8s-system}
spec:
  bgp:
    routers: [{asn: 64600, neighbors: [{address: 10.60.0.1, asn: 64601, password: {name: ${inside}}}]}]
`;

test.each([
  ['a reference', peer('v1beta2', `{name: ${inside}}`), 'did you mean `passwordSecret'],
  ['a reference over lines', peer('v1beta2', `\n    name: ${inside}`), 'did you mean `passwordSecret'],
  ['a reference with a key', peer('v1beta2', `{secretKeyRef: {name: ${inside}, key: p}}`), 'did you mean'],
  ['one of v1beta1', peer('v1beta1', `{name: ${inside}}`), 'which v1beta2 has'],
  ['a list', peer('v1beta2', `[${inside}]`), 'is a list, but must be a string'],
  ['a neighbor’s', frr, 'did you mean `passwordSecret'],
  ['the old configuration’s', configMap, 'is a mapping, but must be a string'],
])('%s', async (_, text, said) => {
  const folder = project({ '.git/HEAD': '', 'a.yaml': text });
  for (const format of ['json', 'pretty', 'sarif', 'markdown', 'rdjson']) {
    const { out, err } = await command(folder, ['-f', format, '.']);
    expect(out + err).not.toContain(inside);
  }
  const { findings } = JSON.parse((await command(folder, ['-f', 'json', '.'])).out);
  const about = findings.filter(
    ({ rule, message }: { rule: string; message: string }) =>
      /password/i.test(message) && !rule.endsWith('/deprecated-api'),
  );
  expect(about.map(({ rule }: { rule: string }) => rule)).toEqual(['input/wrong-type']);
  expect(about[0].message).toContain(said);
});
