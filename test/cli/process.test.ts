import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { project } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';
import { root } from '../support/run.ts';

const config = onlyRules('calico/peer-without-password');

const cli = `${root}/dist/bgplint.mjs`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command as a process of its own. */
function run(cwd: string, args: readonly string[], stdin = '', program = cli): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...args],
      { cwd, maxBuffer: 16 * 1024 * 1024 },
      (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      },
    );
    child.stdin?.end(stdin);
  });
}

describe('the built command', () => {
  test.each<[string, readonly string[], string, number]>([
    ['a sound file', ['-'], soundPeer, 0],
    ['a finding', ['-'], calicoPeer('bad'), 1],
    ['a finding in a file', ['a.yaml', '-f', 'json'], '', 1],
    ['a path that is not there', ['nowhere'], '', 2],
    ['an unknown flag', ['--nope'], '', 2],
  ])('%s', async (_, args, stdin, code) => {
    const ended = await run(project({ 'a.yaml': calicoPeer('bad') }), args, stdin);
    expect(ended.code, ended.err).toBe(code);
    expect(ended.err === '').toBe(code !== 2);
    expect(ended.out === '').toBe(code === 2);
    expect(ended.err.split('\n').length).toBeLessThanOrEqual(2);
  });

  test('without its rules it says so, and not that there are findings', async () => {
    const folder = project({ 'a.yaml': calicoPeer('bad'), 'empty/': '' });
    cpSync(`${root}/dist`, `${folder}/dist`, { recursive: true });
    rmSync(`${folder}/dist/policy.wasm`);
    const program = `${folder}/dist/bgplint.mjs`;
    expect((await run(folder, ['a.yaml'], '', program)).code).toBe(2);
    expect(await run(folder, ['empty', '--allow-empty'], '', program)).toMatchObject({ code: 0, err: '' });
  });

  test('a reader that closes its end is no fault, and the exit code stands', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => calicoPeer(`peer-${i}`)).join('---\n');
    const child = spawn(process.execPath, [cli, '-f', 'json'], { cwd: project({ 'a.yaml': many }) });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  test('a large report goes through a pipe whole', async () => {
    const many = Array.from({ length: 500 }, (_, i) => calicoPeer(`peer-${i}`)).join('---\n');
    const { out } = await run(project({ 'bgplint.yaml': config, 'a.yaml': many }), ['-f', 'json']);
    expect(JSON.parse(out).findings).toHaveLength(500);
  });

  test.each([
    ['a full disk', '"$0" "$1" > /dev/full', /^bgplint: Standard output cannot be written: the disk is full\.\n$/],
    [
      'a working directory that is gone',
      'mkdir x; cd x; rmdir ../x; "$0" "$1"',
      /^bgplint: The working directory .*\n$/,
    ],
  ])('%s is a sentence and exit 2', async (_, line, sentence) => {
    if (!existsSync('/dev/full')) return;
    const { code, err } = await shell(project({ 'a.yaml': soundPeer }), line, [process.execPath, cli]);
    expect(err).toMatch(sentence);
    expect(code).toBe(2);
  });

  test('a pipe and a device take a report, and stay what they are', async () => {
    if (!existsSync('/dev/stderr')) return;
    const folder = project({ 'bgplint.yaml': config, 'a.yaml': soundPeer });
    const line = '"$0" "$1" -o json=/dev/stderr -o json=/dev/null 2>&1 >/dev/null | cat';
    const { out } = await shell(folder, line, [process.execPath, cli]);
    expect(JSON.parse(out).findings).toEqual([]);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

function shell(cwd: string, line: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', line, ...args], { cwd }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}
