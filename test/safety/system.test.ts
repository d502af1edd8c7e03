/** What only a real system can do: links, pipes, devices, modes, full disks, readers that leave. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { project } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';
import { root } from '../support/run.ts';

const cli = `${root}/dist/bgplint.mjs`;
const nobody = 65_534;
/** Root may become somebody whom modes hold, if that one may run what is here. */
const hasOther =
  process.getuid?.() === 0 && spawnSync(process.execPath, [cli, '--version'], { uid: nobody }).status === 0;
const config = onlyRules('calico/peer-without-password', 'input/unreadable', 'input/yaml-syntax');
const known = 'good.yaml:5:1 calico/peer-without-password';

interface Checked {
  readonly code: number | null;
  readonly found: readonly string[];
  /** `file: reason`. */
  readonly left: readonly string[];
}

/** Runs the built command in a folder that holds a good file with a finding. */
function check(folder: string, args: readonly string[] = [], options: { readonly uid?: number } = {}): Checked {
  writeFileSync(`${folder}/bgplint.yaml`, config);
  writeFileSync(`${folder}/good.yaml`, calicoPeer('good'));
  const ran = spawnSync(process.execPath, [cli, '-f', 'json', ...args], { cwd: folder, encoding: 'utf8', ...options });
  expect(ran.stderr).toBe('');
  const { findings, ledger } = JSON.parse(ran.stdout);
  const found = findings.map(
    (one: { file: string; rule: string; range: { startLine: number; startColumn: number } | null }) =>
      `${one.file}:${one.range === null ? '-' : `${one.range.startLine}:${one.range.startColumn}`} ${one.rule}`,
  );
  expect(found).toContain(known);
  const left = ledger.skipped.map(({ file, reason }: { file: string; reason: string }) => `${file}: ${reason}`);
  return { code: ran.status, found: found.filter((place: string) => place !== known), left };
}

