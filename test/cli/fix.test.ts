/** --fix, --fix-review and --diff through the command. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyFixes } from '../../src/cli/fix.ts';
import type { CheckOptions } from '../../src/cli/options.ts';
import type { Process } from '../../src/cli/process.ts';
import { command, project } from '../support/command.ts';
import { run } from '../support/run.ts';

const peer = (asNumber: string, more = '') => `apiVersion: crd.projectcalico.org/v1
kind: BGPPeer
metadata:
  name: rack-1-tor # the switch of rack 1
spec:
  peerIP: 192.0.2.1
  asNumber: ${asNumber}   # as the switch has it
  nodeSelector: rack == 'rack-1'
${more}`;
const secret = '  password: {secretKeyRef: {name: bgp, key: tor}}\n';
const broken = peer('"64512"', secret);
const mended = peer('64512', secret);

test('--fix fixes what is certain, says so, and reports what is left', async () => {
  const folder = project({ 'a.yaml': peer('"64512"'), 'b.yaml': mended });
  const { code, out, err } = await command(folder, ['--fix', '.']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(peer('64512'));
  expect(readFileSync(join(folder, 'b.yaml'), 'utf8')).toBe(mended);
  expect(err).toBe('bgplint: 1 finding fixed in 1 file.\n');
  expect(out).toContain('calico/peer-without-password');
  expect(out).not.toContain('as-number-format');
  expect(code).toBe(1);
  expect((await command(folder, ['--fix', '.'])).err).toBe('');
});

test('--fix-review fixes also what a person must look at', async () => {
  const folder = project({ 'a.yaml': peer('"64512"') });
  await command(folder, ['--fix-review', '.']);
  const after = readFileSync(join(folder, 'a.yaml'), 'utf8');
  expect(after).toContain('asNumber: 64512   # as the switch has it');
  expect(after).toContain('  password:\n    secretKeyRef:\n      name: bgp-passwords\n      key: rack-1-tor\n');
});

test('all fixes of one peer go in at once', async () => {
  const text = `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: { name: tor, namespace: metallb-system }
spec:
  myASN: 64512
  peerASN: 64513
  peerAddress: 192.0.2.1
`;
  const folder = project({ 'a.yaml': text });
  const { code } = await command(folder, ['--fix-review', '.']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(
    `${text}  enableGracefulRestart: true\n  passwordSecret:\n    name: bgp-192-0-2-1\n`,
  );
  expect(code).toBe(0);
});

test('what was answered is left alone', async () => {
  const text = peer('"64512"   # bgplint-ignore calico/as-number-format -- calicoctl takes it', secret);
  const folder = project({ 'a.yaml': text });
  await command(folder, ['--fix', '.']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(text);
});

describe('a file', () => {
  test('keeps its mode, its byte order mark and its line ends', async () => {
    const folder = project({ 'a.yaml': `\ufeff${broken.replaceAll('\n', '\r\n')}` });
    const path = join(folder, 'a.yaml');
    chmodSync(path, 0o640);
    await command(folder, ['--fix', '.']);
    expect(readFileSync(path, 'utf8')).toBe(`\ufeff${mended.replaceAll('\n', '\r\n')}`);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  test('that is a link stays one', async () => {
    const folder = project({ 'real.yml.txt': broken });
    symlinkSync('real.yml.txt', join(folder, 'a.yaml'));
    await command(folder, ['--fix', 'a.yaml']);
    expect(lstatSync(join(folder, 'a.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real.yml.txt'), 'utf8')).toBe(mended);
  });

  test('in UTF-16 is left alone, with a word', async () => {
    const bytes = Buffer.from(`\ufeff${broken}`, 'utf16le');
    const folder = project({ 'a.yaml': bytes });
    const { code, err } = await command(folder, ['--fix', '.']);
    expect(readFileSync(join(folder, 'a.yaml'))).toEqual(bytes);
    expect(err).toContain('"a.yaml" cannot be fixed, as it is not in UTF-8');
    expect(code).toBe(2);
  });

  test('that cannot be written is told', async () => {
    const folder = project({ 'sub/a.yaml': broken });
    if (process.getuid?.() === 0) return;
    chmodSync(join(folder, 'sub'), 0o555);
    const { code, err } = await command(folder, ['--fix', '.']);
    chmodSync(join(folder, 'sub'), 0o755);
    expect(err).toContain('permission denied');
    expect(code).toBe(2);
  });

  test('of JSON is fixed as JSON', async () => {
    const json = (as: string) =>
      `{"apiVersion": "crd.projectcalico.org/v1", "kind": "BGPPeer", "metadata": {"name": "a"},\n "spec": {"peerIP": "192.0.2.1", "asNumber": ${as}}}\n`;
    const folder = project({ 'a.json': json('"64512"') });
    await command(folder, ['--fix', '.']);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe(json('64512'));
  });
});

test('standard input cannot be fixed in place, but shown', async () => {
  const readStdin = () => new TextEncoder().encode(broken);
  const folder = project({});
  const refused = await command(folder, ['--fix', '-'], { readStdin });
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('--diff');
  const { out } = await command(folder, ['--diff', '-', '--stdin-filename', 'a.yaml'], { readStdin });
  expect(out).toContain('+  asNumber: 64512   # as the switch has it');
});

describe('--diff', () => {
  test('shows what would change, changes nothing, and applies', async () => {
    const files = { 'a.yaml': broken, 'b.yaml': `${peer('64512', secret)}---\n${broken.trimEnd()}` };
    const folder = project(files);
    const { out, code } = await command(folder, ['--diff', '.']);
    expect(code).toBe(1);
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    expect(out).toContain(
      '-  asNumber: "64512"   # as the switch has it\n+  asNumber: 64512   # as the switch has it\n',
    );
    execFileSync('git', ['apply', '-'], { cwd: folder, input: out });
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(mended);
    expect(readFileSync(join(folder, 'b.yaml'), 'utf8')).toBe(`${peer('64512', secret)}---\n${mended.trimEnd()}`);
  });

  test('is what --fix then does, also for review', async () => {
    const files = { 'a.yaml': peer('"64512"'), 'deep/b c.yaml': peer("'64512'", secret) };
    const [shown, done] = [project(files), project(files)];
    const { out } = await command(shown, ['--diff', '--fix-review', '.']);
    execFileSync('git', ['apply', '-'], { cwd: shown, input: out });
    await command(done, ['--fix-review', '.']);
    for (const name of Object.keys(files)) {
      expect(readFileSync(join(shown, name), 'utf8')).toBe(readFileSync(join(done, name), 'utf8'));
    }
  });

  test('prints no secret', async () => {
    const folder = project({
      'a.yaml': `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: { name: tor }
spec:
  myASN: 64512
  peerASN: "64513"
  password: hunter2
  peerAddress: 192.0.2.1
`,
    });
    const { out } = await command(folder, ['--diff', '--fix-review', '.']);
    expect(out).toContain('-  password: *******');
    expect(out).not.toContain('hunter2');
    const path = join(folder, 'a.yaml');
    await command(folder, ['--fix-review', '.']);
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2');
    expect(readFileSync(path, 'utf8')).toContain('passwordSecret:\n    name: bgp-192-0-2-1');
  });

  test('prints no command to a build server and no escape', async () => {
    const hostile = broken.replace('  nodeSelector', '  # \u202ered\n  # x\n  ::error::x: 1\n  nodeSelector');
    const folder = project({ 'a.yaml': hostile });
    const { out } = await command(folder, ['--diff', '.']);
    expect(out).toContain('+  asNumber: 64512');
    expect(out).not.toMatch(/^\s*::/m);
    expect(out).not.toContain('\u202e');
  });

  test('of nothing is nothing', async () => {
    const folder = project({ 'a.yaml': mended });
    expect(await command(folder, ['--diff', '.'])).toEqual({ code: 0, out: '', err: '' });
  });

  test('follows the terminal with its colours', async () => {
    const folder = project({ 'a.yaml': broken });
    const { out } = await command(folder, ['--diff', '.'], { terminal: true });
    expect(out).toContain('\x1b[32m+  asNumber: 64512');
  });
});

test('a file that changes meanwhile is not overwritten', async () => {
  const folder = project({ 'a.yaml': broken });
  const path = join(folder, 'a.yaml');
  const result = await run(path);
  writeFileSync(path, `${broken}# somebody was here\n`);
  const said: string[] = [];
  const caller = { cwd: folder, err: (text: string) => said.push(text) } as unknown as Process;
  expect(applyFixes(result, {} as CheckOptions, caller)).toEqual({ written: false, failed: true });
  expect(said).toEqual([expect.stringMatching(/a\.yaml" changed while it was checked: run it again\.\n$/)]);
  expect(readFileSync(path, 'utf8')).toBe(`${broken}# somebody was here\n`);
});

describe('a file that is more than its bytes', () => {
  test('is not written where its mode says read-only; the others are, and the job is not done', async () => {
    const folder = project({ 'a.yaml': broken, 'b.yaml': broken });
    chmodSync(join(folder, 'a.yaml'), 0o444);
    const { code, out, err } = await command(folder, ['--fix', '.']);
    expect(code).toBe(2);
    expect(err).toContain('The file "a.yaml" cannot be written: its mode says that it is read-only.\n');
    expect(err).toContain('1 finding fixed in 1 file.\n');
    expect(out).toContain('a.yaml');
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(broken);
    expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o444);
    expect(readFileSync(join(folder, 'b.yaml'), 'utf8')).toBe(mended);
  });

  test('keeps its other names', async () => {
    const folder = project({ 'a.yaml': broken });
    linkSync(join(folder, 'a.yaml'), join(folder, 'other.txt'));
    const { ino } = statSync(join(folder, 'a.yaml'));
    expect((await command(folder, ['--fix', '.'])).code).toBe(0);
    expect(readFileSync(join(folder, 'other.txt'), 'utf8')).toBe(mended);
    expect(statSync(join(folder, 'a.yaml'))).toMatchObject({ ino, nlink: 2 });
    expect(readdirSync(folder)).toEqual(['a.yaml', 'other.txt']);
  });

  // Only root can give a file away.
  test.skipIf(process.getuid?.() !== 0)('keeps its owner', async () => {
    const folder = project({ 'a.yaml': broken });
    chownSync(join(folder, 'a.yaml'), 65_534, 65_534);
    expect((await command(folder, ['--fix', '.'])).code).toBe(0);
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(mended);
    expect(statSync(join(folder, 'a.yaml'))).toMatchObject({ uid: 65_534, gid: 65_534 });
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });
});
