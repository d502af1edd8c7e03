import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';

const template = '{{ range .peers }}\napiVersion: projectcalico.org/v3\nkind: BGPPeer\n{{ end }}\n';

describe('--format concise', () => {
  test('puts findings on standard output and the account on standard error', async () => {
    const { code, out, err } = await command(project({ 'a.yaml': calicoPeer('bad') }), ['--format', 'concise']);
    expect(code).toBe(1);
    for (const line of out.trimEnd().split('\n')) expect(line).toMatch(/^a\.yaml:\d+:\d+: error calico\/[a-z-]+ /);
    expect(err).toMatch(/^bgplint: \d errors?.*; checked 1 resource in 1 file\n$/);
  });

  test('the account comes last', async () => {
    const written: string[] = [];
    const write = { out: (text: string) => written.push(text), err: (text: string) => written.push(text) };
    await command(project({ 'a.yaml': calicoPeer('bad') }), ['--format', 'concise'], write);
    expect(written.at(-1)).toMatch(/^bgplint: /);
    expect(written.join('')).toMatch(/^a\.yaml:/);
  });

  test('a green one prints nothing but the account', async () => {
    const folder = project({ 'a.yaml': soundPeer, 'b.yaml': template });
    const { code, out, err } = await command(folder, ['--format', 'concise']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe('bgplint: no findings; checked 1 resource in 1 file; 1 template not checked (render it first)\n');
  });

  test('a file gets findings alone', async () => {
    const folder = project({ 'a.yaml': calicoPeer('bad') });
    await command(folder, ['-q', '-o', 'concise=out.txt']);
    const { out } = await command(folder, ['--format', 'concise']);
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(`${folder}/out.txt`, 'utf8')).toBe(out);
  });
});

describe('--quiet', () => {
  const rules = "rules:\n  '@security': warning\n  '@availability': warning\n";

  test.each(['pretty', 'concise'])('prints nothing where a run is green (%s)', async (format) => {
    const folder = project({ 'a.yaml': calicoPeer('bad'), 'bgplint.yaml': rules });
    expect((await command(folder, ['--format', format])).out).not.toBe('');
    expect(await command(folder, ['-q', '--format', format])).toEqual({ code: 0, out: '', err: '' });
  });

  test.each(['pretty', 'concise'])('prints what --fail-on asks for (%s)', async (format) => {
    const folder = project({ 'a.yaml': calicoPeer('bad'), 'bgplint.yaml': rules });
    const { code, out, err } = await command(folder, ['-q', '--fail-on', 'warning', '--format', format]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('calico/peer-without-password');
    expect(out).not.toContain('checked');
  });

  test('says on standard error what green does not mean', async () => {
    const folder = project({ 'a.yaml': soundPeer, 'b.yaml': template });
    const { code, out, err } = await command(folder, ['-q']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toMatch(/^bgplint: 1 template not checked \(render it first\) \(without --quiet [^\n]*\)\n$/);
  });

  test('leaves reports for programs whole', async () => {
    const folder = project({ 'a.yaml': calicoPeer('bad'), 'bgplint.yaml': rules });
    const { out } = await command(folder, ['-q', '--format', 'json']);
    expect(out).toBe((await command(folder, ['--format', 'json'])).out);
  });
});

describe('--statistics', () => {
  const folder = project({ 'a.yaml': calicoPeer('bad') });

  test('takes the place of the findings, with the same exit code', async () => {
    const { code, out } = await command(folder, ['--statistics']);
    expect(code).toBe(1);
    expect(out).toMatch(/^count +level.*\n +1 +error .*calico\/peer-without-password/);
    expect(out).not.toContain('a.yaml:');
  });

  test('has a form for programs', async () => {
    const { code, out } = await command(folder, ['--statistics', '-f', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).statistics[0]).toMatchObject({ count: 1, level: 'error' });
  });

  test.each(['sarif', 'junit', 'github', 'markdown'])('is refused with %s', async (format) => {
    const { code, out, err } = await command(folder, ['--statistics', '-f', format]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^bgplint: --statistics has no form for [a-z]+: take pretty, concise or json, /);
  });

  test('and --diff exclude each other', async () => {
    expect((await command(folder, ['--statistics', '--diff'])).code).toBe(2);
  });
});
