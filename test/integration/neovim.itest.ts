/**
 * `bgplint lsp` in Neovim, with the lines that docs/editors.md has for it: Debian's package is 0.7.2. BGPLINT_NVIM names
 * other programs, separated by colons.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { project } from '../support/command.ts';
import { root } from '../support/run.ts';

const required = process.env['BGPLINT_INTEGRATION'] === 'required';
/** Programs that are here, with their release: 11 for 0.11. */
const editors = (process.env['BGPLINT_NVIM'] ?? 'nvim')
  .split(delimiter)
  .filter(Boolean)
  .flatMap((program) => {
    const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    const [, name = '', release] = /^NVIM v(0\.(\d+)\S*)/.exec(stdout ?? '') ?? [];
    return release === undefined ? [] : [{ name, program, release: Number(release) }];
  });
if (editors.length === 0) console.warn("SKIPPED: Neovim (Debian's package neovim) is not here.");

/** The page's lines for a release. */
function lines(release: number): string {
  const [, ...blocks] = readFileSync(`${root}/docs/editors.md`, 'utf8').split('```lua\n');
  const [modern = '', older = ''] = blocks.map((block) => block.split('```')[0] ?? '');
  expect(modern).toContain('vim.lsp.enable');
  expect(older).toContain('vim.lsp.start_client');
  return release >= 11 ? modern : older;
}

const peer = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: leaf-1
spec:
  nodeSelector: all()
  peerIP: 192.0.2.1
  asNumber: 64512
  keepOrignalNextHop: true
  password:
    secretKeyRef:
      name: leaf-secrets
      key: leaf-1
`;
const secret = `apiVersion: v1
kind: Secret
metadata:
  name: leaf-secrets
  namespace: kube-system
stringData:
  leaf-1: n0t-sh0wn
`;

interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly source: string;
  readonly message: string;
}

interface Seen {
  readonly fault?: string;
  readonly first: readonly Diagnostic[];
  readonly typed: readonly Diagnostic[];
  readonly hover: { readonly contents: { readonly value: string } };
  readonly definition: object;
  readonly symbols: readonly { readonly name: string }[];
  readonly certain: readonly { readonly title: string; readonly kind: string }[];
  readonly reviewed: readonly { readonly title: string; readonly kind: string }[];
  readonly fixed: readonly string[];
  readonly completion: readonly string[];
}

test.runIf(required)('Neovim is there', () => expect(editors).not.toEqual([]));

describe.each(editors)('Neovim $name', ({ program, release }) => {
  let seen: Seen;
  let written = '';

  beforeAll(async () => {
    const folder = project({
      'net/peer.yaml': peer,
      'net/secret.yaml': secret,
      'home/init.lua': lines(release),
      'bin/': '',
    });
    symlinkSync(`${root}/dist/bgplint.mjs`, `${folder}/bin/bgplint`);
    mkdirSync(`${folder}/net/.git`);
    const env = {
      ...process.env,
      PATH: `${folder}/bin${delimiter}${process.env['PATH']}`,
      // Nothing of who runs this counts, and nothing is left behind.
      HOME: `${folder}/home`,
      XDG_STATE_HOME: `${folder}/home/state`,
      XDG_CACHE_HOME: `${folder}/home/cache`,
      XDG_DATA_HOME: `${folder}/home/data`,
      BGPLINT_SEEN: `${folder}/seen.json`,
    };
    const script = fileURLToPath(new URL('neovim/session.lua', import.meta.url));
    const args = ['--headless', '-u', `${folder}/home/init.lua`, 'peer.yaml', '-c', `luafile ${script}`];
    const child = spawn(program, args, { cwd: `${folder}/net`, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code, said).toBe(0);
    const text = readFileSync(env.BGPLINT_SEEN, 'utf8');
    if (process.env['BGPLINT_RECORD'] !== undefined) writeFileSync(process.env['BGPLINT_RECORD'], text);
    seen = JSON.parse(text);
    written = readFileSync(`${folder}/net/peer.yaml`, 'utf8');
  });

  test('every step came to its end', () => expect(seen.fault).toBeUndefined());

  test('findings are shown where they are, as they are said', () => {
    const found = seen.first.find(({ code }) => code === 'calico/peer-selects-all-nodes');
    expect(found).toMatchObject({ line: 6, column: 17, source: 'bgplint', severity: 'ERROR' });
    expect(found?.message).toContain('leaf-1');
  });

  test('what is typed counts before it is saved', () => {
    expect(seen.first.map(({ code }) => code)).not.toContain('calico/peer-address-invalid');
    expect(seen.typed.find(({ code }) => code === 'calico/peer-address-invalid')).toMatchObject({ line: 7 });
    expect(written).toBe(peer);
  });

  test('the page of the rule shows where the cursor is', () => {
    expect(seen.hover.contents.value).toContain('calico/peer-selects-all-nodes');
  });

  test('a name leads to the object in another file, and no password is shown', () => {
    expect(JSON.stringify(seen.definition)).toContain('secret.yaml');
    expect(JSON.stringify(seen)).not.toContain('n0t-sh0wn');
  });

  test('the outline names the objects', () => expect(seen.symbols.map(({ name }) => name).join()).toContain('leaf-1'));

  test('a fix that is certain, and one to look at, are made in the text', () => {
    expect(seen.certain[0]).toMatchObject({ kind: 'quickfix', title: expect.stringMatching(/^Fix: /) });
    expect(seen.reviewed[0]).toMatchObject({ kind: 'quickfix', title: expect.stringMatching(/^Fix, for review: /) });
    expect(seen.reviewed.map(({ title }) => title).join()).toMatch(/Suppress input\/unknown-field/);
    expect(seen.fixed).toEqual(peer.replace('keepOrignal', 'keepOriginal').trimEnd().split('\n'));
  });

  test('ids of rules are completed', () => expect(seen.completion).toContain('calico/peer-without-password'));
});
