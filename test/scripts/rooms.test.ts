/** dist/ in rooms (scripts/rooms.mjs): an ordinary run is loaded without what it does not call, and what it calls is there. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { project } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { root } from '../support/run.ts';

/** Prints the files of dist/ that were loaded, when the process ends. */
const spy = `process.on('exit', () => {
  const loaded = Object.keys(require.cache).map((file) => /[/\\\\]dist[/\\\\](\\w+)\\.cjs$/.exec(file)?.[1]);
  require('node:fs').writeSync(2, JSON.stringify(loaded.filter((name) => name !== undefined).sort()));
});`;

function loaded(files: { readonly [file: string]: string }, ...args: readonly string[]): unknown {
  const cwd = project({ ...files, 'spy.cjs': spy });
  const argv = ['--require', './spy.cjs', `${root}/dist/bgplint.mjs`, '--no-config', ...args];
  return JSON.parse(spawnSync(process.execPath, argv, { cwd, encoding: 'utf8' }).stderr);
}

test('a run over sound plain files loads no room', () => {
  expect(loaded({ 'a/peer.yaml': soundPeer }, 'a')).toEqual(['main']);
});

test.each([
  ['a finding', calicoPeer('bad'), [], ['findings', 'main']],
  ['a line a finding', calicoPeer('bad'), ['-q', '--format', 'concise'], ['findings', 'lines', 'main']],
  ['a report into a file', soundPeer, ['-o', 'json=report.json'], ['commands', 'main', 'reports']],
])('%s loads its own', (_, text, args, rooms) => {
  expect(loaded({ 'a.yaml': text }, 'a.yaml', ...args)).toEqual(rooms);
});
