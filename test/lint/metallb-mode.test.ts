import { expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

const peer = `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: {name: tor, namespace: metallb-system}
spec:
  myASN: 64512
  peerASN: 64513
  peerAddress: 10.0.0.1
  passwordSecret: {name: tor}
`;
const speaker = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: speaker, namespace: metallb-system}
spec:
  template:
    spec:
      containers:
      - name: speaker
        env: [{name: METALLB_NODE_NAME, value: a}]
`;

async function rules(files: { readonly [name: string]: string }): Promise<readonly string[]> {
  const { out } = await command(project(files), ['--format', 'json']);
  return JSON.parse(out).findings.map(({ rule }: { readonly rule: string }) => rule);
}

const restart = 'metallb/peer-without-graceful-restart';

test('the mode of speakers in another file holds for the peers; what the config says comes first', async () => {
  expect(await rules({ 'peer.yaml': peer })).toContain(restart);
  expect(await rules({ 'peer.yaml': peer, 'speaker.yaml': speaker })).not.toContain(restart);
  const config = 'metallb: {mode: frr}\n';
  expect(await rules({ 'peer.yaml': peer, 'speaker.yaml': speaker, 'bgplint.yaml': config })).toContain(restart);
});
