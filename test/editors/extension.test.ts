/** The manifest of the extension for VS Code agrees with its code, the project and the page. What it packs: test/integration. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readExtensions } from '../../src/discover/kinds.ts';
import { root } from '../support/run.ts';

const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8');
const manifest = JSON.parse(read('editors/vscode/package.json'));
const code = read('editors/vscode/src/extension.ts');
const { contributes } = manifest;

test('it is of the version and licence of the project, which the release and the page name', () => {
  const { version, license } = JSON.parse(read('package.json'));
  expect(manifest).toMatchObject({ version, license });
  expect(read('docs/editors.md')).toContain(`bgplint-${version}.vsix`);
});

test('it depends on nothing that would have to be installed', () => {
  expect(Object.keys(manifest).filter((key) => /dependenc/i.test(key))).toEqual(['devDependencies']);
  expect(manifest).not.toHaveProperty('scripts');
  expect(JSON.stringify(JSON.parse(read('editors/vscode/package-lock.json')))).not.toContain('"resolved"');
});

test('what it is compiled against is not newer than what it asks for', () => {
  expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']}`);
});

test('every command of the palette is registered, and no other', () => {
  const registered = [...code.matchAll(/registerCommand\('([^']+)'/g)].map(([, name]) => name);
  expect(registered.length).toBeGreaterThan(0);
  expect(registered.sort()).toEqual(contributes.commands.map(({ command }: { command: string }) => command).sort());
});

describe('settings', () => {
  const settings = Object.keys(contributes.configuration.properties);

  test.each(['docs/editors.md', 'editors/vscode/README.md'])('%s has a line for each, and for no other', (page) => {
    const told = [...read(page).matchAll(/^\| `(bgplint\.[\w.]+)` \|/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual([...settings].sort());
  });

  test('a folder that is not trusted says neither which program runs, nor which file of the machine is read', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual(['bgplint.path', 'bgplint.config']);
  });
});

test('every file that is known by its ending is sent while it is typed', () => {
  const sent = /'\*\*\/\*\.\{([^}]+)\}'/.exec(code)?.[1]?.split(',');
  expect(sent).toEqual(expect.arrayContaining(readExtensions));
});
