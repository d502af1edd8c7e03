import { describe, expect, test } from 'vitest';
import { liveDisk } from '../../support/live.ts';
import { places } from '../../support/scan.ts';

const peer = `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata:
  name: leaf-1
  namespace: metallb-system
spec:
  myASN: 64512
  peerASN: 64513
  peerAddress: 192.0.2.1
  bfdProfile: fast
`;

const profile = `apiVersion: metallb.io/v1beta1
kind: BFDProfile
metadata:
  name: fast
  namespace: metallb-system
`;

const only = 'complete: true\n';

const dangling = (found: readonly string[]) => found.filter((one) => /bfd/.test(one));

describe('a workspace', () => {
  test('is checked with the texts that are open before those of the disk', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'profile.yaml': profile, 'bgplint.yaml': only });
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
    workspace.open('/r/profile.yaml', profile.replace('fast', 'slow'));
    expect(dangling(places((await workspace.check()).result))).toEqual([
      'peer.yaml:10:15 metallb/bfd-profile-not-found',
    ]);
    workspace.close('/r/profile.yaml');
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
  });

  test('has files that nobody has saved yet', async () => {
    const { workspace } = liveDisk({ 'bgplint.yaml': only });
    workspace.open('/r/new/peer.yaml', peer);
    expect(dangling(places((await workspace.check()).result))).toEqual([
      'new/peer.yaml:10:15 metallb/bfd-profile-not-found',
    ]);
  });

  test('is told of what changes on the disk', async () => {
    const { workspace, write } = liveDisk({ 'peer.yaml': peer, 'profile.yaml': profile, 'bgplint.yaml': only });
    await workspace.check();
    write('profile.yaml', undefined);
    workspace.changed(['/r/profile.yaml']);
    expect(dangling(places((await workspace.check()).result))).toHaveLength(1);
    write('profile.yaml', profile);
    workspace.changed();
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
  });

  test('takes its config from the open text', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'bgplint.yaml': only });
    workspace.open('/r/bgplint.yaml', `${only}rules:\n  metallb/bfd-profile-not-found: off\n`);
    const { result, configFile } = await workspace.check();
    expect(dangling(places(result))).toEqual([]);
    expect(configFile?.path).toBe('/r/bgplint.yaml');
  });

  test('says what is wrong with its config, and is checked with the last good one', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'bgplint.yaml': only });
    await workspace.check();
    workspace.open('/r/bgplint.yaml', `${only}ruless:\n  a: b\n`);
    const { result, config, refusal, faults } = await workspace.check();
    expect(config.complete).toBe(true);
    expect(refusal).toMatch(/^bgplint\.yaml:2:1: .*ruless/);
    expect(faults).toMatchObject([{ path: '/r/bgplint.yaml', offset: only.length }]);
    expect(dangling(places(result))).toHaveLength(1);
    workspace.close('/r/bgplint.yaml');
    expect(await workspace.check()).toMatchObject({ faults: [] });
  });

  test('is checked without a config where there never was a good one', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'bgplint.yaml': 'a: [' });
    const { refusal, faults, config } = await workspace.check();
    expect([refusal?.startsWith('bgplint.yaml:1:'), faults.length, config.complete]).toEqual([true, 1, false]);
  });

  test('can be stopped at a pause, and checked again', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'bgplint.yaml': only });
    let pauses = 0;
    await workspace.check({ pause: async () => void pauses++ });
    expect(pauses).toBeGreaterThan(4);
    for (let at = 1; at <= pauses; at++) {
      let left = at;
      const pause = async () => {
        if (--left === 0) throw new Error('stopped');
      };
      const stopped = liveDisk({ 'peer.yaml': peer, 'bgplint.yaml': only }).workspace;
      await expect(stopped.check({ pause })).rejects.toThrow('stopped');
      expect(dangling(places((await stopped.check()).result))).toHaveLength(1);
    }
  });

  test('can be stopped while it looks for files', async () => {
    const { workspace, reads } = liveDisk({ 'a/b/peer.yaml': peer });
    let folders = 0;
    const pause = async () => {
      if (++folders === 3) throw new Error('stopped');
    };
    await expect(workspace.check({ pause })).rejects.toThrow('stopped');
    expect(reads()).toBe(0);
  });

  test('counts what is opened during a check in the next one', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'bgplint.yaml': only });
    const pause = async () => workspace.open('/r/profile.yaml', profile);
    expect(dangling(places((await workspace.check({ pause })).result))).toHaveLength(1);
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
  });
});

