/** What happens where the package is installed from its repository: nothing is built, and nothing else is fetched. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from './support/run.ts';

const manifest: { readonly [member: string]: object | undefined } = JSON.parse(
  readFileSync(`${root}/package.json`, 'utf8'),
);

describe('package.json', () => {
  // npm's git fetcher (pacote, lib/git.js) installs the devDependencies first if there is a script of one of these names,
  // `build` among them, although it never runs that one. pre-commit 4.6.1 installs nothing that works then (its #3737).
  test.each(['preinstall', 'install', 'postinstall', 'build', 'prepack', 'prepare'])('has no script %s', (name) => {
    expect(Object.keys(manifest['scripts'] ?? {})).not.toContain(name);
  });

  test.each(['dependencies', 'optionalDependencies', 'peerDependencies', 'workspaces'])('has no %s', (member) => {
    expect(manifest).not.toHaveProperty(member);
  });
});
