import { describe, expect, test } from 'vitest';
import type { SuppressionFact } from '../../src/suppress/types.ts';
import { answer } from './scan.ts';

const id = 'calico/global-peer';
const other = 'calico/peer-without-password';

const places: readonly [string, string, number, boolean][] = [
  ['at the end of the line', `a: 1 # bgplint-ignore ${id} -- ok\n`, 1, true],
  ['on the line above', `# bgplint-ignore ${id} -- ok\na: 1\n`, 2, true],
  ['indented, on the line above', `m:\n  # bgplint-ignore ${id} -- ok\n  a: 1\n`, 3, true],
  ['above, with CRLF', `# bgplint-ignore ${id} -- ok\r\na: 1\r\n`, 2, true],
  ['above, after a BOM', `\ufeff# bgplint-ignore ${id} -- ok\na: 1\n`, 2, true],
  ['two above each other', `# bgplint-ignore ${id} -- ok\n# bgplint-ignore ${other} -- ok\na: 1\n`, 3, true],
  ['before the first document marker', `# bgplint-ignore ${id} -- ok\n---\na: 1\n`, 2, true],

  ['two lines above', `# bgplint-ignore ${id} -- ok\n\na: 1\n`, 3, false],
  ['on the line below', `a: 1\n# bgplint-ignore ${id} -- ok\n`, 1, false],
  ['at the end of the line above', `a: 1 # bgplint-ignore ${id} -- ok\nb: 2\n`, 2, false],
  ['after a list marker on the line above', `- # bgplint-ignore ${id} -- ok\n  a: 1\n`, 2, false],
  ['another comment between', `# bgplint-ignore ${id} -- ok\n# text\na: 1\n`, 3, false],
  ['inside of a block scalar', `a: |\n  # bgplint-ignore ${id} -- ok\n  b\n`, 3, false],
  ['inside of a quoted scalar', `a: "# bgplint-ignore ${id} -- ok"\n`, 1, false],
  ['not a comment to YAML', `a: 1# bgplint-ignore ${id} -- ok\n`, 1, false],
];

describe('where a comment answers', () => {
  test.each(places)('%s', async (_, text, line, expected) => {
    const { answers } = await answer({ files: { 'a.yaml': text }, found: [{ rule: id, line }] });
    expect(answers).toEqual([expected ? 'comment: ok' : '-']);
  });

  test('only in its file', async () => {
    const { answers } = await answer({
      files: { 'a.yaml': `a: 1 # bgplint-ignore ${id} -- ok\n`, 'b.yaml': 'a: 1\n' },
      found: [{ rule: id, file: 'b.yaml', line: 1 }],
    });
    expect(answers).toEqual(['-']);
  });

  test('no finding without a place', async () => {
    const { answers } = await answer({
      files: { 'a.yaml': `# bgplint-ignore ${id} -- ok\n` },
      found: [{ rule: id, line: null }],
    });
    expect(answers).toEqual(['-']);
  });

  test('many stacked comments take no time to speak of', async () => {
    const text = `${`# bgplint-ignore ${id} -- ok\n`.repeat(20_000)}a: 1\n`;
    const { answers, facts } = await answer({ files: { 'a.yaml': text }, found: [{ rule: id, line: 20_001 }] });
    expect(answers).toEqual(['comment: ok']);
    expect(facts.every((fact) => fact.used)).toBe(true);
  });
});

const said: readonly [string, string, string, Partial<SuppressionFact>, string?][] = [
  ['an effect', `${id} -- ok`, 'comment: ok', { known: true, reason: 'ok', used: true, unused: false }],
  ['no reason', id, '-', { known: true, reason: '', used: false, unused: false }],
  ['a typographic dash', `${id} — ok`, '-', { known: true, reason: '', dash: '—', used: false }],
  ['an unknown id', 'calico/globl-peer -- ok', '-', { known: false, nearest: id, unused: false }],
  ['an id in upper case', 'Calico/Global-Peer -- ok', '-', { known: false, nearest: id }],
  ['a Cyrillic letter in the id', 'c\u0430lico/global-peer -- ok', '-', { known: false, nearest: id }],
  ['an invisible character in the id', 'calico/global\u200b-peer -- ok', '-', { known: false, nearest: id }],
  ['a family', 'calico/* -- ok', '-', { known: false }],
  ['a class', '@availability -- ok', '-', { known: false }],
  ['everything', '* -- ok', '-', { known: false, nearest: '' }],
  ['an id without its family', 'global-pear -- ok', '-', { known: false, nearest: id }],
  ['no id', '-- ok', '-', { known: false, rule: '' }],
  ['a member of every object', 'constructor -- ok', '-', { known: false, nearest: '' }],
  ['another rule', `${other} -- ok`, '-', { known: true, used: false, unused: true }],
];

