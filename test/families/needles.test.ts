import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { families } from '../../src/families/index.ts';
import { contextNeedle, isSubject, needleIn } from '../../src/families/needles.ts';
import { bytesOf } from '../../src/host/files.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import type { Json } from '../../src/model/document.ts';
import { parseYaml } from '../../src/parse/index.ts';
import { read } from '../../src/read/index.ts';
import { scaled, settings } from '../fuzz/settings.ts';

/** Words by which the first pass finds a text, and those of the second as they stand in objects. */
const subjects = [...new Set(families.flatMap(({ needles }) => needles))];
const contexts = ['Node', 'Secret', 'SealedSecret', 'RoleBinding', 'ClusterRole', 'OnePasswordItem', 'IPPool'];
const fields = ['externalIPs', 'loadBalancerIPs', 'calico_backend', 'CALICO_ROUTER_ID'];
const legacy = ['my-asn', 'address-pools'];

const lineEnds = ['\n', '\r\n', '\r', '\x85', '\u2028', '\u2029'];
const blank = fc.constantFrom('', ' ', '   ', '\t');

/** One character in double quotes, as itself or as one of its escapes. */
function escaped(character: string): fc.Arbitrary<string> {
  const code = character.charCodeAt(0).toString(16);
  const forms = [`\\x${code.padStart(2, '0')}`, `\\u${code.padStart(4, '0')}`, `\\U${code.padStart(8, '0')}`];
  const upper = forms.map((form) => form.slice(0, 2) + form.slice(2).toUpperCase());
  const slash = character === '/' ? ['\\/'] : [];
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(character) },
    { weight: 1, arbitrary: fc.constantFrom(...forms, ...upper, ...slash) },
  );
}

/** Nothing, or line ends that backslashes take away. */
const fold = fc.oneof(
  { weight: 12, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.tuple(fc.constantFrom(...lineEnds), blank), { minLength: 1, maxLength: 2 })
      .map((folds) => folds.map(([end, after]) => `\\${end}${after}`).join('')),
  },
);

function doubleQuoted(word: string): fc.Arbitrary<string> {
  const parts = [...word].map((character) => fc.tuple(escaped(character), fold));
  return fc.tuple(fold, ...parts).map(([first, ...rest]) => `"${first}${rest.flat().join('')}"`);
}

/** A text of which some letters are percent-encoded. */
function percent(text: string): fc.Arbitrary<string> {
  const one = (character: string) =>
    fc.oneof(
      { weight: 12, arbitrary: fc.constant(character) },
      { weight: 1, arbitrary: fc.constant(`%${character.charCodeAt(0).toString(16)}`) },
    );
  return fc.tuple(...[...text].map(one)).map((all) => all.join(''));
}

const tagName = 'tag:yaml.org,2002:binary';

/** The tag of base64, with the directive that it needs. */
const binaryTag: fc.Arbitrary<readonly [tag: string, directive: string]> = fc.oneof(
  percent('binary').map((name) => [`!!${name}`, ''] as const),
  percent(tagName).map((text) => [`!<${text}>`, ''] as const),
  fc.tuple(fc.constantFrom('!', '!!', '!e!', '!a-b!'), fc.nat({ max: tagName.length - 1 })).chain(([handle, at]) => {
    return fc
      .tuple(percent(tagName.slice(0, at) || 'x'), percent(tagName.slice(at)))
      .map(([prefix, suffix]) => [`${handle}${suffix}`, `%TAG ${handle} ${prefix}\n---\n`] as const);
  }),
);

const base64 = (word: string) => Buffer.from(word).toString('base64');

type Spelling = readonly [scalar: string, directive: string];

function binary(word: string): fc.Arbitrary<Spelling> {
  const text = base64(word);
  const bodies = [text, `"${text}"`, `'${text}'`, `|\n  ${text.slice(0, 3)}\n  ${text.slice(3)}`, `>-\n  ${text}`];
  return fc
    .tuple(binaryTag, fc.oneof(fc.constantFrom(...bodies), doubleQuoted(text)))
    .map(([[tag, directive], body]) => [`${tag} ${body}`, directive] as const);
}

