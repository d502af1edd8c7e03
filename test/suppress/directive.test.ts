import { describe, expect, test } from 'vitest';
import { inComment, parseDirective } from '../../src/suppress/directive.ts';

const id = 'calico/global-peer';

const texts: readonly [string, string, { ids: readonly string[]; reason?: string; dash?: string }][] = [
  ['one id', `${id} -- because`, { ids: [id], reason: 'because' }],
  ['several ids', 'a/b, c/d -- because', { ids: ['a/b', 'c/d'], reason: 'because' }],
  ['ids without commas', 'a/b c/d -- because', { ids: ['a/b', 'c/d'], reason: 'because' }],
  ['commas too many', ',a/b,, c/d, -- because', { ids: ['a/b', 'c/d'], reason: 'because' }],
  ['a comma before the reason', 'a/b,-- because', { ids: ['a/b'], reason: 'because' }],
  ['no blank after the hyphens', 'a/b --because', { ids: ['a/b'], reason: 'because' }],
  ['no blank before them belongs to the id', 'a/b--because', { ids: ['a/b--because'] }],
  ['hyphens in the reason', 'a/b -- because -- of this', { ids: ['a/b'], reason: 'because -- of this' }],
  ['tabs', 'a/b\t--\tbecause\t', { ids: ['a/b'], reason: 'because' }],
  ['a reason in any script', 'a/b -- 理由', { ids: ['a/b'], reason: '理由' }],
  ['a ticket is a reason', 'a/b -- #4711', { ids: ['a/b'], reason: '#4711' }],

  ['nothing', '', { ids: [''] }],
  ['no id', '-- because', { ids: [''], reason: 'because' }],
  ['no reason', 'a/b', { ids: ['a/b'] }],
  ['an empty reason', 'a/b --', { ids: ['a/b'] }],
  ['a reason of white space', 'a/b -- \u00a0\u2003\t', { ids: ['a/b'] }],
  ['a reason of invisible characters', 'a/b -- \u200b\u2060\u3164\u115f', { ids: ['a/b'] }],
  ['a reason of dots', 'a/b -- ...', { ids: ['a/b'] }],
  ['a reason of hyphens', 'a/b -- ---', { ids: ['a/b'] }],

  ['an en dash', 'a/b – because', { ids: ['a/b'], dash: '–' }],
  ['an em dash', 'a/b — because', { ids: ['a/b'], dash: '—' }],
  ['an em dash without blanks', 'a/b—because', { ids: ['a/b'], dash: '—' }],
  ['a minus', 'a/b − because', { ids: ['a/b'], dash: '−' }],
  ['a single hyphen', 'a/b, c/d - because', { ids: ['a/b', 'c/d'], dash: '-' }],
  ['a dash in the reason', 'a/b -- because — well', { ids: ['a/b'], reason: 'because — well' }],
  ['a look-alike hyphen in the id', 'a/b\u2011c -- because', { ids: ['a/b\u2011c'], reason: 'because' }],

  ['prose after the id', 'a/b we do not need it', { ids: ['a/b'] }],
  ['prose after the second id', 'a/b, c/d we do not need it', { ids: ['a/b', 'c/d'] }],
  ['prose before the hyphens is ids', 'a/b we -- because', { ids: ['a/b', 'we'], reason: 'because' }],
];

describe('parseDirective', () => {
  test.each(texts)('%s', (_, text, { ids, reason = '', dash = '' }) => {
    const found = parseDirective(text);
    expect({ ...found, ids: found.ids.map((named) => named.id) }).toEqual({ ids, reason, dash });
    for (const named of found.ids) expect(text.startsWith(named.id, named.offset)).toBe(true);
  });

  test('a megabyte is read in one go', () => {
    expect(parseDirective(`${'a '.repeat(2 ** 19)}-- b`).ids).toHaveLength(2 ** 19);
    expect(parseDirective(' '.repeat(2 ** 20)).ids).toHaveLength(1);
    expect(parseDirective(`a${' '.repeat(2 ** 20)}`).ids).toHaveLength(1);
  });
});

describe('inComment', () => {
  test.each([
    [' bgplint-ignore a/b -- c', ' a/b -- c'],
    ['bgplint-ignore a/b', ' a/b'],
    ['# bgplint-ignore a/b', ' a/b'],
    [' bgplint-ignore: a/b', ' a/b'],
    [' bgplint-ignore', ''],
  ])('%j is one', (text, rest) => {
    expect(inComment(text)?.text).toBe(rest);
  });

  test.each([
    ' see bgplint-ignore a/b -- c',
    ' bgplint-ignore-file a/b -- c',
    ' xbgplint-ignore a/b -- c',
    ' BGPLINT-IGNORE a/b -- c',
    ' bgplint\u2011ignore a/b -- c',
  ])('%j is none', (text) => {
    expect(inComment(text)).toBeUndefined();
  });
});
