import { symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Process } from '../../src/cli/process.ts';
import { reporterNames } from '../../src/report/index.ts';
import { command, project } from '../support/command.ts';
import { calicoPeer, metallbPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';
import { policy } from '../support/run.ts';

const bad = calicoPeer('bad');

const config = onlyRules('calico/peer-without-password', 'metallb/plaintext-password');

describe('--list-files', () => {
  test('says of each file what became of it', async () => {
    const folder = project({
      '.git/': '',
      '.gitignore': 'plan.json\n',
      'bgplint.yaml': 'exclude: [vendor]\n',
      'a b.yaml': bad,
      'broken.yaml': 'kind: BGPPeer\n a: [',
      'helm.yaml': '{{ if .Values.bgp }}\nkind: BGPPeer\n{{ end }}\n',
      'latin.yaml': new Uint8Array([...new TextEncoder().encode('kind: BGPPeer # '), 0xe9]),
      'new\nline.yaml': soundPeer,
      'notes.txt': 'BGPPeer',
      'other.yaml': 'a: 1',
      'peer.yaml.j2': soundPeer,
      'plan.json': '{}',
      'vendor/x.yaml': bad,
    });
    symlinkSync(`${folder}/a b.yaml`, `${folder}/link.yaml`);
    const { code, out, err } = await command(folder, ['--list-files']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')).toEqual([
      'not read      .gitignore  (not YAML or JSON by its name)',
      'read          a b.yaml',
      'no BGP in it  bgplint.yaml  (the configuration)',
      'not checked   broken.yaml  (see the report)',
      'not checked   helm.yaml  (a Helm or Go template: render it first, and check the result)',
      'not checked   latin.yaml  (see the report)',
      'not read      link.yaml  (a symbolic link: read as a b.yaml)',
      'read          new\\nline.yaml',
      'not read      notes.txt  (not YAML or JSON by its name)',
      'no BGP in it  other.yaml',
      'not checked   peer.yaml.j2  (a template by its name: render it first, and check the result)',
      'not read      plan.json  (ignored by .gitignore)',
      'not read      vendor  (excluded by the config)',
      '',
      '13 in all: 2 read, 2 no BGP in it, 4 not checked, 5 not read',
      '',
    ]);
  });

  test('counts as the ledger does: a plan in which nothing is about BGP has no BGP in it', async () => {
    const plan = '{"format_version":"1.2","terraform_version":"1.9.0","resource_changes":[]}';
    const folder = project({ '.git/': '', 'a.yaml': soundPeer, 'plan.json': plan });
    const { out } = await command(folder, ['--list-files']);
    expect(out).toContain('\n2 in all: 1 read, 1 no BGP in it\n');
    expect((await command(folder, [])).out).toContain('2 in all: 1 read, 1 without BGP');
  });
});

test('only what BIRD refuses freezes BGP: what is not advertised is an error like others', async () => {
  const config = (spec: string) =>
    `apiVersion: projectcalico.org/v3\nkind: BGPConfiguration\nmetadata: { name: default }\nspec: ${spec}\n`;
  const freezing = async (spec: string) => {
    const folder = project({ 'a.yaml': config(spec) });
    const { out } = await command(folder, ['--format', 'concise', '--only', 'calico/advertised-cidr-invalid', '.']);
    expect(out).toContain('error calico/advertised-cidr-invalid');
    return out.includes('FREEZES BGP') ? 'freezes' : 'is refused';
  };
  expect(await freezing('{ serviceClusterIPs: [{ cidr: 10.98.206.0/20 }] }')).toBe('freezes');
  expect(await freezing('{ prefixAdvertisements: [{ cidr: 10.0.0.0/40, communities: ["64512:1"] }] }')).toBe('freezes');
  expect(await freezing('{ serviceLoadBalancerIPs: [{ cidr: 10.0.0.0/40 }] }')).toBe('is refused');
  expect(await freezing('{ serviceLoadBalancerIPs: [{ cidr: 10.0.0.1 }] }')).toBe('is refused');
  expect(await freezing('{ prefixAdvertisements: [{ cidr: 10.0.0.1, communities: ["64512:1"] }] }')).toBe('is refused');
});