describe('what a comment says', () => {
  test.each(said)('%s', async (_, text, expected, fact) => {
    const { answers, facts } = await answer({
      files: { 'a.yaml': `a: 1 # bgplint-ignore ${text}\n` },
      found: [{ rule: id, line: 1 }],
    });
    expect(answers).toEqual([expected]);
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({ file: 'a.yaml', by: 'comment', enforced: false, expired: false, ...fact });
  });

  test('several ids stand each for itself', async () => {
    const { answers, facts, marked } = await answer({
      files: { 'a.yaml': `a: 1 # bgplint-ignore ${id}, calico/nothing, terraform/bgp-port-closed, ${other} -- ok\n` },
      found: [
        { rule: id, line: 1 },
        { rule: other, line: 1 },
        { rule: 'terraform/bgp-port-closed', line: 1 },
      ],
    });
    expect(answers).toEqual(['comment: ok', 'comment: ok', '-']);
    expect(marked).toEqual([id, 'calico/nothing', 'terraform/bgp-port-closed', other]);
    expect(facts.map(({ known, enforced, used }) => ({ known, enforced, used }))).toEqual([
      { known: true, enforced: false, used: true },
      { known: false, enforced: false, used: false },
      { known: true, enforced: true, used: false },
      { known: true, enforced: false, used: true },
    ]);
  });

  test('an alias is its rule', async () => {
    const { answers } = await answer({
      files: { 'a.yaml': 'a: 1 # bgplint-ignore OLD_ID_1 -- ok\n' },
      found: [{ rule: 'metallb/peer-without-password', line: 1 }],
    });
    expect(answers).toEqual(['comment: ok']);
  });

  test.each(['terraform/bgp-port-closed', 'CKV_CUSTOM_BGP_01'])('an enforced rule, %s', async (name) => {
    const { answers, facts } = await answer({
      files: { 'a.yaml': `a: 1 # bgplint-ignore ${name} -- ok\n` },
      found: [{ rule: 'terraform/bgp-port-closed', line: 1 }],
    });
    expect(answers).toEqual(['-']);
    expect(facts).toMatchObject([{ known: true, enforced: true, used: false, unused: false, rule: name }]);
  });

  test('the mark of a comment that names nothing is the comment', async () => {
    const { marked } = await answer({ files: { 'a.yaml': 'a: 1 # bgplint-ignore\n' } });
    expect(marked).toEqual(['# bgplint-ignore']);
  });

  test('a long id is cut', async () => {
    const { facts } = await answer({ files: { 'a.yaml': `a: 1 # bgplint-ignore ${'x'.repeat(5000)} -- ok\n` } });
    expect(facts[0]?.rule).toHaveLength(100);
  });
});

describe('unused is claimed', () => {
  const files = { 'a.yaml': `a: 1 # bgplint-ignore ${id} -- ok\n` };
  const range = (line: number) => ({ startLine: line, startColumn: 1, endLine: line, endColumn: 2 });

  test.each([
    ['where all was seen', {}, true],
    ['not where the rule is off', { on: new Set<string>() }, false],
    ['not where something of the file was not checked', { unchecked: new Set(['a.yaml']) }, false],
    ['though another file was not checked', { unchecked: new Set(['b.yaml']) }, true],
    [
      'not where the rule could not decide there',
      { undecided: [{ rule: id, file: 'a.yaml', range: range(1), resource: 1 }] },
      false,
    ],
    [
      'not where it could not decide somewhere in the file',
      { undecided: [{ rule: id, file: 'a.yaml', range: null }] },
      false,
    ],
    ['though it could not decide elsewhere', { undecided: [{ rule: id, file: 'a.yaml', range: range(2) }] }, true],
    ['though another rule could not decide', { undecided: [{ rule: other, file: 'a.yaml', range: range(1) }] }, true],
  ])('%s', async (_, more, expected) => {
    const { facts } = await answer({ files, more });
    expect(facts).toMatchObject([{ used: false, unused: expected }]);
  });
});
