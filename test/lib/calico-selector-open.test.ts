import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAlwaysTrue, isNeverTrue, judgeOpen, parseSelector } from '../../src/lib/calico-selector/index.ts';

const nowhere = () => false;
const named = (label: string) => label === 'kubernetes.io/hostname';

describe('a selector with placeholders', () => {
  test.each<[string, 'all' | 'never' | 'may' | 'not']>([
    ["all() || a == '${b}'", 'all'],
    ["has(a) || !has(a) || x == '${b}'", 'all'],
    ["x == '${b}' || x != '${b}'", 'all'],
    ["x in {'${b}', 'c'} || x not in {'${b}', 'c'}", 'all'],
    ["!(x == '${b}' && !all())", 'all'],
    ['${S} || all()', 'all'],
    ['all() || ${S}', 'all'],
    ['!${S} || all()', 'all'],
    ['has(${L}) || all()', 'all'],
    ['${L}-a == "b" || all()', 'all'],
    ["kubernetes.io/hostname != '${b}' || has(kubernetes.io/hostname)", 'all'],
    ['all() || a == \'{{ .Values.a | default "b" }}\'', 'all'],
    ["!all() && a == '${b}'", 'never'],
    ['!(all() || ${S})', 'never'],
    ["x == '${b}' && x != '${b}'", 'never'],
    ['${S}', 'may'],
    ['${S} && all()', 'may'],
    ['!(has(x) && ${S}) || has(x)', 'may'],
    ["x == '${b}' || x != '${c}'", 'may'],
    ["x == '${b}' || x != 'foo'", 'may'],
    ["kubernetes.io/hostname contains '${b}'", 'may'],
    ["x != '${b}'", 'may'],
    ["'${b}'", 'may'],
    ["x == '${b}'", 'not'],
    ["rack == 'r-${b}' && has(y)", 'not'],
    ["kubernetes.io/hostname == '${b}'", 'not'],
    ["x contains '${b}'", 'not'],
    ["x in {'${a}', '${b}'}", 'not'],
  ])('%s: %s', (text, verdict) => {
    const { all, never, mayBeAll } = judgeOpen(text, named);
    expect(all ? 'all' : never ? 'never' : mayBeAll ? 'may' : 'not').toBe(verdict);
  });

  test('asks for the labels that it names', () => {
    expect(judgeOpen("all() || has(a) || b == '${c}' || has(${d})", nowhere).labels).toEqual(['a']);
  });

  test('is not looked into where it is longer than any can be', () => {
    expect(judgeOpen(`all() || a == '\${b}'${' '.repeat(20_000)}`, nowhere)).toMatchObject({
      all: false,
      mayBeAll: true,
    });
  });

  const label = fc.constantFrom('a', 'b');
  const value = fc.constantFrom("'v'", "'w'", "'${P}'", "'x${P}'", "'${Q}'");
  const condition = fc.oneof(
    label.map((a) => `has(${a})`),
    fc.constantFrom('all()', '${R}'),
    fc.tuple(label, fc.constantFrom('==', '!=', 'contains', 'starts with'), value).map((parts) => parts.join(' ')),
    fc.tuple(label, fc.constantFrom('in', 'not in'), value, value).map(([a, op, v, w]) => `${a} ${op} {${v}, ${w}}`),
  );
  const { either } = fc.letrec<{ either: string }>((tie) => ({
    either: fc.oneof(
      { depthSize: 'small' },
      condition,
      condition.map((one) => `!${one}`),
      fc.tuple(tie('either'), fc.constantFrom('&&', '||'), tie('either')).map((parts) => parts.join(' ')),
      tie('either').map((inner) => `!(${inner})`),
    ),
  }));
  const text = fc.constantFrom('', 'v', 'w', 'xv', 'z');
  const expression = fc.constantFrom(
    'has(a)',
    '!has(b)',
    "a == 'v' || b == 'w'",
    "has(a) && b == 'v'",
    'all()',
    "!all() || a != 'v' && has(b)",
  );

  test('says only what holds whatever is put in', () => {
    fc.assert(
      fc.property(either, text, text, expression, (selector, p, q, r) => {
        const judged = judgeOpen(selector, nowhere);
        const put = selector.replaceAll('${P}', p).replaceAll('${Q}', q).replaceAll('${R}', r);
        const parsed = parseSelector(put);
        if ('fault' in parsed) return;
        if (judged.all) expect([put, isAlwaysTrue(parsed.tree)]).toEqual([put, true]);
        if (judged.never) expect([put, isNeverTrue(parsed.tree)]).toEqual([put, true]);
        if (!judged.mayBeAll) expect([put, isAlwaysTrue(parsed.tree)]).toEqual([put, false]);
      }),
      { numRuns: 3000 },
    );
  });
});
