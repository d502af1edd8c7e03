import { describe, expect, test } from 'vitest';
import { answer, type Found } from './scan.ts';

const id = 'calico/global-peer';
const other = 'calico/peer-without-password';

/** A BGPPeer whose annotation is written as `value`. */
function peer(value: string, name = 'tor'): string {
  return `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: ${name}
  annotations:
    bgplint/ignore: ${value}
spec:
  peerIP: 192.0.2.1
`;
}

const onPeer: readonly Found[] = [
  { rule: id, line: 8, resource: 0 },
  { rule: other, line: 2, resource: 0 },
];

const values: readonly [string, string, readonly string[], readonly (string | undefined)[]][] = [
  ['plain', `${id} -- ok`, ['annotation: ok', '-'], [id]],
  ['in quotes', `"${id} -- ok"`, ['annotation: ok', '-'], [id]],
  ['two lines', `|-\n      ${id} -- ok\n      ${other} -- fine`, ['annotation: ok', 'annotation: fine'], [id, other]],
  ['two ids in a line', `'${id}, ${other} -- ok'`, ['annotation: ok', 'annotation: ok'], [id, other]],
  [
    'empty lines between',
    `|\n      ${id} -- ok\n\n      ${other} -- fine\n`,
    ['annotation: ok', 'annotation: fine'],
    [id, other],
  ],
  ['lines of a quoted scalar', `"${id} -- ok\\n${other} -- fine"`, ['annotation: ok', 'annotation: fine'], [id, other]],
  ['escapes hide the text', `"calico\\x2fglobal-peer -- ok"`, ['annotation: ok', '-'], ['bgplint/ignore']],
  [
    'folded, the second line is part of the reason',
    `>-\n      ${id} -- ok\n      ${other} -- fine`,
    [`annotation: ok ${other} -- fine`, '-'],
    [id],
  ],
  [
    'an id that a reason above names',
    `|\n      ${id} -- like ${other}\n      ${other} -- ok`,
    [`annotation: like ${other}`, 'annotation: ok'],
    [id, other],
  ],
  ['no reason', id, ['-', '-'], [id]],
  ['no reason in one of two lines', `|\n      ${id}\n      ${other} -- ok`, ['-', 'annotation: ok'], [id, other]],
  ['a dash', `${id} — ok`, ['-', '-'], [id]],
  ['a family', `calico/* -- ok`, ['-', '-'], ['calico/*']],
  ['a placeholder', `\${IGNORE}`, ['-', '-'], []],
  ['no text', 'true', ['-', '-'], []],
  ['an empty text', '""', ['-', '-'], []],
];

describe('an annotation', () => {
  test.each(values)('%s', async (_, value, expected, marks) => {
    const { answers, marked } = await answer({ files: { 'a.yaml': peer(value) }, found: onPeer });
    expect(answers).toEqual(expected);
    expect(marked).toEqual(marks);
  });

  test('of very many lines, each with an escape, is read all the same', async () => {
    const lines = 100_000;
    const { facts } = await answer({
      files: { 'a.yaml': peer(`"${`${id} -- \\x6fk\\n`.repeat(lines)}"`) },
      found: onPeer,
    });
    expect(facts).toHaveLength(lines);
    expect(facts.every((fact) => fact.used)).toBe(true);
  });

  test('answers for its own object only', async () => {
    const { answers } = await answer({
      files: { 'a.yaml': `${peer(`${id} -- ok`)}---\n${peer('""', 'other')}` },
      found: [
        { rule: id, line: 8, resource: 0 },
        { rule: id, line: 17, resource: 1 },
        { rule: id, line: 8 },
      ],
    });
    expect(answers).toEqual(['annotation: ok', '-', '-']);
  });

  test('given twice, the last one counts, as in the cluster', async () => {
    const text = peer(`${id} -- first`).replace('spec:', `    bgplint/ignore: ${other} -- last\nspec:`);
    const { answers, marked } = await answer({ files: { 'a.yaml': text }, found: onPeer });
    expect(answers).toEqual(['-', 'annotation: last']);
    expect(marked).toEqual([other]);
  });

  test('in a List, and through an alias of it, is one', async () => {
    const item = peer(`${id} -- ok`).replace(/^/gm, '  ').trim();
    const text = `apiVersion: v1\nkind: List\nitems:\n- &a\n  ${item}\n- *a\n`;
    const { answers, facts } = await answer({
      files: { 'a.yaml': text },
      found: [{ rule: id, line: 12, resource: 1 }],
    });
    expect(answers).toEqual(['annotation: ok']);
    expect(facts).toMatchObject([{ by: 'annotation', used: true, unused: false }]);
  });

  test('does not answer enforced rules', async () => {
    const { answers, facts } = await answer({
      files: { 'a.yaml': peer('terraform/bgp-port-closed -- ok') },
      found: [{ rule: 'terraform/bgp-port-closed', line: 1, resource: 0 }],
    });
    expect(answers).toEqual(['-']);
    expect(facts).toMatchObject([{ enforced: true, used: false, unused: false }]);
  });

  test('gives way to a comment, and both count as used', async () => {
    const text = peer(`${id} -- whole`).replace('192.0.2.1', `192.0.2.1 # bgplint-ignore ${id} -- line`);
    const { answers, facts } = await answer({ files: { 'a.yaml': text }, found: onPeer.slice(0, 1) });
    expect(answers).toEqual(['comment: line']);
    expect(facts).toMatchObject([
      { by: 'comment', used: true },
      { by: 'annotation', used: true },
    ]);
  });
});

describe('unused is claimed', () => {
  const text = peer(`${id} -- ok`);
  test.each([
    ['where all was seen', text, {}, true],
    ['not for a manifest that only names its object', text.slice(0, text.indexOf('spec:')), {}, false],
    [
      'not where the rule could not decide of the object',
      text,
      { undecided: [{ rule: id, file: 'b.yaml', range: null, resource: 0 }] },
      false,
    ],
    [
      'though it could not decide of another',
      text,
      { undecided: [{ rule: id, file: 'a.yaml', range: null, resource: 1 }] },
      true,
    ],
    ['not where something of the file was not checked', text, { unchecked: new Set(['a.yaml']) }, false],
  ])('%s', async (_, file, more, expected) => {
    const { facts } = await answer({ files: { 'a.yaml': file }, more });
    expect(facts).toMatchObject([{ used: false, unused: expected }]);
  });
});
