/**
 * The extension for VS Code as it is packed: without a network, the same bytes each time, and what is in it. Its packages have to be
 * installed: `npm ci --prefix editors/vscode`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Client, endClients } from '../lsp/client.ts';
import { project } from '../support/command.ts';
import { root } from '../support/run.ts';
import { unzipped } from '../support/zip.ts';

const required = process.env['BGPLINT_INTEGRATION'] === 'required';
const installed = existsSync(`${root}/editors/vscode/node_modules/@vscode/vsce`);
if (!installed) console.warn('SKIPPED: the packages of editors/vscode are not installed.');

/** A program in a network of its own, without any device, where this machine allows that. */
const quiet = [
  ['unshare', '-n'],
  ['unshare', '-rn'],
].find(([program = '', ...args]) => spawnSync(program, [...args, 'true']).status === 0);

function packed(): string {
  const folder = project({});
  const [program = '', ...args] = [...(quiet ?? []), process.execPath, `${root}/editors/vscode/package.mjs`, folder];
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [name = '', ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  return join(folder, name);
}

afterEach(endClients);

describe.skipIf(!installed && !required)('the .vsix', () => {
  let archive = Buffer.alloc(0);
  let files: ReadonlyMap<string, Buffer> = new Map();
  const json = (name: string) => JSON.parse(files.get(name)?.toString() ?? 'null');
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

  beforeAll(() => {
    archive = readFileSync(packed());
    files = unzipped(archive);
    console.log(
      `the .vsix: ${files.size} files, ${archive.length} bytes${quiet === undefined ? '' : ', packed without a network'}`,
    );
  });

  test('has the extension, the server and the licences, and nothing else', () => {
    const server = readdirSync(`${root}/dist`, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      // The sandbox is a command of its own, and the action's steps run elsewhere.
      .filter((name) => name !== 'action.cjs' && name !== 'schemas' && !/^sandbox(?:\/|$)/.test(name))
      .map((name) => `extension/server/dist/${name}`);
    expect([...files.keys()].sort()).toEqual(
      [
        '[Content_Types].xml',
        'extension.vsixmanifest',
        'extension/LICENSE.txt',
        'extension/LIBRARIES.txt',
        'extension/extension.cjs',
        'extension/package.json',
        'extension/readme.md',
        ...server,
      ].sort(),
    );
  });

  test('is small', () => expect(archive.length).toBeLessThan(2_000_000));

  test('is the same bytes each time', () => expect(readFileSync(packed()).equals(archive)).toBe(true));

  test('asks for nothing to be installed', () => {
    const manifest = json('extension/package.json');
    expect(manifest).toMatchObject({ name: 'bgplint', version, main: './extension.cjs' });
    expect(Object.keys(manifest).filter((key) => /dependenc|scripts/i.test(key))).toEqual([]);
    const code = files.get('extension/extension.cjs')?.toString() ?? '';
    const asked = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
    const own = ['vscode', 'child_process', 'crypto', 'fs', 'net', 'os', 'path', 'readline', 'url', 'util', 'stream'];
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name = '') => !own.includes(name.replace(/^node:/, '')))).toEqual([]);
  });

  test('has the licence of every package that went in', () => {
    const list = files.get('extension/LIBRARIES.txt')?.toString() ?? '';
    const { packages } = JSON.parse(readFileSync(`${root}/editors/vscode/package-lock.json`, 'utf8'));
    const listed = [...list.matchAll(/^(\S+) (\d[\w.-]*) \(([^)]+)\)$/gm)].map(([, name, release, licence]) => ({
      name,
      release,
      licence,
    }));
    for (const name of [
      'vscode-languageclient',
      'vscode-languageserver-protocol',
      'vscode-jsonrpc',
      'semver',
      'minimatch',
    ])
      expect(listed.map((each) => each.name)).toContain(name);
    for (const { name, release, licence } of listed)
      expect(packages[`node_modules/${name}`], name).toMatchObject({ version: release, license: licence });
    expect(list.match(/copyright/gi)?.length).toBeGreaterThanOrEqual(listed.length);
  });

  test('its server runs by itself', async () => {
    const folder = project({ 'peer.yaml': readFileSync(`${root}/examples/broken/clusters/amsterdam/calico.yaml`) });
    for (const [name, bytes] of files) {
      if (!name.startsWith('extension/server/')) continue;
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const program = `${folder}/extension/server/dist/bgplint.mjs`;
    expect(execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' })).toContain(version);
    const client = await Client.of({ program, folders: [folder] });
    const found = await client.until(() => client.of('peer.yaml'));
    expect(found.map(({ code }) => code)).toContain('calico/peer-without-as-number');
  });
});
