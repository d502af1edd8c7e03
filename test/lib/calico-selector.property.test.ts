import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAlwaysTrue,
  isNeverTrue,
  labelsOf,
  matches,
  parseSelector,
  type Selector,
} from '../../src/lib/calico-selector/index.ts';

const quote = (text: string, prefer: '"' | "'"): string => {
  const mark = text.includes(prefer) ? (prefer === '"' ? "'" : '"') : prefer;
  return `${mark}${text}${mark}`;
};

/** A tree as text. The tree is what parsing makes: no `and` straight in an `and`, no `not` of a `not` without brackets. */
const print = (tree: Selector, prefer: '"' | "'", blank: string): string => {
  const inner = (part: Selector) => {
    const text = print(part, prefer, blank);
    return part.op === 'and' || part.op === 'or' || part.op === 'not' ? `(${blank}${text}${blank})` : text;
  };
  switch (tree.op) {
    case 'all':
    case 'global':
      return `${tree.op}(${blank})`;
    case 'has':
      return `has(${blank}${tree.label}${blank})`;
    case 'not':
      return `!${blank}${inner(tree.of)}`;
    case 'and':
    case 'or':
      return tree.of.map(inner).join(`${blank}${tree.op === 'and' ? '&&' : '||'}${blank}`);
    case 'eq':
    case 'ne':
      return `${tree.label}${blank}${tree.op === 'eq' ? '==' : '!='}${blank}${quote(tree.value, prefer)}`;
    case 'in':
    case 'not-in': {
      const values = tree.values.map((value) => quote(value, prefer)).join(`${blank},${blank}`);
      return `${tree.label} ${tree.op === 'in' ? 'in' : `not${blank}in`}${blank}{${blank}${values}${blank}}`;
    }
    default:
      return `${tree.label} ${tree.op.replace('-', blank)}${blank}${quote(tree.value, prefer)}`;
  }
};

/** Trees over these labels and values, without a tree that parsing would write otherwise. */
const trees = (label: fc.Arbitrary<string>, value: fc.Arbitrary<string>, depth: number): fc.Arbitrary<Selector> => {
  const leaf: fc.Arbitrary<Selector> = fc.oneof(
    { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('all', 'global') }) },
    { weight: 3, arbitrary: fc.record({ op: fc.constant('has'), label }) },
    {
      weight: 6,
      arbitrary: fc.record({ op: fc.constantFrom('eq', 'ne', 'contains', 'starts-with', 'ends-with'), label, value }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ op: fc.constantFrom('in', 'not-in'), label, values: fc.array(value, { maxLength: 3 }) }),
    },
  );
  if (depth === 0) return leaf;
  const part = trees(label, value, depth - 1);
  return fc.oneof(
    leaf,
    fc.record({ op: fc.constant('not'), of: part }),
    fc.record({ op: fc.constantFrom('and', 'or'), of: fc.array(part, { minLength: 2, maxLength: 3 }) }),
  );
};

const character = fc.constantFrom(...'abcXYZ019_./-');
const anyLabel = fc.oneof(
  fc.string({ unit: character, minLength: 1, maxLength: 12 }),
  fc.constantFrom('in', 'not', 'has', 'all', 'starts', 'contains', 'constructor', '__proto__'),
);
const anyValue = fc
  .string({ unit: 'binary', maxLength: 8 })
  .filter((text) => !(text.includes('"') && text.includes("'")));
const anyTree = trees(anyLabel, anyValue, 4);
const preference = fc.constantFrom<'"' | "'">('"', "'");
const blanks = fc.constantFrom('', ' ', '\t', ' \t ');

/** Pieces of selectors, right and wrong, in any order. */
const soup = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b',
        'has',
        'has(',
        'all',
        'all()',
        'Has(',
        '(',
        ')',
        '{',
        '}',
        '[',
        ']',
        ',',
        '==',
        '=',
        '!=',
        '!',
        '&&',
      ],
      ...[
        '&',
        '||',
        '|',
        'and',
        'OR',
        'not',
        'not in',
        'IN',
        'in',
        'starts with',
        "'x'",
        '"y"',
        "'",
        '"',
        '“',
        '”',
        '‘',
      ],
      ...[' ', '  ', '\n', '\r\n', '\u00a0', '\u200b', 'é', '🦊', '\ud800', '%', 'x'],
    ),
    { maxLength: 20 },
  )
  .map((pieces) => pieces.join(''));

/**
 * Whether Calico reads a text, told in another way than the parser's: conditions are found by their shape, and what
 * joins them is crossed out until one is left.
 */
const isRead = (text: string): boolean => {
  const blank = '[ \\t]*';
  const edge = '(?![A-Za-z0-9_./-])';
  const name = `[A-Za-z0-9_./-]{1,512}${edge}`;
  const literal = `(?:"[^"]*"|'[^']*')`;
  const list = `\\{${blank}(?:${literal}${blank}(?:,${blank}${literal}${blank})*(?:,${blank})?)?\\}`;
  const pair = (first: string, second: string) => first + blank + second;
  const compare = `(?:==|!=|(?:contains|${pair('starts', 'with')}|${pair('ends', 'with')})${edge})`;
  const member = `(?:in|${pair('not', 'in')})${edge}`;
  const one = [
    `has\\(${blank}${name}${blank}\\)`,
    `(?:all|global)\\(${blank}\\)`,
    `${name}${blank}${compare}${blank}${literal}`,
    `${name}${blank}${member}${blank}${list}`,
  ].join('|');
  const piece = new RegExp(`${blank}(?:(${one})|([()!]|&&|\\|\\|))`, 'y');
  const rest = text.replace(/[ \t]+$/, '');
  let shape = '';
  while (piece.lastIndex < rest.length) {
    const found = piece.exec(rest);
    if (found === null) return false;
    shape += found[1] === undefined ? (found[2] ?? '') : 'T';
  }
  for (let before = ''; before !== shape; ) {
    before = shape;
    shape = shape
      .replace(/!+T/g, 'T')
      .replace(/\(T\)/g, 'T')
      .replace(/T(?:&&|\|\|)T/g, 'T');
  }
  return shape === 'T' || rest === '';
};

