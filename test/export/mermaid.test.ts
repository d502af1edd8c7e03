import { describe, expect, test } from 'vitest';
import { mermaid } from '../../src/export/mermaid.ts';
import { attacks } from '../report/hostile.ts';
import { hostile, many, small } from './sample.ts';

/** Text in quotes: letters, digits, what ends nothing, numbers of characters, and our own line breaks. */
const label = String.raw`"(?:[\p{L}\p{N} ,/=.()+…-]|#\d+;|<br/>)+"`;

/** All that a line may be. */
const statements = [
  /^flowchart LR$/,
  /^ {2}acc(?:Title|Descr): [\p{L}\p{N} ,()]*$/u,
  new RegExp(`^ {2}subgraph c\\d+\\[${label}\\]$`, 'u'),
  /^ {2}end$/,
  new RegExp(
    `^ {2,4}[nrs]\\d+(?:\\[${label}\\]|\\(\\[${label}\\]\\)|\\(\\(${label}\\)\\)|\\{\\{${label}\\}\\}|\\[/${label}/\\])$`,
    'u',
  ),
  new RegExp(`^ {2}more\\[${label}\\]$`, 'u'),
  new RegExp(`^ {2}[nrs]\\d+ (?:---|===|-\\.-)(?:\\|${label}\\|)? [nrs]\\d+$`, 'u'),
  /^ {2}linkStyle \d+(?:,\d+)* stroke:#[0-9a-f]{6}$/,
  /^ {2}classDef (?:sound|faulty|unknown) [a-z0-9#:,-]+$/,
  /^ {2}class [nrs]\d+(?:,[nrs]\d+)* (?:sound|faulty|unknown)$/,
];

const lines = (text: string) => text.trimEnd().split('\n');
const strange = (text: string) => lines(text).filter((line) => !statements.some((one) => one.test(line)));

test('boxes, hubs and lines of each state', () => {
  expect(lines(mermaid(small))).toEqual([
    'flowchart LR',
    '  accTitle: BGP sessions',
    '  accDescr: 6 sessions (1 faulty, 2 unknown, 3 sound)',
    '  subgraph c1["prod"]',
    '    n1["node-1 … node-20<br/>20 nodes<br/>AS 64600"]',
    '    n2["node-21<br/>AS 64600"]',
    '    n3["rr-1<br/>route reflector<br/>AS 64600"]',
    '    s5(("mesh<br/>21 nodes"))',
    '    s6[/"peer-s6<br/>Calico, not read"/]',
    '  end',
    '  r1{{"tor-1<br/>192.0.2.1<br/>AS 64700<br/>listens for 10.1.0.0/16"}}',
    '  r2{{"192.0.2.2"}}',
    '  n2 ===|"peer-s3<br/>calico/peer-without-as-number +1"| r2',
    '  n1 -.-|"peer-s2"| r2',
    '  n1 ---|"peer-s1"| r1',
    '  n2 ---|"peer-s1"| r1',
    '  n1 ---|"peer-s4"| n3',
    '  n2 ---|"peer-s4"| n3',
    '  s5 --- n1',
    '  s5 --- n2',
    '  linkStyle 0 stroke:#d55e00',
    '  linkStyle 1 stroke:#8a8a8a',
    '  linkStyle 2,3,4,5,6,7 stroke:#0072b2',
    '  classDef unknown stroke:#8a8a8a,stroke-dasharray:4',
    '  class s6 unknown',
    '  classDef sound stroke:#0072b2',
    '  class s5 sound',
  ]);
  expect(strange(mermaid(small))).toEqual([]);
});

describe('what strangers wrote is text', () => {
  const further = [
    ['quotes', 'a"]; click n1 "javascript:alert(1)"'],
    ['backticks', '"`**bold**`"'],
    ['a click directive', 'x\n  click n1 href "https://pwned.example"'],
    ['a directive', '%%{init: {"securityLevel": "loose"}}%%'],
    ['a style', 'style n1 fill:#f00;'],
    ['a list', '- one'],
    ['the end of a subgraph', 'end'],
    ['an entity', '#quot;#35;'],
  ] as const;
  test.each([...attacks, ...further])('%s', (_, text) => {
    const drawn = mermaid(hostile(text));
    expect(strange(drawn)).toEqual([]);
    expect(lines(drawn)).toHaveLength(lines(mermaid(hostile('harmless'))).length);
  });
});

test('Mermaid draws no more than 500 lines and 50,000 characters: faulty sessions stay, and the rest is counted', () => {
  const large = many(300, 8);
  const faulty = {
    ...large,
    sessions: large.sessions.map((one) => (one.id === 's7' ? { ...one, state: 'faulty' as const } : one)),
  };
  const drawn = mermaid(faulty);
  expect(strange(drawn)).toEqual([]);
  expect(drawn.length).toBeLessThan(50_000);
  expect(lines(drawn).filter((line) => / (?:---|===|-\.-)/.test(line)).length).toBeLessThan(500);
  expect(lines(drawn).filter((line) => line.includes(' ===')).length).toBe(300);
  expect(drawn).toMatch(/more\["\d+ more lines than Mermaid draws, none of them worse/);
});

test('a mesh, and a peer of many with many, are lines and no pairs', () => {
  expect(lines(mermaid(many(60, 1))).filter((line) => / --- /.test(line) || / ---\|/.test(line)).length).toBe(60 * 4);
});
