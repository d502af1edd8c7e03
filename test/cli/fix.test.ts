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
const sound = mended.replace('crd.projectcalico.org/v1', 'projectcalico.org/v3');

/** A MetalLB peer whose two findings have fixes for review. */
const metallb = (name: string, address: string, more = '') => `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: { name: ${name}, namespace: metallb-system }
spec:
  myASN: 64512
  peerASN: 64513
  peerAddress: ${address}
${more}`;
const done = '  enableGracefulRestart: true\n  passwordSecret: { name: tor }\n';
const secretCommand = (name: string) =>
  `kubectl create secret generic ${name} -n metallb-system --type=kubernetes.io/basic-auth --from-literal=password="\${BGP_PASSWORD:?}"`;

test('--fix fixes what is certain, says so, and reports what is left', async () => {
  const folder = project({ 'a.yaml': peer('"64512"'), 'b.yaml': mended });
  const { code, out, err } = await command(folder, ['--fix', '.']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(peer('64512'));
  expect(readFileSync(join(folder, 'b.yaml'), 'utf8')).toBe(mended);
  expect(err).toBe('bgplint: 1 finding fixed in 1 file:\n  a.yaml:7  set asNumber to 64512  calico/as-number-format\n');
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
  expect(after).toContain('  password:\n    secretKeyRef:\n      name: bgp-rack-1-tor\n      key: password\n');
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
  expect(code).toBe(1);
});

describe('a fix for review', () => {
  test('is written and not done: the run lists the steps in their order behind the report, and exits 1', async () => {
    const folder = project({ 'a.yaml': metallb('tor', '192.0.2.1') });
    const said: string[] = [];
    const note = (text: string) => void said.push(text);
    const { code } = await command(folder, ['--fix-review', '--fail-on', 'never', '.'], { out: note, err: note });
    expect(code).toBe(1);
    expect(said.at(-2)).toMatch(/^no findings, 3 steps left to do; /);
    const list = said.at(-1) ?? '';
    expect(list).toContain('written, not done: 2 fixes for review.');
    const order = [
      'Before',
      '1. Create Secret bgp-192-0-2-1',
      'When',
      '2. Have the same password',
      'Afterwards',
      '3. Reset',
    ];
    expect(order.map((part) => list.indexOf(part))).toEqual(
      order.map((part) => list.indexOf(part)).toSorted((a, b) => a - b),
    );
    expect(order.every((part) => list.includes(part))).toBe(true);
    expect(list).toContain('(a.yaml:8)');
    // The next run finds it as it was written.
    expect((await command(folder, ['--fix-review', '.'])).code).toBe(0);
  });

  test('has its command whole on a line, however narrow the terminal', async () => {
    const folder = project({ 'a.yaml': metallb('tor', '192.0.2.1') });
    const { err } = await command(folder, ['--fix-review', '.'], { columns: 60 });
    expect(err.split('\n').map((line) => line.trim())).toContain(secretCommand('bgp-192-0-2-1'));
    for (const line of err.split('\n').filter((text) => !text.includes('kubectl create'))) {
      expect(line.length).toBeLessThanOrEqual(90);
    }
  });

  test('of three peers with one router asks for one Secret', async () => {
    const peers = ['a', 'b', 'c'].map((name) => metallb(name, '192.0.2.1', '  enableGracefulRestart: true\n'));
    const folder = project({ 'a.yaml': peers.join('---\n'), 'b.yaml': metallb('d', '192.0.2.2') });
    const { err } = await command(folder, ['--fix-review', '.']);
    expect(err.split(secretCommand('bgp-192-0-2-1'))).toHaveLength(2);
    expect(err.split(secretCommand('bgp-192-0-2-2'))).toHaveLength(2);
    expect(err.replace(/\s+/g, ' ')).toContain('(a.yaml:9, a.yaml:20, a.yaml:31)');
  });

  test('that the API server refuses over what is there is a peer to be made again', async () => {
    const folder = project({ 'a.yaml': metallb('tor', '192.0.2.1', '  enableGracefulRestart: false\n') });
    const { err } = await command(folder, ['--fix-review', '.']);
    expect(err).toContain('kubectl delete bgppeers.metallb.io tor -n metallb-system\n');
  });

  test('puts no name into a command that a shell would run, and prints no password', async () => {
    const hostile = '"$(touch x); rm -rf / #\\e[31m"';
    const folder = project({
      'a.yaml': sound.replace('rack-1-tor', hostile).replace(secret, ''),
      'b.yaml': metallb('tor', '192.0.2.1', '  password: hunter2\n').replace('metallb-system', hostile),
    });
    const { err } = await command(folder, ['--fix-review', '.']);
    const commands = err.split('\n').filter((line) => /^ *kubectl/.test(line));
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.join()).not.toMatch(/touch|rm -rf|\$\(/);
    expect(err).toContain('touch x');
    expect(err).not.toContain('\x1b');
    expect(err).not.toContain('hunter2');
  });

  test('leaves standard output to the report, which has the steps in JSON', async () => {
    const folder = project({ 'a.yaml': metallb('tor', '192.0.2.1') });
    const { out, err } = await command(folder, ['--fix-review', '--format', 'json', '.']);
    const { findings, left } = JSON.parse(out);
    expect(findings).toEqual([]);
    expect(left.map(({ when }: { when: string }) => when)).toEqual(['before', 'with', 'after']);
    expect(left[0].command).toBe(secretCommand('bgp-192-0-2-1'));
    expect(err).toContain('Left to do:');
  });

  test('is not among what --fix writes, which may end green', async () => {
    const folder = project({ 'a.yaml': broken });
    const { code, out, err } = await command(folder, ['--fix', '--format', 'json', '.']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).not.toHaveProperty('left');
    expect(err).not.toContain('left to do');
  });
});

test('of many fixes some are listed, and how many more there are', async () => {
  const folder = project({
    'a.yaml': Array.from({ length: 25 }, (_, i) => broken.replace('rack-1-tor', `tor-${i}`)).join('---\n'),
  });
  const { err } = await command(folder, ['--fix', '.']);
  expect(err).toContain('25 findings fixed in 1 file:\n  a.yaml:7  set asNumber');
  expect(err.split('\n').filter((line) => line.includes('as-number-format'))).toHaveLength(20);
  expect(err).toContain('\n  and 5 more\n');
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
    expect(err).toContain('"a.yaml" cannot be fixed, because it is not UTF-8');
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

  test('says what it would fix, what takes the rest, and what would be left to do', async () => {
    const folder = project({ 'a.yaml': `${broken}---\n${metallb('tor', '192.0.2.1')}` });
    const safe = await command(folder, ['--diff', '.']);
    expect(safe.err).toBe(
      'bgplint: --fix would fix 1 finding in 1 file; 3 more with --fix-review:\n' +
        '  a.yaml:7  set asNumber to 64512  calico/as-number-format\n',
    );
    const all = await command(folder, ['--diff', '--fix-review', '.']);
    expect(all.err).toContain('bgplint: --fix-review would fix 4 findings in 1 file:\n');
    expect(all.err).toContain('with --fix-review 3 fixes would leave');
    expect(all.err).toContain(secretCommand('bgp-192-0-2-1'));
    expect(all.err).not.toContain('written, not done');
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toContain('asNumber: "64512"');
  });

  test('is named by the summary with the option that shows them', async () => {
    const review = await command(project({ 'a.yaml': metallb('tor', '192.0.2.1') }), ['.']);
    expect(review.out).toContain('2 with --fix-review (--fix-review --diff shows them)');
    const certain = await command(
      project({ 'a.yaml': metallb('tor', '192.0.2.1', done).replace('peerASN: 64513', 'peerASN: "64513"') }),
      ['.'],
    );
    expect(certain.out).toContain('1 with --fix (--diff shows them)');
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

  test('names a place in a list by its number in brackets', async () => {
    const folder = project({
      'a.yaml': `apiVersion: frrk8s.metallb.io/v1beta1
kind: FRRConfiguration
metadata: { name: a, namespace: frr-k8s-system }
spec:
  bgp:
    routers:
      - asn: 64512
        neighbors:
          - address: 192.0.2.1
            asn: 64513
`,
    });
    const { err } = await command(folder, ['--fix-review', '--diff', '.']);
    expect(err).toContain('  add spec.bgp.routers[0].neighbors[0].passwordSecret  frr-k8s/neighbor-without-password');
  });

  test('of nothing is nothing', async () => {
    const folder = project({ 'a.yaml': mended });
    const { code, out, err } = await command(folder, ['--diff', '.']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe('bgplint: --fix would fix nothing; 1 finding with --fix-review (--fix-review --diff shows it).\n');
    const two = project({
      'a.yaml': mended,
      'b.yaml': mended.replace(/name: .*/, 'name: other').replace(/peerIP: .*/, 'peerIP: 192.0.2.99'),
    });
    expect((await command(two, ['--diff', '.'])).err).toBe(
      'bgplint: --fix would fix nothing; 2 findings with --fix-review (--fix-review --diff shows them).\n',
    );
    expect(await command(project({ 'a.yaml': sound }), ['--diff', '.'])).toEqual({ code: 0, out: '', err: '' });
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
  expect(applyFixes(result, {} as CheckOptions, caller)).toMatchObject({
    written: false,
    failed: true,
    left: undefined,
  });
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
    expect(err).toContain('1 finding fixed in 1 file:\n  b.yaml:7  set asNumber');
    expect(err).not.toMatch(/^ {2}a\.yaml/m);
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
