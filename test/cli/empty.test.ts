/** What had nothing to check must not pass for what was found sound. */
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/lib/limits.ts';
import { command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';

const input = (text: string) => ({ readStdin: () => new TextEncoder().encode(text) });

describe('standard input', () => {
  test.each([
    '',
    '\n \n',
    '\ufeff',
    '# a comment\n',
    '---\n',
    '---\n# no more\n---\n...\n',
    'null\n',
    '{}\n',
    '{\n}\n',
  ])('that holds nothing (%j) is exit 2, but where that is accepted', async (text) => {
    const { code, out, err } = await command(project({}), ['-'], input(text));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^bgplint: Standard input is empty: [^\n]*pipefail[^\n]*--allow-empty[^\n]*\.\n$/);
    expect((await command(project({}), ['-', '--allow-empty'], input(text))).code).toBe(0);
  });

  test.each([
    'error: no objects passed to apply\n',
    'Error from server (NotFound): bgppeers.crd.projectcalico.org "rack-1" not found\n',
    'error: no matches for kind "BGPPeer" in version "projectcalico.org/v3"\n',
    'error: unable to decode "-": Object \'Kind\' is missing in \'{"apiVersion":"v1"}\'\n',
    'Error: render: chart: values: x\n',
    'command not found\n',
    '42\n',
    '"a"\n',
    '[]\n',
    '- a\n- b\n',
    'a: [\n',
    '{"a": \n',
    '<html><body>502 Bad Gateway</body></html>\n',
  ])('that is no object (%j) is exit 2', async (text) => {
    for (const more of [[], ['--allow-empty'], ['--fail-on', 'never']]) {
      const { code, out, err } = await command(project({}), ['-', ...more], input(text));
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^bgplint: Standard input holds no object, neither in YAML nor in JSON: [^\n]+\.\n$/);
    }
  });

  test.each([
    soundPeer,
    'apiVersion: v1\nkind: List\nitems: []\n',
    '{"apiVersion": "v1", "items": [], "kind": "List"}',
    '{"metadata": {"name": "a"}, "kind": "ConfigMap", "apiVersion": "v1"}',
    '- apiVersion: v1\n  kind: ConfigMap\n',
    `---\n---\n# Source: a.yaml\n${soundPeer}`,
    'replicas: 1\n',
    'spec: {asNumber: 64512}\n',
    '{{ if .Values.bgp }}\na: 1\n{{ end }}\n',
    '{"format_version": "1.2", "resource_changes": []}',
  ])('that holds an object (%j) is checked', async (text) => {
    expect(await command(project({}), ['-'], input(text))).toMatchObject({ code: 0, err: '' });
  });

  test('beside files counts for itself', async () => {
    const folder = project({ 'a.yaml': soundPeer });
    expect((await command(folder, ['a.yaml', '-'], input(''))).code).toBe(2);
    expect((await command(folder, ['a.yaml', '-'], input(soundPeer))).code).toBe(0);
  });

  test.each([
    ['YAML', 'a: 1\n', defaultLimits.yamlBytes],
    ['JSON', ' {', defaultLimits.jsonBytes],
  ])('has the bound of a file of %s', async (_, head, bound) => {
    let asked = 0;
    const readStdin = (most: (bytes: Uint8Array) => number) => {
      asked = most(new TextEncoder().encode(head));
      const bytes = new Uint8Array(head.startsWith('a') ? asked + 1 : 100).fill(0x20);
      bytes.set(new TextEncoder().encode(head));
      return bytes;
    };
    const { code, out } = await command(project({}), ['-', '-f', 'json'], { readStdin });
    expect(asked).toBe(bound);
    if (!head.startsWith('a')) return;
    expect(code).toBe(1);
    const { findings, ledger } = JSON.parse(out);
    expect(findings).toMatchObject([{ file: '<stdin>', rule: 'input/limit-exceeded', range: null }]);
    expect(ledger.skipped).toEqual([{ file: '<stdin>', reason: 'not checked, see the finding' }]);
  });
});

describe('paths without a file to check', () => {
  const others = { 'README.md': 'BGPPeer', 'x/main.tf': '' };
  test.each<[string, { readonly [name: string]: string }, readonly string[]]>([
    ['an empty folder', {}, []],
    ['other kinds of files', others, []],
    ['a folder of them', { ...others, 'a.yaml': soundPeer }, ['x']],
    ['all of them excluded', { 'bgplint.yaml': "exclude: ['**']\n", 'a.yaml': soundPeer }, []],
    ['nothing but the configuration', { 'bgplint.yaml': 'exclude: [x]\n', 'x/a.yaml': soundPeer }, []],
    ['all of them ignored', { '.git/': '', '.gitignore': '*.yaml\n', 'a.yaml': soundPeer }, []],
  ])('%s: exit 2, but where that is accepted', async (_, files, args) => {
    const folder = project(files);
    for (const more of [[], ['--fail-on', 'never']]) {
      const { code, out, err } = await command(folder, [...args, ...more]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^bgplint: There is no file to check: [^\n]*--allow-empty\.\n$/);
    }
    expect((await command(folder, [...args, '--allow-empty'])).code).toBe(0);
    expect((await command(folder, ['--list-files', ...args])).code).toBe(0);
    expect((await command(folder, ['--print-config', ...args])).code).toBe(0);
  });

  test('a hook that has nothing to do is content', async () => {
    expect((await command(project(others), ['--hook', 'gone.yaml'])).code).toBe(0);
  });

  test('--require-resources is not answered by --allow-empty', async () => {
    expect((await command(project({}), ['--allow-empty', '--require-resources'])).code).toBe(2);
  });
});
