/** Which bgplint the extension for VS Code starts. */
import { describe, expect, test } from 'vitest';
import { type Server, type Surroundings, serverOf } from '../../editors/vscode/src/server.ts';

const linux: Surroundings = {
  setting: '',
  bundled: '/ext/server/dist/bgplint.mjs',
  node: '/opt/code/code',
  platform: 'linux',
  home: '/home/ada',
  folder: '/work/net',
};
const windows: Surroundings = {
  ...linux,
  platform: 'win32',
  bundled: 'c:\\ext\\server\\dist\\bgplint.mjs',
  home: 'C:\\Users\\Ada Lovelace',
  folder: 'c:\\net',
};
const byNode = (path: string): Server => ({
  command: '/opt/code/code',
  args: [path, 'lsp'],
  env: { ELECTRON_RUN_AS_NODE: '1' },
  shell: false,
});
const program = (command: string, shell = false): Server => ({ command, args: ['lsp'], env: {}, shell });

describe('without a setting', () => {
  test.each(['', '  '])('the one of the extension runs in the Node of the editor: %j', (setting) => {
    expect(serverOf({ ...linux, setting })).toEqual(byNode('/ext/server/dist/bgplint.mjs'));
  });
});

describe('bgplint.path', () => {
  test.each<[string, Server]>([
    ['bgplint', program('bgplint')],
    ['/usr/local/bin/bgplint', program('/usr/local/bin/bgplint')],
    [' /usr/local/bin/bgplint ', program('/usr/local/bin/bgplint')],
    ['~/bin/bgplint', program('/home/ada/bin/bgplint')],
    ['./node_modules/.bin/bgplint', program('/work/net/node_modules/.bin/bgplint')],
    ['tools/bgplint.mjs', byNode('/work/net/tools/bgplint.mjs')],
    ['/opt/my tools/bgplint.MJS', byNode('/opt/my tools/bgplint.MJS')],
    // A shell has no say in it.
    ['/opt/$(id);x/bgplint', program('/opt/$(id);x/bgplint')],
  ])('%s', (setting, expected) => {
    expect(serverOf({ ...linux, setting })).toEqual(expected);
  });

  test('without a folder a relative path stays as it is', () => {
    expect(serverOf({ ...linux, setting: 'bin/bgplint', folder: undefined })).toEqual(program('bin/bgplint'));
  });

  test.each<[string, Server]>([
    ['bgplint', program('"bgplint"', true)],
    ['~\\bin\\bgplint.cmd', program('"C:\\Users\\Ada Lovelace\\bin\\bgplint.cmd"', true)],
    ['C:\\bin\\bgplint.exe', program('C:\\bin\\bgplint.exe')],
    ['bin\\bgplint.mjs', byNode('c:\\net\\bin\\bgplint.mjs')],
  ])('on Windows: %s', (setting, expected) => {
    expect(serverOf({ ...windows, setting })).toEqual(expected);
  });
});