describe('what a workspace keeps', () => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n';
  const others = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`apps/${i}.yaml`, deployment]));
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: metallb-system }\n';
  const files = { ...others, 'peer.yaml': peer, 'secret.yaml': secret, 'bgplint.yaml': only };

  test('is not read again', async () => {
    const { workspace, reads } = liveDisk(files);
    await workspace.check();
    const first = reads();
    workspace.open('/r/apps/1.yaml', '');
    await workspace.check();
    workspace.open('/r/peer.yaml', peer.replace('fast', 'slow'));
    await workspace.check();
    // The second look at what only gives context, once more.
    expect(first).toBeGreaterThan(22);
    expect(reads() - first).toBeLessThan(3);
  });

  test('is what it was before a check that was stopped', async () => {
    const { workspace, reads } = liveDisk(files);
    await workspace.check();
    await workspace.check();
    const before = reads();
    workspace.open('/r/peer.yaml', `${peer} `);
    const pause = async () => {
      throw new Error('stopped');
    };
    await expect(workspace.check({ pause })).rejects.toThrow('stopped');
    await workspace.check();
    expect(reads()).toBe(before);
  });

  test('is dropped of a file that changed under another name', async () => {
    const real = (path: string) => path.replace(/^\/link(?=\/|$)/, '/r');
    const { workspace, write } = liveDisk(
      { 'peer.yaml': peer, 'profile.yaml': profile, 'bgplint.yaml': only },
      { cwd: '/link' },
      real,
    );
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
    write('profile.yaml', profile.replace('fast', 'slow'));
    workspace.changed(['/r/profile.yaml']);
    expect(dangling(places((await workspace.check()).result))).toHaveLength(1);
    workspace.open('/r/profile.yaml', profile);
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
  });

  test('is dropped where a file changes while a check waits', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'bgplint.yaml': only });
    workspace.open('/r/profile.yaml', profile);
    let isOpen = true;
    let pauses = 0;
    const pause = async () => {
      // Behind the first looks.
      if (++pauses < 4 || !isOpen) return;
      isOpen = false;
      workspace.open('/r/profile.yaml', profile.replace('fast', 'slow'));
    };
    expect(dangling(places((await workspace.check({ pause })).result))).toEqual([]);
    expect(isOpen).toBe(false);
    expect(dangling(places((await workspace.check()).result))).toHaveLength(1);
  });

  test('is dropped where a file changes while a check has only begun', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'bgplint.yaml': only });
    workspace.open('/r/profile.yaml', profile);
    const first = workspace.check();
    workspace.open('/r/profile.yaml', profile.replace('fast', 'slow'));
    expect(dangling(places((await first).result))).toEqual([]);
    expect(dangling(places((await workspace.check()).result))).toHaveLength(1);
  });

  test('is dropped of a folder that goes', async () => {
    const { workspace, write } = liveDisk({ 'peer.yaml': peer, 'a/profile.yaml': profile, 'bgplint.yaml': only });
    await workspace.check();
    write('a/profile.yaml', undefined);
    workspace.changed(['/r/a']);
    expect(dangling(places((await workspace.check()).result))).toHaveLength(1);
    write('a/profile.yaml', profile);
    workspace.changed(['/r/a/profile.yaml']);
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
  });

  test('rests on what git ignores, as it is written', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'profile.yaml': profile, 'bgplint.yaml': only });
    workspace.open('/r/.gitignore', '');
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
    workspace.open('/r/.gitignore', 'profile.yaml');
    expect((await workspace.check()).result.candidates).not.toContain('profile.yaml');
  });

  test('rests on what the config excludes', async () => {
    const { workspace } = liveDisk({ 'peer.yaml': peer, 'profile.yaml': profile });
    workspace.open('/r/bgplint.yaml', only);
    expect(dangling(places((await workspace.check()).result))).toEqual([]);
    workspace.open('/r/bgplint.yaml', `${only}exclude: [profile.yaml]\n`);
    expect((await workspace.check()).result.candidates).not.toContain('profile.yaml');
  });

  test('is dropped of a file that gives context alone', async () => {
    const asking = peer.replace('bfdProfile: fast', 'passwordSecret: { name: s }');
    const { workspace, write } = liveDisk({ 'peer.yaml': asking, 'secret.yaml': secret, 'bgplint.yaml': only });
    const fault = 'secret.yaml:2:1 metallb/password-secret-invalid';
    for (let i = 0; i < 3; i++) expect(places((await workspace.check()).result)).toContain(fault);
    write('secret.yaml', secret.replace('name: s,', 'name: t,'));
    workspace.changed(['/r/secret.yaml']);
    expect(places((await workspace.check()).result)).not.toContain(fault);
  });

  test('rests on the bounds of the config', async () => {
    const deep = `${peer}  x: ${'['.repeat(250)}${']'.repeat(250)}\n`;
    const { workspace } = liveDisk({ 'peer.yaml': deep, 'bgplint.yaml': only });
    const limits = (found: readonly string[]) => found.filter((one) => one.endsWith('input/limit-exceeded'));
    expect(limits(places((await workspace.check()).result))).toHaveLength(1);
    workspace.open('/r/bgplint.yaml', `${only}limits: { depth: 300 }\n`);
    expect(limits(places((await workspace.check()).result))).toEqual([]);
  });

  test('has a bound: what the last check had no use for is forgotten', async () => {
    const { workspace, write, reads } = liveDisk(files);
    await workspace.check();
    write('peer.yaml', undefined);
    workspace.changed(['/r/peer.yaml']);
    for (let i = 0; i < 3; i++) await workspace.check();
    write('peer.yaml', peer);
    const before = reads();
    // Nobody tells of it but by the walk, which sees the name.
    workspace.changed(['/r/other.yaml']);
    expect(dangling(places((await workspace.check()).result))).toHaveLength(1);
    expect(reads()).toBeGreaterThan(before);
  });
});
