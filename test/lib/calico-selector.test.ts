import { describe, expect, test } from 'vitest';
import {
  isAlwaysTrue,
  isNeverTrue,
  labelsOf,
  matches,
  parseSelector,
  type Selector,
  type SelectorFault,
} from '../../src/lib/calico-selector/index.ts';

const treeOf = (text: string): Selector => {
  const result = parseSelector(text);
  if ('fault' in result) throw new Error(`${text}: expected ${result.fault.expected}, found ${result.fault.found}`);
  return result.tree;
};
const faultOf = (text: string): SelectorFault => {
  const result = parseSelector(text);
  if ('tree' in result) throw new Error(`parses: ${text}`);
  return result.fault;
};
const eq = (label: string, value: string): Selector => ({ op: 'eq', label, value });
const has = (label: string): Selector => ({ op: 'has', label });
const not = (of: Selector): Selector => ({ op: 'not', of });

describe('selectors that Calico reads', () => {
  test.each<[string, Selector]>([
    ['', { op: 'all' }],
    [' \t ', { op: 'all' }],
    ['all()', { op: 'all' }],
    [' all( \t) ', { op: 'all' }],
    ['global()', { op: 'global' }],
    ["role == 'rr'", eq('role', 'rr')],
    ['role=="rr"', eq('role', 'rr')],
    ['\trole\t==\t"rr"\t', eq('role', 'rr')],
    ["a == '\"'", eq('a', '"')],
    ["a == '\\'", eq('a', '\\')],
    ["a == ''", eq('a', '')],
    ["a == 'x\ny'", eq('a', 'x\ny')],
    ["role == '“rr”'", eq('role', '“rr”')],
    ["a!='x'", { op: 'ne', label: 'a', value: 'x' }],
    ["rack in {'a','b',}", { op: 'in', label: 'rack', values: ['a', 'b'] }],
    ["rack in{'a'}", { op: 'in', label: 'rack', values: ['a'] }],
    ['rack in {}', { op: 'in', label: 'rack', values: [] }],
    ["rack notin {'a'}", { op: 'not-in', label: 'rack', values: ['a'] }],
    ["rack not \t in {'a'}", { op: 'not-in', label: 'rack', values: ['a'] }],
    ["a startswith 'x'", { op: 'starts-with', label: 'a', value: 'x' }],
    ["a starts  with 'x'", { op: 'starts-with', label: 'a', value: 'x' }],
    ["a endswith'x'", { op: 'ends-with', label: 'a', value: 'x' }],
    ["a contains 'x'", { op: 'contains', label: 'a', value: 'x' }],
    ["in in {'in'}", { op: 'in', label: 'in', values: ['in'] }],
    ["contains contains 'contains'", { op: 'contains', label: 'contains', value: 'contains' }],
    ["has == 'x'", eq('has', 'x')],
    ["not notin {'x'}", { op: 'not-in', label: 'not', values: ['x'] }],
    ["-./_ == 'x'", eq('-./_', 'x')],
    ['has( node-role.kubernetes.io/x )', has('node-role.kubernetes.io/x')],
    ['!has(x)', not(has('x'))],
    ['! has(x)', not(has('x'))],
    ['!!has(x)', has('x')],
    ['!! ! has(x)', not(has('x'))],
    ["!a == 'x'", not(eq('a', 'x'))],
    ["!(a == 'x')", not(eq('a', 'x'))],
    ['!(!has(x))', not(not(has('x')))],
    ['((has(x)))', has('x')],
    ['has(a)&&has(b)&&has(c)', { op: 'and', of: [has('a'), has('b'), has('c')] }],
    [
      "a in {'x'} || !has(b) && c contains 'd'",
      {
        op: 'or',
        of: [
          { op: 'in', label: 'a', values: ['x'] },
          { op: 'and', of: [not(has('b')), { op: 'contains', label: 'c', value: 'd' }] },
        ],
      },
    ],
    ['(has(a) || has(b)) && has(c)', { op: 'and', of: [{ op: 'or', of: [has('a'), has('b')] }, has('c')] }],
  ])('%j', (text, tree) => {
    expect(parseSelector(text)).toEqual({ tree });
  });

  test('a label has up to 512 characters', () => {
    const long = 'x'.repeat(512);
    expect(treeOf(`has(${long})`)).toEqual(has(long));
    expect(treeOf(`${long} == 'a'`)).toEqual(eq(long, 'a'));
    const expected = 'an identifier of at most 512 characters';
    expect(faultOf(`has(${long}x)`)).toMatchObject({ offset: 4, length: 513, expected });
    const fault = faultOf(`!${long}x == 'a'`);
    expect(fault).toMatchObject({ offset: 1, length: 513, expected, cause: 'other' });
    expect(fault.found).toBe(`\`${'x'.repeat(37)}...\``);
  });
});

