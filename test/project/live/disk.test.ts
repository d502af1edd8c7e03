/** A workspace on a real disk, with links in it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../../src/host/hash.ts';
import { nodeHost } from '../../../src/host/node.ts';
import { LiveWorkspace } from '../../../src/project/live/index.ts';
import { policy, schemas } from '../../support/run.ts';
import { places } from '../../support/scan.ts';

const peer = (number: number) => `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: { name: leaf-1, namespace: metallb-system }
spec: { myASN: ${number}, peerASN: 64513, peerAddress: 192.0.2.1 }
`;

let folder = '';
const at = (path: string) => `${folder}/${path}`;

beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/bgplint-live-`).replaceAll('\\', '/');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reserved = ({ result }: Awaited<ReturnType<LiveWorkspace['check']>>) =>
  places(result).filter((one) => one.endsWith('session/reserved-as-number'));

test('a file has one text under all of its names', async () => {
  mkdirSync(at('here/.git'), { recursive: true });
  mkdirSync(at('here/sub'));
  writeFileSync(at('here/.git/HEAD'), '');
  writeFileSync(at('here/sub/peer.yaml'), peer(64512));
  symlinkSync(at('here/sub'), at('here/also'), 'dir');
  symlinkSync(at('here'), at('there'), 'dir');
  const workspace = new LiveWorkspace({
    ...{ host: nodeHost, policy, schemas, cwd: at('there'), sha256 },
    today: () => '2026-11-21',
  });
  expect(reserved(await workspace.check())).toEqual([]);

  workspace.open(at('here/also/peer.yaml'), peer(23456));
  expect(reserved(await workspace.check())).toEqual(['sub/peer.yaml:4:16 session/reserved-as-number']);
  workspace.close(at('here/also/peer.yaml'));
  expect(reserved(await workspace.check())).toEqual([]);

  writeFileSync(at('here/sub/peer.yaml'), peer(23456));
  workspace.changed([at('there/also/peer.yaml')]);
  expect(reserved(await workspace.check())).toHaveLength(1);
});

test('a file that becomes a link is looked for anew', async () => {
  mkdirSync(at('w/.git'), { recursive: true });
  writeFileSync(at('w/.git/HEAD'), '');
  writeFileSync(at('w/peer.yaml'), peer(64512));
  writeFileSync(at('outside.yaml'), peer(23456));
  const workspace = new LiveWorkspace({
    ...{ host: nodeHost, policy, schemas, cwd: at('w'), sha256 },
    today: () => '2026-11-21',
  });
  expect((await workspace.check()).result.candidates).toEqual(['peer.yaml']);
  unlinkSync(at('w/peer.yaml'));
  symlinkSync(at('outside.yaml'), at('w/peer.yaml'));
  workspace.changed([at('w/peer.yaml')]);
  const { result } = await workspace.check();
  expect([result.candidates, places(result)]).toEqual([[], []]);
});
