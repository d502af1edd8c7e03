import { expect, test } from 'vitest';
import { browserFor, start } from '../../src/host/browser.ts';

test.each<[string, { readonly [name: string]: string }, string | undefined]>([
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['linux', {}, undefined],
  ['linux', { DISPLAY: ':0', CI: 'true' }, undefined],
  ['linux', { DISPLAY: 'localhost:10.0', SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }, undefined],
  ['darwin', {}, '/usr/bin/open'],
  ['darwin', { CI: '1' }, undefined],
  ['win32', { SystemRoot: 'D:\\Windows' }, 'D:\\Windows\\System32\\rundll32.exe'],
])('on %s with %j', (platform, env, program) => {
  expect(browserFor(platform, env)?.program).toBe(program);
});

test('a program that is not there is no fault', async () => {
  await start({ program: '/no/such/program', arguments: [] }, 'https://example.org/');
});