const operand = 'an identifier, `has(…)`, `all()` or `(`';
const operator = 'an operator such as `==` or `in`';
const string = 'a quoted string';
const set = 'a set in braces';
const member = 'a quoted string or `}`';
const more = '`,` or `}`';
const connective = '`&&` or `||`';
const nested = '`&&`, `||` or `)`';

describe('selectors that Calico refuses', () => {
  test.each<[string, number, string, SelectorFault['cause'], string, string, string?]>([
    // text, offset, the piece, cause, expected, found, replacement
    ['role == rr', 8, 'rr', 'unquoted-value', string, '`rr`', "role == 'rr'"],
    ['a starts with x', 14, 'x', 'unquoted-value', string, '`x`', "a starts with 'x'"],
    ['role == a b', 8, 'a', 'unquoted-value', string, '`a`'],
    ["role = 'rr'", 5, '=', 'single-equals', '`==`', '`=`', "role == 'rr'"],
    ["role='rr'", 4, '=', 'single-equals', '`==`', '`=`', "role=='rr'"],
    ["'role' == 'rr'", 0, "'role'", 'quoted-key', 'an identifier', "`'role'`", "role == 'rr'"],
    ["'a key' == 'rr'", 0, "'a key'", 'quoted-key', 'an identifier', "`'a key'`"],
    ["'a' == b", 0, "'a'", 'quoted-key', 'an identifier', "`'a'`", "a == 'b'"],
    ['role == “rr”', 8, '“', 'smart-quote', string, '`“`', 'role == "rr"'],
    ['role == ‘rr’', 8, '‘', 'smart-quote', string, '`‘`', "role == 'rr'"],
    ['role == ”rr"', 8, '”', 'smart-quote', string, '`”`', 'role == "rr"'],
    ['role == "rr”', 11, '”', 'smart-quote', 'a closing `"`', '`”`', 'role == "rr"'],
    ['role == “rr', 8, '“', 'smart-quote', string, '`“`'],
    ["“role” == 'rr'", 0, '“', 'smart-quote', operand, '`“`', "role == 'rr'"],
    ['a in {“x”, ‘y’}', 6, '“', 'smart-quote', member, '`“`', 'a in {"x", \'y\'}'],
    ["a == 'x' AND b == 'y'", 9, 'AND', 'word-operator', connective, '`AND`', "a == 'x' && b == 'y'"],
    ["a == 'x' and b == 'y'", 9, 'and', 'word-operator', connective, '`and`', "a == 'x' && b == 'y'"],
    ["a == 'x' or(b == 'y')", 9, 'or', 'word-operator', connective, '`or`', "a == 'x' || (b == 'y')"],
    ["a == 'x' & b == 'y'", 9, '&', 'word-operator', connective, '`&`', "a == 'x' && b == 'y'"],
    ["a == 'x'|b == 'y'", 8, '|', 'word-operator', connective, '`|`', "a == 'x' || b == 'y'"],
    ["(a == 'x' OR has(b))", 10, 'OR', 'word-operator', nested, '`OR`', "(a == 'x' || has(b))"],
    ['not has(x)', 0, 'not', 'word-operator', '`!`', '`not`', '! has(x)'],
    ['a AND b', 2, 'AND', 'word-operator', operator, '`AND`'],
    ["rack in ('a','b')", 8, '(', 'set-brackets', set, '`(`', "rack in {'a', 'b'}"],
    ["rack in ['a']", 8, '[', 'set-brackets', set, '`[`', "rack in {'a'}"],
    ['rack not in (a, "b")', 12, '(', 'set-brackets', set, '`(`', 'rack not in {\'a\', "b"}'],
    ['rack in ()', 8, '(', 'set-brackets', set, '`(`'],
    ["rack in {'a'] && has(b)", 12, ']', 'set-brackets', more, '`]`', "rack in {'a'} && has(b)"],
    ['rack in {a,b}', 9, 'a', 'unquoted-set-member', member, '`a`', "rack in {'a', 'b'}"],
    ["rack in {'a',b}", 13, 'b', 'unquoted-set-member', member, '`b`', "rack in {'a', 'b'}"],
    ["rack in 'a'", 8, "'a'", 'other', set, "`'a'`"],
    ['has (x)', 3, ' ', 'blank-before-parenthesis', '`(` right behind `has`', 'a blank', 'has(x)'],
    ['all \t()', 3, ' \t', 'blank-before-parenthesis', '`(` right behind `all`', 'a blank', 'all()'],
    ["has('x')", 4, "'x'", 'quoted-argument', 'an identifier', "`'x'`", 'has(x)'],
    ['has( "x" )', 5, '"x"', 'quoted-argument', 'an identifier', '`"x"`', 'has( x )'],
    ['has(“x”)', 4, '“', 'smart-quote', 'an identifier', '`“`', 'has(x)'],
    ['has()', 4, ')', 'other', 'an identifier', '`)`'],
    ['has(x', 5, '', 'other', '`)`', 'the end'],
    ['has(x, y)', 5, ',', 'other', '`)`', '`,`'],
    ['all(x)', 4, 'x', 'other', '`)`', '`x`'],
    ['All()', 0, 'All', 'case', '`all`', '`All`', 'all()'],
    ['Has (x)', 0, 'Has', 'case', '`has`', '`Has`', 'has(x)'],
    ["a IN {'x'}", 2, 'IN', 'case', '`in`', '`IN`', "a in {'x'}"],
    ["a NOT IN {'x'}", 2, 'NOT IN', 'case', '`not in`', '`NOT IN`', "a not in {'x'}"],
    ["a startsWith 'x'", 2, 'startsWith', 'case', '`startswith`', '`startsWith`', "a startswith 'x'"],
    ['key=value', 3, '=', 'kubernetes-syntax', '`==`', '`=`', "key=='value'"],
    ['a=b,!c', 1, '=', 'kubernetes-syntax', '`==`', '`=`', "a=='b' && !has(c)"],
    ["a == 'x', b == 'y'", 8, ',', 'kubernetes-syntax', connective, '`,`', "a == 'x' && b == 'y'"],
    ['key in (v1,v2)', 7, '(', 'set-brackets', set, '`(`', "key in {'v1', 'v2'}"],
    ['!key', 1, 'key', 'kubernetes-syntax', '`has(…)` or a comparison', '`key`', '!has(key)'],
    ['key', 0, 'key', 'kubernetes-syntax', '`has(…)` or a comparison', '`key`'],
    ["a && b == 'x'", 0, 'a', 'kubernetes-syntax', '`has(…)` or a comparison', '`a`'],
    ['all', 0, 'all', 'other', '`all()`', '`all`', 'all()'],
    ['has(x)\n', 6, '\n', 'newline', connective, 'a newline', 'has(x)'],
    ['\r\nhas(x)', 0, '\r\n', 'newline', operand, 'a newline', 'has(x)'],
    ["a == 'x'\n&& b == 'y'\n", 8, '\n', 'newline', connective, 'a newline', "a == 'x' && b == 'y'"],
    ["role\n== 'x'", 4, '\n', 'newline', operator, 'a newline', "role == 'x'"],
    ["role == 'rr", 8, "'", 'unterminated-string', "a closing `'`", 'the end', "role == 'rr'"],
    ['role == \'rr"', 8, "'", 'unterminated-string', "a closing `'`", 'the end', "role == 'rr'"],
    ["role == 'rr && has(x)", 8, "'", 'unterminated-string', "a closing `'`", 'the end'],
    ["rôle == 'x'", 1, 'ô', 'non-ascii', operator, '`ô`'],
    ['has(x) && 🦊', 10, '🦊', 'non-ascii', operand, '`🦊`'],
    ["a\u00a0== 'x'", 1, '\u00a0', 'non-ascii', operator, 'U+00A0', "a == 'x'"],
    ['has(x)\ufeff', 6, '\ufeff', 'non-ascii', connective, 'U+FEFF', 'has(x)'],
    ["a == 'x' b == 'y'", 9, 'b', 'other', connective, '`b`'],
    ["a == 'x' !has(b)", 9, '!', 'other', connective, '`!`'],
    ["rack == 'it's'", 12, 's', 'other', connective, '`s`'],
    ["(a == 'x'", 9, '', 'other', nested, 'the end'],
    ['()', 1, ')', 'other', operand, '`)`'],
    [')', 0, ')', 'other', operand, '`)`'],
    ['!', 1, '', 'other', operand, 'the end'],
    ['has(x) &&', 9, '', 'other', operand, 'the end'],
    ['%', 0, '%', 'other', operand, '`%`'],
    ['a ==', 4, '', 'other', string, 'the end'],
    ["a === 'x'", 4, '=', 'other', string, '`=`'],
    ['a == has(x)', 5, 'has', 'other', string, '`has`'],
    ['a not {}', 2, 'not', 'other', operator, '`not`'],
    ["a inside {'x'}", 2, 'inside', 'other', operator, '`inside`'],
    ["a 'x'", 2, "'x'", 'other', operator, "`'x'`"],
    ['a in', 4, '', 'other', set, 'the end'],
    ['a in {', 6, '', 'other', member, 'the end'],
    ["a in {'x'", 9, '', 'other', more, 'the end'],
    ['a in {,}', 6, ',', 'other', member, '`,`'],
    ["a in {'x',,}", 10, ',', 'other', member, '`,`'],
    ["a in {'x' 'y'}", 10, "'y'", 'other', more, "`'y'`"],
    [
      'role == rr & Has (“y”) or z in [q]',
      8,
      'rr',
      'unquoted-value',
      string,
      '`rr`',
      "role == 'rr' && has(y) || z in {'q'}",
    ],
  ])('%j', (text, offset, piece, cause, expected, found, replacement) => {
    const fault = { offset, length: piece.length, expected, found, cause };
    expect(faultOf(text)).toEqual(replacement === undefined ? fault : { ...fault, replacement });
    expect(text.slice(offset, offset + piece.length)).toBe(piece);
  });

  test('what is found is short and harmless', () => {
    expect(faultOf(`'${'\u001b'.repeat(1000)}' == 'x'`).found).toMatch(/^`[ -~]{1,40}`$/);
  });

  test('what opens too deep is refused before it exhausts the stack', () => {
    const deep = (depth: number) => `${'('.repeat(depth)}has(x)${')'.repeat(depth)}`;
    expect(treeOf(deep(100))).toEqual(has('x'));
    const expected = 'at most 100 open parentheses';
    expect(faultOf(deep(101))).toEqual({ offset: 100, length: 1, expected, found: '`(`', cause: 'too-deep' });
    expect(treeOf(`has(a)${' && (has(b))'.repeat(300)}`)).toMatchObject({ op: 'and' });
  });

  test.each([
    '!',
    '(',
    ' ',
    "'",
    '"',
    '“',
    'a',
    'a ',
    'a == ',
    'has(',
    'has( ',
    "'a',",
    'a in (',
    'a in {a,',
    "a in {'a',",
    "a == 'x' && ",
    'starts ',
    '\n',
    '\u00a0',
    'a=b,',
    '{',
    'has(a)||',
    '"x",',
  ])('4 MiB of %j end in time', (piece) => {
    const text = piece.repeat(Math.ceil((4 * 1024 * 1024) / piece.length));
    for (const whole of [text, `a == ${text}`, `a in {'${text}`]) {
      const result = parseSelector(whole);
      if ('fault' in result) expect(result.fault.found.length).toBeLessThan(45);
      else expect([isAlwaysTrue(result.tree), labelsOf(result.tree).length]).toBeDefined();
    }
  });
});

