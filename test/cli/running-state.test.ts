/** The script of docs/running-state.md against commands that print what a test says. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { project } from '../support/command.ts';
import { root } from '../support/run.ts';

const page = readFileSync(`${root}/docs/running-state.md`, 'utf8');
const script = /```bash\n([^`]+)```/.exec(page)?.[1] ?? '';
const line = /^set -o pipefail\nsudo (calicoctl node status) (\| bgplint .*)$/m.exec(page);

const head = 'BIRD v0.3.3+birdv1.6.8 ready.\nname     proto    table    state  since       info\n';
const row = (state: string, info: string) => `Node_192_0_2_1 BGP      master   ${state}     08:12:41    ${info}\n`;
const up = head + row('up   ', 'Established   ');
const idle = head + row('start', 'Idle          BGP Error: Bad peer AS');
const openSent = head + row('start', 'OpenSent      ');

/** Runs a script with commands of these texts before all others; `$n` in them is how often kubectl has been called for a node. */
function run(
  text: string,
  commands: { readonly [name: string]: string },
  env: { readonly [name: string]: string } = {},
) {
  const cwd = project({ 'script.sh': text });
  const bin = join(cwd, 'bin');
  mkdirSync(bin);
  const all = { ...commands, bgplint: `exec "${process.execPath}" "${root}/dist/bgplint.mjs" --no-config "$@"` };
  for (const [name, body] of Object.entries(all)) {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const { status, stdout, stderr } = spawnSync('bash', ['script.sh'], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}:${process.env['PATH']}`, LIMIT: '0', PAUSE: '0', ...env },
  });
  return { status, output: stdout + stderr };
}

/** A kubectl with two nodes; what is printed for a pod is said by commands of the shell, in which `$pod` is its name. */
const kubectl = (printed: string) => `
if [ "$1" = get ]; then printf 'worker-1 a\\nworker-2 b\\n'; exit; fi
pod=$4
${printed}`;

const print = (text: string) => `cat <<'END'\n${text}END`;

describe.skipIf(process.platform === 'win32')('after a deploy', () => {
  test('all sessions of all nodes up is the only pass', () => {
    const { status, output } = run(script, { kubectl: kubectl(print(up)) });
    expect(output).toContain('no findings');
    expect(status).toBe(0);
  });

  test.each([
    ['Idle', idle],
    ['OpenSent', openSent],
    ['nothing', ''],
    ['no session', head],
    ['a message', 'Unable to connect to server control socket\n'],
  ])('%s on one node fails', (_, text) => {
    const { status } = run(script, {
      kubectl: kubectl(`if [ "$pod" = a ]; then ${print(up)}\nelse ${print(text)}\nfi`),
    });
    expect(status).toBe(1);
  });

  test('the node is named', () => {
    const { output } = run(script, {
      kubectl: kubectl(`if [ "$pod" = a ]; then ${print(up)}\nelse ${print(idle)}\nfi`),
    });
    expect(output).toMatch(/session of worker-2 with 192\.0\.2\.1 is `Idle/);
  });

  test('a kubectl that fails fails', () => {
    expect(run(script, { kubectl: 'exit 1' }).status).toBe(1);
    expect(run(script, { kubectl: kubectl(`${print(up)}\n[ "$pod" = a ]`) }).status).toBe(1);
    expect(run(script, { kubectl: 'true' }).status).toBe(1);
  });

  test('it waits for a session that is not up yet', () => {
    const later = `n=$(cat n 2>/dev/null || echo 0); echo $((n + 1)) > n
if [ "$n" -lt 3 ]; then ${print(idle)}\nelse ${print(up)}\nfi`;
    expect(run(script, { kubectl: kubectl(later) }, { LIMIT: '60' }).status).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('one node', () => {
  const [, command = '', rest = ''] = line ?? [];
  const one = `set -o pipefail\n${command} ${rest}`;
  const table = (info: string) => `Calico process is running.

IPv4 BGP status
+--------------+-----------+-------+----------+-------------+
| PEER ADDRESS | PEER TYPE | STATE |  SINCE   |    INFO     |
+--------------+-----------+-------+----------+-------------+
| 192.0.2.1    | global    | ${info} |
+--------------+-----------+-------+----------+-------------+

IPv6 BGP status
No IPv6 peers found.

`;
  const status = (body: string) => run(one, { calicoctl: body }).status;

  test('passes only if calicoctl does, and all is up', () => {
    expect(status(print(table('up    | 08:12:41 | Established')))).toBe(0);
    expect(status(`${print(table('up    | 08:12:41 | Established'))}\nexit 3`)).toBe(3);
    expect(status('echo "cannot run: not root" >&2; exit 1')).not.toBe(0);
    expect(status('true')).toBe(2);
  });

  test.each(['Idle', 'OpenSent', 'Connect', 'Active Socket: Connection refused', 'Passive'])(
    '%s is no pass',
    (state) => {
      expect(status(print(table(`start | 08:12:41 | ${state}`)))).toBe(1);
    },
  );

  test('output that ends in the middle is no pass', () => {
    const whole = table('up    | 08:12:41 | Established');
    expect(status(print(`${whole.slice(0, whole.indexOf('| 192'))}`))).toBe(1);
  });
});
