/** How pre-commit installs the hooks: `.pre-commit-hooks.yaml`, package.json and dist/ of this working tree. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, must, repository, run, write } from './git.ts';
import { atLeast, config, eachPreCommit, environmentOf, projectWith } from './hooks.ts';
import { odd, peer } from './peers.ts';

const refused = 'calico/peer-without-as-number';
const broken = peer('rack-2', { address: '192.0.2.2', asNumber: null });
const mended = peer('rack-2', { address: '192.0.2.2' });

eachPreCommit((preCommit) => {
  describe('installed', () => {
    test('the package is what npm would publish, and nothing beside it', async () => {
      await projectWith(preCommit, ['{id: bgplint}', '{id: bgplint-all}', '{id: bgplint-fix}'], {});
      const [package_ = '', ...others] = readdirSync(preCommit.home, { recursive: true, encoding: 'utf8' })
        .filter((path) => /node_env-[^/]+\/lib\/node_modules\/[^/]+$/.test(path))
        .filter((path) => !/\/\.[^/]+$/.test(path));
      expect(others).toEqual([]);
      expect(readdirSync(join(preCommit.home, package_)).sort()).toEqual([
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist',
        'package.json',
        'schemas',
      ]);
      expect(existsSync(join(preCommit.home, package_, 'node_modules'))).toBe(false);
    });

    // Older ones run `npm install` for the devDependencies. Newer ones leave that to npm, which does it only where a
    // script is named build, prepare or the like.
    if (atLeast(preCommit.version, '4.6.1')) {
      test('without asking the registry for anything', async () => {
        const path = await repository(await config(preCommit, '{id: bgplint-all, stages: [pre-commit]}'));
        const env = {
          PRE_COMMIT_HOME: folder(),
          npm_config_registry: 'http://127.0.0.1:9/',
          npm_config_cache: folder(),
          npm_config_fetch_retries: '0',
        };
        const { code, text } = await run(path, preCommit.command, ['run', '--all-files'], env);
        expect(text).toMatch(/whole project\)\.+Passed/);
        expect(code).toBe(0);
      });
    }

    test('by a commit, under what git tells its hooks', async () => {
      const path = await repository({ ...(await config(preCommit, '{id: bgplint}')), 'a.yaml': mended });
      const env = { PRE_COMMIT_HOME: folder() };
      await run(path, preCommit.command, ['install'], env);
      write(path, { 'a.yaml': broken });
      const { code, text } = await run(path, 'git', ['commit', '--all', '--message', 'change'], env);
      expect(text).toContain(refused);
      expect(code).toBe(1);
    });
  });

  test('try-repo, over names that need care', async () => {
    const path = await repository({ ...odd, 'other/broken.yaml': broken });
    const { repo } = await preCommit.hooks();
    const { code, text } = await run(
      path,
      preCommit.command,
      ['try-repo', repo, 'bgplint', '--all-files'],
      environmentOf(preCommit),
    );
    expect(text).toContain(refused);
    expect(text).toContain('other/broken.yaml:5:1');
    expect(text).toContain('1 error');
    expect(code).toBe(1);
    await must(path, 'git', ['rm', '--quiet', 'other/broken.yaml']);
    const clean = await run(path, preCommit.command, ['try-repo', repo, '--all-files'], environmentOf(preCommit));
    expect(clean.text).toMatch(/bgplint\.+Passed/);
    expect(clean.text).toMatch(/bgplint --fix\.+Passed/);
    expect(clean.code).toBe(0);
    expect(await must(path, 'git', ['status', '--porcelain'])).toBe('D  other/broken.yaml');
  });
});
