import { describe, expect, test } from 'vitest';
import { blobOf } from '../../src/cli/blob.ts';
import { command, project } from '../support/command.ts';
import { calicoPeer } from '../support/objects.ts';

const commit = 'a1'.repeat(20);

const onGitHub = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/net',
  GITHUB_SHA: commit,
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_WORKSPACE: '/w/net',
};

const onGitLab = { CI_PROJECT_URL: 'https://gitlab.com/acme/sub/net', CI_COMMIT_SHA: commit, CI_PROJECT_DIR: '/w/net' };

const range = { startLine: 7, startColumn: 1, endLine: 9, endColumn: 2 };

describe('the page of a line', () => {
  test('on GitHub and on GitLab', () => {
    expect(blobOf(onGitHub, '/w/net', 'a b/c#d.yaml', range)).toBe(
      `https://github.com/acme/net/blob/${commit}/a%20b/c%23d.yaml#L7`,
    );
    expect(blobOf(onGitLab, '/w/net', 'x:y.yaml', null)).toBe(
      `https://gitlab.com/acme/sub/net/-/blob/${commit}/x:y.yaml`,
    );
  });

  test.each([
    ['the workflow checks out what it wants', { GITHUB_EVENT_NAME: 'pull_request_target' }],
    ['the repository is in a folder of the workspace', { GITHUB_WORKSPACE: '/w' }],
    ['the commit is none', { GITHUB_SHA: 'main' }],
    ['the name is none', { GITHUB_REPOSITORY: 'a/b)[x](https://pwned.example' }],
    ['the server is none', { GITHUB_SERVER_URL: 'javascript:alert(1)' }],
  ])('is not known where %s', (_, env) => {
    expect(blobOf({ ...onGitHub, ...env }, '/w/net', 'a.yaml', range)).toBeUndefined();
  });

  test('is not known outside of a repository, and without variables', () => {
    expect(blobOf(onGitHub, undefined, 'a.yaml', range)).toBeUndefined();
    expect(blobOf({}, '/w/net', 'a.yaml', range)).toBeUndefined();
  });
});

test('a report in a pipeline leads there, and one at home to the file', async () => {
  const folder = project({ '.git/HEAD': '', 'a.yaml': calicoPeer('a') });
  const env = { ...onGitHub, CI: 'true', GITHUB_WORKSPACE: folder };
  const told = async (env: { readonly [name: string]: string }) =>
    (await command(folder, ['-f', 'markdown'], { env })).out;
  expect(await told(env)).toContain(`](https://github.com/acme/net/blob/${commit}/a.yaml#L`);
  expect(await told({})).toContain('](a.yaml#L');
  expect(await told({ CI: 'true' })).not.toContain('](a.yaml');
});
