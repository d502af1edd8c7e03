/** What a fix leaves to do is told with names of strangers in it: a command holds none that is more than one word. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

const peer = (name: string, peerIP: string, namespace = 'metallb-system') =>
  `${JSON.stringify({
    apiVersion: 'metallb.io/v1beta2',
    kind: 'BGPPeer',
    metadata: { name, namespace },
    spec: { peerAddress: peerIP, peerASN: 64513, myASN: 64512, password: 'hunter2', enableGracefulRestart: false },
  })}\n`;

const calicoPeer = (name: string, peerIP: string) =>
  `${JSON.stringify({ apiVersion: 'projectcalico.org/v3', kind: 'BGPPeer', metadata: { name }, spec: { peerIP, asNumber: 64512 } })}\n`;

const names = [
  '$(id)',
  'a;id',
  '`id`',
  'a\nb',
  '--all',
  '-n',
  'a b',
  'a..b',
  '*',
  '::error::x',
  '\u202ea',
  'a|b',
  '${X}',
];

describe('hostile names', () => {
  test('are in no command', async () => {
    const files = names.flatMap((name, i) => [
      [`m${i}.yaml`, peer(name, `10.0.${i}.1`)],
      [`n${i}.yaml`, peer(`n${i}`, `10.1.${i}.1`, name)],
      [`c${i}.yaml`, calicoPeer(name, `10.2.${i}.1`)],
    ]);
    const { err } = await command(project({ '.git/HEAD': '', ...Object.fromEntries(files) }), ['--fix-review', '.']);
    const commands = err.split('\n').filter((line) => /^ +kubectl /.test(line));
    expect(commands.length).toBeGreaterThan(5);
    const known = /"\$\{(?:NAMESPACE|BGP_PASSWORD):\?\}"/g;
    for (const line of commands)
      expect(line.replace(known, 'X').replace(' && ', ' ')).toMatch(/^ +kubectl(?: [\w./=,:-]+)+$/);
    for (const line of commands) expect(line).not.toMatch(/ --all|\.\./);
  });

  test('begin no line with a command to a runner, wherever a sentence breaks', async () => {
    const files = Array.from({ length: 60 }, (_, i) => [
      `c${i}.yaml`,
      calicoPeer(`p${i}`, `10.0.0.${i} ${'x'.repeat(i)} ::error::a ::set-output name=a::b ::stop-commands::x`),
    ]);
    const folder = project({ '.git/HEAD': '', ...Object.fromEntries(files) });
    for (const columns of [40, 80, 97]) {
      const { err } = await command(folder, ['--fix-review', '--diff', '.'], { columns });
      expect(err).toContain('::error');
      expect(err).not.toMatch(/^\s*::/m);
    }
  });
});

test('a file of many peers is fixed, as far as a run goes, and never held back as a whole', async () => {
  // More characters times fixes than a run goes through.
  const peers = Array.from({ length: 300 }, (_, i) => peer(`p${i}`, `10.0.${i % 250}.${i}`).repeat(1));
  const note = `# ${'x'.repeat(60_000)}\n`;
  const folder = project({ '.git/HEAD': '', 'a.yaml': `${note}---\n${peers.join('---\n')}` });
  const { err, code } = await command(folder, ['--fix-review', 'a.yaml']);
  expect(err).toContain('600 findings fixed in 1 file');
  expect(code).toBe(1);
  const once = readFileSync(join(folder, 'a.yaml'), 'utf8');
  await command(folder, ['--fix-review', 'a.yaml']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(once);
});

test('a JSON document with many fixes is fixed a part at a time', async () => {
  const items = Array.from({ length: 300 }, (_, i) => JSON.parse(peer(`p${i}`, `10.0.${i % 250}.${i}`)));
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', note: 'x'.repeat(40_000), items }, null, 1);
  const folder = project({ '.git/HEAD': '', 'a.json': list });
  const { err } = await command(folder, ['--fix-review', 'a.json']);
  expect(err).toMatch(/[1-9]\d* findings fixed in 1 file/);
});
