import { describe, expect, test } from 'vitest';
import { dot } from '../../src/export/dot.ts';
import { attacks } from '../report/hostile.ts';
import { hostile, small } from './sample.ts';

const quoted = String.raw`"(?:[^"\\\n]|\\\\|\\"|\\n)*"`;
const attribute = `[a-z]+=(?:${quoted}|[\\w.]+)`;

/** All that a line may be. */
const statements = [
  /^graph bgp \{$/,
  /^ {0,2}\}$/,
  /^ {2}subgraph cluster_\d+ \{$/,
  new RegExp(`^ {2,4}${attribute};$`),
  new RegExp(`^ {2,4}(?:node|edge|[nrs]\\d+|[nrs]\\d+ -- [nrs]\\d+) \\[${attribute}(?:, ${attribute})*\\];$`),
];

const lines = (text: string) => text.trimEnd().split('\n');
const strange = (text: string) => lines(text).filter((line) => !statements.some((one) => one.test(line)));

test('boxes and lines, each state in a colour and a style', () => {
  const drawn = dot(small);
  expect(strange(drawn)).toEqual([]);
  expect(drawn).toContain(
    '  n2 -- r2 [label="peer-s3\\ncalico/peer-without-as-number +1", color="#d55e00", penwidth=3];',
  );
  expect(drawn).toContain('  n1 -- r2 [label="peer-s2", color="#767676", style=dashed];');
  expect(drawn).toContain('    n3 [label="rr-1\\nroute reflector\\nAS 64600", shape=box];');
});

describe('what strangers wrote is text', () => {
  test.each([...attacks, ['quotes and escapes', 'a\\"]; b -- c; "\\G\\N\\'] as const])('%s', (_, text) => {
    expect(strange(dot(hostile(text)))).toEqual([]);
  });

  test('a backslash is itself, and no escape of Graphviz', () => {
    expect(dot(hostile('\\G"&lt;'))).toContain('label="\\\\G\\"&amp;lt;"');
  });
});
