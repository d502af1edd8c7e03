/** Texts that are nearly YAML, in every syntax that it has, the same for the same seed. */

/** Mulberry32: a linear congruential generator's low digits would pick the same pairs of fragments again and again. */
function generator(seed: number) {
  let state = seed >>> 0;
  const below = (most: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
  const one = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  return { below, one };
}

type Random = ReturnType<typeof generator>;

const lineEnds = ['\n', '\n', '\n', '\n', '\n', '\n', '\r\n', '\r', '\x85', '\u2028', '\u2029'];

const scalars = [
  ...[
    'a',
    'b',
    'kind',
    'BGPPeer',
    'x y',
    'é',
    '😀',
    'a-b',
    'a.b/c',
    '192.0.2.1',
    'fd00::1',
    '64512:1',
    'a:b',
    'a#b',
    'a #b',
  ],
  ...[
    '1',
    '0',
    '-1',
    '+1',
    '010',
    '0o10',
    '08',
    '0x1f',
    '0b11',
    '64_512',
    '_1',
    '1_',
    '1.5',
    '1.',
    '.5',
    '1e3',
    '-.5',
    '1e400',
  ],
  ...[
    '9223372036854775807',
    '9223372036854775808',
    '18446744073709551616',
    '-9223372036854775809',
    '190:20:30',
    '1:2',
    '0.0',
    '-0',
  ],
  ...['y', 'n', 'yes', 'No', 'on', 'OFF', 'true', 'False', 'null', '~', 'Null', '.inf', '-.INF', '.nan', '<<', '=', ''],
  ...[
    '2001-01-01',
    '2001-12-14 21:59:43',
    '2001-12-14T21:59:43.10-05:00',
    '!!',
    '-',
    '--',
    '---',
    '...',
    '?',
    ':',
    '::',
    '-a',
    '?a',
    ':a',
  ],
  ...[
    '"a"',
    '"a\\nb"',
    '"\\x41\\u0042\\U00000043"',
    '"\\/"',
    '"a\\\n  b"',
    '"a\n b"',
    '"a\n\n b"',
    '"\\e\\a\\_\\N\\L\\P"',
    '"\\q"',
    '"a',
    '""',
  ],
  ...[
    "'a'",
    "'it''s'",
    "'a\n b'",
    "''",
    "'a",
    '"a" b',
    "'a' # c",
    '"a"#b',
    '"\ta\t"',
    '" a "',
    '"a \\\n \\ b"',
    '"\\\t"',
    '"a\\',
  ],
  ...['%a', '@a', '`a', ',a', ']', '}', '{', '[', '#a', '|a', '>a', 'a\n  b', 'a\n\n  b', 'a\tb', '\ta', 'a\t#b'],
];
/** A kind that is looked for, as parsers read it. */
const disguised = [
  ...[
    '"BGP\\x50eer"',
    '"B\\u0047P\\U00000050eer"',
    '"BGP\\\n  Peer"',
    '"BGP\\\u2028Peer"',
    '"BGP\\\x85 Peer"',
    '"B\\\r\nGP\\\rPeer"',
  ],
  ...[
    '!!binary QkdQUGVlcg==',
    '!!binary "QkdQUGVlcg=="',
    '!!bin%61ry QkdQUGVlcg==',
    '!<tag:yaml.org,2002:binary> QkdQUGVlcg==',
  ],
  ...[
    '!<!!binary> QkdQUGVlcg==',
    '!e!binary QkdQUGVlcg==',
    '!!binary |\n  QkdQ\n  UGVlcg==',
    "'BGPPeer'",
    '|-\n  BGPPeer',
    '&a BGPPeer',
  ],
];
const properties = [
  '&a',
  '&b',
  '*a',
  '*b',
  '!!str',
  '!!int',
  '!!float',
  '!!bool',
  '!!null',
  '!!binary',
  '!!map',
  '!!seq',
  '!!set',
  '!!omap',
].concat([
  '!!timestamp',
  '!!merge',
  '!!foo',
  '!a',
  '!',
  '!<tag:yaml.org,2002:str>',
  '!<a>',
  '!e!a',
  '!!%73tr',
  '!!bin%61ry',
  '!<!!str>',
  '&',
  '*',
]);
const headers = ['|', '>', '|-', '>-', '|+', '>+', '|1', '|2', '>1-', '|-2', '| # c', '|0', '|  ', '>  # c', '|+ a'];
const flows = [
  '[a, b]',
  '{a: b}',
  '[]',
  '{}',
  '{a}',
  '[a: b]',
  '{a: , b: c}',
  '[a, ]',
  '[,]',
  '{? a : b}',
  '{"a":b}',
  '{"a":1}',
  '[{a: b}, c]',
]
  .concat([
    '{a: [b, {c: d}]}',
    '[a\n]',
    '[\na,\nb]',
    '{\n a: b\n}',
    '{a:b}',
    '[a,b]',
    '{a: b, a: c}',
    '[\'a\',"b"]',
    '{<<: *a}',
    '[a #c\n]',
    '{a: "b\n c"}',
  ])
  .concat([
    '{"a": 1, "b": [true, null, "\\/"]}',
    '[? a, b]',
    '[&a b, *a]',
    '[?a]',
    '[:a]',
    '{a :b}',
    '{a::b}',
    '[a?b]',
    '{a: ?b}',
    '{?a: b}',
    '{"a"b: c}',
    '{a: :b}',
    '[a:]',
    '{a:,b}',
    '[a:b:c]',
    '[a : b]',
    '{a: b}c',
    '[a]: b',
    '{a: b}: c',
    '[-a]',
    '[- a]',
    '{- a}',
    '[!!str a]',
    '[a',
    '{a: b',
  ]);
const marks = [
  ': ',
  ':',
  '- ',
  '-',
  '? ',
  '?',
  ', ',
  ',',
  ' # c',
  '#',
  '# c',
  '  ',
  ' ',
  '\t',
  '&a ',
  '*a',
  '!!str ',
  '"',
  "'",
  '|\n',
  '>\n',
  '\\',
  '%',
]
  .concat([
    '---',
    '--- ',
    '...',
    '--- a',
    '--- |',
    '--- # c',
    '---\t',
    '---a',
    '... a',
    '%YAML 1.1',
    '%YAML 1.2',
    '%TAG ! a',
    '%TAG !e! tag:yaml.org,2002:',
    '%A b',
  ])
  .concat([
    '\ufeff',
    '\x85',
    '\u2028',
    '\u2029',
    '\xa0',
    '\r',
    '\n',
    '\n\n',
    '\n ',
    '\n  ',
    '\0',
    '\x07',
    '\x7f',
    '\ufffe',
    '<<: *a',
    '! <<: *a',
    '! "<<": {a: 1}',
    '<<: [*a, {b: c}]',
    '{',
    '}',
    '[',
    ']',
  ]);

function scalar(random: Random): string {
  return random.one(
    [flows, flows, disguised, scalars, scalars, scalars, scalars, scalars, scalars, scalars][random.below(10)] ??
      scalars,
  );
}

/** A value, whose further lines are indented. */
function value(random: Random, indent: string, depth: number): string {
  const before = random.below(6) === 0 ? `${random.one(properties)} ` : '';
  const choice = random.below(depth > 0 ? 10 : 6);
  if (choice < 5) return `${before}${scalar(random)}${random.below(8) === 0 ? ' # c' : ''}`;
  if (choice === 5) return `${before}${block(random, indent)}`;
  const deeper = indent + random.one(['  ', '  ', '  ', ' ', '    ', '']);
  return `${before}${random.one(lineEnds)}${collection(random, deeper, depth - 1)}`;
}

function block(random: Random, indent: string): string {
  const lines = Array.from({ length: 1 + random.below(4) }, () => {
    const own = random.one(['  ', '  ', '  ', '   ', ' ', '']);
    const text = random.one(['a', 'b c', '', '# d', '  e', '\tf', '- g', 'h: i', '---', 'é', ' ', 'j\tk', 'a \\']);
    return `${text === '' ? random.one(['', own]) : `${indent}${own}`}${text}`;
  });
  return [random.one(headers), ...lines].join(random.one(lineEnds));
}

function collection(random: Random, indent: string, depth: number): string {
  const length = 1 + random.below(3);
  const isList = random.below(3) === 0;
  const end = random.one(lineEnds);
  return Array.from({ length }, () => {
    if (isList) return `${indent}-${random.one([' ', ' ', ' ', '  ', '\t', ''])}${value(random, `${indent}  `, depth)}`;
    const key =
      random.below(4) === 0
        ? scalar(random)
        : random.one(['a', 'b', 'c', 'kind', '"d"', "'e'", '? f\n', '&k g', 'h i', '<<', '1', 'y']);
    return `${indent}${key}${random.one([': ', ': ', ': ', ': ', ':', ' : ', ':\t', ' :'])}${value(random, indent, depth)}`;
  }).join(end);
}

/** A document as a person could write it. */
function written(random: Random): string {
  const start = random.one([
    '',
    '',
    '',
    '',
    '---\n',
    '--- # c\n',
    '--- ',
    '# c\n',
    '\n',
    '\ufeff',
    '%YAML 1.1\n---\n',
    '%TAG !e! tag:yaml.org,2002:\n---\n',
  ]);
  const content = random.below(4) === 0 ? value(random, '', 2) : collection(random, '', 2);
  return `${start}${content}${random.one(['\n', '\n', '\n', '', '\n\n', ' ', '\r\n', '\n...\n', '\n# c\n', '\u2028'])}`;
}

function soup(random: Random): string {
  return Array.from({ length: 1 + random.below(12) }, () =>
    random.one([scalars, properties, headers, flows, marks, marks, lineEnds][random.below(7)] ?? marks),
  ).join(random.one(['', '', ' ']));
}

function lines(random: Random): string {
  return Array.from({ length: 1 + random.below(7) }, () => {
    const indent = ' '.repeat(random.one([0, 0, 0, 1, 2, 2, 3, 4]));
    const own = Array.from({ length: 1 + random.below(3) }, () =>
      random.one([scalars, marks, ['a: ', 'b: ', '- ', 'c:']][random.below(3)] ?? marks),
    );
    return `${indent}${own.join('')}${random.one(lineEnds)}`;
  }).join('');
}

function damaged(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const cut = random.one([0, 0, 1, 1, 2, 5]);
  const instead =
    random.below(4) === 0 ? '' : random.one([marks, marks, lineEnds, scalars, properties][random.below(5)] ?? marks);
  return text.slice(0, at) + instead + text.slice(at + cut);
}

function text(random: Random): string {
  const choice = random.below(20);
  if (choice < 4) return soup(random);
  if (choice < 7) return lines(random);
  const count = random.one([1, 1, 1, 1, 2, 3]);
  let whole = Array.from({ length: count }, () => written(random)).join(
    random.one(['---\n', '---\n', '\n---\n', '...\n', '---\r\n', '']),
  );
  for (let times = random.one([0, 0, 0, 1, 1, 2]); times > 0; times--) whole = damaged(random, whole);
  return whole;
}

export function* texts(count: number, seed: number): Generator<string> {
  const random = generator(seed);
  for (let i = 0; i < count; i++)
    yield text(random).replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}