function spelling(word: string): fc.Arbitrary<Spelling> {
  const bare = fc.constantFrom(word, `'${word}'`, `|-\n  ${word}`, `>-\n  ${word}`, `\n  ${word}`, `!!str ${word}`);
  return fc.oneof(
    fc.oneof(bare, doubleQuoted(word)).map((text) => [text, ''] as const),
    binary(word),
  );
}

/** Where it stands: as a kind, behind an anchor, as a key, between brackets. */
const places: readonly ((scalar: string, after: string) => string)[] = [
  (scalar, after) => `kind: ${scalar}${after}`,
  (scalar, after) => `x: &a ${scalar}${after}\nkind: *a`,
  (scalar, after) => `? ${scalar}${after}\n: 1`,
  (scalar) => `${scalar}: 1`,
  (scalar) => `? &a ${scalar} : 1\n: 2`,
  (scalar) => `&a ${scalar}: 1\nkind: *a`,
  (scalar) => `{x: [&a ${scalar}], kind: *a}`,
  (scalar) => `{a: 1, kind: ${scalar}, b: 2}`,
  (scalar) => `{kind: ${scalar}}`,
  (scalar) => `{"kind":${scalar}}`,
  (scalar, after) => `items:\n  - kind: ${scalar}${after}\n    x: 1`,
];
const after = fc.constantFrom('', ' ', '\t', ' # c', '\r', '\x85', '\u2028', '\u2029');

function holds(value: Json, word: string): boolean {
  if (typeof value === 'string') return value === word;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => key === word || holds(member, word));
}

/** The texts in which the composer finds the word. */
function saying(word: string): fc.Arbitrary<string> {
  return fc
    .tuple(spelling(word), fc.constantFrom(...places), after)
    .map(([[scalar, directive], place, end]) => `${directive}${place(scalar, end)}\n`);
}

const documents = (text: string, needle?: RegExp) =>
  parseYaml({ file: 'a.yaml', text }, { limits: defaultLimits, wants: () => true, ...(needle && { needle }) })
    .documents;

function check(words: readonly string[], found: (text: string) => boolean, around: (text: string) => string = String) {
  let read = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...words).chain((word) => fc.tuple(fc.constant(word), saying(word))),
      ([word, own]) => {
        const text = around(own);
        if (!documents(text).some(({ value }) => holds(value, word))) return;
        read++;
        expect([text, found(text)]).toEqual([text, true]);
      },
    ),
    settings(1500),
  );
  // Most spellings are read: what the composer refuses shows nothing.
  expect(read).toBeGreaterThan(scaled(500));
}

const encodings: readonly (readonly [name: string, encode: (text: string) => Uint8Array])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
];

describe('whatever the composer reads as a word that is looked for, the search finds', () => {
  test.each(encodings)('in a file, first pass, %s', (_, encode) => {
    const needles = { subject: { test: (text: string) => isSubject(text, 'yaml') }, context: contextNeedle };
    check(subjects, (text) => read(bytesOf(encode(text)), needles).relevance === 'subject');
  });

  test.each(encodings)('in a file, second pass, %s', (_, encode) => {
    const needles = { subject: { test: (text: string) => isSubject(text, 'yaml') }, context: contextNeedle };
    check([...contexts, ...fields], (text) => read(bytesOf(encode(text)), needles).relevance !== 'none');
  });

  test('in a document of a stream', () => {
    check(subjects, (text) => documents(text, needleIn(text)).length > 0);
    check([...contexts, ...fields], (text) => needleIn(text).test(text) || contextNeedle.test(text));
  });

  test('where a ConfigMap may hold the configuration of MetalLB', () => {
    check(
      legacy,
      (text) => isSubject(text, 'yaml'),
      (text) => `${text}# ConfigMap\n`,
    );
  });
});

test.each([
  ['a script of a shell', 'run: |\n  curl -s \\\n    https://example.org/a \\\n    | sh\n'],
  ['escapes of marks in JSON', 'a: "\\u003cb\\u003e \\u0026 \\u0027"\n'],
  ['colours', 'a: "\\x1b[31m"\n'],
  ['prose', 'a: the Node is up, a Secret or a Role of its own!\n'],
])('what is no disguise is not read: %s', (_, text) => {
  expect([isSubject(text, 'yaml'), contextNeedle.test(text)]).toEqual([false, false]);
});
