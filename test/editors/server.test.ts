/** Which bgplint the extension for VS Code starts. */
import { describe, expect, test } from 'vitest';
import { mapArguments, type Program, plain, programOf, type Surroundings } from '../../editors/vscode/src/server.ts';

const linux: Surroundings = {
  setting: '',
  bundled: '/ext/server/dist/bgplint.mjs',
  node: '/opt/code/code',
  platform: 'linux',
  home: '/home/ada',
  folder: '/home/ann/net',
  isTrusted: true,
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
    ['./node_modules/.bin/bgplint', program('/home/ann/net/node_modules/.bin/bgplint')],
    ['tools/bgplint.mjs', byNode('/home/ann/net/tools/bgplint.mjs')],
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
    // The shell would begin with the folder that is open.
    ['bgplint', { ...program('"bgplint"', true), env: { NoDefaultCurrentDirectoryInExePath: '1' } }],
    ['bgplint.exe', { ...program('"bgplint.exe"', true), env: { NoDefaultCurrentDirectoryInExePath: '1' } }],
    ['~\\bin\\bgplint.cmd', program('"C:\\Users\\Ada Lovelace\\bin\\bgplint.cmd"', true)],
    ['C:\\bin\\bgplint.exe', program('C:\\bin\\bgplint.exe')],
    ['bin\\bgplint.mjs', byNode('c:\\net\\bin\\bgplint.mjs')],
  ])('on Windows: %s', (setting, expected) => {
    expect(programOf({ ...windows, setting })).toEqual(expected);
  });
});

describe('in a workspace that is not trusted', () => {
  test.each(['./node_modules/.bin/bgplint', 'tools/bgplint.mjs', '../bgplint'])('nothing of it runs: %s', (setting) => {
    expect(programOf({ ...linux, isTrusted: false, setting })).toEqual(byNode('/ext/server/dist/bgplint.mjs'));
  });

  test.each(['bgplint', '~/bin/bgplint', '/usr/local/bin/bgplint'])('what is elsewhere does: %s', (setting) => {
    expect(programOf({ ...linux, isTrusted: false, setting })).toEqual(programOf({ ...linux, setting }));
  });

  test('on Windows, too', () => {
    for (const setting of ['.\\bgplint.exe', 'tools\\bgplint.cmd', 'tools/bgplint.mjs'])
      expect(programOf({ ...windows, isTrusted: false, setting }).args).toEqual(['c:\\ext\\server\\dist\\bgplint.mjs']);
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

test('a message holds no link, whatever is in it', () => {
  expect(plain('bgplint.yaml: [fix](command:x) and [](file:y)')).toBe(
    'bgplint.yaml: [fix] (command:x) and [] (file:y)',
  );
});
