import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { refuseNarrowed } from '../../src/cli/baseline.ts';
import type { Finding } from '../../src/model/finding.ts';
import { command, project, type Ran } from '../support/command.ts';
import { calicoPeer, meshOff, metallbPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/baseline.json', import.meta.url), 'utf8'));

const validate = new Ajv().compile(schema);

const rule = 'calico/peer-without-password';

const name = 'bgplint-baseline.json';

/** No UTF-8. */
const unreadable = new Uint8Array([...new TextEncoder().encode('kind: BGPPeer'), 0xff]);

const update = ['--baseline', name, '--update-baseline'];

const prune = ['--baseline', name, '--prune-baseline'];

const check = ['--baseline', name];

const config = onlyRules(
  rule,
  'calico/duplicate-peer',
  'metallb/plaintext-password',
  'input/unknown-field',
  'input/unknown-rule',
  'input/unused-suppression',
  'input/enforced-rule-suppressed',
);

/** A repository with these files. */
function repository(files: { readonly [file: string]: string }): string {
  return project({ '.git/': '', 'bgplint.yaml': config, ...files });
}

/** A repository in which each file is accepted as it stands. */
async function adopted(files: { readonly [file: string]: string }): Promise<string> {
  const folder = repository(files);
  expect(await command(folder, update)).toMatchObject({ code: 0 });
  return folder;
}

/** `rule file` of the open findings of a run. */
async function open(cwd: string, args: readonly string[]): Promise<readonly string[]> {
  const { out, err } = await command(cwd, [...args, '--format', 'json']);
  expect(err).not.toMatch(/bgplint: (?!.*: \d+ findings?, )/);
  const { findings } = JSON.parse(out) as { findings: readonly Finding[] };
  return findings.filter((found) => found.suppressed === null).map((found) => `${found.rule} ${found.file}`);
}

function written(folder: string, file = name): { readonly text: string; readonly lines: readonly string[] } {
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  expect(validate(JSON.parse(text))).toBe(true);
  return { text, lines: text.split('\n').filter((line) => line.startsWith('{"fingerprint"')) };
}

/** A rule is reported here where it has no line of its own to stand on. */
const stale = `input/unused-suppression ${name}`;

describe('adopting', () => {
  test('accepts what is there, and then only reports what is new', async () => {
    const folder = await adopted({ 'a.yaml': calicoPeer('tor'), 'm/b.yaml': metallbPeer('m', ['password: hunter2']) });
    const { text, lines } = written(folder);
    expect(lines.length).toBeGreaterThan(1);
    expect(text).not.toMatch(/hunter2|192\.0\.2\.1|\r/);
    expect(text.endsWith(']}\n')).toBe(true);
    expect(await command(folder, check)).toMatchObject({ code: 0, err: '' });

    writeFileSync(`${folder}/c.yaml`, calicoPeer('new'));
    expect(await open(folder, check)).toEqual([`${rule} c.yaml`]);
    expect((await command(folder, check)).code).toBe(1);
  });

  test('says on standard error what became of the file', async () => {
    const folder = repository({ 'a.yaml': calicoPeer('a'), 'b.yaml': calicoPeer('b') });
    const said = async (args: readonly string[]) => (await command(folder, args)).err;
    expect(await said(update)).toBe(`bgplint: ${name}: 2 findings, 2 added, 0 removed\n`);
    expect(await said(update)).toBe(`bgplint: ${name}: 2 findings, nothing to change\n`);
    writeFileSync(`${folder}/a.yaml`, soundPeer);
    writeFileSync(`${folder}/c.yaml`, calicoPeer('c'));
    expect(await said(prune)).toBe(`bgplint: ${name}: 1 finding, 0 added, 1 removed\n`);
    expect(await said(update)).toBe(`bgplint: ${name}: 2 findings, 1 added, 0 removed\n`);
  });

  test('creates a file that answers nothing where there is nothing to accept', async () => {
    const folder = await adopted({ 'a.yaml': soundPeer });
    expect(written(folder).text).toBe('{"version":1,"findings":[]}\n');
  });

  test('leaves findings of enforced rules open', async () => {
    const folder = repository({ 'a.yaml': calicoPeer('tor'), 'broken.yaml': '' });
    writeFileSync(`${folder}/broken.yaml`, unreadable);
    const { code, err } = await command(folder, update);
    expect(code).toBe(1);
    expect(err).toMatch(/1 finding, 1 added, 0 removed; 1 more cannot be accepted: fix it\n$/);
    expect(written(folder).text).not.toContain('broken.yaml');
  });

  test('leaves faults of suppressions open: nothing answers them', async () => {
    const peer = `${calicoPeer('tor')}# bgplint-ignore calico/nothing -- because\n`;
    const folder = repository({ 'a.yaml': peer });
    expect((await command(folder, update)).code).toBe(1);
    expect(written(folder).lines).toHaveLength(1);
    expect(await open(folder, check)).toEqual(['input/unknown-rule a.yaml']);
  });

  test('the baseline itself is not checked, and --list-files says why', async () => {
    const folder = await adopted({ 'a.yaml': calicoPeer('tor') });
    const { out } = await command(folder, [...check, '--format', 'json']);
    // The peer, and the config.
    expect(JSON.parse(out).ledger.files).toEqual({ seen: 2, read: 1, irrelevant: 1, partly: 0, skipped: 0 });
    expect((await command(folder, [...check, '--list-files'])).out).toContain(`${name}  (the baseline)`);
    expect(await open(folder, [...check, '.', name])).toEqual([]);
  });
});

describe('a finding is known again', () => {
  /** Communities, of which those that are named have a field that is not known. */
  const communities = (all: readonly string[], bad: string) =>
    `${meshOff}  communities:\n${all.map((one) => `  - {name: ${one}, ${bad.includes(one) ? 'valeu: "1:1"' : 'value: "1:1"'}}\n`).join('')}`;
  const duplicate = `${calicoPeer('tor')}---\n${calicoPeer('tor')}`;

  test.each<[string, string, readonly string[]]>([
    ['from a folder below', 'sub', ['--baseline', `../${name}`, '..']],
    ['from a folder below, of that part', 'sub', ['--baseline', `../${name}`]],
    ['from the folder above', '..', ['--baseline', `REPO/${name}`, 'REPO']],
    ['in a part that is named', '.', [...check, 'sub']],
    ['in a file that is named', '.', [...check, 'sub/b.yaml']],
    ['with the files in another order', '.', [...check, 'sub/b.yaml', 'a.yaml']],
  ])('%s', async (_, cwd, args) => {
    const folder = await adopted({ 'a.yaml': calicoPeer('tor'), 'sub/b.yaml': calicoPeer('rack') });
    const repo = folder.slice(folder.lastIndexOf('/') + 1);
    const from = cwd === '..' ? folder.slice(0, folder.lastIndexOf('/')) : cwd === '.' ? folder : `${folder}/${cwd}`;
    const given = args.map((arg) => arg.replace('REPO', repo));
    expect(await open(from, given)).toEqual([]);
    const { out } = await command(from, [...given, '--format', 'json']);
    expect(JSON.parse(out).ledger.suppressed.baseline).toBeGreaterThan(0);
  });

  test('when its value changes, lines move and line ends change', async () => {
    const folder = await adopted({ 'a.yaml': calicoPeer('tor') });
    const moved = `# one\n\n${calicoPeer('tor').replace('192.0.2.1', '192.0.2.9')}`.replaceAll('\n', '\r\n');
    writeFileSync(`${folder}/a.yaml`, moved);
    expect(await open(folder, check)).toEqual([]);
  });

  test('when named items of a list change places', async () => {
    const folder = await adopted({ 'a.yaml': communities(['a', 'b', 'c'], 'a c') });
    const before = written(folder).lines;
    expect(before.filter((line) => line.includes('input/unknown-field'))).toHaveLength(2);
    writeFileSync(`${folder}/a.yaml`, communities(['c', 'b', 'a'], 'a c'));
    expect(await open(folder, check)).toEqual([]);
    // The same rules in the same list of the same object, at another item.
    writeFileSync(`${folder}/a.yaml`, communities(['c', 'b', 'a'], 'b c'));
    expect(await open(folder, check)).toContain('input/unknown-field a.yaml');
    expect(await open(folder, check)).toContain(stale);
  });

  test('when one of two equal findings is fixed, the other still is', async () => {
    const folder = await adopted({ 'a.yaml': duplicate });
    const before = written(folder).lines.filter((line) => line.includes(rule));
    expect(before).toHaveLength(2);
    writeFileSync(`${folder}/a.yaml`, calicoPeer('tor'));
    expect((await open(folder, check)).filter((one) => one !== stale)).toEqual([]);
    expect(await command(folder, prune)).toMatchObject({ code: 0 });
    expect(written(folder).lines.filter((line) => line.includes(rule))).toEqual([before[0] && expect.any(String)]);
  });

  test('and another of its rule in its file, come for one that went, is new', async () => {
    const folder = await adopted({ 'a.yaml': `${calicoPeer('one')}---\n${calicoPeer('two')}` });
    const sound = 'password: {secretKeyRef: {name: bgp, key: tor}}';
    writeFileSync(
      `${folder}/a.yaml`,
      `${calicoPeer('one', [sound])}---\n${calicoPeer('two')}---\n${calicoPeer('three')}`,
    );
    expect(await open(folder, check)).toEqual([`${rule} a.yaml`, stale]);
    const { out } = await command(folder, check);
    expect(out).toContain('BGPPeer three has no password');
  });
});

describe('entries without a finding', () => {
  const two = { 'a.yaml': calicoPeer('a'), 'sub/b.yaml': calicoPeer('b'), 'sub/sound.yaml': soundPeer };
  const mend = (folder: string, file: string) => writeFileSync(`${folder}/${file}`, soundPeer);

  test('are one finding, at the first of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}.yaml`, calicoPeer(`p${i}`)]));
    const folder = await adopted({ ...many, 'sound.yaml': soundPeer });
    for (const file of Object.keys(many)) rmSync(`${folder}/${file}`);
    const { code, out } = await command(folder, [...check, '--format', 'json']);
    const { findings } = JSON.parse(out) as { findings: readonly Finding[] };
    expect(code).toBe(0);
    expect(findings).toMatchObject([
      {
        rule: 'input/unused-suppression',
        level: 'warning',
        message: '500 entries of this baseline match no finding: `--prune-baseline` removes them',
        file: name,
        range: { startLine: 2 },
        related: [3, 4, 5, 6].map((startLine) => ({ file: name, range: { startLine } })),
      },
    ]);
    expect((await command(folder, prune)).err).toBe(`bgplint: ${name}: 0 findings, 0 added, 500 removed\n`);
    expect(await open(folder, check)).toEqual([]);
  });

  test.each<[string, readonly string[], (folder: string) => void, boolean]>([
    ['whose file was fixed', [], (folder) => mend(folder, 'a.yaml'), true],
    ['whose file is gone', [], (folder) => rmSync(`${folder}/a.yaml`), true],
    ['whose folder is gone', [], (folder) => rmSync(`${folder}/sub`, { recursive: true }), true],
    ['whose file speaks of BGP no more', [], (folder) => writeFileSync(`${folder}/a.yaml`, 'a: 1\n'), true],
    ['elsewhere', ['sub'], (folder) => mend(folder, 'a.yaml'), false],
    ['elsewhere, gone', ['sub'], (folder) => rmSync(`${folder}/a.yaml`), true],
    // What a part of the files does not tell any more, the whole may.
    ['below', ['sub'], (folder) => mend(folder, 'sub/b.yaml'), false],
    ['below, gone', ['sub'], (folder) => rmSync(`${folder}/sub/b.yaml`), false],
    ['of one of several files, named alone', ['a.yaml'], (folder) => mend(folder, 'a.yaml'), false],
    ['of all files, named', ['a.yaml', 'sub/b.yaml'], (folder) => mend(folder, 'a.yaml'), true],
    ['that is excluded', [], (folder) => writeFileSync(`${folder}/bgplint.yaml`, `${config}exclude: [sub]\n`), false],
    ['that is ignored', [], (folder) => writeFileSync(`${folder}/.gitignore`, 'sub/\n'), false],
    ['whose rule is off', [], (folder) => writeFileSync(`${folder}/bgplint.yaml`, `${config}  ${rule}: off\n`), false],
    ['in a file that cannot be read', [], (folder) => writeFileSync(`${folder}/a.yaml`, unreadable), false],
    [
      'with a value that is not known',
      [],
      (folder) => writeFileSync(`${folder}/a.yaml`, calicoPeer('a', ['password: ${PASSWORD}'])),
      false,
    ],
  ])('%s', async (_, paths, change, expected) => {
    const folder = await adopted(two);
    const before = written(folder).text;
    change(folder);
    expect((await open(folder, [...check, ...paths])).includes(stale)).toBe(expected);
    for (const args of [prune, update]) {
      await command(folder, [...args, ...paths]);
      expect(written(folder).text !== before).toBe(expected);
      writeFileSync(`${folder}/${name}`, before);
    }
  });

  test('of rules that join files are not dropped by a look at one file', async () => {
    const same = calicoPeer('rack').replace("rack == 'rack'", "rack == 'tor'");
    const folder = await adopted({ 'a.yaml': calicoPeer('tor'), 'b.yaml': same });
    expect(written(folder).text).toContain('calico/duplicate-peer');
    expect(await open(folder, [...check, 'a.yaml'])).toEqual([]);
    expect((await command(folder, [...prune, 'a.yaml'])).err).toContain('nothing to change');
  });

  test('of standard input are gone only where that was read', async () => {
    const folder = repository({ 'sub/': '', 'sound.yaml': soundPeer });
    const bytes = (text: string) => ({ readStdin: () => new TextEncoder().encode(text) });
    expect((await command(folder, [...update, '-'], bytes(calicoPeer('tor')))).code).toBe(0);
    const from = [`${folder}/sub`, ['--baseline', `../${name}`, '-']] as const;
    expect((await command(...from, bytes(calicoPeer('tor')))).code).toBe(0);
    expect(await open(folder, check)).toEqual([]);
    expect((await command(...from, bytes(soundPeer))).out).toContain('[input/unused-suppression]');
  });

  test('of enforced and of unknown rules are told where they stand, and go', async () => {
    const zero = '0'.repeat(64);
    const entries = ['input/unreadable', 'calico/no-such-rule'].map(
      (id) => `{"fingerprint":"${zero}","rule":"${id}","file":"a.yaml","resource":""}`,
    );
    const folder = repository({ 'a.yaml': soundPeer });
    writeFileSync(`${folder}/${name}`, `{"version":1,"findings":[\n${entries.join(',\n')}\n]}\n`);
    const { code, out } = await command(folder, [...check, '--format', 'json']);
    const { findings } = JSON.parse(out) as { findings: readonly Finding[] };
    expect(code).toBe(1);
    expect(findings.map((found) => `${found.rule} ${found.file}:${found.range?.startLine}`)).toEqual([
      `input/enforced-rule-suppressed ${name}:2`,
      `input/unknown-rule ${name}:3`,
    ]);
    expect(await command(folder, prune)).toMatchObject({ code: 0 });
    expect(written(folder).lines).toEqual([]);
  });
});