describe('what the command says of itself', () => {
  test('rules: a line each', async () => {
    const { code, out } = await command('/', ['rules']);
    expect(code).toBe(0);
    const lines = out.split('\n');
    for (const rule of policy.rules) {
      const [line = '', ...more] = lines.filter((text) => text.startsWith(`${rule.id} `));
      expect(more).toEqual([]);
      expect(line).toContain(rule.title);
      expect(line).toContain(rule.off ? 'off' : rule.level);
      expect(line.includes('enforced')).toBe(rule.enforced === true);
    }
    expect(out).toContain(`${policy.rules.length} rules`);
  });

  test.each(policy.rules.flatMap((rule) => [rule.id, ...(rule.aliases ?? [])].map((name) => [name, rule] as const)))(
    'explain %s',
    async (name, rule) => {
      const { code, out, err } = await command('/', ['explain', name]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(rule.id);
      expect(out).toContain(rule.title);
    },
  );

  test.each(['--version', '-V'])('%s', async (flag) => {
    const { code, out } = await command('/', [flag]);
    expect(code).toBe(0);
    expect(out).toMatch(/^bgplint \d+\.\d+\.\d+\nrules \d+, sha256:[0-9a-f]{64}\nknows Calico|^bgplint \d/);
    expect(out).toContain(policy.digest);
  });
});

describe('colour', () => {
  const sequence = '\u001b[';
  test.each<[string, readonly string[], Partial<Process>, boolean]>([
    ['no terminal', [], {}, false],
    ['a terminal', [], { terminal: true }, true],
    ['a dumb terminal', [], { terminal: true, env: { TERM: 'dumb' } }, false],
    ['NO_COLOR', [], { terminal: true, env: { NO_COLOR: '1' } }, false],
    ['an empty NO_COLOR, which says nothing', [], { terminal: true, env: { NO_COLOR: '' } }, true],
    ['FORCE_COLOR', [], { env: { FORCE_COLOR: '1' } }, true],
    ['FORCE_COLOR=0', [], { terminal: true, env: { FORCE_COLOR: '0' } }, false],
    ['NO_COLOR against FORCE_COLOR', [], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, false],
    ['--color always against NO_COLOR', ['--color', 'always'], { env: { NO_COLOR: '1' } }, true],
    ['--color never against FORCE_COLOR', ['--color', 'never'], { terminal: true, env: { FORCE_COLOR: '1' } }, false],
  ])('%s', async (_, args, caller, colored) => {
    const { out } = await command(project({ 'a.yaml': bad }), args, caller);
    expect(out.includes(sequence)).toBe(colored);
  });

  test.each(reporterNames.filter((name) => name !== 'pretty' && name !== 'concise'))('none in %s', async (format) => {
    const { out } = await command(project({ 'a.yaml': bad }), ['-f', format, '--color', 'always']);
    expect(out).not.toContain(sequence);
  });
});

describe('standard input', () => {
  const input = (text: string | Uint8Array): Partial<Process> => ({
    readStdin: () => (typeof text === 'string' ? new TextEncoder().encode(text) : text),
  });

  test.each<[string, readonly string[], string, string]>([
    ['YAML', ['-'], bad, '<stdin>'],
    ['YAML with a name', ['-', '--stdin-filename', 'x/a.yaml'], bad, 'x/a.yaml'],
    [
      'JSON, told by its bracket',
      ['-'],
      JSON.stringify({
        apiVersion: 'projectcalico.org/v3',
        kind: 'BGPPeer',
        metadata: { name: 'a' },
        spec: { peerIP: '192.0.2.1', asNumber: 1, node: 'a' },
      }),
      '<stdin>',
    ],
    ['given twice', ['-', '-'], bad, '<stdin>'],
  ])('%s', async (_, args, text, file) => {
    const { code, out, err } = await command(project({ 'bgplint.yaml': config }), [...args, '-f', 'json'], input(text));
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const files = JSON.parse(out).findings.map((found: { file: string }) => found.file);
    expect(files).toEqual([file]);
  });

  test('without BGP counts as such', async () => {
    const { code, out } = await command(project({}), ['-', '-f', 'json'], input('a: 1'));
    expect(code).toBe(0);
    expect(JSON.parse(out).ledger.files).toEqual({ seen: 1, read: 0, irrelevant: 1, partly: 0, skipped: 0 });
  });

  test('is one scan with the files', async () => {
    const folder = project({ 'bgplint.yaml': config, 'a.yaml': bad });
    const { out } = await command(folder, ['a.yaml', '-', '-f', 'json'], input(metallbPeer('b', ['password: x'])));
    const files = JSON.parse(out).findings.map((found: { file: string }) => found.file);
    expect(files).toEqual(['<stdin>', 'a.yaml']);
  });

  test.each<[string, Partial<Process>, RegExp]>([
    ['no text', input(new Uint8Array([0x61, 0xff])), /it is not UTF-8/],
    [
      'a folder',
      {
        readStdin: () => {
          throw Object.assign(new Error('EISDIR: illegal operation'), { code: 'EISDIR' });
        },
      },
      /it is a folder/,
    ],
  ])('that is %s is exit 2', async (_, caller, reason) => {
    const { code, out, err } = await command(project({}), ['-'], caller);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^bgplint: Standard input cannot be read: [^\n]+\.\n$/);
    expect(err).toMatch(reason);
  });
});

test('paths in the report are relative to the working directory, those of SARIF to the repository', async () => {
  const folder = project({ '.git/': '', 'k8s/prod/a.yaml': bad });
  const { out } = await command(`${folder}/k8s`, ['-f', 'json']);
  expect(JSON.parse(out).findings[0].file).toBe('prod/a.yaml');
  const sarif = JSON.parse((await command(`${folder}/k8s`, ['-f', 'sarif'])).out);
  expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('k8s/prod/a.yaml');
});

test('a glob that the shell left alone is expanded, and a file of that name comes first', async () => {
  const folder = project({ 'a.yaml': bad, 'b.yaml': soundPeer });
  expect((await command(folder, ['*.yaml'])).code).toBe(1);
  writeFileSync(`${folder}/[ab].yaml`, soundPeer);
  expect((await command(folder, ['[ab].yaml'])).code).toBe(0);
});