describe('parsing', () => {
  test('a printed tree is read back', () => {
    fc.assert(
      fc.property(anyTree, preference, blanks, (tree, prefer, blank) => {
        expect(parseSelector(print(tree, prefer, blank))).toEqual({ tree });
      }),
      { numRuns: 2000 },
    );
  });

  test('any text is read or refused as Calico does, at a place inside of it', () => {
    const text = fc.oneof(soup, fc.string({ unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(text, (selector) => {
        const result = parseSelector(selector);
        expect('tree' in result).toBe(isRead(selector));
        if ('tree' in result) return;
        const { offset, length, found, replacement } = result.fault;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(length).toBeGreaterThanOrEqual(offset < selector.length ? 1 : 0);
        expect(offset + length).toBeLessThanOrEqual(selector.length);
        expect(found).toMatch(/^(?:`.{1,40}`|the end|a newline|a blank|U\+[0-9A-F]{4})$/u);
        if (replacement !== undefined) expect(parseSelector(replacement)).toHaveProperty('tree');
      }),
      { numRuns: 20_000 },
    );
  });

  test('a selector with one piece cut out or doubled is fixed or not, but never to what does not parse', () => {
    fc.assert(
      fc.property(anyTree, preference, fc.nat(), fc.nat({ max: 3 }), fc.boolean(), (tree, prefer, at, size, twice) => {
        const text = print(tree, prefer, ' ');
        const start = at % text.length;
        const end = start + size;
        const changed = text.slice(0, twice ? end : start) + text.slice(twice ? start : end);
        const result = parseSelector(changed);
        expect('tree' in result).toBe(isRead(changed));
        if ('fault' in result && result.fault.replacement !== undefined) {
          expect(parseSelector(result.fault.replacement)).toHaveProperty('tree');
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('what Kubernetes and word processors write is fixed to what was meant', () => {
    fc.assert(
      fc.property(trees(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'), 2), (tree) => {
        const text = print(tree, "'", ' ');
        const wrong = [
          text.replaceAll("'", '’'),
          text.replaceAll("'", ''),
          text.replaceAll('==', '='),
          text.replaceAll('&&', 'AND').replaceAll('||', 'or'),
          text.replaceAll('has( ', 'has (').replaceAll('all( ', 'All ('),
          `${text.replaceAll(' ', '\n')}\n`.replaceAll('(\n', '( ').replaceAll('\n)', ' )'),
        ];
        for (const selector of wrong) {
          const result = parseSelector(selector);
          const meant = 'tree' in result ? result : parseSelector(result.fault.replacement ?? '%');
          expect(meant, selector).toEqual({ tree });
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** Every text of up to `length` of these characters. */
const texts = (alphabet: string, length: number): string[] =>
  length === 0
    ? ['']
    : ['', ...texts(alphabet, length - 1).flatMap((text) => [...alphabet].map((char) => char + text))];

describe('selectors that say nothing', () => {
  const labels = ['p', 'q'];
  const label = fc.constantFrom(...labels);

  /** The answers of a tree over all labels with these values. */
  const answers = (tree: Selector, values: readonly string[]): Set<boolean> => {
    const all = [undefined, ...new Set(values)];
    const given = new Set<boolean>();
    for (const p of all) {
      for (const q of all) {
        given.add(matches(tree, { ...(p !== undefined && { p }), ...(q !== undefined && { q }) }));
      }
    }
    return given;
  };
  const check = (tree: Selector, values: readonly string[]) => {
    const given = answers(tree, values);
    expect(isAlwaysTrue(tree)).toBe(!given.has(false));
    expect(isNeverTrue(tree)).toBe(!given.has(true));
  };

  test('over labels with a few values', () => {
    // Three characters have every beginning, end and content that these ask for, but for both between neither.
    const values = [...texts('abc', 3), 'cabc'];
    const tree = trees(label, fc.constantFrom('', 'a', 'b'), 3);
    fc.assert(
      fc.property(tree, (selector) => check(selector, values)),
      { numRuns: 3000 },
    );
  });

  test('over prefixes, suffixes and infixes of one label', () => {
    const tree = trees(fc.constant('p'), fc.constantFrom('a', 'ab', 'ba', 'b'), 3);
    // Long enough for a prefix, both infixes and a suffix with a `c`, which no condition speaks of, between them.
    const values = texts('abc', 8);
    fc.assert(
      fc.property(tree, (selector) => {
        const given = new Set([matches(selector, {})]);
        for (const p of values) if (given.size < 2) given.add(matches(selector, { p }));
        expect(isAlwaysTrue(selector)).toBe(!given.has(false));
        expect(isNeverTrue(selector)).toBe(!given.has(true));
      }),
      { numRuns: 500 },
    );
  });

  test('what is always true matches any labels', () => {
    fc.assert(
      fc.property(anyTree, fc.array(anyValue), fc.func(fc.nat()), (tree, values, pick) => {
        const found = labelsOf(tree).map((name) => [name, values[pick(name) % (values.length + 1)]] as const);
        const own = new Map(found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
        if (isAlwaysTrue(tree)) expect(matches(tree, own)).toBe(true);
        if (isNeverTrue(tree)) expect(matches(tree, own)).toBe(false);
        if (isAlwaysTrue(tree, (name) => own.has(name))) expect(matches(tree, own)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