describe('beside a good file', () => {
  test('links in a circle, to nowhere, out of the scan and to a device', () => {
    const outside = project({ 'secret.yaml': calicoPeer('outside') });
    const folder = project({ 'in/a.txt': '' });
    symlinkSync('loop.yaml', `${folder}/loop.yaml`);
    symlinkSync('..', `${folder}/in/up`);
    symlinkSync('nowhere', `${folder}/dead.yaml`);
    symlinkSync(`${outside}/secret.yaml`, `${folder}/out.yaml`);
    symlinkSync(outside, `${folder}/out`);
    symlinkSync('/dev/zero', `${folder}/zero.yaml`);
    const { code, found, left } = check(folder);
    expect([code, found]).toEqual([1, []]);
    const nowhere = 'a broken symbolic link';
    const away = 'a symbolic link that points outside the repository: not followed';
    expect(left).toEqual([
      `dead.yaml: ${nowhere}`,
      `loop.yaml: ${nowhere}`,
      ...['out', 'out.yaml', 'zero.yaml'].map((file) => `${file}: ${away}`),
    ]);
  });

  test('a hard link is a file of its own', () => {
    const folder = project({ 'a.yaml': soundPeer });
    linkSync(`${folder}/a.yaml`, `${folder}/b.yaml`);
    expect(check(folder)).toEqual({ code: 1, found: [], left: [] });
  });

  test('a named pipe that nobody writes to, and a socket', async () => {
    const folder = project({});
    execFileSync('mkfifo', [`${folder}/pipe.yaml`]);
    const server = createServer();
    await new Promise<void>((listening) => server.listen(`${folder}/socket.yaml`, listening));
    const { code, found, left } = check(folder);
    server.close();
    expect([code, found]).toEqual([1, []]);
    expect(left).toEqual(['pipe.yaml', 'socket.yaml'].map((file) => `${file}: neither a file nor a folder`));
  });

  test.skipIf(!hasOther)('a file and a folder that may not be read', () => {
    const folder = project({ 'a.yaml': soundPeer, 'b/c.yaml': soundPeer });
    chmodSync(folder, 0o755);
    chmodSync(`${folder}/a.yaml`, 0);
    chmodSync(`${folder}/b`, 0);
    const { code, found, left } = check(folder, [], { uid: nobody });
    expect([code, found]).toEqual([1, ['a.yaml:- input/unreadable']]);
    expect(left).toEqual(['a.yaml: not checked, see the finding', 'b: unreadable: permission denied']);
  });

  test('names with line ends, quotes, bytes that are no text, and as long as they may be', () => {
    const folder = project({ 'line\nend.yaml': soundPeer, '"quoted" $(x).yaml': soundPeer });
    writeFileSync(`${folder}/${'n'.repeat(250)}.yaml`, soundPeer);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/bad-`), Buffer.from([0xff]), Buffer.from('.yaml')]), soundPeer);
    const { code, left, found } = check(folder);
    expect(code).toBe(1);
    // A name that is no text cannot be asked for by Node: it is said, not passed over.
    expect(found).toEqual(['bad-\ufffd.yaml:- input/unreadable']);
    expect(left).toEqual(['bad-\ufffd.yaml: not checked, see the finding']);
  });

  test('a folder named like a file', () => {
    const folder = project({});
    mkdirSync(`${folder}/a.yaml`);
    expect(check(folder)).toEqual({ code: 1, found: [], left: [] });
  });
});

/** Runs a line of shell in which `$0 $1` is the built command. */
function shell(folder: string, line: string) {
  return spawnSync('bash', ['-c', line, process.execPath, cli], { cwd: folder, encoding: 'utf8' });
}

describe('a report that cannot be written', () => {
  test.each([
    ['a full disk', '"$0" "$1" -o sarif=/dev/full', /"\/dev\/full" cannot be written: the disk is full/],
    ['a full standard output', '"$0" "$1" -f sarif > /dev/full', /Standard output cannot be written: the disk is full/],
    ['no such folder', '"$0" "$1" -o junit=no/b.xml', /"no\/b.xml" cannot be written: there is no such file or folder/],
    ['a folder', '"$0" "$1" -o json=.', /cannot be written/],
  ])('%s: exit 2, one sentence, and nothing left behind', (_, line, message) => {
    const folder = project({ 'a.yaml': soundPeer });
    const { status, stderr } = shell(folder, line);
    expect([status, stderr.split('\n').length]).toEqual([2, 2]);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  test('one of two: the other was written whole', () => {
    const folder = project({ 'a.yaml': soundPeer });
    expect(shell(folder, '"$0" "$1" -o json=a.json -o json=no/b.json').status).toBe(2);
    expect(existsSync(`${folder}/a.json`)).toBe(true);
  });
});

describe('standard streams', () => {
  test.each([
    ['a reader that leaves', '"$0" "$1" -f json | head -c 1; exit ${PIPESTATUS[0]}', 1],
    // Node opens /dev/null in the place of what is closed.
    ['standard output closed', '"$0" "$1" >&-', 1],
    ['standard error closed', '"$0" "$1" 2>&-', 1],
    ['standard input closed', '"$0" "$1" - <&-', 2],
    ['standard error full', '"$0" "$1" nowhere 2> /dev/full', 2],
    ['standard input empty', '"$0" "$1" - < /dev/null', 2],
    ['standard input from what failed', 'false | "$0" "$1" -', 2],
    ['standard input that comes late and bit by bit', '(sleep 0.2; printf a; sleep 0.1; echo ": 1") | "$0" "$1" -', 0],
    // Without a bound it would be read for as long as it comes.
    ['standard input without an end', '"$0" --max-old-space-size=400 "$1" - < /dev/zero', 1],
    ['standard input a folder', '"$0" "$1" - < .', 2],
  ])('%s', (_, line, status) => {
    expect(shell(project({ 'a.yaml': calicoPeer('p') }), line).status).toBe(status);
  });
});
