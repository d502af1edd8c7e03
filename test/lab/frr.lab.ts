/** What FRR makes of a line that MetalLB and frr-k8s write with a password from a Secret (neighborsession.tmpl of both). */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Of Debian's package `frr`, which makes the user that its daemons become. */
const bgpd = process.env['BGPLINT_BGPD'] ?? '/usr/lib/frr/bgpd';

/** What bgpd says against a configuration, which it only reads; '' for nothing. */
function objections(config: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-lab-'));
  try {
    // The daemon is another user.
    chmodSync(folder, 0o777);
    const file = join(folder, 'bgpd.conf');
    writeFileSync(file, config);
    const sockets = ['-i', join(folder, 'pid'), '-z', join(folder, 'zserv'), '--vty_socket', folder];
    const asked = ['-C', '-f', file, '-u', 'frr', '-g', 'frr', ...sockets, '--log', 'stdout'];
    const { error, stdout, stderr } = spawnSync(bgpd, asked, { encoding: 'utf8', timeout: 60_000 });
    if (error) throw error;
    const said = `${stdout}${stderr}`;
    if (said.includes('privs_init')) throw new Error(said);
    return said
      .split('\n')
      .filter((line) => line.includes('on config line'))
      .join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const withPassword = (password: string) =>
  `router bgp 64512\n neighbor 192.0.2.1 remote-as 64601\n neighbor 192.0.2.1 password ${password}\n`;

describe.skipIf(!existsSync(bgpd) || process.getuid?.() !== 0)('a password as a word of a line', () => {
  test.each([
    ['plain', 'kF7tQ2mZ9w'],
    ['with blanks before it', '  kF7tQ2mZ9w'],
    ['with blanks behind it', 'kF7tQ2mZ9w  '],
    ['with a line end behind it', 'kF7tQ2mZ9w\n'],
    ['with a carriage return and a line end behind it', 'kF7tQ2mZ9w\r\n'],
  ])('%s is taken', (_, password) => {
    expect(objections(withPassword(password))).toBe('');
  });

  test.each([
    ['of two words', 'kF7t Q2mZ9w', 'No such command'],
    ['of two words, by a tab', 'kF7t\tQ2mZ9w', 'No such command'],
    ['of blanks alone', '  ', 'Incomplete'],
    ['of two lines', 'kF7t\nQ2mZ9w', 'No such command'],
  ])('%s is refused', (_, password, says) => {
    expect(objections(withPassword(password))).toContain(says);
  });
});
