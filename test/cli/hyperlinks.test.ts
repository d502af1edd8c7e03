import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { opensLinks } from '../../src/cli/hyperlinks.ts';
import type { Process } from '../../src/cli/process.ts';
import { rulePage } from '../../src/lib/pages.ts';
import { linker } from '../../src/report/pretty/link.ts';
import { caller, command, project } from '../support/command.ts';
import { calicoPeer } from '../support/objects.ts';

const open = '\x1b]8;;';
const links = /\x1b\]8;;([^\x1b]*)\x1b\\/g;
const wezterm: Partial<Process> = { terminal: true, env: { TERM_PROGRAM: 'WezTerm' } };

describe('a terminal that opens links', () => {
  test.each<[Partial<Process>, boolean]>([
    [{ terminal: true }, false],
    [wezterm, true],
    [{ ...wezterm, terminal: false }, false],
    [{ terminal: true, env: { TERM_PROGRAM: 'Apple_Terminal' } }, false],
    [{ terminal: true, env: { TERM_PROGRAM: 'iTerm.app', CI: 'true' } }, false],
    [{ terminal: true, env: { TERM_PROGRAM: 'vscode', TERM: 'dumb' } }, false],
    [{ terminal: true, env: { TERM_PROGRAM: 'ghostty', STY: '1.a' } }, false],
    [{ terminal: true, env: { VTE_VERSION: '7006' } }, true],
    [{ terminal: true, env: { VTE_VERSION: '4601' } }, false],
    [{ terminal: true, env: { WT_SESSION: 'x' } }, true],
    [{ terminal: true, env: { KITTY_WINDOW_ID: '1' } }, true],
    [{ terminal: true, env: { TERM: 'xterm-kitty' } }, true],
    [{ terminal: true, env: { DOMTERM: 'x' } }, true],
    [{ env: { FORCE_HYPERLINK: '1', CI: 'true' } }, true],
    [{ ...wezterm, env: { ...wezterm.env, FORCE_HYPERLINK: '0' } }, false],
  ])('%j: %s', (members, expected) => {
    expect(opensLinks(caller('/', members), 'auto')).toBe(expected);
  });

  test('has none without colour that was asked for', () => {
    expect(opensLinks(caller('/', wezterm), 'never')).toBe(false);
  });
});

describe('the report', () => {
  const name = 'a b;\x1b]8;;x\x07.yaml';
  const folder = () => project({ [name]: calicoPeer('bad'), 'b.yaml': calicoPeer('worse') });

  test('links places and rules, and is otherwise the same text', async () => {
    const cwd = folder();
    const plain = await command(cwd, [], { columns: 100 });
    const linked = await command(cwd, ['--color', 'auto'], {
      ...wezterm,
      columns: 100,
      env: { ...wezterm.env, NO_COLOR: '1' },
    });
    expect(linked.out).toContain(open);
    expect(linked.out.replace(links, '')).toBe(plain.out);
    const uris = [...linked.out.matchAll(links)].map(([, uri = '']) => uri).filter(Boolean);
    expect(uris).toContain(rulePage('calico/peer-without-password'));
    expect(uris).toContain(`file://${hostname()}${cwd}/b.yaml`);
    expect(uris).toContain(`file://${hostname()}${cwd}/a%20b%3B%1B%5D8%3B%3Bx%07.yaml`);
    for (const uri of uris) expect(uri).toMatch(/^[\x21-\x7e]+$/);
  });

  test('opens the line where the terminal knows it', async () => {
    const { out } = await command(folder(), [], { terminal: true, env: { KITTY_WINDOW_ID: '1' } });
    expect(out).toMatch(/b\.yaml#5\x1b/);
  });

  test('leaves places to a terminal that finds them with their line', async () => {
    const { out } = await command(folder(), [], { terminal: true, env: { TERM_PROGRAM: 'vscode' } });
    expect(out).not.toContain('file://');
    expect(out).toContain(`${open}https://`);
  });

  test('standard input has no place to open', async () => {
    const readStdin = () => new TextEncoder().encode(calicoPeer('bad'));
    const { out } = await command(folder(), ['-'], { ...wezterm, readStdin });
    expect(out).not.toContain('file://');
  });

  test('in a file has none', async () => {
    const cwd = folder();
    await command(cwd, ['-o', 'pretty=report.txt'], wezterm);
    expect(readFileSync(`${cwd}/report.txt`, 'utf8')).toBe((await command(cwd, [], { columns: 100 })).out);
  });
});

describe('a text that is no URI makes no link', () => {
  test.each(['', 'a b', 'https://x\x1b\\', 'https://x\n', 'javascript', 'https://x\x07', 'https://ä'])('%j', (uri) => {
    expect(linker(true)(uri, 'text')).toBe('text');
  });
});
