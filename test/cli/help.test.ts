import { describe, expect, test } from 'vitest';
import { sections } from '../../src/cli/help.ts';
import { commandLine } from '../../src/cli/main.ts';
import { reporterNames } from '../../src/report/index.ts';
import { caller, command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';

const program = commandLine(caller('/'), () => undefined);
const grouped = sections.flatMap(({ rows }) => rows.flatMap(({ options }) => options));

describe('--help', () => {
  test('fits one screen of 80 columns and 48 lines', async () => {
    const { code, out, err } = await command('/', ['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(48);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('tells of every option and command, every format and exit code', async () => {
    const { out } = await command('/', ['--help']);
    for (const { long } of program.createHelp().visibleOptions(program)) expect(out).toContain(long);
    for (const one of program.commands) expect(out).toMatch(new RegExp(`^  ${one.name()} .*${one.summary()}$`, 'm'));
    for (const name of reporterNames) expect(out).toContain(name);
    for (const word of ['Exit codes: 0 ', ' 1 ', ' 2 ', 'Examples:']) expect(out).toContain(word);
    expect(out.split('Examples:')[1]?.trimEnd().split('\n')).toHaveLength(4);
  });

  test('every option has its place: add a new one to a section of src/cli/help.ts', () => {
    const named = program.options.map(({ long }) => long).filter((long) => long !== '--version');
    expect(named.filter((long) => !grouped.includes(long ?? ''))).toEqual([]);
    expect(new Set(grouped).size).toBe(grouped.length);
  });

  test('the texts of rows leave room for the longest option', () => {
    const longest = '  -o, --output <format=file>  '.length;
    for (const { text = '' } of sections.flatMap(({ rows }) => rows))
      expect(text.length, text).toBeLessThanOrEqual(80 - longest);
  });

  test('one without a place is shown all the same', () => {
    const extended = commandLine(caller('/'), () => undefined).option('--zebra', 'new');
    expect(extended.helpInformation()).toMatch(/^Other:\n {6}--zebra +new$/m);
  });

  test.each(program.commands.map((one) => one.name()))('of %s fits, and says what it does', async (name) => {
    const { code, out, err } = await command('/', [name, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Usage: bgplint ${name} `));
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    // A line ends early only where a sentence does.
    const lines = (out.split('\n\n')[1] ?? '').split('\n');
    const early = lines.slice(0, -1).filter((line, i) => {
      const [next = ''] = (lines[i + 1] ?? '').split(' ');
      return line.length + 1 + next.length <= 80 && !line.endsWith('.');
    });
    expect(early).toEqual([]);
  });
});

describe('help', () => {
  test('alone is --help', async () => {
    expect(await command('/', ['help'])).toEqual(await command('/', ['--help']));
  });

  test.each(program.commands.map((one) => one.name()))('of %s is its --help', async (name) => {
    expect(await command('/', ['help', name])).toEqual(await command('/', [name, '--help']));
  });

  test.each([
    ['rulse', /^bgplint: There is no command "rulse": did you mean bgplint help rules\?\n$/],
    ['zzz', /^bgplint: There is no command "zzz": the commands are map, .*help; bgplint --help is about the check/],
    ['calico/global-peer', /did you mean bgplint explain calico\/global-peer\?\n$/],
    ['a\nb', /^bgplint: There is no command "a\\nb": [^\n]+\n$/],
  ])('of %j is exit 2', async (name, sentence) => {
    const { code, out, err } = await command('/', ['help', name]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
  });

  test('a folder of that name is read where it is written as a path', async () => {
    const folder = project({ 'help/a.yaml': soundPeer });
    expect((await command(folder, ['./help'])).out).toContain('checked 1 resource');
  });
});

describe('--stdin-filename without -', () => {
  test.each([[[]], [['a.yaml']], [['--hook', 'a.yaml']], [['--list-files']]])('and %j is exit 2', async (args) => {
    const { code, out, err } = await command(project({ 'a.yaml': soundPeer }), ['--stdin-filename', 'b.yaml', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^bgplint: --stdin-filename names standard input, but no path is -: [^\n]+\n$/);
  });

  test('of the map too', async () => {
    const { code, out } = await command(project({ 'a.yaml': soundPeer }), ['map', '--stdin-filename', 'b.yaml', '.']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('what is nearly right', () => {
  test.each<[readonly string[], RegExp]>([
    [['--fromat', 'json'], /Did you mean --format\?/],
    [['--require-resource'], /Did you mean --require-resources\?/],
    [['init', '--dry-rum'], /Did you mean --dry-run\?/],
    [['manifest'], /There is no file or folder "manifest": did you mean "manifests"\?/],
    [['manifests/peeers.yaml'], /did you mean "manifests\/peers.yaml"\?/],
    [['manifets/peers.yaml'], /did you mean "manifests"\?/],
    [['explian', 'calico/global-peer'], /"explian": did you mean the command bgplint explain\?/],
    [['nothing-like-it'], /There is no file or folder "nothing-like-it"\.\n/],
    [['rules', 'calcio'], /did you mean calico\?/],
    [['rules', 'zzz'], /the families are calico, /],
    [['-f', 'json', 'rules'], /--format is before the command rules: write it after/],
  ])('%j', async (args, sentence) => {
    const { code, out, err } = await command(project({ 'manifests/peers.yaml': soundPeer }), args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
  });

  test('a name of a stranger is one harmless line', async () => {
    const { err } = await command(project({ 'pe\n::error::ers.yaml': soundPeer }), ['pe\n::errr::ers.yaml']);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