describe('which file', () => {
  const named = `${config}baseline: ci/${name}\n`;

  test('the config names, relative to its folder', async () => {
    const folder = project({ '.git/': '', 'net/bgplint.yaml': named, 'net/ci/': '', 'net/a.yaml': calicoPeer('tor') });
    const missing =
      'bgplint: warning: The baseline "ci/bgplint-baseline.json" of the config does not exist yet: --update-baseline creates it.\n';
    expect(await command(`${folder}/net`, [])).toMatchObject({ code: 1, err: missing });
    expect((await command(`${folder}/net`, ['--prune-baseline'])).err).toContain('There is no baseline');
    expect((await command(folder, ['net', '--update-baseline'])).err).toBe(
      `bgplint: net/ci/${name}: 1 finding, 1 added, 0 removed\n`,
    );
    expect(written(folder, `net/ci/${name}`).text).toContain('"file":"net/a.yaml"');
    expect((await command(`${folder}/net`, [])).code).toBe(0);
    expect((await command(`${folder}/net`, ['--print-config'])).out).toContain(
      `baseline: "ci/${name}" # bgplint.yaml\n`,
    );
    expect((await command(`${folder}/net`, ['--no-baseline'])).code).toBe(1);
    expect((await command(`${folder}/net`, ['--no-baseline', '--update-baseline'])).code).toBe(2);
  });

  test('the command line names first', async () => {
    const folder = repository({ 'bgplint.yaml': `${config}baseline: other.json\n`, 'a.yaml': calicoPeer('tor') });
    expect((await command(folder, update)).code).toBe(0);
    expect(existsSync(`${folder}/other.json`)).toBe(false);
    expect((await command(folder, check)).code).toBe(0);
  });

  test.each(['--update-baseline', '--prune-baseline'])('%s must be told', async (flag) => {
    const { code, err } = await command(project({ 'a.yaml': soundPeer }), [flag]);
    expect(code).toBe(2);
    expect(err).toBe(
      `bgplint: ${flag} needs a file: add --baseline ${name}, or the line \`baseline: ${name}\` to bgplint.yaml.\n`,
    );
  });

  test('that is not there is asked for', async () => {
    for (const args of [check, prune]) {
      expect(await command(project({ 'a.yaml': soundPeer }), args)).toEqual({
        code: 2,
        out: '',
        err: `bgplint: There is no baseline "${name}": create it with --update-baseline.\n`,
      });
    }
  });

  test.each<[string, string, string]>([
    ['an empty file', '', '1:1: The baseline cannot be read: the file contains no JSON value.'],
    ['broken JSON', '{"version":1,\n"findings":[}', '2:13: The baseline cannot be read: '],
    [
      'what a merge leaves',
      '{"version":1,"findings":[\n<<<<<<< HEAD\n',
      '2:1: The baseline cannot be read: a merge left',
    ],
    ['a newer version', '{\n "version": 7}', '2:13: The baseline cannot be read: its version is 7'],
    ['another member', '{"version":1,"findings":[],\u001b"x":1}', '1:28: The baseline cannot be read: '],
    ['an entry that is none', '{"version":1,"findings":[\n {"rule":1}]}', '2:2: The baseline cannot be read: '],
  ])('with %s is refused, with its place', async (_, text, expected) => {
    const folder = project({ 'a.yaml': soundPeer, [name]: text });
    for (const args of [check, update]) {
      const { code, out, err } = await command(folder, args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err.startsWith(`bgplint: ${name}:${expected}`)).toBe(true);
      expect(err).not.toContain('\u001b');
    }
    expect(readFileSync(`${folder}/${name}`, 'utf8')).toBe(text);
  });

  test('that is too large or no text is refused', async () => {
    const folder = project({ 'a.yaml': soundPeer, 'large.json': new Uint8Array(64 * 1024 * 1024 + 1) });
    writeFileSync(`${folder}/binary.json`, new Uint8Array([0x80, 0xff]));
    const said = async (file: string) => (await command(folder, ['--baseline', file])).err;
    expect(await said('large.json')).toMatch(/"large\.json" cannot be read: it is 67108865 bytes large/);
    expect(await said('binary.json')).toMatch(/"binary\.json" cannot be read: it is not UTF-8/);
    expect(await said('.')).toMatch(/cannot be read: it is not a regular file/);
  });

  test('lies in the repository, if the config names it, and no link leads out', async () => {
    const outside = project({ 'b.json': '{"version":1,"findings":[]}' });
    const folder = repository({ 'a.yaml': calicoPeer('tor') });
    symlinkSync(`${outside}/b.json`, `${folder}/link.json`);
    symlinkSync(outside, `${folder}/away`);
    for (const file of ['link.json', 'away/b.json', 'away/new.json', '../b.json']) {
      writeFileSync(`${folder}/bgplint.yaml`, `baseline: ${file}\n`);
      for (const args of [[], ['--update-baseline']]) {
        expect(await command(folder, args)).toMatchObject({ code: 2, err: expect.stringContaining('outside its') });
      }
    }
    rmSync(`${folder}/bgplint.yaml`);
    // Who names it means it; but it is not written through a link.
    expect((await command(folder, ['--baseline', 'link.json'])).code).toBe(1);
    for (const file of ['link.json', 'away/b.json', 'away/new.json']) {
      const ran = await command(folder, ['--baseline', file, '--update-baseline']);
      expect(ran).toMatchObject({
        code: 2,
        err: expect.stringContaining('is a link to a file outside its repository'),
      });
    }
    expect(readdirSync(outside)).toEqual(['b.json']);
    expect(readFileSync(`${outside}/b.json`, 'utf8')).toBe('{"version":1,"findings":[]}');
  });
});