describe('matching', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['', {}, true],
    ['global()', {}, true],
    ['has(a)', { a: '' }, true],
    ['has(a)', {}, false],
    ["a == 'x'", { a: 'x' }, true],
    ["a == 'x'", { a: 'X' }, false],
    ["a == 'x'", {}, false],
    ["a != 'x'", { a: 'x' }, false],
    ["a != 'x'", { a: 'y' }, true],
    ["a != 'x'", {}, true],
    ["a in {'x', 'y'}", { a: 'y' }, true],
    ["a in {'x', 'y'}", {}, false],
    ['a in {}', { a: '' }, false],
    ["a not in {'x'}", {}, true],
    ["a not in {'x'}", { a: 'x' }, false],
    ["a contains 'b'", { a: 'abc' }, true],
    ["a contains ''", { a: '' }, true],
    ["a contains ''", {}, false],
    ["a starts with 'ab'", { a: 'abc' }, true],
    ["a starts with 'bc'", { a: 'abc' }, false],
    ["a ends with 'bc'", { a: 'abc' }, true],
    ["!a ends with 'bc'", {}, true],
    ['has(constructor)', {}, false],
    ["a == 'x' || b == 'y' && c == 'z'", { b: 'y' }, false],
    ["a == 'x' || b == 'y' && c == 'z'", { a: 'x' }, true],
  ])('%s on %j is %s', (text, labels, expected) => {
    expect(matches(treeOf(text), labels)).toBe(expected);
    expect(matches(treeOf(text), new Map(Object.entries(labels)))).toBe(expected);
  });

  test('a label whose value is no string is none', () => {
    expect(matches(treeOf('has(a)'), { a: 1 })).toBe(false);
  });

  test('the labels that a selector speaks of', () => {
    expect(labelsOf(treeOf("b == 'x' && (has(a) || !b in {'y'}) && all()"))).toEqual(['b', 'a']);
    expect(labelsOf(treeOf(''))).toEqual([]);
  });
});

