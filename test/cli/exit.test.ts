import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reporterNames } from '../../src/report/index.ts';
import { command, project } from '../support/command.ts';
import { calicoPeer, meshOff, metallbPeer, soundPeer } from '../support/objects.ts';

const error = calicoPeer('bad');
const warning = calicoPeer('everywhere', ['password: {secretKeyRef: {name: bgp, key: tor}}']).replace(
  "  nodeSelector: rack == 'everywhere'\n",
  '',
);
/** A claim of absence of a cluster that is not complete. */
const note = meshOff;

describe.each(reporterNames)('as %s', (format) => {
  test.each([
    ['a sound file', soundPeer, 0],
    ['a finding', error, 1],
    ['a broken file', 'kind: BGPPeer\n a: [', 1],
    ['nothing about BGP', 'a: 1', 0],
  ])('%s', async (_, text, code) => {
    const ran = await command(project({ 'a.yaml': text }), ['--format', format]);
    expect(ran.code).toBe(code);
    // The one format in which standard output is findings alone.
    if (format === 'concise') {
      expect(ran.out === '').toBe(code === 0);
      expect(ran.err).toMatch(/^bgplint: [^\n]*checked[^\n]*\n$/);
    } else {
      expect(ran.out).not.toBe('');
      expect(ran.err).toBe('');
    }
  });
});

describe('--fail-on', () => {
  test.each([
    ['error', [1, 0, 0]],
    ['warning', [1, 1, 0]],
    ['note', [1, 1, 1]],
    ['never', [0, 0, 0]],
  ])('%s', async (level, codes) => {
    const got: number[] = [];
    for (const text of [error, warning, note]) {
      got.push((await command(project({ 'a.yaml': text }), ['--fail-on', level])).code);
    }
    expect(got).toEqual(codes);
  });

  test('passes over what was suppressed', async () => {
    const text = error.replace('spec:', '# bgplint-ignore calico/peer-without-password -- no other end yet\nspec:');
    expect((await command(project({ 'a.yaml': text }), [])).code).toBe(0);
    expect((await command(project({ 'a.yaml': text.replace('no other end yet', '') }), [])).code).toBe(1);
  });
});

describe('what cannot be done is one sentence and exit 2', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['unknown flag', ['--nope'], /unknown option '--nope'/],
    [
      'unknown format',
      ['-f', 'xml'],
      /'xml' is invalid. Allowed choices are pretty, concise, json, .*, markdown\. See/,
    ],
    ['unknown level', ['--fail-on', 'fatal'], /'fatal' is invalid/],
    ['unknown colour', ['--color', 'red'], /'red' is invalid/],
    ['missing path', ['nowhere'], /no file or folder "nowhere"/],
    ['missing path beside one that is there', ['.', 'nowhere.yaml'], /"nowhere.yaml"/],
    ['empty glob', ['*.yml'], /No file matches "\*\.yml"/],
    ['output without a format', ['-o', 'a.json'], /must be format=file/],
    ['output in an unknown format', ['-o', 'xml=a'], /must be format=file/],
    ['output without a file', ['-o', 'json='], /must be format=file/],
    [
      'output into no folder',
      ['-o', 'json=no/a.json'],
      /"no\/a.json" cannot be written: there is no such file or folder/,
    ],
    ['output over a folder', ['-o', 'json=folder'], /"folder" cannot be written: it is a folder/],
    ['missing config', ['-c', 'no.yaml'], /config "no.yaml" cannot be read: there is no such file or folder/],
    ['a folder as config', ['-c', 'folder'], /cannot be read: it is not a regular file/],
    ['nothing about BGP where it is asked for', ['--require-resources', 'other.yaml'], /Nothing about BGP was found/],
    ['unknown rule', ['explain', 'calico/gobal-peer'], /did you mean calico\/global-peer\?/],
    ['rule without its family', ['explain', 'global-peer'], /did you mean calico\/global-peer\?/],
    ['nothing like a rule', ['explain', '%%'], /bgplint rules lists them/],
    ['explain alone', ['explain'], /missing required argument 'rule'/],
    ['rules with a path', ['rules', 'a.yaml'], /There is no family "a.yaml": the families are/],
    ['rules with two families', ['rules', 'calico', 'input'], /too many arguments/],
    ['an escape sequence', ['\u001b[31mred'], /matches "\\u001b\[31mred"/],
  ])('%s', async (_, args, sentence) => {
    const folder = project({ 'a.yaml': soundPeer, 'other.yaml': 'a: 1', 'folder/x.txt': '' });
    const { code, out, err } = await command(folder, args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(sentence);
    expect(err).toMatch(/^bgplint: [^\n]+[^.][.?]\n$/);
    expect(err).not.toContain('    at ');
  });

  test('a bug in bgplint says so, and its trace is for those who ask', async () => {
    const now = { toISOString: () => ([] as string[]).map.call(null, String) } as unknown as Date;
    const folder = project({ 'a.yaml': soundPeer });
    const quiet = await command(folder, [], { now });
    expect(quiet).toMatchObject({ code: 2, out: '' });
    expect(quiet.err).toMatch(/^bgplint: a bug in bgplint: [^\n]+\n$/);
    expect((await command(folder, [], { now, env: { BGPLINT_DEBUG: '1' } })).err).toContain('    at ');
  });

  test('a report that cannot be written leaves nothing behind', async () => {
    const folder = project({ 'a.yaml': soundPeer, 'folder/x.txt': '' });
    await command(folder, ['-o', 'json=folder']);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'folder']);
  });
});

describe('--require-resources', () => {
  test('is content with one resource', async () => {
    expect((await command(project({ 'a.yaml': metallbPeer('a') }), ['--require-resources'])).code).toBe(0);
  });

  test('does not count what only gives context', async () => {
    const text = 'apiVersion: v1\nkind: Node\nmetadata: {name: a}\n';
    expect((await command(project({ 'a.yaml': text }), ['--require-resources'])).code).toBe(2);
  });
});

test('several reports in one run, each as it would be alone', async () => {
  const folder = project({ 'a.yaml': error });
  const outputs = reporterNames.flatMap((name) => ['-o', `${name}=${name}.out`]);
  const { code, out } = await command(folder, outputs);
  expect(code).toBe(1);
  expect(existsSync(`${folder}/sarif.out`)).toBe(true);
  for (const name of reporterNames) {
    expect(readFileSync(`${folder}/${name}.out`, 'utf8')).toBe((await command(folder, ['-f', name])).out);
  }
  expect(out).toBe(readFileSync(`${folder}/pretty.out`, 'utf8'));
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
