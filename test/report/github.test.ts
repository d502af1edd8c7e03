import { describe, expect, test } from 'vitest';
import { rulePage } from '../../src/lib/pages.ts';
import { github } from '../../src/report/github.ts';
import { attacks, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, inBaseline, on, sample } from './sample.ts';

interface Command {
  readonly name: string;
  readonly properties: { readonly [key: string]: string };
  readonly text: string;
}

/** What GitHub's runner makes of a log: the commands it obeys (actions/runner, ActionCommand.TryParseV2 and TryParse). */
function obey(log: string): readonly Command[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, name = '', list = '', text = ''] = /^\s*::([^ :]+)(?: ([^:]*(?:(?!::):[^:]*)*))?::(.*)$/.exec(line) ?? [];
    if (name === '') return /##\[[^\]]+\]/.test(line) ? [{ name: 'old', properties: {}, text: line }] : [];
    const pairs = list.split(',').map((pair) => pair.split('=') as [string, string]);
    const plain = (escaped: string): string =>
      escaped
        .replaceAll('%0D', '\r')
        .replaceAll('%0A', '\n')
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
        .replaceAll('%25', '%');
    return [
      { name, properties: Object.fromEntries(pairs.map(([key, value]) => [key, plain(value)])), text: plain(text) },
    ];
  });
}

test('annotates each finding that is open', () => {
  const text = github(sample, contextOf());
  expect(obey(text).map((command) => command.name)).toEqual([
    ...Array.from({ length: 5 }, () => 'error'),
    'warning',
    'notice',
  ]);
  const lines = text.split('\n').filter((line) => line.includes('title=calico/peer-without-password'));
  expect(lines[0]).toBe(
    '::error file=clusters/prod/calico/tor-peers.yaml,line=5,endLine=5,col=1,endColumn=5,title=calico/peer-without-password' +
      '::peer rack1-tor has no password: the session takes routes from whoever can reach it%0A%0APut the password into a ' +
      'Secret in the namespace of calico-node and name it under `spec.password.secretKeyRef`; set the same password at ' +
      `the other end in the same change.%0A${rulePage('calico/peer-without-password')}`,
  );
});

test('escapes as the runner expects', () => {
  const file = 'a,b:c%d.yaml';
  const message = '100% of a:b,c';
  const report = { findings: [finding({ rule: 'x/y', file, message })], ledger: emptyLedger };
  const text = github(report, contextOf());
  expect(text.split('\n')[0]).toBe(
    '::error file=a%2Cb%3Ac%25d.yaml,line=1,endLine=1,col=1,endColumn=2,title=x/y::100%25 of a:b,c',
  );
  expect(obey(text)[0]).toMatchObject({ properties: { file }, text: message });
});

test('has no columns for a range of several lines, and no line where there is no text', () => {
  const range = { startLine: 2, startColumn: 3, endLine: 4, endColumn: 1 };
  const findings = [finding({ rule: 'x/y', range }), finding({ rule: 'x/y', range: null })];
  const [several, none] = obey(github({ findings, ledger: emptyLedger }, contextOf()));
  expect(several?.properties).toEqual({ file: 'peers.yaml', line: '2', endLine: '4', title: 'x/y' });
  expect(none?.properties).toEqual({ file: 'peers.yaml', title: 'x/y' });
});

test('says where a file outside of the repository is, and names none to GitHub', () => {
  const report = { findings: [finding({ rule: 'x/y', file: '/etc/peers.yaml' })], ledger: emptyLedger };
  const [command] = obey(github(report, contextOf({ fromRepository: () => undefined })));
  expect(command).toEqual({
    name: 'error',
    properties: { title: 'x/y' },
    text: '/etc/peers.yaml:1:1: something is wrong',
  });
});

test('outside of a repository each further place and a file without text can be found too', () => {
  const related = [{ message: 'the same address', file: '/etc/other.yaml', range: on(3, 5, 9) }];
  const findings = [finding({ rule: 'x/y', file: '/etc/peers.yaml', range: null, related })];
  const log = github({ findings, ledger: emptyLedger }, contextOf({ fromRepository: () => undefined }));
  expect(obey(log)[0]?.text).toBe('/etc/peers.yaml: something is wrong\n/etc/other.yaml:3:5: the same address');
});

test('never makes more than ten annotations per level, and counts the others', () => {
  const levels = ['note', 'warning', 'error'] as const;
  const findings = levels.flatMap((level) =>
    Array.from({ length: 12 }, (_, index) => finding({ rule: 'x/y', level, message: `${level} ${index}` })),
  );
  const commands = obey(github({ findings, ledger: emptyLedger }, contextOf()));
  for (const name of ['error', 'warning', 'notice']) {
    expect(commands.filter((command) => command.name === name)).toHaveLength(10);
  }
  expect(commands[0]?.text).toBe('error 0');
  expect(commands.at(-1)?.text).toBe(
    '2 errors, 2 warnings, 3 notes not shown here: GitHub shows 10 annotations per level.',
  );
});

test('ten of each level all fit', () => {
  const findings = Array.from({ length: 10 }, () => finding({ rule: 'x/y', level: 'note' }));
  expect(obey(github({ findings, ledger: emptyLedger }, contextOf()))).toHaveLength(10);
});

test('ends with a line that sums the run up', () => {
  expect(github(sample, contextOf()).split('\n').at(-2)).toBe(
    'bgplint: 5 errors, 1 warning, 1 note; 1 suppressed; checked 20 resources in 7 files; ' +
      '3 files not checked; 1 finding undecided',
  );
  expect(github({ findings: [inBaseline], ledger: cleanLedger }, contextOf())).toBe(
    'bgplint: no findings; 1 in the baseline; checked 14 resources in 6 files\n',
  );
  expect(github({ findings: [], ledger: cleanLedger }, contextOf())).toBe(
    'bgplint: no findings; checked 14 resources in 6 files\n',
  );
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('makes one command for a finding and nothing else', () => {
    const text = github(hostileReport(attack), contextOf());
    expect(text).not.toMatch(harmful);
    const lines = text.split('\n');
    expect(lines).toHaveLength(4);
    const commands = obey(text);
    expect(commands.map((command) => command.name)).toEqual(['error', 'error']);
    // The enforced rule comes first.
    expect(commands.map((command) => command.properties['title'])).toEqual([
      'input/unreadable',
      'calico/duplicate-peer',
    ]);
  });
});