describe('selectors that say nothing', () => {
  const node = (label: string) => label === 'kubernetes.io/hostname' || label === 'kubernetes.io/os';

  test.each([
    '',
    'all()',
    'global()',
    '!(!all())',
    'has(x) || !has(x)',
    "!(a == 'x') || a == 'x'",
    "a != 'x' || a != 'y'",
    'a not in {}',
    "!has(x) || x != 'y' || x == 'y'",
    "!has(x) || x contains ''",
    "!(a starts with 'ab') || a starts with 'a'",
    "!(a starts with 'ab') || a contains 'b'",
    "!(a starts with 'a' && a starts with 'b')",
    "!(a contains 'b') || has(a)",
    "a != 'abc' || a ends with 'bc'",
    `all() || ${Array.from({ length: 150 }, (_, i) => `has(l${i})`).join(' || ')}`,
    `a not in {'x'} || a in {${Array.from({ length: 500 }, (_, i) => `'v${i}'`).join(', ')}, 'x'}`,
  ])('%j is always true', (text) => {
    expect(isAlwaysTrue(treeOf(text))).toBe(true);
    expect(isNeverTrue(treeOf(text))).toBe(false);
    expect(isNeverTrue(treeOf(`!(${text === '' ? 'all()' : text})`))).toBe(true);
  });

  test.each([
    'a in {}',
    '!all()',
    "a == 'x' && a == 'y'",
    "a == 'x' && !has(a)",
    "a starts with 'a' && a == 'b'",
    "a starts with 'a' && a starts with 'b' && has(c)",
    "a in {'x'} && a not in {'x', 'y'}",
  ])('%j is never true', (text) => {
    expect(isNeverTrue(treeOf(text))).toBe(true);
    expect(isAlwaysTrue(treeOf(text))).toBe(false);
  });

  test.each([
    'has(x)',
    '!has(x)',
    "has(x) || x != 'y' && x != 'z' && !has(y)",
    "!has(a) || a contains 'b'",
    "!(a starts with 'a') || a starts with 'ab'",
    "a starts with 'a' && a ends with 'b' && a contains 'c'",
    "a != 'x' || has(b)",
    'has(kubernetes.io/hostname)',
    Array.from({ length: 150 }, (_, i) => `has(l${i})`).join(' || '),
    Array.from({ length: 150 }, (_, i) => `has(l${i})`).join(' && '),
  ])('%j is neither', (text) => {
    expect(isAlwaysTrue(treeOf(text))).toBe(false);
    expect(isNeverTrue(treeOf(text))).toBe(false);
  });

  test('labels that every object has', () => {
    expect(isAlwaysTrue(treeOf('has(kubernetes.io/hostname) && has(kubernetes.io/os)'), node)).toBe(true);
    expect(isAlwaysTrue(treeOf("kubernetes.io/os != 'a' || has(kubernetes.io/os)"), node)).toBe(true);
    expect(isAlwaysTrue(treeOf("kubernetes.io/os == 'linux'"), node)).toBe(false);
    expect(isAlwaysTrue(treeOf('has(kubernetes.io/os) && has(rack)'), node)).toBe(false);
    expect(isNeverTrue(treeOf('!has(kubernetes.io/os)'), node)).toBe(true);
  });

  test('what is too large to tell is not certain', () => {
    const text = Array.from({ length: 30 }, (_, i) => `has(l${i}) && has(m${i}) || `).join('');
    expect(isAlwaysTrue(treeOf(`${text}!(${text}has(n)) || has(n)`))).toBe(false);
    const many = Array.from({ length: 300 }, (_, i) => `has(l${i})`).join(' || ');
    expect(isAlwaysTrue(treeOf(`${many} || !has(l1)`))).toBe(false);
  });
});