describe('the file stays as it is', () => {
  test('where nothing changes, however it is laid out', async () => {
    const folder = await adopted({ 'a.yaml': calicoPeer('a'), 'b.yaml': calicoPeer('b') });
    const value = JSON.parse(written(folder).text) as { findings: unknown[] };
    const laid = JSON.stringify({ ...value, findings: value.findings.toReversed() }, null, 2).replaceAll('\n', '\r\n');
    writeFileSync(`${folder}/${name}`, laid);
    for (const args of [update, prune, check]) {
      expect((await command(folder, args)).code).toBe(0);
      expect(readFileSync(`${folder}/${name}`, 'utf8')).toBe(laid);
    }
  });

  test('where it cannot be written, and nothing is left beside it', async () => {
    const folder = repository({ 'a.yaml': calicoPeer('tor') });
    const { code, out, err } = await command(folder, ['--baseline', 'none/b.json', '--update-baseline']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/The baseline "none\/b\.json" cannot be written: there is no such file or folder\./);
    mkdirSync(`${folder}/none`);
    expect((await command(folder, ['--baseline', 'none/b.json', '--update-baseline'])).code).toBe(0);
    expect(readdirSync(`${folder}/none`)).toEqual(['b.json']);
  });
});

describe('a change is of all findings', () => {
  test.each([
    ['changed', true, '--changed'],
    ['changedFrom', 'main', '--changed-from'],
    ['reportOn', ['a.yaml'], '--report-on'],
    ['hook', true, '--hook'],
    ['fix', true, '--fix'],
    ['fixReview', true, '--fix-review'],
  ])('not with %s', (option, value, flag) => {
    const options = { format: 'pretty', failOn: 'error', color: 'auto', baseline: name, [option]: value } as const;
    for (const change of ['updateBaseline', 'pruneBaseline']) {
      expect(() => refuseNarrowed({ ...options, [change]: true })).toThrow(`cannot be combined with ${flag}`);
    }
    expect(() => refuseNarrowed(options)).not.toThrow();
  });

  test('and one of the two', async () => {
    const { code, err } = await command(project({}), [...update, '--prune-baseline']);
    expect(code).toBe(2);
    expect(err).toContain("'--update-baseline' cannot be used with option '--prune-baseline'");
  });
});

