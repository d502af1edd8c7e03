/** Which bgplint the extension for VS Code starts. */
import { describe, expect, test } from 'vitest';
import { mapArguments, type Program, programOf, type Surroundings } from '../../editors/vscode/src/server.ts';

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
const byNode = (path: string): Program => ({
  command: '/opt/code/code',
  args: [path],
  env: { ELECTRON_RUN_AS_NODE: '1' },
  shell: false,
});
const program = (command: string, shell = false): Program => ({ command, args: [], env: {}, shell });

describe('without a setting', () => {
  test.each(['', '  '])('the one of the extension runs in the Node of the editor: %j', (setting) => {
    expect(programOf({ ...linux, setting })).toEqual(byNode('/ext/server/dist/bgplint.mjs'));
  });
});

describe('bgplint.path', () => {
  test.each<[string, Program]>([
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
    expect(programOf({ ...linux, setting })).toEqual(expected);
  });

  test('without a folder a relative path stays as it is', () => {
    expect(programOf({ ...linux, setting: 'bin/bgplint', folder: undefined })).toEqual(program('bin/bgplint'));
  });

  test.each<[string, Program]>([
    ['bgplint', program('"bgplint"', true)],
    ['~\\bin\\bgplint.cmd', program('"C:\\Users\\Ada Lovelace\\bin\\bgplint.cmd"', true)],
    ['C:\\bin\\bgplint.exe', program('C:\\bin\\bgplint.exe')],
    ['bin\\bgplint.mjs', byNode('c:\\net\\bin\\bgplint.mjs')],
  ])('on Windows: %s', (setting, expected) => {
    expect(programOf({ ...windows, setting })).toEqual(expected);
  });
});

describe('the map', () => {
  test.each<[unknown, readonly string[]]>([
    ['', []],
    [undefined, []],
    [7, []],
    ['ci/bgplint.yaml', ['--config', 'ci/bgplint.yaml']],
    [false, ['--no-config']],
  ])('with the setting bgplint.config %j', (config, expected) => {
    expect(mapArguments(config, program('bgplint'))).toEqual(['map', '--format', 'html', ...expected, '.']);
  });

  test('no shell reads what the workspace says', () => {
    expect(mapArguments('x" & calc & "', program('"bgplint"', true))).toEqual(['map', '--format', 'html', '.']);
  });
});
