/** What the hooks do with commits, pushes and runs by hand, in the real pre-commit. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Files, folder, must, run, write } from './git.ts';
import { eachPreCommit, type Project, projectWith } from './hooks.ts';
import { odd, peer, role, secret } from './peers.ts';

const refused = 'calico/peer-without-as-number';
const broken = peer('rack-2', { address: '192.0.2.2', asNumber: null });
const mended = peer('rack-2', { address: '192.0.2.2' });

eachPreCommit((preCommit) => {
  const projectOf = (used: readonly string[], files: Files): Promise<Project> => projectWith(preCommit, used, files);

  describe('the hook bgplint', () => {
    let project: Project;
    beforeAll(async () => {
      project = await projectOf(['{id: bgplint}'], {
        ...odd,
        'a.yaml': mended,
        'old/broken.yaml': peer('old', { address: '192.0.2.3', asNumber: null }),
        'zz/other-end.yaml': peer('zz', { address: '192.0.2.4' }),
        'bgplint.yaml': 'exclude: [not-ours/**]\n',
        'text.md': 'text\n',
      });
      await project.git('tag', 'start');
    });
    beforeEach(async () => {
      await project.git('reset', '--quiet', '--hard', 'start');
      await project.git('clean', '--quiet', '--force', '-d');
      project.starts();
    });

    test('lets a clean change pass, and says nothing of files that it leaves alone', async () => {
      const { code, text } = await project.commit({ 'a.yaml': `# changed\n${mended}` });
      expect(text).toMatch(/bgplint\.+Passed/);
      expect(text).not.toContain('old/broken.yaml');
      expect(code).toBe(0);
      expect(project.starts()).toEqual([['--hook', 'a.yaml']]);
    });

    test('refuses a change that breaks a session', async () => {
      const { code, text } = await project.commit({ 'a.yaml': broken });
      expect(text).toContain('a.yaml:5:1');
      expect(text).toContain(refused);
      expect(text).not.toContain('old/broken.yaml');
      expect(code).toBe(1);
    });

    test('checks what is staged: of a file that is partly staged, that part', async () => {
      write(project.path, { 'a.yaml': `# staged\n${mended}` });
      await project.git('add', 'a.yaml');
      write(project.path, { 'a.yaml': `# not staged\n${broken}` });
      const clean = await project.git('commit', '--message', 'the staged part is clean');
      expect(clean.text).toMatch(/bgplint\.+Passed/);
      expect(clean.code).toBe(0);
      expect(readFileSync(join(project.path, 'a.yaml'), 'utf8')).toBe(`# not staged\n${broken}`);

      await project.git('add', 'a.yaml');
      write(project.path, { 'a.yaml': mended });
      const faulty = await project.git('commit', '--message', 'the staged part is broken');
      expect(faulty.text).toContain(refused);
      expect(faulty.code).toBe(1);
      expect(readFileSync(join(project.path, 'a.yaml'), 'utf8')).toBe(mended);
    });

    test('reports a fault between a changed file and one that is not', async () => {
      const { code, text } = await project.commit({ 'b.yaml': peer('aa', { address: '192.0.2.4' }) });
      expect(text).toContain('zz/other-end.yaml:7:11');
      expect(text).toContain('calico/duplicate-peer');
      expect(code).toBe(1);
    });

    test('gets every name whole', async () => {
      const { code, text } = await project.preCommit('run', 'bgplint', '--files', ...Object.keys(odd));
      expect(text).toMatch(/bgplint\.+Passed/);
      expect(code).toBe(0);
      const [[hook, ...names] = [], ...more] = project.starts();
      expect(more).toEqual([]);
      expect(hook).toBe('--hook');
      expect(names.sort()).toEqual(Object.keys(odd).sort());
      expect(existsSync(join(project.path, 'owned'))).toBe(false);
      await project.commit(
        Object.fromEntries(Object.entries(odd).map(([name, text]) => [name, text.replace(/ {2}asNumber.*\n/, '')])),
      );
      const faulty = await project.preCommit('run', 'bgplint', '--files', ...Object.keys(odd));
      expect(faulty.text.match(/^ *--> .*:5:1$/gm)).toHaveLength(Object.keys(odd).length);
    });

    test('never gets a name that would be an option, and reports on that file all the same', async () => {
      const name = '--output=sarif=written.yaml';
      const { code, text } = await project.commit({
        [name]: peer('rack-3', { asNumber: null }),
        'c.yaml': '# empty\n',
      });
      expect(text).toContain(`${name}:5:1`);
      expect(code).toBe(1);
      expect(project.starts()).toEqual([['--hook', 'c.yaml']]);
      expect(existsSync(join(project.path, 'written.yaml'))).toBe(false);
    });

    test('is not started for other files, nor where only files are deleted', async () => {
      const other = await project.commit({ 'text.md': 'other text\n', 'router.conf': 'protocol bgp {}\n' });
      expect(other.text).toMatch(/\(no files to check\) *Skipped/);
      await project.git('rm', '--quiet', 'old/broken.yaml');
      const deleted = await project.git('commit', '--message', 'delete');
      expect(deleted.text).toMatch(/\(no files to check\) *Skipped/);
      expect([other.code, deleted.code]).toEqual([0, 0]);
      expect(project.starts()).toEqual([]);
    });

    test('checks a commit that deletes one file and changes another', async () => {
      await project.commit({ 'd.yaml': mended.replace('192.0.2.2', '192.0.2.5') });
      await project.git('rm', '--quiet', 'd.yaml');
      const { code, text } = await project.commit({ 'e.yaml': broken });
      expect(text).toContain('e.yaml:5:1');
      expect(code).toBe(1);
    });

    test('checks its own configuration', async () => {
      const { code, text } = await project.commit({ 'bgplint.yaml': 'excludes: [not-ours/**]\n' });
      expect(text).toContain('excludes');
      expect(code).not.toBe(0);
    });

    test('checks what lies between two commits', async () => {
      const from = await must(project.path, 'git', ['rev-parse', 'HEAD']);
      write(project.path, { 'a.yaml': broken, 'text.md': 'third text\n' });
      await project.git('commit', '--all', '--no-verify', '--message', 'broken');
      project.starts();
      const between = (to: string) => project.preCommit('run', '--from-ref', from, '--to-ref', to);
      const faulty = await between('HEAD');
      expect(faulty.text).toContain('a.yaml:5:1');
      expect(faulty.code).toBe(1);
      expect(project.starts()).toEqual([['--hook', 'a.yaml']]);
      expect((await between(from)).code).toBe(0);
    });
  });

  test('a project without BGP passes', async () => {
    const project = await projectOf(['{id: bgplint}', '{id: bgplint-all, stages: [pre-commit]}'], {});
    const { code, text } = await project.commit({ 'values.yaml': 'replicas: 2\n', 'a.json': '{"a": [1, 2]}\n' });
    expect(text).toMatch(/bgplint\.+Passed/);
    expect(text).toMatch(/whole project\)\.+Passed/);
    expect(code).toBe(0);
  });

  test('args of the user stand before the names', async () => {
    const global = { 'a.yaml': peer('uplink', { nodeSelector: null }) };
    const lenient = await projectOf(['{id: bgplint}'], {});
    expect((await lenient.commit(global)).code).toBe(0);
    const strict = await projectOf(['{id: bgplint, args: [--fail-on, warning]}'], {});
    const { code, text } = await strict.commit(global);
    expect(text).toContain('calico/global-peer');
    expect(code).toBe(1);
    expect(strict.starts()).toEqual([['--hook', '--fail-on', 'warning', 'a.yaml']]);
    // An `exclude` of the user replaces that of the hook.
    const own = await projectOf(["{id: bgplint, args: ['--'], exclude: ^vendor/}"], {});
    const dashed = await own.commit({ '--output=sarif=written.yaml': broken });
    expect(dashed.text).toContain(refused);
    expect(dashed.code).toBe(1);
    expect(existsSync(join(own.path, 'written.yaml'))).toBe(false);
  });

  test('the hook bgplint-all stops a push after which the rest of the project is broken', async () => {
    const project = await projectOf(['{id: bgplint}', '{id: bgplint-all}'], {
      'bgplint.yaml': 'complete: true\n',
      'peers/rack-2.yaml': mended,
      'passwords/secret.yaml': secret,
      'passwords/role.yaml': role,
    });
    const remote = folder();
    await must(remote, 'git', ['init', '--quiet', '--bare']);
    await project.git('remote', 'add', 'origin', remote);
    project.starts();
    const first = await project.git('push', 'origin', 'main');
    expect(first.text).toMatch(/whole project\)\.+Passed/);
    expect(first.code).toBe(0);
    // At a push, bgplint itself has a say in the files that are pushed.
    expect(project.starts().filter(([argument]) => argument !== '--hook')).toEqual([[]]);

    await project.git('rm', '--quiet', 'passwords/secret.yaml');
    const commit = await project.git('commit', '--message', 'delete');
    expect(commit.text).not.toContain('whole project');
    expect(commit.code).toBe(0);
    const push = await project.git('push', 'origin', 'main');
    expect(push.text).toContain('peers/rack-2.yaml');
    expect(push.text).toContain('calico/password-secret-not-found');
    expect(push.code).toBe(1);
    const byHand = await project.preCommit('run', '--hook-stage', 'manual', 'bgplint-all');
    expect(byHand.text).toContain('calico/password-secret-not-found');
    expect(byHand.code).toBe(1);
  });

  test('the hook bgplint-fix fixes the changed files and no others, fails, and passes the next time', async () => {
    const options = { version: 'crd.projectcalico.org/v1', asNumber: "'64601'" };
    const quoted = peer('rack-1', options);
    const other = peer('rack-9', { ...options, address: '192.0.2.9' });
    const project = await projectOf(['{id: bgplint-fix}', '{id: bgplint}'], { 'other.yaml': other });
    const first = await project.commit({ 'a peer.yaml': quoted });
    expect(first.text).toContain('files were modified by this hook');
    expect(first.code).toBe(1);
    const read = (name: string) => readFileSync(join(project.path, name), 'utf8');
    expect(read('a peer.yaml')).toBe(quoted.replace("'64601'", '64601'));
    expect(read('other.yaml')).toBe(other);
    const second = await project.commit({});
    expect(second.text).toMatch(/bgplint --fix\.+Passed/);
    expect(second.code).toBe(0);
  });

  test('more names than a command line holds: several runs, which together say what one run says', async () => {
    const long = 'a-name-that-is-long-enough-to-fill-a-command-line-with-a-few-thousand-of-them'.repeat(2);
    const files: { [name: string]: string } = {};
    for (let i = 0; i < 2000; i++) files[`${String(i).padStart(4, '0')}/${long}.yaml`] = `number: ${i}\n`;
    for (const i of [0, 1000, 1999]) {
      files[`${String(i).padStart(4, '0')}/${long}.yaml`] = peer(`peer-${i}`, {
        address: `192.0.2.${i % 99}`,
        asNumber: null,
      });
    }
    const project = await projectOf(['{id: bgplint}'], files);
    project.starts();
    const { code, text } = await project.preCommit('run', '--all-files');
    expect(code).toBe(1);
    const runs = project.starts();
    // 2000 names of 164 bytes, at 128 KiB a run; without require_serial there would be one run a processor.
    expect(runs).toHaveLength(3);
    const names = runs.flatMap(([, ...rest]) => rest).filter((name) => name.endsWith(`${long}.yaml`));
    expect(names.sort()).toEqual(Object.keys(files).sort());
    const places = (report: string) => report.match(/--> \d{4}\/\S+\.yaml:\d+:\d+$/gm) ?? [];
    const one = await run(project.path, process.execPath, [join((await preCommit.hooks()).repo, 'dist/bgplint.mjs')]);
    expect(places(one.text)).toHaveLength(3);
    expect(places(text).sort()).toEqual(places(one.text).sort());
  });
});