describe('reports', () => {
  const reported = async (format: string, args: readonly string[] = []): Promise<Ran> => {
    const folder = await adopted({ 'a.yaml': `${calicoPeer('a')}---\n${calicoPeer('b')}` });
    return command(folder, [...check, '--format', format, ...args]);
  };

  test('count what the baseline answers', async () => {
    expect((await reported('pretty')).out).toMatch(/^no findings, 2 in the baseline; checked 2 resources/);
    expect((await reported('github')).out).toMatch(/^bgplint: no findings; 2 in the baseline; /);
  });

  test('list it if asked for', async () => {
    const { out } = await reported('pretty', ['--show-suppressed']);
    expect(out.match(/by baseline: accepted in bgplint-baseline\.json/g)).toHaveLength(2);
  });

  test('mark it, or leave it out', async () => {
    expect((await reported('junit')).out.match(/<skipped message="suppressed by baseline: accepted in/g)).toHaveLength(
      2,
    );
    const json = JSON.parse((await reported('json')).out);
    expect(json.findings.map((found: Finding) => found.suppressed?.by)).toEqual(['baseline', 'baseline']);
    expect(json.ledger.suppressed).toEqual({ comment: 0, annotation: 0, waiver: 0, baseline: 2 });
    expect(JSON.parse((await reported('sarif')).out).runs[0].results).toEqual([]);
  });
});
